"""What is on file, under which number, whether the last word was written down; and what this is, when it is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone


async def owed(tale: Story) -> int:
    """How many lines wait for staff."""
    tasks = await tale.run(lambda uow: uow.work.tasks(["重庆"]))
    return len(tasks)


@pytest.mark.parametrize(
    "words",
    ["我总共报了几件", "现在还有哪些在办", "我都提了些啥子", "两件分别是啥子", "编号是好多我忘了", "登记了几条哦"],
)
async def test_all_that_is_on_file_is_shown_with_its_numbers(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", NEED))
        second = number_in(await tale.say("f", "还有一件事，我家的羊咳嗽流鼻涕"))
        before = await owed(tale)
        told = await tale.say("f", words)
        assert f"#{first}" in told
        assert f"#{second}" in told
        assert await owed(tale) == before


@pytest.mark.parametrize("words", ["羊的那个单号是多少", "羊那件几号来着", "羊那个是哪个号嘛"])
async def test_the_number_of_one_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", NEED))
        second = number_in(await tale.say("f", "还有一件事，我家的羊咳嗽流鼻涕"))
        told = await tale.say("f", words)
        assert f"#{second}" in told
        assert f"#{first}" not in told


@pytest.mark.parametrize("words", ["改好没", "写上没得", "我那件还在不", "记没记上"])
async def test_what_was_written_is_read_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "现在：" in await tale.say("f", words)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["你们礼拜天上班不", "几点下班", "晚上有人值班没得", "周六也上班嘛"])
async def test_the_hours_are_told_and_nobody_is_troubled(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        before = await owed(tale)
        assert "17:30" in await tale.say("f", words)
        assert await owed(tale) == before


@pytest.mark.parametrize("words", ["你们是公家还是私人搞的", "是国家派的嗦", "你们到底是政府的还是卖肥料的"])
async def test_who_runs_this_is_no_complaint(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        before = await owed(tale)
        assert "不会让您转账" in await tale.say("f", words)
        assert await owed(tale) == before


@pytest.mark.parametrize("words", ["公开出去会不会写我们家名字", "好多人看得到我这个", "是不是公开的嘛"])
async def test_what_others_read_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "没有姓名" in await tale.say("f", words)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["你们都管些啥", "这种归不归你们管嘛"])
async def test_what_this_is_for_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "请对口的专家" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["专家几号来", "老师周末来得成不", "养了几条狗", "家里有哪些药可以用"])
async def test_other_questions_are_not_taken_for_these(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        told = await tale.say("f", words)
        assert "17:30在" not in told
        assert "不会让您转账" not in told
