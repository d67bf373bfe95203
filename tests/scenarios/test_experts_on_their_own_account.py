"""Experts speak of their own leave, profile and quiet: none of it is an order, a need or a word to the other side."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.experts import Expert
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story
from tests.scenarios.visiting import agreed, say, states


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Everybody in place."""
    async with cast_story(tmp_path) as tale:
        yield tale


async def tan(stage: Story) -> Expert:
    """As the pool has him."""
    found = await stage.run(lambda uow: uow.experts.by_name("谭树林", ["重庆"]))
    one: Expert = found[0]
    return one


@pytest.mark.parametrize(
    ("words", "start", "until"),
    [
        ("这阵先不接了，去外地培训一个月", date(2026, 11, 21), date(2026, 12, 20)),
        ("月底要到昆明参展 11月27号到30号不接单", date(2026, 11, 27), date(2026, 11, 30)),
        ("下周要培训 12月5号到8号不接单", date(2026, 12, 5), date(2026, 12, 8)),
        ("元旦前的单不要派给我了", date(2026, 11, 21), date(2026, 12, 31)),
    ],
)
async def test_going_away_in_own_words(stage: Story, words: str, start: date, until: date) -> None:
    assert "不给您派新单" in await stage.say("tan", words)
    one = await tan(stage)
    assert (one.leave_from, one.leave_until) == (start, until)


@pytest.mark.parametrize(
    "words", ["假取消了", "提前回来了 可以接单", "不休假了", "说错了，我还要接", "恢复派单吧", "我又想继续接单了"]
)
async def test_the_leave_ends_in_own_words(stage: Story, words: str) -> None:
    await stage.say("tan", "请假 到12月5日")
    await stage.say("tan", words)
    assert (await tan(stage)).leave_from is None


async def test_how_long_the_leave_is(stage: Story) -> None:
    await stage.say("tan", "请假 到12月5日")
    assert "12月5日" in await stage.say("tan", "我请假请到哪天的")
    await stage.say("tan", "销假")
    assert "没有请假" in await stage.say("tan", "我什么时候开始不接的")


async def test_what_is_said_on_leave_of_a_visit_ends_no_leave(stage: Story) -> None:
    no = await agreed(stage)
    await say(stage, "tan", "请假 11月30日到12月5日")
    await say(stage, "tan", "说错了，周四十点半才到得了")
    assert (await tan(stage)).leave_from is not None
    await say(stage, "tan", "周四还是去")
    assert (await tan(stage)).leave_from is not None
    assert len(await states(stage, no)) >= 1


@pytest.mark.parametrize("words", ["查一下我的资料", "我登记了哪些专长", "我的资料写的啥", "核对一下我填的擅长"])
async def test_the_profile_is_shown(stage: Story, words: str) -> None:
    assert "柑橘栽培" in await stage.say("tan", words)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("再给我加一项 柠檬修剪", "柠檬修剪"),
        ("擅长里头补上血橙保果", "血橙保果"),
        ("病虫害防治那个去掉", "病虫害防治"),
        ("职称变了 现在是正高级农艺师", "正高级农艺师"),
        ("帮我把职称改成推广研究员", "推广研究员"),
    ],
)
async def test_the_profile_is_changed_after_a_yes(stage: Story, words: str, asked: str) -> None:
    reply = await stage.say("tan", words)
    assert asked in reply
    assert "对吗" in reply
    assert "资料改好了" in await stage.say("tan", "对")


@pytest.mark.parametrize("words", ["半夜不要给我发消息", "晚上别推通知", "夜里莫再给我发信息"])
async def test_quiet_at_night_is_told_truly(stage: Story, words: str) -> None:
    reply = await stage.say("tan", words)
    assert "没有登记的事" not in reply
    assert "请假" in reply
    assert await demand(stage) is None
