"""At night nobody is rung up for what can wait; what is urgent goes at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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


async def test_what_others_do_at_night_is_told_in_the_morning_and_at_once_to_who_is_awake(tmp_path: Path) -> None:
    async with story(tmp_path, reminders=Reminders(quiet_hours="22:00-07:30")) as tale:
        await tale.expert("li", "李明华", fields=("果树",), skills=("脆李栽培", "李属裂果防控"), place_code="500236")
        tale.clock.at = NIGHT - timedelta(hours=5)
        await tale.say("farmer", "脆李裂果，奉节白帝镇，想请专家看看")
        tale.clock.at = NIGHT
        assert "#1 是您的了" in await tale.say("li", "我接，周四上午9点半到果园")
        await tale.say("li", "问 1 挂果几年了")
        assert tale.heard("farmer") == []
        await tale.advance(hours=8, minutes=1)
        told = "\n".join(tale.heard("farmer"))
        assert "接了您的 #1" in told
        assert "挂果几年了" in told
        assert "行不行" in told
        tale.clock.at = NIGHT.replace(day=24)
        await tale.say("farmer", "四年了")
        await tale.say("li", "留言 1 带两张叶子照片")
        assert any("叶子照片" in line for line in tale.heard("farmer"))


async def test_a_visit_early_next_morning_is_called_off_at_once(tmp_path: Path) -> None:
    async with story(tmp_path, reminders=Reminders(quiet_hours="22:00-07:30")) as tale:
        await tale.expert("li", "李明华", fields=("果树",), skills=("脆李栽培", "李属裂果防控"), place_code="500236")
        await tale.say("farmer", "脆李裂果，奉节白帝镇，想请专家看看")
        await tale.say("li", "我接，周二早上8点到果园")
        await tale.say("farmer", "行")
        tale.heard("farmer")
        tale.clock.at = NIGHT
        await tale.say("li", "取消约 1 车坏了")
        assert any("1" in line for line in tale.heard("farmer"))
