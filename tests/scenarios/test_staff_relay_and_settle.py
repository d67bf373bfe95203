"""Words of staff reach the side they are for, whole; a line of the list is settled as one speaks of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import demand, offered_story
from tests.scenarios.harness import Story, story


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    """李明华 has the order of the farmer, and the butler talked about it last."""
    async with offered_story(tmp_path) as one:
        await one.say("li", "揭榜 1")
        await one.say("butler", "查 1")
        for name in ("li", "farmer"):
            one.heard(name)
        yield one


@pytest.mark.parametrize("words", ["跟老李说早点去", "给李明华说带把修枝剪", "跟李老师说一声，路断了"])
async def test_words_to_the_expert_reach_nobody_else(tale: Story, words: str) -> None:
    await tale.say("butler", words)
    assert tale.heard("li")
    assert not tale.heard("farmer")


@pytest.mark.parametrize("words", ["李老师打电话说改周五上午，跟农户说一声", "跟对方说李老师周五上午来"])
async def test_words_to_the_farmer_are_whole(tale: Story, words: str) -> None:
    await tale.say("butler", words)
    assert any("周五上午" in text for text in tale.heard("farmer"))
    assert not tale.heard("li")


@pytest.mark.parametrize("words", ["电话打了，李老师说下周二去", "电话联系了，农户说在家等"])
async def test_what_a_call_told_is_a_note_and_read_to_nobody(tale: Story, words: str) -> None:
    assert "备注" in await tale.say("butler", words)
    assert not tale.heard("farmer")
    assert not tale.heard("li")


async def test_words_to_another_expert_are_not_read_to_the_farmer(tale: Story) -> None:
    assert "李老师" in await tale.say("butler", "跟谭树林说早点去")
    assert not tale.heard("farmer")


@pytest.mark.parametrize("words", ["帮他改到周四上午", "1号改到周五", "改约 1 周五上午9点"])
async def test_times_are_the_sides_own_and_staff_are_told_so(tale: Story, words: str) -> None:
    assert "双方" in await tale.say("butler", words)


@pytest.mark.parametrize(
    ("words", "said"),
    [("1号发给谭树林看看", "派单 1"), ("1号换个专家嘛", "换人"), ("1号给谭树林，他答应了", "已派给谭树林")],
)
async def test_what_is_done_otherwise_is_said(tale: Story, words: str, said: str) -> None:
    assert said in await tale.say("butler", words)


async def test_a_caller_s_time_is_agreed_moved_and_called_off(tale: Story) -> None:
    await tale.say("butler", "代录 奉节吐祥镇王大爷，脐橙黄化，想请专家看看")
    await tale.say("butler", "派单 2 李明华")
    await tale.say("li", "约 2 下周二上午10点 现场")
    assert "约好了" in await tale.say("butler", "王大爷说要得")
    assert "11月26日" in await tale.say("butler", "帮他改到周四下午")
    assert "取消" in await tale.say("butler", "取消2号的约，下大雨")


async def test_lines_of_the_list_are_settled_in_words(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("butler")
        await tale.say("one", "转人工")
        await tale.say("two", "我要投诉，你们专家收我两百块钱")
        await tale.say("butler", "待办")
        assert "已勾掉" not in await tale.say("butler", "1号事项打过电话了，没人接")
        assert "投诉 " not in await tale.say("butler", "投诉那条我来处理")
        assert "事项 1 已勾掉" in await tale.say("butler", "第一条办了，电话打通了")
        assert "事项 2 已勾掉" in await tale.say("butler", "投诉那条处理好了")
        assert await demand(tale, 1) is None


async def test_a_need_of_one_s_own_does_not_swallow_the_work(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("butler")
        await tale.say("butler", "我屋头脆李裂果，奉节白帝镇，想请专家看看")
        await tale.say("butler", "是我自己的")
        await tale.say("farmer", "忠县拔山镇，柑橘叶子黄了掉叶，想请专家来看")
        await tale.say("butler", "查 2")
        assert "#2 的备注" in await tale.say("butler", "电话打了，农户说在家")


@pytest.mark.parametrize(
    ("words", "shown"), [("怎么加专家", "添加专家"), ("咋个发宣讲", "添加宣讲"), ("如何结案", "办结")]
)
async def test_how_it_is_done_is_shown(tale: Story, words: str, shown: str) -> None:
    assert shown in await tale.say("butler", words)


async def test_what_a_call_told_of_a_named_thing_is_noted_there(tale: Story) -> None:
    assert "#1 的备注" in await tale.say("butler", "脆李那个打电话问了，说好多了")
    assert "经过" in await tale.say("butler", "李老师去了没得")
    await tale.say("butler", "给果农回个话，专家从后山过来")
    assert any("后山" in text for text in tale.heard("farmer"))
    assert await demand(tale, 2) is None
