"""After a need: what only tells more of it, puts it right, or says how to come begins no need of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of

PLANT = "我们是云阳县的豆瓣厂，豆瓣酱发酵池表面长白膜，客户都退货了"


@pytest.mark.parametrize(
    "words",
    [
        "对了，长白膜的是新池子那口，老池子没事",
        "退货的主要是超市那批",
        "厂名叫云阳老坛坊",
        "没得图片，手机摄像头花了",
        "想喊个懂行的悄悄来看看",
        "对了，来的时候莫穿制服，工人看了乱猜",
        "莫来太早，我们十点才开门",
        "不是池子漏水，就是面上有膜",
        "不对，是面上有膜，不是底下有膜",
        "还是想请位老师来看看现场",
    ],
)
async def test_more_of_what_was_told_stays_with_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", PLANT))
        assert f"#{no}" in await tale.say("f", words)
        assert await is_alone(tale, no)


async def test_the_other_town_of_the_county_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳县江口镇，花椒树叶子发黄，想请人看"))
        await tale.say("f", "哎不对不对，是南溪镇，南溪不是江口")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == "南溪镇"
        assert await is_alone(tale, no)


async def test_what_the_head_wishes_instead_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳县江口镇想搞乡村旅游规划，想请专家指导"))
        assert "讲课" in await tale.say("f", "书记说改成请老师来给农家乐老板讲课")
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert "讲课" in demand.summary
        assert await is_alone(tale, no)


@pytest.mark.parametrize(
    "words",
    [
        "另外我们的污水池曝气机坏了，也想请人看",
        "我家的牛拉稀",
        "对了，我老汉的水稻倒伏了一片",
        "食堂想请个人来教做营养餐",
        "想请个会计老师来教建账",
    ],
)
async def test_another_need_still_begins_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", PLANT))
        assert f"#{no + 1}" in await tale.say("f", words)


async def test_a_beast_that_is_ill_is_a_whole_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        assert "出了什么问题" not in await tale.say("f", "我家的牛拉稀")
        assert "已登记" in await tale.say("f", "云阳县江口镇")


async def test_words_kept_once_are_not_lost(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", PLANT))
        await tale.say("f", "对了，长膜的是新池子那口")
        assert "新池子" in await text_of(tale, no)
