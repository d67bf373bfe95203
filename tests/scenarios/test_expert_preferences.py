"""Which orders an expert wants, how many, and when the work ends: told in plain words, kept, and never a need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.experts import Expert
from tests.scenarios.casting import cast_story, demand, offered_story, status
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Nothing is offered to anybody."""
    async with cast_story(tmp_path) as tale:
        yield tale


@pytest.fixture
async def held(tmp_path: Path) -> AsyncIterator[Story]:
    """One order in hand."""
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "揭榜 1")
        tale.heard("farmer")
        yield tale


async def _li(tale: Story) -> Expert:
    found: list[Expert] = await tale.run(lambda uow: uow.experts.by_name("李明华", ["重庆"]))
    return found[0]


@pytest.mark.parametrize("words", ["柑橘的单以后别派给我了", "黄龙病这个专长帮我去掉", "今后不做柑橘了"])
async def test_a_kind_that_is_not_wanted_leaves_the_skills_after_a_yes(stage: Story, words: str) -> None:
    assert "柑橘黄龙病" in await stage.say("li", words)
    await stage.say("li", "是")
    assert (await _li(stage)).skills == ("脆李栽培", "李属裂果防控")
    assert await demand(stage) is None


@pytest.mark.parametrize("words", ["只接奉节县内的", "外县的以后别找我", "这半年少派点给我"])
async def test_what_the_profile_has_no_place_for_goes_to_the_butler(stage: Story, words: str) -> None:
    await stage.say("li", words)
    assert any("专家资料变动" in text for text in stage.heard("butler"))
    one = await _li(stage)
    assert one.leave_from is None
    assert await demand(stage) is None


@pytest.mark.parametrize(("words", "most"), [("最多同时接两单", 2), ("同时接单数改成6单", 6)])
async def test_how_many_at_once(stage: Story, words: str, most: int) -> None:
    await stage.say("li", words)
    await stage.say("li", "是")
    assert (await _li(stage)).max_open == most


async def test_one_more_at_most_claims_nothing(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "最近事多，最多再接一单")
        assert await status(tale) is DemandStatus.PUBLISHED
        await tale.say("li", "是")
        assert (await _li(tale)).max_open == 1


async def test_a_senior_title(stage: Story) -> None:
    await stage.say("li", "今年评上正高了")
    await stage.say("li", "是")
    assert (await _li(stage)).title == "正高"


async def test_own_words_break_out_of_a_need_being_told(stage: Story) -> None:
    await stage.say("li", "我家在奉节竹园镇")
    await stage.say("li", "我的手机换成13900001111了")
    assert (await _li(stage)).phone == "13900001111"
    assert await demand(stage) is None


async def test_a_reason_is_no_leave_without_end(held: Story) -> None:
    await held.say("li", "屋头老人病了住院")
    assert (await _li(held)).leave_from is None


async def test_a_leave_is_made_longer_and_shorter(stage: Story) -> None:
    await stage.say("li", "请假三天")
    await stage.say("li", "再多请两天")
    assert str((await _li(stage)).leave_until) == "2026-11-25"
    await stage.say("li", "假改到周一就行")
    assert str((await _li(stage)).leave_until) == "2026-11-23"


async def test_who_retires_keeps_the_order_until_asked(held: Story) -> None:
    held.heard("butler")
    reply = await held.say("li", "我这个月退休了，往后就不做了")
    assert "#1" in reply
    assert await status(held) is DemandStatus.CLAIMED
    assert any("专家资料变动" in text for text in held.heard("butler"))
    await held.say("li", "手头这单还是会办完")
    assert await status(held) is DemandStatus.CLAIMED


@pytest.mark.parametrize("words", ["今年一共跑了几家", "我到现在服务了多少个小时"])
async def test_the_record_is_told(held: Story, words: str) -> None:
    assert "今年您办完" in await held.say("li", words)


@pytest.mark.parametrize("words", ["这种药不要再打了", "别给树浇太多水", "只剪病枝就行"])
async def test_advice_is_no_preference(held: Story, words: str) -> None:
    await held.say("li", words)
    assert any(words in text for text in held.heard("farmer"))


@pytest.mark.parametrize(
    "words", ["复合肥一株半斤，沿滴水线撒", "那先把土壤pH告诉我", "起晚了，马上赶过来", "改到村小学门口见面"]
)
async def test_words_for_the_other_side_go_over_at_once(held: Story, words: str) -> None:
    assert "要转给对方" not in await held.say("li", words)
    assert any(words in text for text in held.heard("farmer"))


@pytest.mark.parametrize("words", ["手滑点错了，不接的", "领导抽我去外省，这单我弄不成了"])
async def test_who_gives_it_up_is_asked_once(held: Story, words: str) -> None:
    assert "回“是”" in await held.say("li", words)
    await held.say("li", "是")
    assert await status(held) is DemandStatus.PUBLISHED


@pytest.mark.parametrize("words", ["代森锰锌效果差，换戊唑醇，再盖膜", "一棵树撒半斤石灰就够"])
async def test_advice_to_an_offer_reaches_the_asker(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", words)
        assert any(words in text for text in tale.heard("farmer"))


async def test_each_expert_gets_the_answer_to_the_own_question(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "问 1 种了几年了")
        await tale.say("tan", "问 1 用过什么药")
        tale.heard("li")
        await tale.say("farmer", "六年")
        assert any("六年" in text for text in tale.heard("li"))
