"""The day of a visit: held up, ill, another day, and where to meet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.visits import Visit, VisitStatus
from handlers.wording.common import moment
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Agreed for Monday at ten; it is Monday, nine."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜1 后天上午十点")
        await tale.say("farmer", "行")
        await tale.advance(days=2)
        for who in ("farmer", "li", "butler"):
            tale.heard(who)
        yield tale


async def visit(tale: Story) -> Visit:
    found: list[Visit] = await tale.run(lambda uow: uow.visits.of_demand(1))
    return found[-1]


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("路上堵车，要晚半个小时", "10:30"),
        ("堵在高速上了，晚到二十分钟", "10:20"),
        ("车子出了点问题耽搁了，会晚点到", "10:00"),
    ],
)
async def test_who_is_held_up_does_not_ask_again(stage: Story, words: str, at: str) -> None:
    assert "路上小心" in await stage.say("li", words)
    now = await visit(stage)
    assert now.status is VisitStatus.AGREED
    assert moment(now.starts_at).endswith(at)
    assert any("晚" in text or f"11-23 {at}" in text for text in stage.heard("farmer"))


async def test_two_hours_more_have_to_be_agreed_to(stage: Story) -> None:
    await stage.say("li", "医院走不开，要晚两个小时")
    now = await visit(stage)
    assert (now.status, moment(now.starts_at)[-5:]) == (VisitStatus.PROPOSED, "12:00")


async def test_the_time_moved_back_is_not_reminded_of_as_it_was(stage: Story) -> None:
    await stage.say("li", "堵车，要晚四十分钟")
    await stage.advance(days=1, hours=1)
    told = " ".join(stage.heard("farmer"))
    assert "来了" in told
    assert "10:00" not in told


async def test_an_illness_that_keeps_the_expert_away_is_no_need(stage: Story) -> None:
    reply = await stage.say("li", "今天发烧了，来不了，改到后天行不行")
    assert "11月25日（周三）" in reply
    assert "登记" not in reply
    assert any("后天" in text or "11-25" in text or "11月25日" in text for text in stage.heard("farmer"))


async def test_ill_without_another_day_is_asked_for_one(stage: Story) -> None:
    reply = await stage.say("li", "我感冒了去不了")
    assert "改到哪天几点" in reply
    assert "交回 1" in reply
    await stage.say("li", "周四下午三点")
    assert moment((await visit(stage)).starts_at) == "11月26日（周四）15:00"


async def test_a_child_s_fever_is_no_fire(stage: Story) -> None:
    reply = await stage.say("li", "娃儿发烧了，今天去不成了")
    assert "119" not in reply
    assert "改到哪天几点" in reply


async def test_ill_before_any_time_was_agreed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜 1")
        assert "交回 1" in await tale.say("li", "腰杆痛得遭不住，去不了了")
        assert "12月1日" in await tale.say("li", "实在走不开，12月1日上午九点要得不")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("改在桥头加油站碰头", "桥头加油站"),
        ("我在村委会门口等您", "村委会门口"),
        ("地点就定白帝镇卫生院", "白帝镇卫生院"),
        ("到时候我到高速路口接您", "高速路口"),
    ],
)
async def test_a_meeting_point_in_words_goes_to_both(stage: Story, words: str, place: str) -> None:
    assert place in await stage.say("farmer", words)
    assert place in ((await visit(stage)).place or "")
    assert any(place in text for text in stage.heard("li"))


async def test_the_place_is_told_with_the_time(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节白帝镇，脆李裂果，想请专家看看")
        await tale.say("li", "揭榜 1 后天上午十点，在镇政府门口见")
        assert any("镇政府门口" in text for text in tale.heard("farmer"))
        await tale.say("farmer", "行")
        await tale.say("farmer", "养殖场的猪也不吃东西，咋个办")
        assert (await visit(tale)).place == "镇政府门口"


async def test_a_question_about_the_place_is_no_place(stage: Story) -> None:
    await stage.say("li", "我在哪里等您")
    assert (await visit(stage)).place is None
