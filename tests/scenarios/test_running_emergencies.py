"""Words that follow while an emergency runs: they stay with the alarm and reach the person on duty."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from domain.work import TaskKind
from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story, number_in


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    async with cast_story(tmp_path) as tale:
        yield tale


async def notes(stage: Story) -> list[str]:
    found = await stage.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.EMERGENCY,)))
    return [str(task.detail["note"]) for task in found]


async def test_the_place_and_who_was_called_are_no_demands(stage: Story) -> None:
    await stage.say("f", "液氨罐在漏，呛得人出不来气")
    stage.heard("butler")
    assert "位置记下了" in await stage.say("f", "涪陵白涛化工园")
    reply = await stage.say("f", "119已经喊了")
    assert "打了就好" in reply
    assert "登记" not in reply
    heard = stage.heard("butler")
    assert any("白涛" in line for line in heard)
    assert any("119" in line for line in heard)
    assert await demand(stage, 1) is None
    assert "白涛" in (await notes(stage))[0]


async def test_who_is_in_hospital_is_no_new_need(stage: Story) -> None:
    await stage.say("f", "我徒弟的手遭冲床压到了，血止不住")
    stage.heard("butler")
    reply = await stage.say("f", "救护车到了，拉到人民医院去了")
    assert "有人在管" in reply
    assert any("人民医院" in line for line in stage.heard("butler"))
    assert await demand(stage, 1) is None


@pytest.mark.parametrize("words", ["醒过来了，会说话了", "谢谢，血止住了", "人没事了", "火扑灭了"])
async def test_relief_is_answered_kindly(stage: Story, words: str) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应，锅头还着火了")
    stage.heard("butler")
    reply = await stage.say("f", words)
    assert "太好了" in reply
    assert any(words[:4] in line for line in stage.heard("butler"))
    assert "请马上打" not in reply


async def test_not_yet_is_no_relief(stage: Story) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    assert "太好了" not in await stage.say("f", "还没醒，脸白得很")


async def test_who_stays_with_somebody_in_despair_reaches_the_duty(stage: Story) -> None:
    await stage.say("f", "我们班有个女生说不想活了")
    stage.heard("butler")
    reply = await stage.say("f", "她在寝室，班主任守到起的")
    assert "值班" in reply
    assert "留人陪着" in reply
    assert any("班主任" in line for line in stage.heard("butler"))


async def test_what_to_do_is_said_again(stage: Story) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    assert "按压胸口" in await stage.say("f", "那现在我该做啥子")


async def test_another_matter_goes_its_own_way(stage: Story) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    await stage.say("f", "救护车来了，人醒了")
    reply = await stage.say("f", "奉节白帝镇，我屋的脆李叶子卷起，想请专家来看")
    assert number_in(reply) == 1


async def test_after_it_is_settled_words_are_ordinary_again(stage: Story) -> None:
    await stage.say("f", "我爸昏在灶房，喊不答应")
    await stage.say("butler", "收到，我马上打")
    await stage.say("butler", "办了 1 已送医院")
    stage.heard("butler")
    await stage.say("f", "李子叶子卷起，奉节白帝镇")
    assert await demand(stage, 1) is not None


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("老汉儿胸口绞起痛，汗水大颗大颗滴", "半躺"),
        ("狂风把房顶掀了半边，屋头还有老人家", "结实的屋"),
        ("坡上裂缝越扯越宽，现在底下还住起六家人", "撤走"),
        ("幺儿遭开水烫了半边身子", "凉水"),
        ("外婆嘴巴突然歪了，左手提不起", "别喂"),
    ],
)
async def test_the_first_aid_fits(stage: Story, words: str, advice: str) -> None:
    reply = await stage.say("neighbour", words)
    assert advice in reply
    assert "喉" not in reply
    assert "别蹚水" not in reply
