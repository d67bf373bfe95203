"""A town put right by its bare name, words about the registration itself, a need letter by letter, no end in 自己."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of


@pytest.mark.parametrize(
    ("words", "town"),
    [
        ("说错了 是凤鸣", "凤鸣镇"),
        ("不是江口 江口是我外婆屋 我屋在南溪", "南溪镇"),
        ("打错字了，基地在龙角", "龙角镇"),
    ],
)
async def test_a_town_put_right_by_its_bare_name(tmp_path: Path, words: str, town: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇的枇杷冻了不抽梢，想请人看"))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == town


@pytest.mark.parametrize("words", ["叶子不是黄 是锈", "不是一块地 是两块", "不在路边 在坡上"])
async def test_what_is_no_town_leaves_the_town(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇的枇杷冻了不抽梢，想请人看"))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == "江口镇"


@pytest.mark.parametrize("words", ["上次登记的那个还能不能改", "前天登记的能改一下不"])
async def test_of_a_registration_that_never_was_it_is_said_so(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "没有登记过" in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("letters", ["猪死了", "鸡瘟"])
async def test_letter_by_letter(tmp_path: Path, letters: str) -> None:
    async with cast_story(tmp_path) as tale:
        said = [await tale.say("f", words) for words in (*letters, "云阳江口镇")]
        no = next(number_in(one) for one in said if "已登记" in one)
        assert letters[0] in await text_of(tale, no)


async def test_one_letter_ends_what_it_names(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇的枇杷冻了不抽梢，想请人看"))
        await tale.say("f", "了")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert not demand.is_ended
        assert "撤回" in await tale.say("f", "撤")


@pytest.mark.parametrize("words", ["苗子是自己育的", "肥料是我自己沤的"])
async def test_what_somebody_made_himself_is_no_end(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", "云阳江口镇的辣椒苗倒了，想请人看"))
        assert "自己解决" not in await tale.say("f", words)


@pytest.mark.parametrize("words", ["他那边有六亩", "隔壁院子还剩二十株"])
async def test_a_figure_asks_for_no_progress(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇的枇杷冻了不抽梢，想请人看"))
        assert "现在：" not in await tale.say("f", words)
        assert words in await text_of(tale, no)


async def test_another_sign_is_of_the_same_trade(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇，我种的党参根烂了"))
        before = await tale.run(lambda uow: uow.demands.get(no))
        await tale.say("f", "不是烂 是起黑斑")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.second == before.second
        assert "黑斑" in demand.summary


async def test_another_beast_is_of_its_own_trade(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳江口镇的柑橘烂了"))
        await tale.say("f", "不是柑橘 是鸭 说错了")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.second != "果树"
