"""Staff ask for a list in their own words: place, field, state and span in any order, and all of it holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.harness import Story, story

NEEDS = {
    1: "奉节白帝镇，脆李裂果，想请专家看看",
    2: "云阳县凤鸣镇，柑橘黄叶，想请专家来看看",
    3: "云阳县双土镇，山羊嘴巴起泡，想请兽医来看看",
}


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    """Three needs, of which the last was given to an expert."""
    async with story(tmp_path) as one:
        await one.staff("butler")
        for number, need in NEEDS.items():
            await one.say(f"asker{number}", need)
        await one.say("butler", "添加专家 苏德华；达州牛羊站；高级兽医师；羊口疮")
        await one.say("butler", "派单 3 苏德华")
        yield one


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("还剩几个没派出去", {1, 2}),
        ("云阳没接的有哪几单", {2}),
        ("把云阳的单子都给我列一下", {2, 3}),
        ("兽医的有好多", {3}),
        ("这周收的单子有哪些", {1, 2, 3}),
        ("昨天新来的有哪些", set[int]()),
        ("云阳果树的现在有哪些", {2}),
        ("哪些已经接了", {3}),
        ("没弄完的还有好多件", {1, 2, 3}),
        ("本月的", {1, 2, 3}),
    ],
)
async def test_the_list_holds_what_was_asked_for(tale: Story, words: str, shown: set[int]) -> None:
    said = await tale.say("butler", words)
    assert {number for number in NEEDS if f"#{number} " in said} == shown, said


@pytest.mark.parametrize(
    "words", ["电话没人接", "脆李没人接手了", "今天云阳下大雨", "奉节那个大爷脾气大", "还有别的专家没"]
)
async def test_what_is_no_list_shows_none(tale: Story, words: str) -> None:
    said = await tale.say("butler", words)
    assert "登记吗" in said or "没人接" not in said


async def test_a_call_among_colleagues_is_no_need(tale: Story) -> None:
    assert "待办" in await tale.say("butler", "在吗")
