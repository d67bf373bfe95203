"""After advice the asker asks on, answers, waits or is content; a score after 没解决 stays blind."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import demand, offered_story, status
from tests.scenarios.harness import Story
from tests.scenarios.visiting import ratings, say, served


async def advised(tale: Story, advice: str) -> None:
    """答 1 …; what the expert was told so far is read."""
    await tale.say("li", f"答 1 {advice}")
    tale.heard("li")


@pytest.mark.parametrize("words", ["一亩撒好多合适嘛", "石灰要过筛不", "树上有青苔要不要刮", "雨天可以撒吗"])
async def test_a_question_to_the_advice_reaches_who_gave_it(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await advised(tale, "树盘撒石灰，盖一层草")
        await tale.say("farmer", words)
        assert words in "\n".join(tale.heard("li"))
        assert not any("有话要问" in text for text in tale.heard("butler"))


@pytest.mark.parametrize("words", ["挖了的，有二十公分深", "盖的是稻草"])
async def test_what_the_advice_asked_for_is_answered(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await advised(tale, "先看看树盘盖草没有，排水沟挖了没")
        await tale.say("farmer", words)
        assert words in "\n".join(tale.heard("li"))


@pytest.mark.parametrize("words", ["盖了草好多了，多谢", "照着弄，叶子不掉了", "已经恢复正常了"])
async def test_advice_that_helped_closes(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await advised(tale, "树盘盖草保湿")
        await tale.say("farmer", words)
        assert await status(tale) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["要是还不行再来找你们", "不行我再喊你", "万一不见效再说"])
async def test_a_perhaps_wants_nobody_yet(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        await advised(tale, "树盘盖草保湿")
        assert "先看几天" in await tale.say("farmer", words)
        assert not tale.heard("li")


async def test_another_need_after_advice_is_a_need(tmp_path: Path) -> None:
    async with offered_story(tmp_path) as tale:
        await advised(tale, "先看看树盘盖草没有")
        await tale.say("farmer", "我屋头的鸭子脚软站不起来，咋个办")
        assert not tale.heard("li")
        assert await demand(tale, 2) is not None


@pytest.mark.parametrize("words", ["1分，态度也差", "打个2分", "讲得倒可以，给3分"])
async def test_a_score_after_not_solved_stays_blind(tmp_path: Path, words: str) -> None:
    async with offered_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "没解决")
        tale.heard("tan")
        await say(tale, "f", words)
        assert not tale.heard("tan")
        kept = await ratings(tale, no)
        assert [one.score for one in kept] == [int(next(sign for sign in words if sign.isdigit()))]
        assert await status(tale, no) is DemandStatus.REOPENED
