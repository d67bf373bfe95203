"""Staff speak of a briefing before and after it is announced: each word does to it what it says, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story

LINE = "添加宣讲 猕猴桃修剪；12月3日上午10点；奉节草堂镇文化站；奉节果农；25人"


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as one:
        yield one


async def announced(tale: Story) -> None:
    await tale.say("butler", LINE)
    assert "第 1 场" in await tale.say("butler", "是")
    await tale.say("wang", "报名1")
    tale.heard("wang")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("名额60个就够了", "名额 60 人"),
        ("不对，换到下午三点半", "15:30"),
        ("地点改到白帝镇会议室", "白帝镇会议室"),
        ("12月5号吧", "12月5日（周六）10:00"),
        ("推迟两天", "12月5日（周六）10:00"),
        ("对象改成云阳果农", "云阳果农"),
        ("改成线上开，不限人数", "线上"),
    ],
)
async def test_before_the_yes_it_is_put_right_and_read_back(tale: Story, words: str, shown: str) -> None:
    await tale.say("butler", LINE)
    reply = await tale.say("butler", words)
    assert shown in reply
    assert "猕猴桃修剪" in reply
    assert "第 1 场" in await tale.say("butler", "是")
    assert shown.split("，")[0].removeprefix("名额 ").split(" ")[0] in await tale.say("butler", "宣讲 1")


async def test_a_question_before_the_yes_lets_it_wait(tale: Story) -> None:
    await tale.say("butler", LINE)
    assert "确定回“是”" in await tale.say("butler", "都会通知到哪些人呢")
    assert "第 1 场" in await tale.say("butler", "是")


async def test_the_words_that_lead_to_a_part_are_no_part_of_it(tale: Story) -> None:
    await tale.say("butler", "我想办一场培训，讲茶园冬季施肥")
    reply = await tale.say("butler", "12月8号下午2点；在奉节兴隆镇政府；请奉节的茶农")
    assert "“茶园冬季施肥”" in reply
    assert "，奉节兴隆镇政府；对象：奉节的茶农；" in reply


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("人数加到四十", "名额"),
        ("推到下午两点半", "14:30"),
        ("换到康乐镇中学", "康乐镇中学"),
        ("第1场改到县农广校", "县农广校"),
        ("宣讲1延后一天", "12月4日"),
        ("日期搞错了，是12月7号", "12月7日（周一）10:00"),
        ("这场改成网上开", "线上"),
    ],
)
async def test_after_the_announcement_it_is_changed_and_told(tale: Story, words: str, shown: str) -> None:
    await announced(tale)
    reply = await tale.say("butler", words)
    assert "改好了" in reply
    assert shown in reply
    assert "报上了" not in reply
    heard = tale.heard("wang")
    assert any(shown in line for line in heard) or shown == "名额"


@pytest.mark.parametrize("words", ["第1场有人报没有", "报了好多人了", "哪些人报了", "名额报满没得，来了几个人报名"])
async def test_asking_who_comes_signs_nobody_up(tale: Story, words: str) -> None:
    await announced(tale)
    assert "已报名 1 人" in await tale.say("butler", words)
    assert "已报名 1 人" in await tale.say("butler", "名单 1")


async def test_who_signed_up_is_told_a_word(tale: Story) -> None:
    await announced(tale)
    assert "1 位" in await tale.say("butler", "跟报名的人说一声，自带剪刀")
    assert any("自带剪刀" in line for line in tale.heard("wang"))
    assert "1 位" in await tale.say("butler", "宣讲通知 1 早点到，山上起雾")
    assert any("起雾" in line for line in tale.heard("wang"))


async def test_it_is_called_off_by_what_was_talked_about(tale: Story) -> None:
    await announced(tale)
    assert "取消第 1 场" in await tale.say("butler", "不办了，老师来不到")
    assert "已取消" in await tale.say("butler", "是")
    assert any("取消" in line for line in tale.heard("wang"))


@pytest.mark.parametrize("words", ["换成谭树林", "改到下周四", "不办了"])
async def test_a_demand_looked_at_since_is_what_is_meant(tale: Story, words: str) -> None:
    await announced(tale)
    await tale.say("li", "奉节白帝镇，脆李裂果，想请专家看看")
    await tale.advance(minutes=3)
    await tale.say("butler", "查 1")
    reply = await tale.say("butler", words)
    assert "第 1 场" not in reply
    assert "10:00，奉节草堂镇文化站" in await tale.say("butler", "名单 1")


async def test_whoever_steers_may_come_himself(tale: Story) -> None:
    await announced(tale)
    assert "报上了" in await tale.say("butler", "我也报一个名")
