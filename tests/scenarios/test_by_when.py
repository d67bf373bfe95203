"""Until when help is wanted is kept, prices of goods are no fee of ours, and what we do is told to whoever asks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import text_of


@pytest.mark.parametrize("words", ["搞快点嘛，下周三就要交样品", "快点哦，月底前要开园", "等不及了，12月5号要投产"])
async def test_a_deadline_told_in_haste_is_kept_and_no_part_of_the_title(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "合川的香肠厂，香肠发霉，想请专家看看"))
        before = await demand(tale, no)
        assert "日子记在" in await tale.say("f", words)
        assert words in await text_of(tale, no)
        after = await demand(tale, no)
        assert before is not None
        assert after is not None
        assert after.summary == before.summary


async def test_mere_haste_is_no_deadline(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "合川的香肠厂，香肠发霉，想请专家看看"))
        assert "日子记在" not in await tale.say("f", "搞快点嘛，都五天了没得人来")


@pytest.mark.parametrize("words", ["打口井大概好多钱", "盖个大棚多少钱一亩", "砌堵挡墙要几个钱"])
async def test_what_goods_cost_is_no_fee_of_ours(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不用花钱" not in await tale.say("f", words)


@pytest.mark.parametrize("words", ["你们是整啥子的", "请问你们做什么工作", "这里到底搞啥子的"])
async def test_what_we_do_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "我去请对口的专家" in await tale.say("f", words)


async def test_a_yard_and_a_village_stay_whole_in_a_title(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("f", "我厂子的电费太贵了，铜梁旧县街道，有没有人能帮看看")
        assert "厂子的电费" in reply
