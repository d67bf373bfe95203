"""A condition is no claim, a plain no needs no question, a no may be taken back, a question is put."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import offered_story, status


@pytest.mark.parametrize(
    "words", ["要是包食宿我就来", "给报油费我就接", "如果对方能派车，我才去", "只要不是周末我就可以接"]
)
async def test_a_condition_is_asked_about(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        assert "回1" in await tale.say("li", words)
        assert await status(tale) is DemandStatus.PUBLISHED
        await tale.say("li", "1")
        assert await status(tale) is DemandStatus.CLAIMED


@pytest.mark.parametrize("words", ["接，不过要签保密协议", "十分乐意", "我接，要是落雨就改天"])
async def test_a_claim_with_a_word_beside_it_is_a_claim(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        assert "是您的了" in await tale.say("li", words)


@pytest.mark.parametrize("words", ["不方便", "走不开哦", "没得空"])
async def test_a_plain_no_is_a_no(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        assert "不打扰" in await tale.say("li", words)


@pytest.mark.parametrize("words", ["哎 又可以接了", "刚才那个单我有空了", "点错了，我想接", "还是我来吧"])
async def test_a_no_is_taken_back(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "婉拒 1")
        if "回1" in await tale.say("li", words):
            await tale.say("li", "1")
        assert await status(tale) is DemandStatus.CLAIMED


async def test_what_another_has_by_now_is_not_offered_again(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "婉拒 1")
        await tale.say("tan", "揭榜 1")
        assert "回1" not in await tale.say("li", "我又可以来了")


@pytest.mark.parametrize("words", ["品种是什么", "种了几年了", "用的哪种套袋"])
async def test_a_question_goes_to_the_asker(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", words)
        assert words in "\n".join(tale.heard("farmer"))


async def test_a_question_about_rules_is_none_to_the_asker(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "高级农艺师职称怎么申报")
        assert "职称" not in "\n".join(tale.heard("farmer"))


@pytest.mark.parametrize("words", ["接错了", "哎呀我揭错单了"])
async def test_a_slip_is_asked_about(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("li", "揭榜 1")
        assert "交回 1" in await tale.say("li", words)


async def test_free_from_a_day_is_away_until_then(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await tale.say("tan", "揭榜 1")
        assert "到11月25日" in await tale.say("li", "我这周在外省，下周四才有空")
