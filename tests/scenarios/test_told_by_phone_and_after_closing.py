"""What experts report when nothing was agreed, when all went well, or when the asker was first; and promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, status
from tests.scenarios.visiting import agreed, begun, claimed, say, served, states, visits


@pytest.mark.parametrize("words", ["微信上讲清楚了，让他先补肥", "刚才电话里头聊过了，教了怎么剪"])
async def test_help_by_phone_is_a_service(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await say(tale, "tan", words)
        assert await status(tale) is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["明天电话里讲", "准备视频讲清楚了再去"])
async def test_what_lies_ahead_is_none(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await claimed(tale)
        await say(tale, "tan", words)
        assert await status(tale) is not DemandStatus.SERVED


@pytest.mark.parametrize("words", ["今天沟通得很顺利 资料回头补", "上午讲得蛮好"])
async def test_what_went_well_was_done(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "tan", words)
        assert await states(tale, no) == [VisitStatus.DONE]


async def test_a_report_after_the_closing_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", "解决了 5分")
        await say(tale, "tan", "活路干完了，追了两道肥")
        assert "追了两道肥" in ((await visits(tale, no))[0].summary or "")


async def test_kind_words_are_asked_for_their_score(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        assert "1 到 5" in await say(tale, "tan", "很高兴认识大家，谢谢款待")


@pytest.mark.parametrize("words", ["忘不了", "放心，一定到", "我准时到哈"])
async def test_a_promise_needs_no_answer(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        reply = await say(tale, "tan", words)
        assert "没太听懂" not in reply
        assert "要转给" not in reply
