"""Who becomes staff, stops being staff or tries what staff do is on the trail; no base loses its last head unasked."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from storage.exports import export_rows
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story


async def _trail(tale: Story) -> list[tuple[str, str, str]]:
    """Role, action and subject of what was bound and unbound."""
    rows = [
        row[2:5] async for row in export_rows(tale.stage.process.database, "audit", tale.clock(), timedelta(days=7))
    ]
    return [(role, action, subject) for role, action, subject in rows if action in {"绑定", "解绑"}]


async def _code(tale: Story, words: str) -> str:
    found = re.search(r"绑定 ([A-Z0-9-]+)", await tale.say("boss", words))
    assert found is not None
    return found[1]


async def test_a_binding_is_on_the_trail_without_its_code(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        code = await _code(tale, "邀请 管家 小李")
        assert "管家" in await tale.say("xiaoli", f"绑定 {code}")
        assert await _trail(tale) == [("butler", "绑定", "重庆")]
        await tale.say("xiaoli", "解绑")
        assert await _trail(tale) == [("butler", "绑定", "重庆"), ("butler", "解绑", "重庆")]


async def test_an_expert_leaves_no_trace_there(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("li", "解绑")
        assert await _trail(tale) == []


async def test_the_only_administrator_is_asked_before_leaving(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "重庆只有您一位管理员" in await tale.say("boss", "解绑")
        await tale.say("boss", "不")
        assert "待办" in await tale.say("boss", "命令")
        await tale.say("boss", "解绑")
        assert "解绑" in await tale.say("boss", "是")
        assert await _trail(tale) == [("admin", "解绑", "重庆")]


async def test_one_of_two_administrators_leaves_at_once(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("second", f"绑定 {await _code(tale, '邀请 管理员 老周')}")
        assert "只有您" not in await tale.say("second", "解绑")
        assert [action for _, action, _ in await _trail(tale)] == ["绑定", "解绑"]


async def _refused(tale: Story) -> list[tuple[str, str, str]]:
    """Role, action and subject of what was refused."""
    rows = [row[2:] async for row in export_rows(tale.stage.process.database, "audit", tale.clock(), timedelta(days=7))]
    return [(role, action, subject) for role, action, subject, outcome in rows if outcome == "refused"]


async def test_who_tries_a_form_of_the_staff_is_on_the_trail_without_the_words(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "才能用" in await tale.say("f", "停用专家 李建国")
        assert "才能用" in await tale.say("li", "派单 3 王建国 电话13812345678")
        assert await _refused(tale) == [("asker", "停用专家", ""), ("expert", "派单", "#3")]


async def test_a_butler_who_may_not_invite_an_administrator_is_on_the_trail(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        code = await _code(tale, "邀请 管家 小李")
        await tale.say("xiaoli", f"绑定 {code}")
        assert "才能用" in await tale.say("xiaoli", "邀请 管理员 我表弟")
        assert await _refused(tale) == [("butler", "邀请", "管理员")]


async def test_a_form_of_the_experts_and_a_rule_of_the_matter_leave_no_refusal(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "才能用" in await tale.say("f", "揭榜 3")
        assert "才能用" not in await tale.say("boss", "办结 99 好了")
        assert await _refused(tale) == []
