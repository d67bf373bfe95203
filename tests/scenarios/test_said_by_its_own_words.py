"""What is told of a running matter is kept, whatever it sounds like; that nothing is wrong any more is heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story, number_in
from tests.scenarios.test_told_in_passing import NEED, is_alone, text_of


async def owed(tale: Story) -> int:
    """How many lines wait for staff."""
    return len(await tale.run(lambda uow: uow.work.tasks(["重庆"])))


@pytest.mark.parametrize(
    "words",
    [
        "打了五天针没见好转",
        "不止我一户 有七户",
        "清早五六点掉得最凶",
    ],
)
async def test_it_is_kept_with_the_need(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        before = await owed(tale)
        assert f"#{no}" in await tale.say("f", words)
        assert words in await text_of(tale, no)
        assert await is_alone(tale, no)
        assert await owed(tale) == before


@pytest.mark.parametrize("words", ["我手机打字慢 是我孙女帮打的", "我打字不利索，多担待"])
async def test_how_one_types_is_no_trouble_and_calls_nobody(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        before = await owed(tale)
        assert "管家" not in await tale.say("f", words)
        assert await is_alone(tale, no)
        assert await owed(tale) == before


@pytest.mark.parametrize("words", ["邻居天天来投诉", "楼上住户都举报到街道了"])
async def test_others_complain_of_the_asker_and_not_the_asker_of_us(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", "云阳县江口镇，我的养猪场粪水太臭，想请人来看怎么处理"))
        before = await owed(tale)
        assert "对不住" not in await tale.say("f", words)
        assert await is_alone(tale, no)
        assert await owed(tale) == before


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("你们太慢了我要投诉", "对不住"),
        ("转人工", "管家"),
        ("怎么用", "小助手"),
        ("给我打个电话嘛，想找真人说", "管家"),
        ("帮我打个电话嘛，我要跟真人讲", "管家"),
    ],
)
async def test_what_is_meant_so_is_still_heard(tmp_path: Path, words: str, answer: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert answer in await tale.say("f", words)


@pytest.mark.parametrize("words", ["没得啥子问题，随便说说", "今年长得旺得很", "没事了，是看错了"])
async def test_where_nothing_is_wrong_nothing_is_registered(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "我种了三亩李子树")
        assert "不登记" in await tale.say("f", words)
        assert await is_alone(tale, 0)


@pytest.mark.parametrize("words", ["没得事了，是缺水", "虚惊一场，叶子又转绿了"])
async def test_a_trouble_that_is_over_is_asked_about_once(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "不用请专家" in await tale.say("f", words)
        await tale.say("f", "是")
        assert (await tale.run(lambda uow: uow.demands.get(no))).status is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["没问题但是叶子还是黄", "好了没", "准备好了，你们来嘛", "其他都好，就是果子小"])
async def test_what_only_sounds_well_closes_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await tale.say("f", NEED))
        assert "不用请专家" not in await tale.say("f", words)
        assert (await tale.run(lambda uow: uow.demands.get(no))).status is DemandStatus.PUBLISHED
