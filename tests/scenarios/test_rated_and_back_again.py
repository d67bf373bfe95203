"""Ratings go to what was asked about, questions close nothing, what comes back is the same matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.harness import number_in
from tests.scenarios.visiting import agreed, claimed, closed, ratings, say, served


@pytest.mark.parametrize("words", ["啥时候能看到效果", "黄叶子会不会自己掉", "肥隔几天再施一道"])
async def test_a_question_while_it_is_asked_whether_it_helped_closes_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "5分")
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SERVED
        assert any(words in line for line in tale.heard("tan"))
        await say(tale, "f", "解决了")
        assert await status(tale, no) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["要得，老师懂行", "好，人很耐心"])
async def test_praise_of_the_person_is_not_that_it_is_solved(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SERVED


async def test_score_and_result_in_one_are_both_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "也就那样，一般")
        await say(tale, "f", "三分，基本解决了")
        rating = (await ratings(tale, no))[0]
        assert (rating.score, rating.solved) == (3, True)


async def test_a_score_that_comes_with_too_early_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", "先给四分，效果还看不出来")
        assert [(one.score, one.solved) for one in await ratings(tale, no)] == [(4, None)]
        assert await status(tale, no) is DemandStatus.SERVED


async def test_a_score_after_the_window_is_kept(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await tale.advance(days=20)
        await say(tale, "f", "打5分，好了")
        assert [(one.score, one.solved) for one in await ratings(tale, no)] == [(5, True)]


@pytest.mark.parametrize("words", ["叶子还是那样黄", "没见好，果子都掉完了"])
async def test_not_better_is_the_same_matter_and_no_new_one(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.REOPENED
        assert await demand(tale, no + 1) is None


async def test_how_the_other_side_rated_is_never_told(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        assert "互相看不到" in await say(tale, "tan", "对方给我打了几分哦")
        assert tale.heard("f") == []


async def test_a_score_names_its_order(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        first = await served(tale)
        second = number_in(await say(tale, "f", "另一件，奉节永乐镇，我屋的香肠发霉，想请专家看看"))
        await say(tale, "food", f"揭榜 {second}")
        await say(tale, "f", "香肠给5分")
        assert await status(tale, first) is DemandStatus.SERVED
        assert await ratings(tale, first) == []
        await say(tale, "f", "橙子那个给2分，没解决")
        assert [one.score for one in await ratings(tale, first)] == [2]


@pytest.mark.parametrize("words", ["又黄起来了", "老毛病又犯起了，比上次还凶", "才好两天又复发"])
async def test_what_comes_back_after_the_closing_reopens(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        assert f"#{no} 重新办理" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.REOPENED
        assert await demand(tale, no + 1) is None
        assert tale.heard("tan")


@pytest.mark.parametrize("words", ["我屋的猪又不吃食了", "谢谢，一直没再犯"])
async def test_another_trouble_or_good_news_reopens_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await closed(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.CLOSED


@pytest.mark.parametrize("words", ["点错了，还要办的", "哎，还是要请人，又黄了两棵", "恢复一下嘛"])
async def test_withdrawn_and_wanted_again_is_the_same_order(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", f"撤回 {no}")
        await say(tale, "f", "是")
        tale.heard("tan")
        reply = await say(tale, "f", words)
        assert f"#{no} 接着办" in reply
        assert "已登记" not in reply
        assert await status(tale, no) is DemandStatus.PUBLISHED
        assert await demand(tale, no + 1) is None
        assert any(f"#{no}" in line or "等您来接" in line for line in tale.heard("tan"))
        assert f"#{no} 是您的了" in await say(tale, "tan", f"揭榜 {no}")


async def test_blame_before_the_hour_goes_to_a_person_and_not_to_the_expert(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        await say(tale, "f", "这个老师要不得，太差了")
        assert tale.heard("tan") == []
