"""Whoever is asked whether it is solved tells how it stands: that is the answer, half of it is asked once."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import Story, number_in
from tests.scenarios.visiting import closed, say, served


async def handled(tale: Story) -> int:
    """An office's matter that the butler has closed: it is asked whether it is really solved."""
    no = number_in(await say(tale, "f", "奉节永乐镇街上的自来水和路灯都坏了半个月，没人来修"))
    await say(tale, "butler", f"办结 {no} 昨天抢修完了")
    tale.heard("f")
    return no


async def closed_by(tale: Story, no: int) -> str | None:
    """Whose word stands behind the closing."""
    found = await demand(tale, no)
    assert found is not None
    return found.closed_by


@pytest.mark.parametrize(
    "words", ["水通起了，难为你们", "灯亮起来了，多谢", "修好了哈劳烦了", "都恢复了，谢谢管家", "来水了，大得很"]
)
async def test_what_works_again_is_a_yes_with_thanks_around_it(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await handled(tale)
        assert "不客气" not in await say(tale, "f", words)
        assert await closed_by(tale, no) == "asker"


@pytest.mark.parametrize(
    "words", ["灯还是黑的，谢谢", "一滴水都没得，麻烦再问哈", "辛苦了，就是又停了", "哪个来修过嘛"]
)
async def test_what_does_not_work_is_a_no(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await handled(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.REOPENED


@pytest.mark.parametrize("words", ["叶片返青了，感谢", "叶子都翻绿了", "没问题了，长得旺得很", "新叶子绿得很，没再黄"])
async def test_the_crop_tells_that_it_helped(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["强些了，还剩几棵黄起", "大部分转绿了，坡上那片还有"])
async def test_half_of_it_is_asked_once_and_told_to_whoever_comes_again(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        assert "没解决" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SERVED
        await say(tale, "f", "没解决")
        assert await status(tale, no) is DemandStatus.REOPENED


async def test_half_told_weeks_later_reopens_nothing_by_itself(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await tale.advance(days=25)
        tale.heard("f")
        assert "解决了吗" in await say(tale, "f", "勉强可以，偶尔有两片黄的")
        assert await status(tale, no) is DemandStatus.CLOSED
        await say(tale, "f", "还要接着办")
        assert await status(tale, no) is DemandStatus.REOPENED


@pytest.mark.parametrize("words", ["没再黄过，谢谢你们", "一直稳当得很"])
async def test_good_news_before_the_look_back_is_heard(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        assert "那就好" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["电来了，多谢", "来电了哈，难为你们"])
async def test_what_came_back_before_anybody_was_sent_is_asked_about(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = number_in(await say(tale, "f", "奉节永乐镇我们院子停电三天了，没得人管"))
        assert "自己解决" in await say(tale, "f", words)
        await say(tale, "f", "对头")
        assert await status(tale, no) is DemandStatus.CLOSED


async def test_a_score_and_thanks_to_a_person_tell_no_state(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "谢谢谭老师")
        assert await status(tale, no) is DemandStatus.SERVED
