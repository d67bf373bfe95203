"""Several needs in one message, counted by marks: each is a demand; the signs or reasons of one trouble stay one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("我们村有三个事 一是李子卖不脱 二是水渠漏水 三是文化室想请人教跳舞 云阳江口镇", 3),
        ("我是开民宿的，云阳县江口镇，想问两个问题：1、化粪池老是满 2、想请人培训前台", 2),
        ("老师好 两件事 一个是猪咳嗽 一个是鱼塘浮头 云阳江口", 2),
        ("我们村李子有两个事，一是叶子卷了，二是卖不脱，云阳江口镇", 2),
        ("云阳县江口镇中心校，有两个需求①想请专家讲防震②教室的多媒体坏了", 2),
    ],
)
async def test_each_that_is_counted_becomes_a_demand(tmp_path: Path, words: str, count: int) -> None:
    async with cast_story(tmp_path) as tale:
        told = await tale.say("f", words)
        first = number_in(told)
        assert all(f"#{first + at}" in told for at in range(count)), told
        assert await is_alone(tale, first + count - 1)
        demands = [await tale.run(lambda uow, no=first + at: uow.demands.get(no)) for at in range(count)]
        assert {one.place_code for one in demands} == {"500235"}


@pytest.mark.parametrize(
    "words",
    [
        "云阳县江口镇的脐橙有两个问题，一是叶子发黄，二是掉果严重",
        "我养的鸡有两个情况：1、屙绿屎 2、冠子发乌，云阳县江口镇",
        "云阳县江口镇，我们厂的锅炉老熄火，一是水压不够，二是点火针打不燃",
        "云阳江口，我养的牛有两个问题：①不吃草②肚子胀",
    ],
)
async def test_signs_and_reasons_are_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert await is_alone(tale, number_in(await tale.say("f", words)))
