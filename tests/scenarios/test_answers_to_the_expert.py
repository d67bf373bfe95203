"""What an asker writes after an expert's question goes to that expert, whatever it sounds like by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.visiting import agreed, say

PICKLES = "我们厂在涪陵，榨菜水发黑，想请老师来看看"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("留言 1 是不是根烂了", "没挖过，枝条发枯"),
        ("园子里积不积水", "积水，低处的苗子都泡黄了"),
        ("旁边还种了什么", "种的玉米，今年也长得矮"),
        ("叶子背面有没有虫", "有白点点，一碰就飞"),
        ("去年用的哪种肥", "菜籽饼，没发酵过，怕是烧了根"),
    ],
)
async def test_the_answer_reaches_the_expert_and_begins_nothing(tmp_path: Path, question: str, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "tan", question)
        assert question.removeprefix("留言 1 ") in "\n".join(tale.heard("f"))
        await say(tale, "f", words)
        assert words in "\n".join(tale.heard("tan"))
        assert await demand(tale, 2) is None


@pytest.mark.parametrize("words", ["普通塑料桶，两百升，没消毒", "井水，pH 六点八", "用了三年的老盐水，上头一层白膜"])
async def test_an_old_question_is_answered_a_day_later(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", PICKLES)
        await tale.say("food", "问 1 水从哪里来，用什么桶装")
        await tale.advance(days=1, hours=3)
        tale.heard("food")
        await tale.say("f", words)
        assert words in "\n".join(tale.heard("food"))
        assert await demand(tale, 2) is None


@pytest.mark.parametrize(
    "words",
    [
        "我妈腰杆痛，县医院看不好，想请骨科医生",
        "另外我们村想请人来讲防火",
        "还有个事，鱼塘翻塘了",
        "养的鸭子脚软站不起来，咋办",
    ],
)
async def test_a_need_of_another_trade_stays_a_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "tan", "打过什么药没有")
        tale.heard("tan")
        await say(tale, "f", words)
        assert words not in "\n".join(tale.heard("tan"))
        assert await demand(tale, 2) is not None


async def test_without_a_question_a_new_trouble_is_a_need(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "tan", "我周四带两个学生来")
        await say(tale, "f", "圈里的母猪不吃食，想请兽医看看")
        assert await demand(tale, 2) is not None
