"""While a need is open, facts and questions about it begin nothing new; a trouble or a wish of its own does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story, number_in

LEMONS = "万州白羊镇，柠檬树落叶，想请专家看看"
CLINIC = "涪陵新妙镇卫生院，想请儿科专家坐诊"
FACTORY = "潼南的食品厂，豆干真空包装胀袋，想请专家"
CLAIMED = "奉节永乐镇，脐橙叶子发黄，想请专家看看"


async def kept(tale: Story, no: int) -> str:
    """The words of a demand."""
    found = await demand(tale, no)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("need", "fact"),
    [
        (LEMONS, "苗子是五年前政府发的"),
        (LEMONS, "门口有棵大黄葛树"),
        (LEMONS, "地头种的有几窝南瓜"),
        (LEMONS, "打的是波尔多液"),
        (LEMONS, "我家就在镇小学后头"),
        (LEMONS, "收购的老板是安岳的"),
        (CLINIC, "我们院有两个儿科医生"),
        (CLINIC, "一个月大概两百个门诊"),
        (FACTORY, "厂房挨着物流园"),
        (FACTORY, "原料是东北的黄豆"),
        (FACTORY, "车间恒温二十度"),
    ],
)
async def test_a_plain_fact_is_added_to_what_is_open(tmp_path: Path, need: str, fact: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", need))
        assert f"#{no}" in await tale.say("f", fact)
        assert fact in await kept(tale, no)
        assert await demand(tale, no + 1) is None


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (LEMONS, "隔壁谢大爷的羊子拉稀，也想请人看"),
        (LEMONS, "想请人来教编竹编"),
        (LEMONS, "堂屋的房梁被白蚂蚁蛀了"),
        (LEMONS, "还有个事，鸭子打喷嚏"),
        (CLINIC, "另外化验室的血球仪结果老是偏高"),
        (CLINIC, "还想请老师来讲急救课"),
        (FACTORY, "另外我们想招两个食品检验员"),
        (FACTORY, "污水站的氨氮老是超标"),
    ],
)
async def test_a_trouble_or_wish_of_its_own_is_a_second_need(tmp_path: Path, need: str, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", need))
        tale.clock.advance(minutes=10)
        assert f"#{no + 1}" in await tale.say("f", words)
        assert words not in await kept(tale, no)


async def test_what_was_taken_for_a_fact_can_still_become_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", LEMONS))
        assert "另一件" in await tale.say("f", "旁边还种了点玉米")
        await tale.say("f", "另一件")
        found = await demand(tale, no + 1)
        assert found is not None
        assert "玉米" in found.text


@pytest.mark.parametrize(
    "question",
    [
        "柠檬今年能不能挂果",
        "这个病传不传染",
        "那我先不剪枝可以不",
        "专家来要不要管饭",
        "请专家要不要村里盖章",
        "发票能不能开",
        "是缺水还是缺肥",
    ],
)
async def test_a_question_about_what_is_open_reaches_staff(tmp_path: Path, question: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", LEMONS))
        tale.heard("butler")
        assert f"问管家（#{no}）" in await tale.say("f", question)
        assert any(question[:6] in one for one in tale.heard("butler"))
        assert await demand(tale, no + 1) is None


async def test_a_question_goes_to_the_expert_who_has_the_order(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", CLAIMED))
        await tale.say("li", f"揭榜 {no}")
        tale.heard("li")
        assert "已转给" in await tale.say("f", "这个会不会传到别的树")
        assert any("传到别的树" in one for one in tale.heard("li"))


async def test_a_place_in_a_variety_moves_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", CLAIMED))
        await tale.say("f", "苗子是从巫山买的")
        await tale.say("f", "主要卖到成都")
        found = await demand(tale, no)
        assert found is not None
        assert found.place_name is not None
        assert "奉节" in found.place_name


async def test_a_town_told_after_two_needs_holds_for_both(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节，我屋的牛跛了，还有屋后头的脐橙叶子发黄，两样都想请人看")
        reply = await tale.say("f", "在永乐镇杏花村")
        assert "#1" in reply
        assert "#2" in reply
        first, second = await demand(tale, 1), await demand(tale, 2)
        assert first is not None
        assert second is not None
        assert (first.town, second.town) == ("永乐镇", "永乐镇")
        assert "发黄" in second.summary
        assert await demand(tale, 3) is None


@pytest.mark.parametrize("words", ["搞快来个人嘛", "两样都急", "又不来了哦"])
async def test_haste_is_no_fact(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", CLAIMED))
        assert f"#{no}" in await tale.say("f", words)
        assert words not in await kept(tale, no)


async def test_a_list_says_where_a_butler_looks_and_impatience_is_heard(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("wang", "奉节白帝镇，脆李裂果，想请专家看看")
        await tale.say("wang", "还有个事，我们镇上的路灯控制柜老跳闸，想找人看看")
        listed = await tale.say("wang", "进度")
        assert "#1 脆李裂果：正在请专家" in listed
        assert "管家在帮您找人" in listed.split("#1")[0]
        waited = await tale.say("wang", "还要等几天嘛，等得人心慌")
        assert "没太听懂" not in waited
        assert "等不及就回" in waited
