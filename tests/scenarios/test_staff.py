"""Staff steer in chat: what they record, hear, ask and are allowed."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in


async def test_a_phoned_in_need_takes_nothing_from_the_butler(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("butler", "代录 奉节永乐镇赵大爷，电话13988887777，柑橘树流胶，想请专家")
        reply = await tale.say("butler", "代录 重症病房想请专家教俯卧位通气")
        assert "地点没说" in reply
        listed = await tale.say("butler", "待办")
        assert "奉节" in listed


async def test_who_phoned_is_named(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        reply = await tale.say("butler", "代录 奉节永乐镇赵大爷，柑橘树流胶，想请专家")
        assert "赵大爷" in reply
        heard = tale.heard("li")
        assert any("流胶" in text for text in heard)
        assert all("赵大爷" not in text for text in heard)


async def test_a_voice_is_heard_by_a_butler(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.stage.phones.of("f").voice(recognition=None)
        await tale.settle()
        assert any("听" in text for text in tale.heard("butler"))
        assert "#1" in await tale.say("butler", "听 1 奉节白帝镇，脆李裂果，请专家")
        assert any("脆李" in text for text in tale.heard("f"))
        assert "没有找到" in await tale.say("butler", "听 1 再来一遍")


async def test_a_voice_and_then_words_are_one_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.stage.phones.of("f").voice(recognition=None)
        await tale.settle()
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        assert f"#{no}" in await tale.say("butler", "听 1 脆李裂果，有三十亩")
        assert "#2" not in await tale.say("f", "进度")


async def test_commands_fit_one_message_and_explain_themselves(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        listed = await tale.say("boss", "命令")
        assert len(listed.encode()) <= 2048
        assert "没有显示" not in listed
        assert "派单 12" in await tale.say("boss", "命令 派单")
        assert "派单" not in (await tale.say("f", "命令")).split("某一条")[0]


async def test_staff_ask_in_prose_and_with_too_little(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "脆李裂果，奉节白帝镇"))
        assert "经过" in await tale.say("boss", f"帮我看看{no}号办得怎么样了")
        assert "编号" in await tale.say("boss", "查")
        assert "编号" in await tale.say("boss", "听")
        assert "待办" in await tale.say("boss", "派单 99 李明华")
        assert "命令" in await tale.say("boss", "呃呃呃呃")
