"""To a time on the table: a question never agrees, a but counters, what is said beside a yes goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from tests.scenarios.casting import cast_story, status
from tests.scenarios.visiting import agreed, claimed, hour, proposed, say, states, visits


@pytest.mark.parametrize("words", ["是哪一个周四嘛", "星期四好多号喃", "26号是礼拜几", "周四几点钟到", "那天农历初几"])
async def test_a_question_about_the_time_is_answered_and_agrees_to_nothing(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        reply = await say(tale, "f", words)
        assert "11月26日（周四）9:00" in reply
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert tale.heard("tan") == []


@pytest.mark.parametrize(
    ("words", "at"),
    [("星期四要得，但是最好下午", (26, 14)), ("周四行，不过只有晚上有空", (26, 19)), ("可以，不过要下午", (26, 14))],
)
async def test_a_yes_with_another_part_of_the_day_counters(tmp_path: Path, words: str, at: tuple[int, int]) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert hour((await visits(tale, no))[0]) == at
        await say(tale, "tan", "要得")
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_a_yes_that_finds_it_too_early_is_asked_when(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        assert "哪天几点" in await say(tale, "f", "行倒是行，就是太早了点")
        assert await states(tale, no) == [VisitStatus.PROPOSED]


@pytest.mark.parametrize(
    "words", ["要得，我在桥头超市门口等您", "没问题老师，到村委会门口碰头嘛", "好，我去镇政府门口接你"]
)
async def test_a_yes_with_a_place_agrees_and_keeps_the_place(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        assert "约好了" in await say(tale, "f", words)
        visit = (await visits(tale, no))[0]
        assert visit.status is VisitStatus.AGREED
        assert visit.place is not None
        assert "门口" in visit.place
        assert any("约好了" in line and "门口" in line for line in tale.heard("tan"))


@pytest.mark.parametrize(
    ("words", "more"),
    [("要得，你帮我带瓶多菌灵", "多菌灵"), ("可以，来听的怕有三十个", "三十个"), ("行，要是落雨就改礼拜六", "落雨")],
)
async def test_what_is_said_beside_a_yes_reaches_the_expert(tmp_path: Path, words: str, more: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        visit = (await visits(tale, no))[0]
        assert (visit.status, hour(visit)) == (VisitStatus.AGREED, (26, 9))
        assert any(more in line for line in tale.heard("tan"))


@pytest.mark.parametrize(
    "words", ["要得，等您", "那天我正好得空", "总算等到了，可以", "听老师安排嘛", "欢迎老师", "就按这个时间嘛"]
)
async def test_consent_in_other_words_is_heard(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


@pytest.mark.parametrize(
    "words", ["我婆娘姓王，喊她带路就是", "你们太好了，感谢感谢", "等你们消息", "不晓得那天走不走得脱，看有没得空"]
)
async def test_words_that_agree_to_nothing_leave_the_time_open(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await proposed(tale)
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.PROPOSED]
        assert await status(tale, no) is DemandStatus.CLAIMED


@pytest.mark.parametrize("words", ["好", "可以嘛", "要得", "行行行"])
async def test_a_nod_is_for_the_newer_time_and_never_withdraws(tmp_path: Path, words: str) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        assert "撤回" in await say(tale, "f", "算了嘛，不整了")
        await say(tale, "tan", "约 1 周四上午9点 现场")
        await say(tale, "f", words)
        assert await states(tale, no) == [VisitStatus.AGREED]


async def test_a_bare_yes_between_an_old_and_a_new_question_is_asked_about(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", "算了嘛，不整了")
        await say(tale, "tan", "约 1 周四上午9点 现场")
        assert f"撤回 {no}" in await say(tale, "f", "是")
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert await states(tale, no) == [VisitStatus.PROPOSED]


async def test_a_nod_alone_withdraws_nothing_and_a_yes_does(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", f"撤回 {no}")
        assert "回“是”" in await say(tale, "f", "可以")
        assert await status(tale, no) is DemandStatus.CLAIMED
        await say(tale, "f", "是的")
        assert await status(tale, no) is DemandStatus.WITHDRAWN


async def test_wanted_after_all_answers_whether_to_withdraw(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await claimed(tale)
        await say(tale, "f", f"撤回 {no}")
        await say(tale, "f", "我屋头的说还是要请")
        assert await status(tale, no) is DemandStatus.CLAIMED
        assert await tale.run(lambda uow: uow.demands.get(no + 1)) is None


async def test_an_old_question_never_cancels_the_newer_time(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        no = await agreed(tale)
        assert "取消吗" in await say(tale, "tan", "周四单位有事，这单我怕是做不了")
        await say(tale, "f", "礼拜六上午十点要得不")
        await say(tale, "tan", "是")
        visit = (await visits(tale, no))[0]
        assert (visit.status, hour(visit)) == (VisitStatus.PROPOSED, (28, 10))
