"""Questions about a briefing are answered from it or put to its holder; what is no matter of activities is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story

NONE_ON = "没有安排"


async def _announced(tale: Story) -> None:
    await tale.say("boss", "添加宣讲 柑橘冬剪；12月3日下午2点；草堂镇便民中心；奉节果农")
    await tale.say("boss", "是")
    assert "报上了" in await tale.say("luo", "报名 1")


@pytest.mark.parametrize("words", ["到哪个地方去听哦", "几点开讲嘛", "是哪天来着？", "地址在哪里"])
async def test_where_and_when_are_told_from_the_activity(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _announced(tale)
        reply = await tale.say("luo", words)
        assert "草堂镇便民中心" in reply
        assert "12月3日" in reply


@pytest.mark.parametrize(
    "words", ["包中午饭不", "门口好停车不？", "要不要带剪刀", "主讲是哪个老师", "发不发结业证书嘛", "能不能线上听"]
)
async def test_what_the_announcement_does_not_tell_is_put_to_its_holder(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _announced(tale)
        tale.heard("boss"), tale.heard("butler")
        assert "主办的人" in await tale.say("luo", words)
        assert any(words[:4] in line or "有人问" in line for line in tale.heard("boss"))
        assert "回复 1" in await tale.say("butler", "查 1") or "有人问" in await tale.say("butler", "待办")
        await tale.say("butler", "回复 1 可以的")
        assert any("可以的" in line for line in tale.heard("luo"))
        assert await demand(tale) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("我叫罗启芬，手机13712345670", "罗启芬"),
        ("写罗启芬嘛，电话13712345670", "罗启芬"),
        ("姓名：罗启芬，13712345670", "罗启芬"),
    ],
)
async def test_a_name_is_heard_among_other_particulars(tmp_path: Path, words: str, name: str) -> None:
    async with cast_story(tmp_path) as tale:
        await _announced(tale)
        assert f"写{name}" in await tale.say("luo", words)
        assert name in await tale.say("boss", "名单 1")


@pytest.mark.parametrize("words", ["两边都急得很", "来个人嘛", "又跑了嗦", "屋里就我和老伴两个人", "我们病区有八张床"])
@pytest.mark.parametrize("is_on", [False, True])
async def test_words_without_an_activity_are_not_answered_with_one(tmp_path: Path, words: str, is_on: bool) -> None:
    async with cast_story(tmp_path) as tale:
        if is_on:
            await tale.say("boss", "添加宣讲 柑橘冬剪；12月3日下午2点；草堂镇便民中心；奉节果农")
            await tale.say("boss", "是")
        reply = await tale.say("stranger", words)
        assert NONE_ON not in reply
        assert "报上了" not in reply
        assert "签到" not in reply


@pytest.mark.parametrize("words", ["近期有没有果树方面的培训", "有啥子讲座没", "这个月安排了宣讲没得"])
async def test_whoever_asks_after_activities_is_told(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert NONE_ON in await tale.say("stranger", words)
        await _announced(tale)
        assert "柑橘冬剪" in await tale.say("stranger", words)


async def test_an_open_need_keeps_its_questions(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await _announced(tale)
        await tale.advance(hours=2)
        await tale.say("luo", "奉节康乐镇，脆李裂果，想请专家看看")
        assert "柑橘冬剪" not in await tale.say("luo", "专家哪天来")
        assert "草堂镇便民中心" in await tale.say("luo", "那个培训在哪里")
