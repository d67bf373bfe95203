"""Of several open matters one is spoken of: by name, by its place, by its number; or each in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.test_told_in_passing import text_of


async def two_needs(tale: Story) -> tuple[int, int]:
    """A tea garden and a goat; the goat was told last."""
    tea = number_in(await tale.say("f", "我们合作社的茶叶有虫，云阳县江口镇，想请人看看"))
    goat = number_in(await tale.say("f", "还有一件事，我家的羊咳嗽流鼻涕"))
    assert goat == tea + 1
    return tea, goat


@pytest.mark.parametrize(
    "words",
    ["第一个最好等到下个月再来", "茶园那个要晚一点，下个月再来", "头一件下周四来最合适", "茶叶那边下周六上午都得空"],
)
async def test_a_wish_for_a_time_goes_to_the_one_it_names(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        tea, goat = await two_needs(tale)
        assert f"#{tea}" in await tale.say("f", words)
        assert words not in await text_of(tale, goat)


@pytest.mark.parametrize("words", ["采茶那个有人没得", "茶叶那个咋样了", "第一件有没得专家接"])
async def test_how_far_it_is_is_asked_of_the_one_it_names(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        tea, goat = await two_needs(tale)
        told = await tale.say("f", words)
        assert f"#{tea}" in told
        assert f"#{goat}" not in told


async def test_the_one_that_began_with_it_is_withdrawn_and_not_the_one_that_mentions_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        tea, goat = await two_needs(tale)
        await tale.say("f", f"修改 {tea} 还有就是旁边有个羊圈")
        await tale.say("f", "羊那个取消")
        statuses = [(await tale.run(lambda uow, no=no: uow.demands.get(no))).status for no in (tea, goat)]
        assert statuses[0] is DemandStatus.PUBLISHED
        assert statuses[1] is not DemandStatus.PUBLISHED or f"#{goat}" in await tale.say("f", "是")


async def test_each_is_told_its_own_town(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        walnut = number_in(await tale.say("f", "云阳县的核桃树叶子有黑斑，想请人看"))
        goat = number_in(await tale.say("f", "另外我家的羊咳嗽"))
        told = await tale.say("f", "核桃那个在江口镇，羊子在南溪镇")
        towns = [(await tale.run(lambda uow, no=no: uow.demands.get(no))).town for no in (walnut, goat)]
        assert towns == ["江口镇", "南溪镇"], told


@pytest.mark.parametrize("words", ["那个羊子草都不咋吃", "鼻涕是黄的", "一共有八只"])
async def test_words_that_point_at_none_stay_with_the_one_talked_about(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        tea, goat = await two_needs(tale)
        await tale.say("f", words)
        assert words in await text_of(tale, goat)
        assert words not in await text_of(tale, tea)
