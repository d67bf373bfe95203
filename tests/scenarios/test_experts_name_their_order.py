"""An expert with several orders names one by place, crop, number or turn: that one is meant, no other guessed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story


@pytest.fixture
async def offered(tmp_path: Path) -> AsyncIterator[Story]:
    """Three needs in three towns, offered to two experts."""
    async with cast_story(tmp_path) as tale:
        await tale.say("one", "奉节永乐镇脆李裂果，想请专家来看")
        await tale.say("two", "奉节竹园镇柑橘黄龙病，请专家来看看")
        await tale.say("three", "奉节公平镇李子树流胶七亩，想找专家看看")
        for who in ("butler", "li", "tan", "one", "two", "three"):
            tale.heard(who)
        yield tale


@pytest.fixture
async def held(offered: Story) -> Story:
    """All three in one expert's hands."""
    await offered.say("li", "揭榜 1、2、3")
    for who in ("one", "two", "three", "tan"):
        offered.heard(who)
    return offered


async def _proposed(tale: Story) -> list[tuple[int, str]]:
    visits = [
        visit
        for no in (1, 2, 3)
        for visit in await tale.run(lambda uow, no=no: uow.visits.of_demand(no, (VisitStatus.PROPOSED,)))
    ]
    return [(visit.demand_no, f"{visit.starts_at:%m-%d}") for visit in visits]


@pytest.mark.parametrize(
    ("words", "no"),
    [
        ("竹园那户礼拜四上午十点", 2),
        ("永乐镇的周四早上九点半", 1),
        ("1号星期四上午九点", 1),
        ("流胶那家周四下午两点", 3),
        ("黄龙病那个，周四上午八点半", 2),
        ("第二单周四上午九点", 2),
    ],
)
async def test_the_time_is_for_the_order_that_is_named(held: Story, words: str, no: int) -> None:
    await held.say("li", words)
    assert await _proposed(held) == [(no, "11-26")]


@pytest.mark.parametrize("words", ["巫溪那单后天下午三点", "开州那家周四上午九点"])
async def test_a_name_that_fits_none_is_asked_about(held: Story, words: str) -> None:
    reply = await held.say("li", words)
    assert all(f"#{no}" in reply for no in (1, 2, 3))
    assert await _proposed(held) == []


async def test_the_name_answers_which_is_meant(held: Story) -> None:
    await held.say("li", "走不开，交回")
    await held.say("li", "竹园的")
    assert await status(held, 2) is DemandStatus.PUBLISHED
    assert await status(held, 1) is DemandStatus.CLAIMED


async def test_the_named_one_alone_is_handed_back(held: Story) -> None:
    await held.say("li", "永乐的交回，要去外地开会")
    assert await status(held, 1) is DemandStatus.PUBLISHED
    assert {await status(held, no) for no in (2, 3)} == {DemandStatus.CLAIMED}


async def test_a_day_of_the_month_stays_one(held: Story) -> None:
    await held.say("li", "竹园那家2号上午九点")
    assert await _proposed(held) == [(2, "12-02")]


async def test_words_go_to_the_one_that_is_named(held: Story) -> None:
    await held.say("li", "公平那家让他先把老枝剪了")
    assert any("老枝" in text for text in held.heard("three"))
    assert not held.heard("one")
    assert not held.heard("two")


@pytest.mark.parametrize(("words", "no"), [("竹园的我去", 2), ("一号我礼拜五去", 1), ("流胶那单归我", 3)])
async def test_the_named_one_is_claimed(offered: Story, words: str, no: int) -> None:
    await offered.say("li", words)
    found = [await demand(offered, one) for one in (1, 2, 3)]
    assert [one.no for one in found if one is not None and one.expert_id is not None] == [no]


@pytest.mark.parametrize("words", ["二号", "2号", "竹园那个", "第二个啥情况"])
async def test_a_bare_name_shows_the_order_and_invents_no_date(offered: Story, words: str) -> None:
    assert "#2 柑橘黄龙病" in await offered.say("li", words)
    assert await status(offered, 2) is DemandStatus.PUBLISHED
    assert await _proposed(offered) == []


async def test_number_and_day_in_one_claim(offered: Story) -> None:
    await offered.say("li", "接 2号，周四九点")
    assert await _proposed(offered) == [(2, "11-26")]


async def test_the_turn_is_that_of_the_list_shown(offered: Story) -> None:
    shown = await offered.say("li", "榜单")
    second = next(line for line in shown.splitlines()[2:] if line.startswith("#"))
    assert second.split("，")[0] in await offered.say("li", "第二个呢")


async def test_from_one_to_another_are_all_claimed(offered: Story) -> None:
    await offered.say("li", "1到2我都要了")
    assert [await status(offered, no) for no in (1, 2, 3)] == [
        DemandStatus.CLAIMED,
        DemandStatus.CLAIMED,
        DemandStatus.PUBLISHED,
    ]


async def test_who_comes_late_hears_who_has_it(held: Story) -> None:
    assert "李老师" in await held.say("tan", "我来")


@pytest.mark.parametrize(
    ("words", "told"), [("公平那家有好多亩", "七亩"), ("竹园那家在哪里", "竹园镇"), ("我接的是哪些", "#3")]
)
async def test_what_is_known_is_told_and_nobody_asked(held: Story, words: str, told: str) -> None:
    assert told in await held.say("li", words)
    assert not [text for who in ("one", "two", "three") for text in held.heard(who)]


async def test_which_have_no_time_yet(held: Story) -> None:
    await held.say("li", "约 1 周四上午九点")
    reply = await held.say("li", "还有哪几家没约时间")
    assert "#2" in reply
    assert "#3" in reply
    assert "#1" not in reply


async def test_a_need_of_one_s_own_is_taken_all_the_same(held: Story) -> None:
    await held.say("li", "我自己家在奉节竹园镇，柑橘叶子黄化，想请人帮忙看看")
    assert await demand(held, 4) is not None
