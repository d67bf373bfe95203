"""What one does is said first, what is wrong with it after: both are one need; a kind's home moves no place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand


@pytest.mark.parametrize(
    ("first", "then", "second"),
    [
        ("我在巫溪开客栈的", "冬天没生意，想请人来看看咋个整", "乡村旅游"),
        ("我在铜梁开农家乐的", "没得客人来，咋个办", "乡村旅游"),
        ("我在酉阳开面馆的", "没得生意，一天卖不到十碗", "市场与销售"),
    ],
)
async def test_the_trade_is_read_with_the_trouble(tmp_path: Path, first: str, then: str, second: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", first)
        assert "#1" in await tale.say("f", then)
        found = await demand(tale)
        assert found is not None
        assert found.second == second
        assert first[-4:-1] in found.text


async def test_a_trouble_with_a_thing_of_its_own_is_read_alone(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我在铜梁开农家乐的")
        await tale.say("f", "屋后头的花椒树叶子掉光了")
        found = await demand(tale)
        assert found is not None
        assert found.field_code == "agriculture"


async def test_a_kinds_home_moves_no_place(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "李子裂口子，奉节白帝镇，请专家来看")
        await tale.say("f", "品种是巫山脆李")
        found = await demand(tale)
        assert found is not None
        assert found.place_code == "500236"


async def test_who_was_welcomed_is_not_told_again_who_runs_this(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        operator = "专家服务中心"
        assert operator in await tale.say("f", "你好")
        assert operator not in await tale.say("f", "李子裂口子，奉节白帝镇，请专家来看")
        assert operator in await tale.say("g", "李子裂口子，奉节白帝镇，请专家来看")
