"""Naming the day on the table agrees only where nothing speaks against it; what is said around a visit stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, demand, status
from tests.scenarios.visiting import agreed, begun, claimed, hour, proposed, say, served, states, visits

PROPOSED, AGREED, CANCELLED, DONE = VisitStatus.PROPOSED, VisitStatus.AGREED, VisitStatus.CANCELLED, VisitStatus.DONE


@pytest.mark.parametrize(
    "words",
    [
        "26号学校放假哦 一个人都没得",
        "周四我们村坐席 屋头没人",
        "周四电站要检修，全天停电",
        "那天是星期四嘛 我要去县城看病",
        "周四老汉住院检查 怕是不得行",
    ],
)
async def test_a_day_that_will_not_do_is_refused(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert AGREED not in await states(tale, no)


@pytest.mark.parametrize("words", ["周四啊 我还没想好", "周四我也定不下来", "星期四嘛 等我婆娘回来再看"])
async def test_who_is_not_sure_agrees_to_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert AGREED not in await states(tale, no)


@pytest.mark.parametrize(
    "words",
    ["周四嘛", "那就周四上午九点", "星期四来嘛，我在屋头", "周四可以，我喊上邻居", "星期四定起", "周四9点我泡好茶"],
)
async def test_a_day_that_suits_is_agreed(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [AGREED]


@pytest.mark.parametrize("words", ["星期四照旧哈", "周四我肯定在，不变", "明天别忘了来哦"])
async def test_what_stays_as_it_is_moves_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [AGREED]


async def test_the_clock_that_stays_is_no_second_time(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "11月27日" in await say(tale, "tan", "周四要评审 挪到周五 时间不变")
        visit = (await visits(tale, no))[0]
        assert (visit.status, hour(visit)) == (PROPOSED, (27, 9))


@pytest.mark.parametrize("words", ["周二周三都行", "下周一或者周二，哪天都可以"])
async def test_days_to_choose_from_go_to_the_asker(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", words)
        assert words in "\n".join(tale.heard("f"))
        await say(tale, "f", "那就周二嘛")
        assert await states(tale, no) == [PROPOSED]


@pytest.mark.parametrize("words", ["我明天要去成都开会", "周三在县里值班", "这周四我出差"])
async def test_where_an_expert_is_otherwise_is_no_proposal(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", words)
        assert await states(tale, no) == []


@pytest.mark.parametrize("words", ["太好了", "好得很，谢谢老师", "巴适"])
async def test_joy_over_what_was_agreed_ends_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await agreed(tale)
        assert "自己解决" not in await say(tale, "f", words)


@pytest.mark.parametrize(
    "words", ["老师回去了 喊我先清园", "谭老师刚走，说是缺镁", "多谢老师跑这一趟", "看完了，老师让先剪枝"]
)
async def test_who_has_left_was_there(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await begun(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [DONE]
        assert await demand(tale, 2) is None


@pytest.mark.parametrize(
    "words", ["好没好要等两个月才晓得", "得慢慢来", "解决不解决要看十天", "还没完全转过来，要点时间"]
)
async def test_time_that_is_needed_reopens_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        assert "先看几天" in await say(tale, "f", words)
        assert await status(tale) is DemandStatus.SERVED


async def test_time_that_went_by_in_vain_reopens(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await served(tale)
        await say(tale, "f", "等了二十天还是黄")
        assert await status(tale) is DemandStatus.REOPENED
