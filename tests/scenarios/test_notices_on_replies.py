"""What waited and rides on a reply is looked at once more: nothing just settled is asked for below the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story


@pytest.mark.parametrize("words", ["我参加", "报名 1"])
async def test_an_announcement_does_not_follow_the_sign_up(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "添加宣讲 专家活动日；12月5日上午9点；市科协三楼；专家；50人")
        await tale.say("butler", "是")
        reply = await tale.say("li", words)
        assert "报上了" in reply
        assert "要参加回" not in reply
        assert "要参加回" in await tale.say("tan", "你好"), "whoever has not signed up still hears of it"


async def test_an_order_that_is_taken_is_not_offered_on_a_reply(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇脆李裂果，想请专家")
        await tale.say("tan", "揭榜 1")
        assert "接单回" not in await tale.say("li", "你好")


async def test_a_question_that_was_answered_is_not_put_again(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节白帝镇脆李裂果，想请专家")
        await tale.say("li", "揭榜 1")
        await tale.advance(days=3)
        await tale.say("li", "完成 1 教了排水")
        assert "问题解决了吗" not in await tale.say("f", "没解决 1 还在裂")
