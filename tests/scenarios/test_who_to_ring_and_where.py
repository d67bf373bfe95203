"""Beside the need: whom to ring, the thing itself, a town by its bare name, what goes online; and what is no need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story
from tests.scenarios.harness import number_in
from tests.scenarios.test_told_in_passing import is_alone, text_of


@pytest.mark.parametrize(
    "contact",
    [
        "她女儿的电话15123456789",
        "莫打我的，打给我女婿",
        "我婆婆耳朵聋，电话她听不到，联系我哥就行",
        "来了直接找村上张书记就行",
    ],
)
async def test_whom_to_ring_is_no_need_before_the_place_and_after(tmp_path: Path, contact: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "隔壁李孃孃屋头的茄子烂根，帮她问一哈")
        asked = await tale.say("f", contact)
        assert "记下" in asked
        assert "区县" in asked
        no = number_in(await tale.say("f", "云阳县南溪镇"))
        await tale.say("f", contact)
        assert await is_alone(tale, no)
        assert contact[-4:] in await text_of(tale, no)


@pytest.mark.parametrize("words", ["我老汉眼睛看不见了，想请眼科医生看", "我屋头的牛也不吃草了，到时打给我妈嘛"])
async def test_a_trouble_of_its_own_is_not_only_a_contact(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "云阳南溪镇的茄子烂根，想请人看看")
        number_in(await tale.say("f", words))
        assert not await is_alone(tale, 1)


@pytest.mark.parametrize(
    ("trouble", "thing"),
    [("奉节白帝镇的果树流胶", "枇杷"), ("巫溪文峰镇的果园落果", "血橙"), ("开州的牲口不吃东西", "山羊")],
)
async def test_the_thing_that_was_left_out_belongs_to_the_trouble(tmp_path: Path, trouble: str, thing: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", trouble))
        assert thing in await tale.say("f", thing)
        assert await is_alone(tale, no)


@pytest.mark.parametrize("thing", ["柠檬", "核桃"])
async def test_another_thing_is_not_put_into_a_trouble_that_had_its_own(tmp_path: Path, thing: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "奉节白帝镇的脆李流胶"))
        await tale.say("f", thing)
        assert thing not in await text_of(tale, no)


@pytest.mark.parametrize(
    ("words", "town"), [("南溪那边", "南溪镇"), ("就在江口街上", "江口镇"), ("凤鸣那里的", "凤鸣镇")]
)
async def test_a_town_by_its_bare_name(tmp_path: Path, words: str, town: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳的山羊拉稀"))
        await tale.say("f", words)
        demand = await tale.run(lambda uow: uow.demands.get(no))
        assert demand.town == town


@pytest.mark.parametrize(
    ("words", "at"), [("酸辣粉的改成现场", 0), ("职工心理的换成线上就行", 1), ("职工心理的视频讲就可以", 1)]
)
async def test_which_of_several_goes_online(tmp_path: Path, words: str, at: int) -> None:
    async with cast_story(tmp_path) as tale:
        numbers = [
            number_in(await tale.say("f", "璧山的厂，酸辣粉料包胀气，想请人指导")),
            number_in(await tale.say("f", "另外还想请人讲一堂职工心理课")),
        ]
        await tale.say("f", words)
        found = [await tale.run(lambda uow, no=no: uow.demands.get(no)) for no in numbers]
        assert [one.mode is not None for one in found] == [at == 0, at == 1]


@pytest.mark.parametrize(
    "words",
    ["专业代办建筑资质，微信同号欢迎咨询", "免担保贷款，秒批，需要的加V", "厂家直销有机肥，量大从优，来电13900000000"],
)
async def test_an_advertisement_is_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        said = await tale.say("f", words)
        assert "区县、乡镇" not in said
        assert "已登记" not in said
        await tale.say("f", "云阳")
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["饲料又涨得凶，钱难找", "这两年日子恼火得很", "种庄稼太难了"])
async def test_hard_times_are_no_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        assert "不容易" in await tale.say("f", words)


@pytest.mark.parametrize(
    "words", ["农药涨价，虫又打不死，想学生物防治", "我们厂专业做腐乳，最近老是长黑毛，来电13900000000"]
)
async def test_beside_a_grumble_or_a_boast_a_need_is_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        number_in(await tale.say("f", f"{words}，云阳江口镇"))
