"""What was understood wrongly is mended in any wording, and never said to be mended when nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story

PLACES = ("不是忠县，是巫山", "是巫山不是忠县", "说错了，地点是巫山", "把地点改成巫山", "地点是巫山")


@pytest.mark.parametrize("words", [*PLACES, "不是这里，是巫山"])
async def test_another_place(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "柑橘黄化，忠县")
        reply = await tale.say("f", words)
        assert "巫山县" in reply
        assert "忠县" not in reply


@pytest.mark.parametrize("words", ["刚才说错了，是柠檬", "不是柑橘，是柠檬", "我不是要看柑橘，是要看柠檬"])
async def test_another_crop(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "柑橘黄化，忠县")
        reply = await tale.say("f", words)
        assert "柠檬黄化" in reply


async def test_a_correction_in_the_middle_of_the_intake(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "香肠发霉了")
        reply = await tale.say("f", "说错了，是腊肉，在涪陵")
        assert "腊肉" in reply
        assert "香肠" not in reply
        assert "涪陵" in reply


async def test_a_bare_wish_to_change_is_asked_what(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "柑橘黄化，忠县")
        asked = await tale.say("f", "改一下")
        assert "改好了" not in asked
        assert "哪里不对" in asked
        assert "巫山县" in await tale.say("f", "巫山的")


async def test_a_mended_place_is_taken_for_the_next_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "柑橘黄化，忠县")
        await tale.say("f", "不是忠县，是巫山")
        assert "巫山县" in await tale.say("f", "另外我们想招两个技术员")


async def test_another_place_long_after_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "柑橘黄化，忠县")
        await tale.advance(hours=5)
        asked = await tale.say("f", "荣昌")
        assert "改成荣昌区吗" in asked
        assert "荣昌区" in await tale.say("f", "是")


async def test_a_question_is_no_withdrawal_and_a_late_sigh_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "脆李裂果，奉节白帝镇")
        await tale.say("f", "你们把这个取消了吗")
        assert "已撤回" not in await tale.say("f", "进度")
        await tale.advance(hours=20)
        assert "不办了吗" in await tale.say("f", "算了")
        assert "照旧" in await tale.say("f", "不")
        await tale.say("f", "算了")
        assert "已撤回" in await tale.say("f", "是")
