"""Signing up as people say it: by place in the list, by subject, by day, for several, with other numbers of people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.scenarios.harness import Story, story

LINES = (
    "添加宣讲 冷库节能改造；12月3日上午10点；涪陵会展中心二楼；企业；40人",
    "添加宣讲 残疾人就业补贴；12月4日下午2点；南川政务大厅；企业；40人",
)


@pytest_asyncio.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Story]:
    async with story(tmp_path) as one:
        await one.staff("boss")
        for line in LINES:
            await one.say("boss", line)
            await one.say("boss", "是")
        yield one


async def come(tale: Story, number: int) -> str:
    """The list at the door."""
    return await tale.say("boss", f"名单 {number}")


@pytest.mark.parametrize("words", ["第二个", "2", "报第二个嘛", "下面那个我们要去", "我想去听残疾人那个"])
async def test_one_of_the_shown_list(tale: Story, words: str) -> None:
    await tale.say("f", "最近有啥子宣讲")
    assert "报上了，1 人：第 2 场" in await tale.say("f", words)
    assert "还没有人报名" in await come(tale, 1)


async def test_both_of_the_shown_list(tale: Story) -> None:
    await tale.say("f", "宣讲")
    reply = await tale.say("f", "两场都给我报上，我们来三个人")
    assert "3 人：第 1 场" in reply
    assert "3 人：第 2 场" in reply


@pytest.mark.parametrize(
    ("words", "number"), [("4号讲补贴那个我来", 2), ("冷库那场给我报两个人", 1), ("我要参加冷库节能的那个讲座", 1)]
)
async def test_without_a_list_by_subject_or_day(tale: Story, words: str, number: int) -> None:
    assert f"第 {number} 场" in await tale.say("f", words)
    assert "还没有人报名" not in await come(tale, number)


@pytest.mark.parametrize(
    "words",
    [
        "我们冷库温度降不下来，涪陵的，想请专家来看看",
        "残疾人就业补贴怎么申请",
        "冷库压缩机坏了，哪个来修",
        "我不想去听那个冷库的",
        "4号老师来不来",
    ],
)
async def test_what_only_sounds_like_it_signs_up_nobody(tale: Story, words: str) -> None:
    await tale.say("f", words)
    assert "还没有人报名" in await come(tale, 1)
    assert "还没有人报名" in await come(tale, 2)


async def test_the_number_of_people_changes(tale: Story) -> None:
    await tale.say("f", "报名 1 两个人")
    assert "改成 4 人" in await tale.say("f", "改成四个")
    assert "改成 5 人" in await tale.say("f", "再加一个人")


async def test_one_of_two_is_called_off(tale: Story) -> None:
    await tale.say("f", "报名 1")
    await tale.say("f", "报名 2")
    assert "已取消您第 1 场" in await tale.say("f", "冷库那个取消，补贴的留到")
    assert "您已报" in await tale.say("f", "宣讲 2")


async def test_who_else_comes_is_a_number_and_no_name(tale: Story) -> None:
    await tale.say("other", "报名 2 三个人")
    await tale.say("other", "钱国庆")
    await tale.say("f", "报名 2")
    reply = await tale.say("f", "还有哪些人要来哦")
    assert "4 人" in reply
    assert "钱国庆" not in reply


async def test_own_sign_ups_somebody_else_and_reminders(tale: Story) -> None:
    await tale.say("f", "报名 1")
    assert "第 1 场" in await tale.say("f", "我报了哪几个")
    assert "位子给您留着" in await tale.say("f", "我走不开，喊我徒弟去行不行")
    assert "12月3日" in await tale.say("f", "到时候记得提醒我哈")


async def test_a_bare_number_is_for_what_was_asked_later(tale: Story) -> None:
    await tale.expert("li", "李明华", fields=("果树",), skills=("脆李裂果防控",), place_code="500236")
    await tale.say("li", "宣讲")
    await tale.say("g", "奉节白帝镇，脆李裂果，想请专家来看看")
    tale.heard("li")
    await tale.say("li", "1")
    assert "还没有人报名" in await come(tale, 1)
