"""Which of several briefings, who came, sooner, off: said in few words by those who come and by those who hold it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story

PRUNING = "添加宣讲 花椒采后管理；12月3日上午10点；江津先锋镇文化站；江津椒农；25人"
LIVE = "添加宣讲 电商直播；12月5日上午10点；江津双福街道；江津商户；30人"
TODAY = "添加宣讲 蜂蜜检测；今天上午10点半；开州农业局；开州蜂农；20人"


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as one:
        yield one


async def _hold(tale: Story, *lines: str) -> None:
    for line in lines:
        await tale.say("butler", line)
        await tale.say("butler", "是")


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("椒那个", True, False),
        ("直播的嘛", False, True),
        ("两场都去", True, True),
        ("都要参加", True, True),
        ("双福那场", False, True),
    ],
)
async def test_which_of_several_is_answered_in_words(tale: Story, words: str, first: bool, second: bool) -> None:
    await _hold(tale, PRUNING, LIVE)
    assert "哪一场" in await tale.say("wang", "我要报名")
    reply = await tale.say("wang", words)
    assert ("第 1 场" in reply) is first
    assert ("第 2 场" in reply) is second


@pytest.mark.parametrize("words", ["第一场不去了", "算了不去了", "第2场来不了"])
async def test_who_does_not_go_is_not_put_on_the_list(tale: Story, words: str) -> None:
    await _hold(tale, PRUNING, LIVE)
    await tale.say("wang", "我要报名")
    assert "报上了" not in await tale.say("wang", words)
    for number in (1, 2):
        assert "还没有人报名" in await tale.say("butler", f"名单 {number}")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("都有哪些人要来", "已报名 1 人"),
        ("提前半个小时开始", "9:30"),
        ("早一个小时开讲", "9:00"),
        ("晚两个小时", "12:00"),
        ("会开不成了，老师病了", "取消第 1 场"),
        ("先锋那个会搞不成了", "取消第 1 场"),
        ("这场黄了", "取消第 1 场"),
        ("喊大家带把剪刀", "报了名的 1 位"),
    ],
)
async def test_who_holds_it_says_it_shortly(tale: Story, words: str, shown: str) -> None:
    await _hold(tale, PRUNING)
    await tale.say("wang", "报名1")
    assert shown in await tale.say("butler", words)


@pytest.mark.parametrize("words", ["来了几个", "到了好多个", "现在到了好多人"])
async def test_on_the_day_who_came_is_of_the_briefing(tale: Story, words: str) -> None:
    await _hold(tale, TODAY)
    await tale.say("wang", "签到 1")
    assert "已签到 1 人" in await tale.say("boss", words)
    assert tale.heard("butler") == []


async def test_praise_at_the_door_goes_to_the_holder(tale: Story) -> None:
    await _hold(tale, TODAY)
    await tale.say("wang", "签到 1")
    assert "蜂蜜检测" in await tale.say("wang", "老师讲得巴适")


async def test_a_meeting_and_who_comes_are_read_from_one_breath(tale: Story) -> None:
    reply = await tale.say("boss", "12月9号上午九点在云阳农业局开个柑橘冬管会，各镇技术员参加，40人")
    assert "“柑橘冬管”" in reply
    assert "对象：各镇技术员" in reply
    assert "名额 40 人" in reply


@pytest.mark.parametrize(
    "words",
    [
        "关于举办柑橘技术培训的通知 各村：定于12月8日在县农业农村局召开培训会",
        "关于开展冬季防火检查的通告，12月1日起执行",
    ],
)
async def test_a_notice_passed_on_begins_no_need(tale: Story, words: str) -> None:
    await tale.say("wang", words)
    assert "#1：脆李裂果（" in await tale.say("wang", "奉节草堂镇脆李裂果咋个办")
