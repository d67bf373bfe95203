"""Somebody wants to be an expert: the bot's own form, pieces, blanks for signs; and a need beside it stays a need."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """Everybody in place."""
    async with cast_story(tmp_path) as tale:
        yield tale


@pytest.mark.parametrize(
    "told",
    [
        ["想进你们专家库，怎么办理", "何敏；巴南区农业技术推广站；高级农艺师；水稻栽培、再生稻"],
        ["申请入库", "罗勇 綦江区中医院 主治医师 针灸推拿"],
        ["我要登记专家", "赵建国", "云阳县畜牧站", "高级畜牧师", "生猪养殖"],
        ["我想报名当专家", "胡蓉，长寿区人民医院，副主任医师", "心内科，心衰管理"],
        ["我叫吴海燕，潼南区农技站的农艺师，会修剪柠檬，想报名当专家"],
        ["何敏；巴南区农业技术推广站；高级农艺师；水稻栽培、再生稻"],
    ],
)
async def test_it_is_kept_for_the_butler_and_is_no_need(stage: Story, told: list[str]) -> None:
    for words in told:
        reply = await stage.say("new", words)
    assert "登记收到" in reply
    assert any("专家登记" in text for text in stage.heard("butler"))
    assert await demand(stage) is None


async def test_how_far_it_is_and_more_skills(stage: Story) -> None:
    await stage.say("new", "何敏；巴南区农业技术推广站；高级农艺师；水稻栽培")
    assert "核实" in await stage.say("new", "我的申请办到哪一步了")
    assert "再生稻" in await stage.say("new", "我还擅长再生稻")
    found = await stage.run(lambda uow: uow.experts.by_name("何敏", ["重庆"]))
    assert found[0].skills == ("水稻栽培", "再生稻")


async def test_it_can_be_dropped(stage: Story) -> None:
    await stage.say("new", "我要登记专家")
    assert "不登记" in await stage.say("new", "算了")


@pytest.mark.parametrize("words", ["我家李子裂果，奉节竹园镇，想请人看看", "巫山官渡镇的柑橘烂根，咋个办"])
async def test_a_need_after_the_question_is_taken(stage: Story, words: str) -> None:
    await stage.say("new", "我想当专家")
    await stage.say("new", words)
    assert await demand(stage) is not None


@pytest.mark.parametrize(
    "words", ["我们医院想请副主任医师来带教，云阳县人民医院", "陈刚，酉阳县苗药公司，黄精茎腐病，咋办"]
)
async def test_who_asks_for_somebody_registers_nobody(stage: Story, words: str) -> None:
    await stage.say("new", words)
    assert await demand(stage) is not None
