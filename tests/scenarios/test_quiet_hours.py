"""At night nobody is rung up for what can wait; what is urgent goes at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.config import Reminders
from tests.scenarios.harness import story

NIGHT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai


async def test_a_push_waits_for_the_morning_and_an_urgent_one_does_not(tmp_path: Path) -> None:
    async with story(tmp_path, reminders=Reminders(quiet_hours="22:00-07:30")) as tale:
        await tale.staff("boss")
        await tale.expert("li", "李明华", fields=("果树",), skills=("脆李栽培", "李属裂果防控"), place_code="500236")
        await tale.expert("shou", "罗建军", fields=("兽医",), skills=("猪病诊治", "仔猪腹泻防控"), place_code="500236")
        tale.clock.at = NIGHT
        assert "#1" in await tale.say("farmer", "脆李裂果，奉节白帝镇，想请专家看看")
        assert tale.heard("li") == []
        await tale.advance(hours=8, minutes=1)
        assert any("裂果" in line for line in tale.heard("li"))
        tale.clock.at = NIGHT.replace(day=24)
        await tale.say("keeper", "我们村的猪今天死了三头，还有几头喘得凶，奉节，快请兽医来")
        assert tale.heard("boss") or tale.heard("shou")
