"""From the claim to a kept rating, by signed XML, with the clock moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from domain.demands import Demand, DemandStatus
from domain.ratings import Rating
from domain.visits import Visit, VisitStatus
from domain.work import TaskKind
from tests.scenarios.harness import Story, number_in, story

NEED = "奉节白帝镇，脆李裂果，想请专家看看"
SKILLS = ("脆李栽培", "李属裂果防控", "果树")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """One expert, one administrator; it is Saturday, 21 November 2026, 9:00."""
    async with story(tmp_path) as told:
        await told.expert("li", "李建国", fields=("农业",), skills=SKILLS, place_code="500236")
        await told.staff("admin")
        yield told


async def claimed(told: Story, words: str = "") -> int:
    no = number_in(await told.say("farmer", NEED))
    await told.say("li", f"揭榜 {no}{words}")
    clear(told)
    return no


def clear(told: Story) -> None:
    for who in ("farmer", "li", "admin"):
        told.heard(who)


async def demand_of(told: Story, no: int) -> Demand:
    found = await told.run(lambda uow: uow.demands.get(no))
    assert isinstance(found, Demand)
    return found


async def visits_of(told: Story, no: int) -> list[Visit]:
    found: list[Visit] = await told.run(lambda uow: uow.visits.of_demand(no))
    return found


async def ratings_of(told: Story, no: int) -> list[Rating]:
    found: list[Rating] = await told.run(lambda uow: uow.ratings.of_demand(no))
    return found


async def open_tasks(told: Story) -> list[TaskKind]:
    return [task.kind for task in await told.run(lambda uow: uow.work.tasks(["重庆"]))]


async def test_the_whole_story(stage: Story) -> None:
    no = number_in(await stage.say("farmer", NEED))
    reply = await stage.say("li", "我接，下周三上午九点半去果园")
    assert f"#{no} 是您的了" in reply
    assert "11月25日（周三）9:30 现场" in reply
    assert any("李老师" in one and "11月25日（周三）9:30" in one for one in stage.heard("farmer"))
    reply = await stage.say("farmer", "那天赶场，下午嘛")
    assert "11月25日（周三）14:30" in reply
    assert "没说几点" in reply
    stage.heard("li")
    reply = await stage.say("li", "要得")
    assert "约好了" in reply
    assert "11月25日（周三）14:30" in reply
    assert any("位置" in one for one in stage.heard("farmer"))
    assert (await demand_of(stage, no)).status is DemandStatus.SCHEDULED
    clear(stage)
    await stage.advance(days=3, hours=6)
    assert any("11-25 14:30" in one or "11月25日（周三）14:30" in one for one in stage.heard("farmer"))
    assert any("11-25 14:30" in one or "11月25日（周三）14:30" in one for one in stage.heard("li"))
    await stage.advance(days=1)
    clear(stage)
    reply = await stage.say("li", f"完成 {no} 教了覆膜排水")
    assert "1 到 5" in reply
    assert len(stage.heard("farmer")) == 1
    assert "办结" in await stage.say("farmer", "5分，解决了，讲得清楚")
    assert "评价记下了" in await stage.say("li", "4")
    demand = await demand_of(stage, no)
    assert (demand.status, demand.closed_by) == (DemandStatus.CLOSED, "asker")
    assert {(rating.side.value, rating.score, rating.solved) for rating in await ratings_of(stage, no)} == {
        ("asker", 5, True),
        ("expert", 4, None),
    }
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.DONE]
    clear(stage)
    await stage.advance(days=22)
    assert len(stage.heard("farmer")) == 1
    assert "已解决" in await stage.say("farmer", "还好，没再裂")


async def test_a_refusal_is_told_with_its_reason_and_the_next_time_is_agreed(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    assert "哪天几点" in await stage.say("farmer", "不行，那天家里有酒席")
    assert any("酒席" in one and "不方便" in one for one in stage.heard("li"))
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.CANCELLED]
    await stage.say("li", f"约 {no} 周四上午十点 线上")
    reply = await stage.say("farmer", f"同意 {no}")
    assert "11月26日（周四）10:00 线上" in reply
    assert "位置" not in reply


async def test_own_proposal_cannot_be_agreed_and_a_second_yes_is_harmless(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    assert "在等对方" in await stage.say("li", f"同意 {no}")
    await stage.say("farmer", "行")
    assert "已经约好" in await stage.say("farmer", f"同意 {no}")
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.AGREED]


async def test_politeness_agrees_to_nothing(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    for words in ("收到", "好的谢谢", "👌"):
        assert "行不行" in await stage.say("farmer", words)
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.PROPOSED]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天上午九点", "已经过了"),
        ("今晚十一点", "夜里"),
        ("下周二上午9点或者下周三上午9点", "两个时间|不止一个"),
        ("下周", "哪天几点"),
        ("随便", "哪天几点"),
        ("2029年1月5日上午9点", "太远"),
    ],
)
async def test_a_bad_time_gets_one_sentence_and_changes_nothing(stage: Story, text: str, said: str) -> None:
    no = await claimed(stage)
    reply = await stage.say("li", f"约 {no} {text}")
    assert any(part in reply for part in said.split("|")), reply
    assert await visits_of(stage, no) == []
    assert stage.heard("farmer") == []


async def test_a_choice_between_two_times_is_answered_by_its_digit(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("li", f"约 {no} 下周二上午9点或者下周三上午9点")
    assert "11月25日（周三）9:00" in await stage.say("li", "第二个")


async def test_several_visits_of_one_demand_and_which_one_is_meant(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    await stage.say("farmer", "行")
    assert "不变" in await stage.say("li", f"约 {no} 周四上午十点 现场")
    await stage.say("farmer", "行")
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.AGREED] * 2
    reply = await stage.say("li", f"取消约 {no}")
    assert "1. 11月24日" in reply
    assert "2. 11月26日" in reply
    await stage.say("li", "1")
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.CANCELLED, VisitStatus.AGREED]
    assert (await demand_of(stage, no)).status is DemandStatus.SCHEDULED


async def test_two_visits_of_one_expert_too_close_together_are_pointed_out(stage: Story) -> None:
    first = await claimed(stage, "，周二上午十点去")
    await stage.say("farmer", "行")
    second = number_in(await stage.say("neighbour", "奉节永乐镇，李子裂果，想请专家来教"))
    await stage.say("li", f"揭榜 {second}")
    reply = await stage.say("li", f"约 {second} 周二上午十一点 现场")
    assert f"#{first}" in reply
    assert "赶得过来" in reply
    assert not any(f"#{first}" in one for one in stage.heard("neighbour"))


async def test_a_no_show_is_told_to_the_other_side_and_the_butler(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    await stage.say("farmer", "行")
    assert "还没到" in await stage.say("farmer", f"没来 {no}")
    await stage.advance(days=3, hours=3)
    clear(stage)
    assert "白等" in await stage.say("farmer", "等了半天，专家没来")
    assert len(stage.heard("li")) == 1
    assert TaskKind.FOLLOW_UP in await open_tasks(stage)
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.MISSED]
    assert (await demand_of(stage, no)).status is DemandStatus.CLAIMED


async def test_not_solved_goes_back_to_the_expert_and_the_butler(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("li", f"完成 {no} 看过了")
    clear(stage)
    reply = await stage.say("farmer", "没解决，还是裂")
    assert "11月24日（周二）17:30" in reply  # two working days from a Saturday
    assert (await demand_of(stage, no)).status is DemandStatus.REOPENED
    assert any("没解决" in one for one in stage.heard("li"))
    assert TaskKind.NOT_SOLVED in await open_tasks(stage)
    await stage.say("li", f"完成 {no} 又去了一趟")
    await stage.say("farmer", "解决了 4分")
    assert (await demand_of(stage, no)).closed_by == "asker"
    assert [rating.round for rating in await ratings_of(stage, no)] == [1, 2]


async def test_silence_closes_as_unconfirmed_and_can_still_be_answered(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("li", f"完成 {no} 看过了")
    await stage.advance(days=6)
    assert (await demand_of(stage, no)).status is DemandStatus.SERVED
    await stage.advance(days=2)
    demand = await demand_of(stage, no)
    assert (demand.status, demand.closed_by) == (DemandStatus.CLOSED, None)
    await stage.say("farmer", "没解决")
    assert (await demand_of(stage, no)).status is DemandStatus.REOPENED


async def test_the_handlers_word_alone_never_counts_as_solved(stage: Story) -> None:
    no = await claimed(stage)
    assert "原因" in await stage.say("admin", f"办结 {no}")
    await stage.say("admin", f"办结 {no} 电话里讲清了")
    assert (await demand_of(stage, no)).closed_by == "handler"
    assert any("真的解决了吗" in one or "请您确认" in one for one in stage.heard("farmer"))
    await stage.say("farmer", "解决了")
    assert (await demand_of(stage, no)).closed_by == "asker"


async def test_sending_back_names_the_reason_and_frees_the_expert(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("admin", f"退回 {no} 请写明是哪个村")
    assert (await demand_of(stage, no)).status is DemandStatus.WITHDRAWN
    assert any("哪个村" in one or "已退回" in one for one in stage.heard("farmer"))
    assert len(stage.heard("li")) == 1
    assert "没有单" in await stage.say("li", "我的任务")


@pytest.mark.parametrize(("words", "said"), [("9", "1 到 5"), ("0分", "1 到 5"), ("随便写点", "打个分")])
async def test_a_rating_out_of_range_or_without_sense_is_not_kept(stage: Story, words: str, said: str) -> None:
    no = await claimed(stage)
    await stage.say("li", f"完成 {no} 看过了")
    assert said in await stage.say("farmer", f"评价 {no} {words}")
    assert await ratings_of(stage, no) == []


async def test_ratings_twice_too_early_or_by_strangers_are_refused(stage: Story) -> None:
    no = await claimed(stage)
    assert "没服务完" in await stage.say("farmer", f"评价 {no} 5 解决了")
    await stage.say("li", f"完成 {no} 看过了")
    assert "不是您名下" in await stage.say("stranger", f"评价 {no} 1 没解决")
    await stage.say("farmer", f"评价 {no} 5 解决了")
    assert "已经评过" in await stage.say("farmer", f"评价 {no} 2")
    assert [(rating.side.value, rating.score) for rating in await ratings_of(stage, no)] == [("asker", 5)]


async def test_neither_side_nor_staff_reads_a_rating_before_both_are_in(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("li", f"完成 {no} 看过了")
    await stage.say("farmer", f"评价 {no} 2 一般般，解决了")
    assert not any("一般般" in one or "2 分" in one for one in stage.heard("li"))
    assert "评价：" not in await stage.say("admin", f"查 {no}")
    await stage.say("li", f"评价 {no} 5")
    assert "对方2 分" in await stage.say("admin", f"查 {no}")


async def test_what_is_late_is_listed_oldest_first_and_chased_politely(stage: Story) -> None:
    first = number_in(await stage.say("farmer", NEED))
    await stage.advance(days=1)
    second = number_in(await stage.say("neighbour", "云阳县凤鸣镇，柑橘黄龙病，想请专家看看"))
    assert "没有超时" in await stage.say("admin", "督办")
    await stage.advance(days=3)
    assert any("对不住" in one or "还在找" in one for one in stage.heard("farmer"))
    assert TaskKind.OVERDUE in await open_tasks(stage)
    await stage.advance(days=9)
    reply = await stage.say("admin", "督办")
    assert f"#{first}" in reply or f"#{second}" in reply
    await stage.say("li", f"揭榜 {first}")
    clear(stage)
    await stage.say("admin", f"督办 {first}")
    heard = stage.heard("li")
    assert len(heard) == 1
    assert "督办" not in heard[0]


async def test_a_pin_becomes_the_place_and_reaches_the_expert(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    await stage.say("farmer", "行")
    clear(stage)
    await stage.advance(hours=30)
    await stage.stage.phones.of("farmer").location(31.05, 109.57, "奉节县白帝镇八阵村村委会")
    await stage.settle()
    visit: Any = (await visits_of(stage, no))[0]
    assert (visit.place, round(visit.latitude, 2)) == ("奉节县白帝镇八阵村村委会", 31.05)
    assert len(stage.heard("li")) == 1


async def test_withdrawing_a_demand_kills_its_visits_and_reminders(stage: Story) -> None:
    no = await claimed(stage, "，周二上午十点去")
    await stage.say("farmer", "行")
    await stage.say("farmer", f"撤回 {no}")
    await stage.say("farmer", "是")
    assert [visit.status for visit in await visits_of(stage, no)] == [VisitStatus.CANCELLED]
    clear(stage)
    await stage.advance(days=10)
    assert stage.heard("farmer") == []
    assert stage.heard("li") == []


async def test_what_is_said_beside_a_score_stays_blind_when_the_demand_comes_back(stage: Story) -> None:
    no = await claimed(stage)
    await stage.say("li", f"完成 {no} 看过了")
    clear(stage)
    await stage.say("farmer", f"评价 {no} 1 没解决，来了十分钟就走了")
    assert not any("十分钟" in one for one in [*stage.heard("li"), *stage.heard("admin")])
    assert "十分钟" not in await stage.say("admin", f"查 {no}")
