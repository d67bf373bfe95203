"""An answer may carry more: a need behind it, a day that looks like an order's number, a judgement without a score."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story

NEED = "奉节永乐镇，脐橙叶子发黄，想请专家看看"


async def served(tale: Story) -> None:
    """An order that the expert has reported done."""
    await tale.say("f", NEED)
    await tale.say("li", "揭榜 1")
    await tale.say("li", "完成 1 现场看过，补了肥")


async def proposed(tale: Story) -> None:
    """A time that waits for the asker's word."""
    await tale.say("f", NEED)
    await tale.say("li", "揭榜 1")
    await tale.say("li", "约 1 12月8日上午9点 现场")
    tale.heard("li")


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("要得。还有个事，圈头的羊子拉稀", "羊子拉稀"),
        ("可以，另外我们村的路灯不亮了", "路灯不亮"),
        ("行嘛，顺便问下，鸭子不下蛋咋个办", "鸭子不下蛋"),
    ],
)
async def test_a_need_behind_a_yes_is_taken_down(tmp_path: Path, words: str, thing: str) -> None:
    async with cast_story(tmp_path) as tale:
        await proposed(tale)
        assert "#2" in await tale.say("f", words)
        assert await status(tale, 1) is DemandStatus.SCHEDULED
        second = await demand(tale, 2)
        assert second is not None
        assert thing in second.text
        assert not any(thing in one for one in tale.heard("li"))


async def test_a_need_behind_solved_closes_one_and_opens_the_other(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        await tale.say("f", "解决了，谢谢老师。另外我的牛脚跛了")
        assert await status(tale, 1) is DemandStatus.CLOSED
        second = await demand(tale, 2)
        assert second is not None
        assert "牛脚跛" in second.text


async def test_another_matter_that_is_only_announced_is_asked_for(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await proposed(tale)
        assert "直接说" in await tale.say("f", "好嘛可以，对了还有个事")
        assert await status(tale, 1) is DemandStatus.SCHEDULED


@pytest.mark.parametrize("words", ["要得，到时候给我打电话", "行，我把路修整一下等你们"])
async def test_more_behind_a_yes_that_is_no_need_stays_with_the_visit(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await proposed(tale)
        await tale.say("f", words)
        assert await status(tale, 1) is DemandStatus.SCHEDULED
        assert await demand(tale, 2) is None


async def test_a_day_is_no_orders_number(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await proposed(tale)
        assert "没有找到" not in await tale.say("f", "8号不行，9号可以")
        assert any("12月9日" in one for one in tale.heard("li"))


@pytest.mark.parametrize("words", ["不咋的", "也就那样，一般", "比上回好些", "还差点火候"])
async def test_a_judgement_is_never_passed_on(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        tale.heard("li")
        assert "解决了" in await tale.say("f", words)
        assert tale.heard("li") == []
        assert await status(tale, 1) is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["可以，再来看一趟嘛", "行是行，还想请他来一次"])
async def test_whoever_wants_another_visit_closes_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        assert "2 没解决" in await tale.say("f", words)
        assert await status(tale, 1) is DemandStatus.SERVED
        await tale.say("f", "2")
        assert await status(tale, 1) is DemandStatus.REOPENED
