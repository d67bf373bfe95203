"""Said while a need runs: of the same beast, of somebody who is ill, of the one who answers, of nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of

COW = "我家的水牛不吃草，云阳县江口镇"


@pytest.mark.parametrize("words", ["水牛倒了", "牛死了", "牛瘫起了"])
async def test_how_it_ended_with_the_beast_is_kept_with_its_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", COW))
        assert f"#{no}" in await tale.say("f", words)
        assert words in await text_of(tale, no)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["屋头老人脑壳昏，想看神经内科", "我妈关节痛得很，想看骨科"])
async def test_who_is_ill_at_home_is_a_need_of_its_own(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", COW))
        assert f"#{no + 1}" in await tale.say("f", words)
        assert words not in await text_of(tale, no)


@pytest.mark.parametrize("words", ["你是机器人嗦", "你到底是真人还是机器", "你是活人吗"])
async def test_what_answers_here_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "小助手" in await tale.say("f", words)
        assert await is_alone(tale, 0)


async def test_fond_words_begin_no_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in ("我爱你", "给我写首诗嘛")]
        assert all("爱你" not in one for one in said)
        assert await is_alone(tale, 0)


async def test_a_relapse_told_next_day_belongs_to_the_matter_that_runs(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", COW))
        await tale.advance(days=1)
        assert f"#{no}" in await tale.say("f", "又不行了，还是请你们派专家来看看嘛")
        assert await is_alone(tale, no)


async def test_a_place_said_in_two_words_is_nobodys_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我们村吃的水有点浑")
        await tale.say("f", "落了雨更浑")
        no = number_in(await tale.say("f", "不晓得"))
        await tale.say("f", "云阳的 江口镇")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert (demand.place_code, demand.town) == ("500235", "江口镇")


async def test_of_a_list_nothing_more_is_asked_than_where(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        told = await tale.say("f", "我村有三件事 一是李子滞销 二是想建个冷库 三是路灯坏了五盏 云阳江口")
        assert "3 件事" in told


async def test_what_a_visit_costs_is_no_list(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", COW)
        assert "登记" not in await tale.say("f", "那请来要收好多")
