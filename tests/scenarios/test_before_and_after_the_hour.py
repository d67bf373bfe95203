"""Before the agreed hour nothing is a service; after it any words count: done, nobody there, a score."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.visiting import agreed, begun, claimed, ratings, say, served, states, visits


@pytest.mark.parametrize("words", ["算了嘛，果园我都包给别人了，老师不用来了", "橙子树全部砍了，没得看头了，不需要了"])
async def test_giving_up_before_the_hour_asks_whether_to_withdraw(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "真的撤回吗" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SCHEDULED
        assert tale.heard("tan") == []


@pytest.mark.parametrize("words", ["我自己弄好了哈", "农技站帮我治好了，叶子转绿了"])
async def test_over_by_itself_is_asked_once_and_told_to_both(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "自己解决" in await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SCHEDULED
        await say(tale, "f", "是")
        found = await demand(tale, no)
        assert found is not None
        assert (found.status, found.expert_id) == (DemandStatus.CLOSED, None)
        assert any("自己解决" in line for line in tale.heard("tan"))
        assert await ratings(tale, no) == []


async def test_over_by_itself_denied_goes_on(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "我自己弄好了哈")
        await say(tale, "f", "不是")
        assert await status(tale, no) is DemandStatus.SCHEDULED


async def test_an_expert_who_came_early_is_served_and_no_self_help(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "已经好了")
        await say(tale, "f", "老师来过了")
        assert await states(tale, no) == [VisitStatus.DONE]


@pytest.mark.parametrize("words", ["给五分，太感谢了", "还没好，搞快点嘛", "老师辛苦了，你们服务真周到"])
async def test_nothing_before_the_hour_is_a_service(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await status(tale, no) is DemandStatus.SCHEDULED
        assert await ratings(tale, no) == []
        assert not any("打个分" in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["打两分，迟到一个小时", "五分", "四颗星，教得细，就是来得晚", "讲完走了，很满意"])
async def test_the_asker_s_score_after_the_hour_means_that_he_came(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.DONE]
        assert (await ratings(tale, no))[0].score is not None
        assert not any(words in line for line in tale.heard("tan"))


@pytest.mark.parametrize("words", ["九点过了鬼影子都没看到一个", "一上午了也没见哪个来", "白等一上午，人没来"])
async def test_a_no_show_in_any_words_reaches_the_butler_and_the_visit(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.MISSED]
        assert tale.heard("butler") or tale.heard("boss")


@pytest.mark.parametrize(
    "words", ["搞归一了，人已经往回走", "忙完了，缺镁，教他喷了两道硫酸镁", "完工", "今天现场都弄妥当了"]
)
async def test_an_expert_is_done_in_any_words(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "tan", words)
        assert await status(tale, no) is DemandStatus.SERVED


@pytest.mark.parametrize("words", ["到了他家，大门锁起的，等好久没见到人", "屋头没得人，电话也打不通，白跑了"])
async def test_a_trip_for_nothing_is_no_service(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "tan", words)
        assert await states(tale, no) == [VisitStatus.MISSED]
        assert await status(tale, no) is DemandStatus.CLAIMED


async def test_a_trip_for_nothing_after_the_other_side_s_complaint_is_none_either(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", "专家没来")
        await say(tale, "tan", "我去了，他们家没人在")
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert any("没人在" in line or "带话" in line for line in tale.heard("f"))


async def test_what_the_expert_tells_after_the_report_belongs_to_it(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await served(tale)
        await say(tale, "tan", "现场来了二十几户，示范了修枝")
        await say(tale, "tan", "来回一百公里，花了五个小时")
        summary = (await visits(tale, no))[0].summary or ""
        assert "二十几户" in summary
        assert "五个小时" in summary
        assert tale.heard("f") == []


async def test_done_without_any_time_agreed(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", "电话里都给他讲清楚了，弄完了")
        assert await status(tale, no) is DemandStatus.SERVED
