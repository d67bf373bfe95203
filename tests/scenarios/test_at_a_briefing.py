"""Those who go to a briefing: who they are, whom they bring, what they ask, the way there, and what they say of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as one:
        await one.say("butler", "添加宣讲 茶园冬季管护；12月1日上午9点；奉节兴隆镇文化站；奉节茶农；3人")
        await one.say("butler", "是")
        yield one


@pytest.mark.parametrize(("words", "name"), [("喊我老周就行", "老周"), ("我姓冉", "冉先生/女士"), ("小何", "小何")])
async def test_a_short_name_is_a_name(tale: Story, words: str, name: str) -> None:
    await tale.say("f", "报名1")
    assert f"名单上写{name}" in await tale.say("f", words)
    assert name in await tale.say("butler", "名单 1")


@pytest.mark.parametrize("words", ["我屋头的也要去", "隔壁邻居也来"])
async def test_who_else_comes_is_counted(tale: Story, words: str) -> None:
    await tale.say("f", "报名1")
    assert "改成 2 人" in await tale.say("f", words)


@pytest.mark.parametrize("words", ["包不包吃哦", "收不收费嘛", "小孩可不可以一起来"])
async def test_what_only_the_holder_knows_is_asked_there(tale: Story, words: str) -> None:
    await tale.say("f", "报名1")
    tale.heard("butler")
    assert "问主办的人" in await tale.say("f", words)
    assert tale.heard("butler")


@pytest.mark.parametrize("words", ["我排在第几哦", "轮到我没得嘛"])
async def test_who_waits_hears_where(tale: Story, words: str) -> None:
    await tale.say("a", "报名1 3人")
    await tale.say("f", "报名1")
    assert "候补" in await tale.say("f", words)
    assert "您在候补" in await tale.say("f", "在哪里办")


async def test_the_way_there_and_the_word_afterwards(tale: Story) -> None:
    await tale.say("f", "报名1")
    await tale.advance(days=9, hours=22)
    assert "文化站" in await tale.say("f", "找不到路，在哪一栋嘛")
    assert "签到 1" in await tale.say("f", "摩托坏了，要迟一点")
    assert "签到好了" in await tale.say("f", "我到了")
    await tale.advance(hours=5)
    await tale.say("butler", "待办")
    tale.heard("butler")
    assert "转给主办的人" in await tale.say("f", "老师讲得太快，好多没听懂")
    assert any("太快" in line for line in tale.heard("butler"))
    assert await demand(tale) is None


async def test_what_is_on_is_shown_in_any_words(tale: Story) -> None:
    assert "茶园冬季管护" in await tale.say("f", "你们有哪些课嘛")
    assert "文化站" in await tale.say("f", "在哪个地方")


async def test_nobody_is_promised_news_who_is_not_known(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "最近有啥子培训没得")
        assert "哪个区县" in await tale.say("f", "有了跟我说一声")


@pytest.mark.parametrize("words", ["奉节草堂镇脆李不挂果，请专家看看", "老师讲的那个药买不到咋办，奉节草堂镇脆李"])
async def test_needs_stay_needs(tale: Story, words: str) -> None:
    await tale.say("f", "报名1")
    await tale.say("f", words)
    assert await demand(tale) is not None


async def test_one_that_was_called_off_is_not_offered_again(tale: Story) -> None:
    await tale.say("f", "宣讲")
    await tale.say("butler", "取消宣讲 1")
    await tale.say("butler", "是")
    reply = await tale.say("f", "还开不开哦")
    assert "取消" in reply
    assert "报名 1" not in reply
