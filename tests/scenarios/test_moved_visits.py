"""A wanted move is a move: the other side is asked at once, the old time reminds no more, one time waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import ONLINE, VisitStatus
from tests.scenarios.casting import cast_story, status
from tests.scenarios.visiting import agreed, claimed, hour, proposed, say, states, visits


@pytest.mark.parametrize(
    ("who", "words", "at"),
    [
        ("tan", "老人住院了，周四来不成，改成下周二同一时间可不可以", (24, 9)),
        ("tan", "周六下午两点半", (28, 14)),
        ("f", "那天厂里要检查，能不能推迟一天", (27, 9)),
        ("f", "周五上午十点行不行", (27, 10)),
        ("f", "换到礼拜六下午三点嘛", (28, 15)),
    ],
)
async def test_a_wanted_time_is_put_before_the_other_side_at_once(
    tmp_path: Path, who: str, words: str, at: tuple[int, int]
) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        reply = await say(tale, who, words)
        assert "回2" not in reply
        visit = (await visits(tale, no))[0]
        assert (visit.status, hour(visit)) == (VisitStatus.PROPOSED, at)
        other = "f" if who == "tan" else "tan"
        assert any("原来的先不作数" in line for line in tale.heard(other))
        assert "约好了" in await say(tale, other, "好")
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize("words", ["要落大雨，那天别来了，晴了再约", "周四我要去吃酒，老师先别来，改天"])
async def test_a_day_that_falls_out_is_told_to_the_expert_and_asked_about(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "哪天几点" in await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.CANCELLED]
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert any("不用等了" in line for line in tale.heard("tan"))
        await say(tale, "f", "周六上午十点")
        assert hour((await visits(tale, no))[-1]) == (28, 10)


async def test_only_the_meeting_is_cancelled_where_the_matter_is_wanted_still(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        await say(tale, "f", "取消的是见面，需求还要的哈")
        assert await states(tale, no) == [VisitStatus.CANCELLED]
        assert await status(tale, no) is DemandStatus.CLAIMED


async def test_both_sides_go_on_with_one_proposal(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", "周五上午9点得行不")
        await say(tale, "tan", "周五几点喃")
        await say(tale, "f", "上午十点半嘛")
        reply = await say(tale, "tan", "可以")
        assert "约好了" in reply
        assert "离得很近" not in reply
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize(
    ("words", "day"), [("星期四来不了，礼拜五要得", 4), ("周四有会，周三行不行", 2), ("周三周四都方便", 3)]
)
async def test_a_bare_weekday_is_one_of_the_week_that_is_spoken_of(tmp_path: Path, words: str, day: int) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "tan", f"约 {no} 12月3日上午9点 现场")
        await say(tale, "f", words)
        assert hour((await visits(tale, no))[-1]) == (day, 9)


async def test_a_part_of_the_day_and_its_hour_are_one_time(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "不止一个" not in await say(tale, "tan", "大后天下午过来，三点钟的样子")
        assert hour((await visits(tale, no))[0]) == (24, 15)


async def test_a_lapsed_time_is_told_to_both_and_a_late_yes_asks_anew(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await tale.advance(days=4, hours=22, minutes=30)
        assert any("别白跑" in line or "先别跑" in line for line in tale.heard("tan"))
        assert any("作罢" in line for line in tale.heard("f"))
        await say(tale, "f", "行")
        assert await states(tale, no) == [VisitStatus.CANCELLED, VisitStatus.PROPOSED]
        assert any("同意" in line or "行不行" in line for line in tale.heard("tan"))


async def test_a_yes_after_the_moment_itself_asks_for_another(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await tale.advance(days=5, hours=1)
        assert "再说个时间" in await say(tale, "f", "要得")
        assert await states(tale, no) == [VisitStatus.CANCELLED]


async def test_rather_by_telephone_changes_the_way_and_gives_nothing_up(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", "不消跑这一趟，微信视频说清楚就要得")
        assert (await visits(tale, no))[0].mode == ONLINE
        assert await status(tale, no) is DemandStatus.CLAIMED
