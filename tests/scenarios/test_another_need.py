"""What is said to be something else opens a need of its own, plain facts go to the running one, none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import number_in


@pytest.mark.parametrize(
    "words",
    [
        "还有一件事，废渣没地方堆",
        "另外车间的粉尘也扰民",
        "再帮我打听下创业贷款咋办",
        "涪陵珍溪 青菜头空心",
        "万州 鸭子屙绿屎",
    ],
)
async def test_something_else_is_a_need_of_its_own(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        first = number_in(await tale.say("f", "奉节永乐镇，脐橙黄化，想请专家看看"))
        await tale.say("f", words)
        kept = await demand(tale, first)
        assert kept is not None
        assert words not in kept.text
        assert await demand(tale, first + 1) is not None


@pytest.mark.parametrize(
    "words",
    [
        "患者是女的，67岁，高烧一周",
        "男，51岁，气管插管三天",
        "家属姓文，电话13512345678",
        "一共有八个护士",
        "另外海拔一千米",
    ],
)
async def test_facts_go_to_the_running_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("h", "云阳县人民医院，想请呼吸科专家来带教"))
        said = await tale.say("h", words)
        assert "另一件" not in said
        assert await demand(tale, no + 1) is None
        kept = await demand(tale, no)
        assert kept is not None
        assert words in kept.text
        assert "带教" in kept.summary


async def test_each_of_three_has_its_own_number(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "一是鱼塘死鱼，二是路灯坏了没人修，三是脐橙掉果，奉节康乐镇")
        kept = [await demand(tale, no) for no in (1, 2, 3)]
        assert [one.summary for one in kept if one is not None] == ["鱼塘死鱼", "路灯坏了没人修", "脐橙掉果"]


async def test_places_and_numbers_withdraw_what_they_name(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "一是鱼塘死鱼，二是路灯坏了没人修，三是脐橙掉果，奉节康乐镇")
        assert "#1 已撤回" in await tale.say("f", "头一件撤了")
        said = await tale.say("f", "2号和6号都撤了")
        assert "#2 已撤回" in said
        assert "#6" in said
        assert "#3" in await tale.say("f", "最后那个也不要")
        kept = await demand(tale, 3)
        assert kept is not None
        assert not kept.is_ended
