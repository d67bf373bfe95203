"""Somebody types a word at a time: nothing means much by itself, and together it is a need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of


@pytest.mark.parametrize(
    ("scraps", "where", "told"),
    [
        (["那个路", "到田里那节", "前天落雨", "垮了半边"], "云阳县江口镇", "路"),
        (["我屋那个灶", "烧柴的", "倒烟"], "云阳江口", "烟"),
        (["那个猪", "这几天", "不咋吃", "光睡起"], "就在云阳", "猪"),
        (["养的鱼", "早上起来", "都浮起来了"], "云阳县南溪镇", "鱼"),
    ],
)
async def test_scraps_become_one_need(tmp_path: Path, scraps: list[str], where: str, told: str) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", scrap) for scrap in scraps]
        said.append(await tale.say("f", where))
        no = next(number_in(one) for one in said if "已登记" in one)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert told in demand.summary
        assert demand.place_code == "500235"
        assert await is_alone(tale, no)


async def test_nobody_who_tells_in_scraps_is_told_twice_running_that_nothing_was_understood(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", scrap) for scrap in ("那个啥", "吃的水", "挑水那口井")]
        assert all("没太听懂" not in one for one in said)


async def test_small_talk_registers_nothing_and_ends_with_a_way_to_a_person(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("赶场回来", "买了两斤肉", "太阳好大", "坐哈再说", "走得慢")]
        assert all("已登记" not in one for one in said)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize(
    "words",
    [
        "老师您好，我是云阳县江口镇中心校的，学校想办个科技节但没人会讲，能不能安排一位专家",
        "各位领导好，我是云阳县江口镇的，村里的柑橘树黄叶掉果没人会治",
    ],
)
async def test_who_speaks_hides_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", words))
        assert "江口镇" in await text_of(tale, no)
