"""One's own data in chat, and a person where one is wanted."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in


async def test_own_data_are_shown_and_deleted_after_a_confirmation(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "还没有存" in await tale.say("f", "我的信息")
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        assert "奉节县" in await tale.say("f", "我的信息")
        assert f"撤回 {no}" in await tale.say("f", "删除我的信息")
        await tale.say("f", f"撤回 {no}")
        assert "回“是”" in await tale.say("f", "删除我的信息")
        assert "照旧" in await tale.say("f", "不")
        await tale.say("f", "删除我的信息")
        assert "已经删除" in await tale.say("f", "是")
        assert "还没有登记过" in await tale.say("f", "进度")


async def test_a_person_is_called_once_and_a_butler_answers(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "转人工")
        assert len(tale.heard("butler")) == 1
        await tale.say("f", "转人工")
        assert tale.heard("butler") == []
        await tale.say("butler", "回复 1 马上给您回电")
        assert any("马上给您回电" in text for text in tale.heard("f"))


async def test_a_complaint_reaches_staff_with_its_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "对不住" in await tale.say("f", "我要投诉，你们专家上次放我鸽子")
        assert "放我鸽子" in await tale.say("butler", "待办")
