"""What is mended, kept back or left to be called by: the words are never thrown away and reach the right order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.casting import cast_story, demand
from tests.scenarios.harness import Story

NEED = "奉节永乐镇，柑子叶子卷起，想请专家看看"


async def first(tale: Story, words: str) -> tuple[str, str, str]:
    """What is answered to these words, and the summary and the words of the first order afterwards."""
    reply = await tale.say("f", words)
    found = await demand(tale, 1)
    assert found is not None
    return reply, found.summary, found.text


async def test_more_to_tell_is_only_announced(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        reply, _, text = await first(tale, "我再补充几句")
        assert "请说" in reply
        assert "补充几句" not in text


@pytest.mark.parametrize("words", ["大概八十棵", "还有几根树子落果", "坐北朝南", "补充：树龄十二年"])
async def test_the_form_keeps_what_it_is_given(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        reply, summary, text = await first(tale, f"修改 1 {words}")
        assert "哪里不对" not in reply
        assert "卷" in summary
        assert words.removeprefix("补充：") in text


async def test_another_word_for_the_crop_leaves_the_trouble(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "奉节永乐镇，桃子落果，想请专家看看")
        _, summary, _ = await first(tale, "改成李子")
        assert "李子" in summary
        assert "落果" in summary
        assert "桃子" not in summary


async def test_an_asker_may_name_the_field(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        await tale.say("f", "改 1 领域=植物保护")
        found = await demand(tale, 1)
        assert found is not None
        assert found.second == "植物保护"


async def test_the_first_told_is_mended_though_another_was_told_since(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        await tale.say("f", "还有我屋的羊子咳嗽")
        reply = await tale.say("f", "第一个改到白帝镇")
        assert "#1" in reply
        mended, other = await demand(tale, 1), await demand(tale, 2)
        assert mended is not None
        assert other is not None
        assert (mended.town, other.town) == ("白帝镇", "永乐镇")


@pytest.mark.parametrize(
    ("words", "restriction"),
    [
        ("莫让村委会晓得", "matched"),
        ("不要挂网", "matched"),
        ("别告诉我们老板", "matched"),
        ("只准管家晓得", "butler"),
        ("不要让华丰公司的专家看到", "butler"),
    ],
)
async def test_what_shall_not_be_seen_is_kept_back(tmp_path: Path, words: str, restriction: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "#1" in await tale.say("f", words)
        found = await demand(tale, 1)
        assert found is not None
        assert found.restriction == restriction


@pytest.mark.parametrize("words", ["要不要签保密协议", "可以签保密协议"])
async def test_an_agreement_restricts_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        await tale.say("f", words)
        found = await demand(tale, 1)
        assert found is not None
        assert found.restriction == "public"


@pytest.mark.parametrize("words", ["我电话13712345678，叫你们领导回我", "号码13712345678"])
async def test_a_number_after_the_wish_for_a_person_is_kept(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "转人工")
        tale.heard("butler")
        assert "电话" in await tale.say("f", words)
        tasks = await tale.run(lambda uow: uow.work.tasks(["重庆"]))
        assert any("13712345678" in str(one.detail["note"]) for one in tasks)
        assert not any("13712345678" in one for one in tale.heard("butler"))


async def test_where_nobody_fits_the_progress_says_who_looks(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", "城口修齐镇，中药材黄连烂根，想请专家看看")
        reply = await tale.say("f", "进度")
        assert "管家" in reply
        assert "正在请专家" not in reply


async def test_nobody_has_waited_long_who_has_just_told(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("f", NEED)
        assert "久等" not in await tale.say("f", "快点嘛")
        await tale.advance(hours=5)
        assert "久等" in await tale.say("f", "快点嘛")
