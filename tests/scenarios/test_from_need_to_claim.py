"""Farmer, enterprise and hospital say what they need; the right experts are told, and one claims."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.harness import number_in, story

PLUMS = "我屋头脆李今年裂果凶得很，啷个办嘛，能不能请个专家来看哈，奉节白帝镇"


async def test_a_farmer_is_heard_and_one_expert_comes(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        for who, name in (("li", "李明华"), ("tan", "谭树林")):
            await tale.expert(who, name, fields=("果树",), skills=("脆李栽培", "李属裂果防控"), place_code="500236")
        await tale.expert("icu", "周启明", fields=("重症医学",), skills=("俯卧位通气", "ECMO管理"))

        reply = await tale.say("farmer", PLUMS)
        no = number_in(reply)
        assert "裂果" in reply
        assert "奉节" in reply
        assert f"撤回 {no}" in reply
        pushes = tale.heard("li")
        assert len(pushes) == 1
        assert "裂果" in pushes[0]
        assert tale.heard("icu") == []

        look = await tale.say("li", f"看 {no}")
        assert "白帝" not in look, "a published order shows the county, never the town"
        assert "奉节" in look
        claimed = await tale.say("li", f"揭榜 {no}")
        assert f"#{no}" in claimed
        assert any("李" in line and "接了" in line for line in tale.heard("farmer"))
        second = await tale.say("tan", f"揭榜 {no}")
        assert "已经有专家接了" in second
        assert "已接" in await tale.say("farmer", "进度")
