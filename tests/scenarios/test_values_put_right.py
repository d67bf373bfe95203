"""Corrections change what was said and are read back; names of firms stay, and so does what was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in


async def test_a_wrong_word_gives_way_and_nothing_is_said_twice(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "合川沙鱼，袋装的豆皮发霉，是合川豆皮厂的，想请专家"))
        said = await tale.say("f", "讲错了 是袋装魔芋发霉 不是豆皮")
        found = await demand(tale, no)
        assert found is not None
        assert "魔芋发霉" in said
        assert "发霉发霉" not in found.summary
        assert "豆皮厂" in found.text


@pytest.mark.parametrize(
    ("need", "words", "value"),
    [
        ("璧山丁家，想请3个专家来讲消防安全", "三个改成五个", "想请五个专家"),
        ("开州临江，萝卜干发酸，想请专家", "改成一天八百袋", "一天八百袋"),
        ("梁平屏锦，想请老师来讲嫁接，12月3号", "改成12月21号下午", "12月21号下午"),
    ],
)
async def test_the_new_value_is_read_back(tmp_path: Path, need: str, words: str, value: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", need))
        said = await tale.say("f", words)
        assert value in said
        found = await demand(tale, no)
        assert found is not None
        assert words in found.text


async def test_the_last_figures_of_the_telephone(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节永乐镇，脐橙黄化，想请专家看看"))
        await tale.say("f", "电话13612340000")
        assert "4321" in await tale.say("f", "号码讲错了，后四位是4321")
        found = await demand(tale, no)
        assert found is not None
        assert "13612344321" in found.text
        assert "13612340000" not in found.text


async def test_a_name_need_not_be_taken_away(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节永乐镇，脐橙黄化，想请专家看看")
        assert "没有姓名" in await tale.say("f", "把我的名字删掉嘛")
