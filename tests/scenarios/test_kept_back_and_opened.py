"""Who may see a need: wishes in further words, and the wish to have it seen again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone


async def range_of(tale: Story, no: int) -> str:
    """Who may see it."""
    return str((await tale.run(lambda uow: uow.demands.get(no))).restriction)


@pytest.mark.parametrize(
    "words",
    [
        "我司全程保密哈",
        "企业名字请保密",
        "别家果园的人不要看到",
        "莫往外宣传",
        "同行那边的人不要晓得",
        "联系方式对外保密",
    ],
)
async def test_it_is_kept_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "不公开" in await tale.say("f", words)
        assert await range_of(tale, no) == "matched"


async def test_the_name_of_who_is_kept_away_is_no_more_than_the_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "也不给对门那家。" in await tale.say("f", "不要让对门那家有机会知道")


@pytest.mark.parametrize("words", ["现在可以公布了", "那就公开嘛", "不用再保密了", "公开也没关系"])
async def test_it_is_opened_again(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", "先别公开")
        assert await range_of(tale, no) == "matched"
        assert "公开找人" in await tale.say("f", words)
        assert await range_of(tale, no) == "public"
        assert await is_alone(tale, no)


@pytest.mark.parametrize("words", ["可以公开吗", "能不能公开", "还是不要公开", "要是可以公开我再说"])
async def test_who_asks_or_refuses_opens_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", "先别公开")
        await tale.say("f", words)
        assert await range_of(tale, no) == "matched"


@pytest.mark.parametrize("words", ["别的品种不要看", "其他都好，就叶子黄", "想请人来讲一堂宣传课"])
async def test_other_words_keep_nothing_back(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        await tale.say("f", words)
        assert await range_of(tale, no) == "public"
