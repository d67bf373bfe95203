"""Staff steer in chat: misspelt names, namesakes, several changes at once, what was sent back, emergencies, calls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.demands import Demand, DemandStatus
from domain.experts import Expert
from domain.work import TaskKind
from storage.exports import export_rows
from tests.scenarios.casting import cast_story
from tests.scenarios.harness import Story


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    """A need is registered, two experts know of it."""
    async with cast_story(tmp_path) as tale:
        await tale.say("farmer", "奉节脆李裂果，想请专家看看")
        for who in ("butler", "li", "tan"):
            tale.heard(who)
        yield tale


async def demand(tale: Story, no: int = 1) -> Demand:
    found: Demand = await tale.run(lambda uow: uow.demands.get(no))
    return found


async def holder(tale: Story) -> str | None:
    one = await demand(tale)
    expert: Expert | None = await tale.run(lambda uow: uow.experts.get(one.expert_id or 0))
    return expert.name if expert else None


async def test_a_misspelt_name_is_asked_back_and_a_yes_assigns(stage: Story) -> None:
    assert "李明华" in await stage.say("butler", "派单 1 李明化")
    assert await holder(stage) is None
    assert "已派给李明华" in await stage.say("butler", "是")
    assert await holder(stage) == "李明华"


async def test_namesakes_are_chosen_by_number_or_unit(stage: Story) -> None:
    for who, unit in (("w1", "奉节县农业农村委"), ("w2", "重庆三峡学院")):
        await stage.expert(who, "王建国", unit=unit, fields=("果树",))
    assert "1. 王建国（奉节县农业农村委" in await stage.say("butler", "派单 1 王建国")
    assert "三峡学院" in await stage.say("butler", "2")
    await stage.say("butler", "派单 1 王建国")
    assert "农业农村委" in await stage.say("butler", "农业农村委的")


async def test_what_everybody_means_by_a_name(stage: Story) -> None:
    assert "已派给谭树林" in await stage.say("butler", "把1号派给谭树林老师")
    assert "已经在谭树林手上" in await stage.say("butler", "派单 1 给谭树林")
    stage.heard("farmer")
    await stage.say("butler", "派单 李明华 1")
    assert any("改由" in text and "李老师" in text for text in stage.heard("farmer"))
    assert "没有找到叫" in await stage.say("butler", "派单 1 上官飞燕")


async def test_who_is_away_or_full_is_assigned_with_a_remark(stage: Story) -> None:
    await stage.say("li", "请假到12月5日")
    assert "请假到12月5日" in await stage.say("butler", "派单 1 李明华")


async def test_several_changes_are_made_together_or_not_at_all(stage: Story) -> None:
    assert "胡说" in await stage.say("butler", "改 1 地点=巫山，领域=胡说")
    assert (await demand(stage)).place_name == "重庆市奉节县"
    await stage.say("butler", "改1 领域＝茶叶，地点改成巫山骡坪镇、加急=是")
    changed = await demand(stage)
    assert (changed.second, changed.town, changed.urgency) == ("茶叶", "骡坪镇", "urgent")


async def test_an_ambiguous_place_is_not_guessed(stage: Story) -> None:
    assert "云阳县" in await stage.say("butler", "改 1 地点=江口镇")
    assert (await demand(stage)).place_name == "重庆市奉节县"


async def test_what_was_sent_back_goes_on_where_it_stopped(stage: Story) -> None:
    await stage.say("butler", "退回 1 请写明是哪个村")
    assert "#2" in await stage.say("farmer", "吐祥镇朝阳村")
    again = await demand(stage, 2)
    assert again.parent_no == 1
    assert again.town == "吐祥镇"
    assert "裂果" in again.summary


async def test_another_need_after_something_was_sent_back_is_its_own(stage: Story) -> None:
    await stage.say("butler", "退回 1 请写明是哪个村")
    await stage.say("farmer", "奉节县城的食品厂，香肠老是发霉，想请专家")
    assert "裂果" not in (await demand(stage, 2)).summary


@pytest.mark.parametrize("words", ["办了 1", "通过 1", "回复 1 我来联系您", "驳回 1"])
async def test_a_line_done_twice_is_said_so(stage: Story, words: str) -> None:
    await stage.say("farmer", "转人工")
    await stage.say("butler", "办了 1 打过电话")
    assert "已经办过了" in await stage.say("butler", words)


async def test_a_registration_wants_a_decision(stage: Story) -> None:
    await stage.say("wang", "专家登记 王小丫，重庆大学，教授，锂电池、储能，13911112222")
    assert "通过 1" in await stage.say("butler", "办了 1")
    assert "原因" in await stage.say("butler", "驳回 1")
    assert "通过" in await stage.say("butler", "通过 1")
    assert "没有单" in await stage.say("wang", "我的任务")


@pytest.mark.parametrize(
    "line",
    [
        "添加专家 冉启文；酉阳县农技站；农艺师；油茶、山苍子；酉阳县；13800001111",
        "添加专家 冉启文，酉阳县农技站，农艺师，油茶、山苍子，酉阳县",
        "添加专家 冉启文 酉阳县农技站 农艺师 油茶、山苍子 酉阳县",
        "添加专家姓名：冉启文；单位：酉阳县农技站；职称：农艺师；擅长：油茶、山苍子；所在地：酉阳县",
    ],
)
async def test_an_expert_is_added_in_any_punctuation(stage: Story, line: str) -> None:
    assert "已加入专家库" in await stage.say("butler", line)
    added = (await stage.run(lambda uow: uow.experts.by_name("冉启文", ("重庆",))))[0]
    assert (added.unit, added.title, added.skills) == ("酉阳县农技站", "农艺师", ("油茶", "山苍子"))
    assert added.place_code == "500242"


async def test_an_emergency_is_acknowledged_or_chased(stage: Story) -> None:
    await stage.say("farmer", "我屋头老汉喝了农药，快点来人")
    stage.heard("butler")
    await stage.advance(minutes=11)
    assert any("还没人应" in text for text in stage.heard("boss"))
    assert "办了 1" in await stage.say("butler", "收到，我马上打电话")
    assert any("正在联系您" in text for text in stage.heard("farmer"))
    await stage.advance(minutes=20)
    assert not any("还没人应" in text for text in stage.heard("boss"))


async def test_who_acknowledged_in_time_is_not_chased(stage: Story) -> None:
    await stage.say("farmer", "我屋头老汉喝了农药，快点来人")
    await stage.say("butler", "我来联系")
    stage.heard("boss")
    await stage.advance(minutes=30)
    assert stage.heard("boss") == []


async def test_a_caller_s_word_is_never_the_handler_s_and_is_counted_apart(stage: Story) -> None:
    await stage.say("butler", "代录 奉节草堂镇的廖婆婆，脐橙落果，想请专家看看")
    await stage.say("li", "揭榜 2")
    await stage.say("li", "完成 2 教了保果")
    await stage.say("butler", "办结 2 电话问过了")
    assert "另一位同事" in await stage.say("butler", "评价 2 5 解决了")
    await stage.say("boss", "评价 2 5 解决了")
    assert (await demand(stage, 2)).closed_by == "phone"
    assert "电话核实 1" in await stage.say("boss", "统计")


async def test_a_caller_is_looked_back_at_by_phone(stage: Story) -> None:
    await stage.say("butler", "代录 奉节草堂镇的廖婆婆，脐橙落果，想请专家看看")
    await stage.say("li", "揭榜 2")
    await stage.say("li", "完成 2 教了保果")
    await stage.say("boss", "评价 2 5 解决了")
    await stage.advance(days=45)
    owed = await stage.run(lambda uow: uow.work.tasks(("重庆",), (TaskKind.FOLLOW_UP,)))
    assert any("廖婆婆" in str(task.detail["note"]) for task in owed)
    await stage.say("boss", "没解决 2 又落了")
    assert (await demand(stage, 2)).status is DemandStatus.REOPENED


async def test_nothing_to_write_down_is_asked_for(stage: Story) -> None:
    assert "问题一起写" in await stage.say("butler", "代录 有个老汉来电话")
    assert await demand(stage, 2) is None


@pytest.mark.parametrize("words", ["办结 1、2 已解决", "查 1 2", "督办 1、2"])
async def test_one_thing_at_a_time(stage: Story, words: str) -> None:
    assert "一次办一件" in await stage.say("butler", words)
    assert (await demand(stage)).status is DemandStatus.PUBLISHED


async def test_the_trail_names_the_role_and_the_thing(stage: Story) -> None:
    await stage.expert("both", "管专", fields=("果树",))
    await stage.staff("both")
    await stage.say("farmer", "转人工")
    await stage.say("both", "办了 1")
    await stage.say("both", "查 1")
    database, now = stage.stage.process.database, stage.clock()
    rows = [row[2:5] async for row in export_rows(database, "audit", now, timedelta(days=7))]
    assert rows[-2:] == [("admin", "办了", "事项 1"), ("admin", "查", "#1")]
