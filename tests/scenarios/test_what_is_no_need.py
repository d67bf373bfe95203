"""A name, a firm, a fee, a grumble or an expert's trade talk is no need; the need that follows is taken whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("贺小兰，永川兴达机械", "记下了"),
        ("我们是铜梁安居的粉条厂", "记下了"),
        ("喊个老师来一趟要几多钱", "花钱"),
        ("专家的路费哪个出哦", "花钱"),
        ("登记了几回都没得人管", "再说一遍"),
    ],
)
async def test_it_is_answered_and_the_need_behind_it_is_taken(tmp_path: Path, words: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert told in await tale.say("f", words)
        assert await demand(tale) is None
        no = number_in(await tale.say("f", "奉节吐祥镇，李子树流胶，想请专家看看"))
        found = await demand(tale, no)
        assert found is not None
        assert no == 1
        assert found.summary == "李子树流胶"
        assert "贺小兰" not in found.text


@pytest.mark.parametrize("words", ["结果太密要疏一疏", "草堂镇的礼拜六早上十点", "修剪加涂白，老乡都学会了"])
async def test_an_expert_speaks_of_the_trade(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("li", words)
        await tale.say("li", "好的")
        assert await demand(tale) is None


async def test_an_expert_asks_for_help_of_his_own(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("li", "奉节永安，我们站里的离心机坏了，想请人来修"))
        found = await demand(tale, no)
        assert found is not None
        assert "离心机" in found.summary
