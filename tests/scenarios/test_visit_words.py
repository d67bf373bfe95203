"""Visits in plain words, as people on the phone put it; and reminders through nights and outages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import load
from domain.visits import Visit, VisitStatus
from handlers.wording.common import moment
from tests.scenarios.harness import Story, number_in, story

NEED = "奉节白帝镇，脆李裂果，想请专家看看"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """An agreed visit on Wednesday, 25 November, at 9:00; quiet hours at night. Now: Saturday, the 21st, 9:00."""
    reminders = load(Path("/dev/null"), {"JIEBANG_REMINDERS__QUIET_HOURS": "22:00-07:30"}).reminders
    async with story(tmp_path, reminders=reminders) as told:
        await told.expert("li", "李建国", fields=("农业",), skills=("李属裂果防控", "果树"), place_code="500236")
        await told.staff("admin")
        number_in(await told.say("farmer", NEED))
        await told.say("li", "我接，下周三上午9点去")
        await told.say("farmer", "行")
        for who in ("farmer", "li", "admin"):
            told.heard(who)
        yield told


async def visits(told: Story) -> list[tuple[VisitStatus, str, str]]:
    found: list[Visit] = await told.run(lambda uow: uow.visits.of_demand(1))
    return [(visit.status, moment(visit.starts_at), visit.mode) for visit in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("能不能晚一个小时", "11月25日（周三）10:00"),
        ("路上要修车，往后推半小时", "11月25日（周三）9:30"),
        ("改到周四", "11月26日（周四）9:00"),
        ("换成周五下午三点要得不", "11月27日（周五）15:00"),
    ],
)
async def test_a_change_in_plain_words_asks_the_other_side(stage: Story, words: str, expected: str) -> None:
    reply = await stage.say("farmer", words)
    assert expected in reply
    assert (await visits(stage))[0][:2] == (VisitStatus.PROPOSED, expected)
    assert any(expected in one for one in stage.heard("li"))
    await stage.say("li", "要得")
    assert await visits(stage) == [(VisitStatus.AGREED, expected, "onsite")]


async def test_another_day_is_asked_for_and_then_taken(stage: Story) -> None:
    assert "哪天几点" in await stage.say("farmer", "明天要下雨，改天吧")
    assert "11月25日" in (await visits(stage))[0][1]
    assert "11月30日（周一）9:00" in await stage.say("farmer", "下下周一")


async def test_by_video_keeps_the_time(stage: Story) -> None:
    await stage.say("farmer", "能不能线上看，不用跑")
    assert await visits(stage) == [(VisitStatus.PROPOSED, "11月25日（周三）9:00", "online")]


async def test_another_time_in_prose_moves_the_visit_and_the_other_side_is_asked(stage: Story) -> None:
    stage.heard("farmer")
    assert "回1" not in await stage.say("li", "周五上午十点去")
    assert [status for status, _, _ in await visits(stage)] == [VisitStatus.PROPOSED]
    assert any("原来的先不作数" in one for one in stage.heard("farmer"))
    await stage.say("farmer", "好")
    assert [status for status, _, _ in await visits(stage)] == [VisitStatus.AGREED]


async def test_one_more_visit_in_prose_leaves_the_first(stage: Story) -> None:
    await stage.say("li", "周五上午十点再来一次")
    assert [status for status, _, _ in await visits(stage)] == [VisitStatus.AGREED, VisitStatus.PROPOSED]


async def test_a_new_need_is_no_change_of_the_visit(stage: Story) -> None:
    reply = await stage.say("farmer", "我家的猪不吃食，晚两天怕要死")
    assert "#2" in reply or "请问" in reply
    assert (await visits(stage))[0][0] is VisitStatus.AGREED


async def test_reminders_are_held_at_night(stage: Story) -> None:
    await stage.advance(days=3)
    assert len(stage.heard("farmer")) == 1  # a day before
    await stage.advance(hours=22, minutes=20)
    assert stage.heard("farmer") == []  # 7:20: two hours before would have been 7:00
    await stage.advance(minutes=10)
    assert len(stage.heard("farmer")) == 1
    assert len(stage.heard("li")) == 2


async def test_after_an_outage_one_useful_reminder_goes_and_a_late_one_does_not(stage: Story) -> None:
    stage.clock.advance(days=3, hours=22, minutes=45)  # both moments have passed unnoticed
    await stage.settle()
    assert len(stage.heard("farmer")) == 1
    await stage.say("farmer", "改到周五上午九点")
    await stage.say("li", "要得")
    stage.heard("farmer")
    stage.clock.advance(days=2, hours=2)  # beyond the visit
    await stage.settle()
    assert not any("9:00" in one or "09:00" in one for one in stage.heard("farmer"))


async def test_a_moved_visit_is_not_reminded_of_at_its_old_time(stage: Story) -> None:
    await stage.say("li", "改约 1 11月30日上午九点")
    await stage.say("farmer", "行")
    stage.heard("li")
    await stage.advance(days=5)
    assert stage.heard("li") == []
    await stage.advance(days=3)
    assert len(stage.heard("li")) == 1


async def test_a_time_that_nobody_answers_is_called_off_before_somebody_sets_out(stage: Story) -> None:
    await stage.say("li", "改约 1 周四上午十点")
    stage.heard("farmer")
    await stage.advance(days=4, hours=23, minutes=1)  # Thursday, 8:01
    assert any("别白跑" in one or "先别跑" in one for one in stage.heard("li"))
    assert [status for status, _, _ in await visits(stage)] == [VisitStatus.CANCELLED]
    assert any("作罢" in one for one in stage.heard("farmer"))
    await stage.advance(days=3)
    assert stage.heard("farmer") == []
