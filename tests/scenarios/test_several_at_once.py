"""Experts with several orders, on leave, without a number, leaving the pool; and numbers that nobody gives out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.demands import Demand, DemandStatus
from domain.experts import Expert
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Two needs wait for two experts."""
    async with cast_story(tmp_path) as tale:
        await tale.say("one", "奉节脆李裂果，想请专家看看")
        await tale.say("two", "奉节永乐镇柑橘黄化，想请专家来看")
        yield tale


async def demand(tale: Story, no: int) -> Demand:
    found: Demand = await tale.run(lambda uow: uow.demands.get(no))
    return found


async def named(tale: Story, name: str) -> Expert:
    found: list[Expert] = await tale.run(lambda uow: uow.experts.by_name(name, ("重庆",)))
    return found[0]


@pytest.mark.parametrize("words", ["揭榜 1、2", "揭榜 1 2", "1和2我都接了", "两个都接", "都接嘛"])
async def test_several_are_claimed_in_one_message(stage: Story, words: str) -> None:
    await stage.say("li", words)
    li = await named(stage, "李明华")
    assert [(await demand(stage, no)).expert_id for no in (1, 2)] == [li.id, li.id]


async def test_what_somebody_else_has_does_not_spoil_the_rest(stage: Story) -> None:
    await stage.say("tan", "揭榜 1")
    reply = await stage.say("li", "揭榜 1、2")
    assert "#1 已经有专家接了" in reply
    assert "#2 是您的了" in reply


async def test_all_are_declined(stage: Story) -> None:
    await stage.say("li", "都不接")
    assert (await demand(stage, 1)).expert_id is None
    assert "您说的是哪一单" not in await stage.say("li", "行")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("请假三天", "11-21", "11-23"),
        ("请一个星期假", "11-21", "11-27"),
        ("请假 12.1-12.5", "12-01", "12-05"),
        ("从明天起请假半个月", "11-22", "12-06"),
        ("请假到周五", "11-21", "11-27"),
        ("下周都不在，别给我派单", "11-23", "11-29"),
        ("最近太忙了，先不接单", "11-21", None),
    ],
)
async def test_leave_in_plain_words(stage: Story, words: str, first: str, last: str | None) -> None:
    await stage.say("icu", words)
    one = await named(stage, "周启明")
    assert one.leave_from is not None
    assert f"{one.leave_from:%m-%d}" == first
    assert (f"{one.leave_until:%m-%d}" if one.leave_until else None) == last


async def test_a_leave_that_makes_no_sense_is_refused(stage: Story) -> None:
    for words in ("请假 下辈子", "请假到11月1日"):
        await stage.say("icu", words)
        assert (await named(stage, "周启明")).leave_from is None


async def test_visits_during_a_leave_are_named(stage: Story) -> None:
    await stage.say("li", "揭榜 1 12月3日上午十点")
    assert "12月3日（周四）10:00" in await stage.say("li", "请假 12月1日到12月5日")


async def test_who_leaves_hands_back_what_is_in_hand(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    assert "#1" in await stage.say("li", "解绑")
    assert (await demand(stage, 1)).expert_id is not None
    await stage.say("li", "是")
    assert (await demand(stage, 1)).status is DemandStatus.PUBLISHED
    assert (await named(stage, "李明华")).person_id is None
    assert "专家登记" in await stage.say("li", "我的任务")


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("li", "老乡电话好多"),
        ("li", "把对方的手机号发我"),
        ("li", "咋个联系他"),
        ("one", "李老师电话多少"),
        ("one", "能不能把专家微信推给我一下，给个联系方式"),
        ("one", "怎么联系专家"),
    ],
)
async def test_no_number_is_given_and_what_works_instead_is_said(stage: Story, who: str, words: str) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("butler")
    assert "留言 1" in await stage.say(who, words)
    assert stage.heard("butler") == []


async def test_one_s_own_number_is_passed_on(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    stage.heard("li")
    await stage.say("one", "我的电话13812345678，请李老师打给我")
    assert any("13812345678" in text for text in stage.heard("li"))


async def test_an_accepted_answer_is_the_expert_s_service(stage: Story) -> None:
    await stage.say("li", "答 1 雨后赶紧排水，裂果摘掉")
    await stage.say("one", "够了")
    served = await demand(stage, 1)
    assert (served.status, served.expert_id) == (DemandStatus.CLOSED, (await named(stage, "李明华")).id)
    assert "重新办理" in await stage.say("one", "没解决 1 还在裂")


@pytest.mark.parametrize("words", ["李子好了，猪又不吃东西了", "脆李解决了，现在鱼塘里的鱼又翻白了"])
async def test_a_new_trouble_in_the_look_back_is_linked(stage: Story, words: str) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "完成 1 教了排水")
    await stage.say("one", "解决了 5分")
    await stage.advance(days=45)
    await stage.say("one", words)
    assert (await demand(stage, 1)).status is DemandStatus.CLOSED
    assert (await demand(stage, 3)).parent_no == 1


async def test_the_old_trouble_again_is_no_new_one(stage: Story) -> None:
    await stage.say("li", "揭榜 1")
    await stage.say("li", "完成 1 教了排水")
    await stage.say("one", "解决了 5分")
    await stage.advance(days=45)
    await stage.say("one", "又裂了")
    assert (await demand(stage, 1)).status is DemandStatus.REOPENED


async def test_whose_trouble_it_is_is_asked_after(stage: Story) -> None:
    await stage.say("son", "我帮我爸报，云阳江口镇的脆李流胶，想请专家")
    await stage.say("tan", "揭榜 3")
    await stage.say("tan", "完成 3")
    assert any("父亲" in text for text in stage.heard("son"))


async def test_a_taken_order_does_not_invite(stage: Story) -> None:
    await stage.say("tan", "揭榜 1")
    shown = await stage.say("li", "看 1")
    assert "已经有专家接了" in shown
    assert "揭榜 1" not in shown
