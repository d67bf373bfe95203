"""Staff teach the match a layman's words: before, nobody is found; after, the right expert, in every process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.language import Language
from bot.stage import Stage
from domain.people import Role
from nlu.places import PlaceReader
from storage.tables.working import audit
from storage.unit_of_work import StoredUnitOfWork
from tests.bot.clock import SettableClock
from tests.scenarios.harness import Story, configuration, stage_at

ENTRY = "添加词条 果树；脆李、李子；打坼坼、开天窗；裂果防控、避雨栽培"
NEED = "奉节白帝镇果子开天窗了，想请专家来看"


async def follow(tale: Story) -> None:
    """What a process does every second."""
    await tale.stage.process.housekeeping.step()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Story]:
    async with stage_at(configuration(tmp_path), SettableClock()) as tale:
        await tale.staff("boss")
        await tale.staff("butler", Role.BUTLER)
        await tale.expert("li", "李明华", fields=("果树",), skills=("李属裂果防控", "避雨栽培"), place_code="500236")
        await tale.expert("chen", "陈工", unit="某厂", fields=("机械加工",), skills=("数控机床维修",))
        yield tale


async def is_offered(tale: Story, who: str) -> bool:
    """Whether somebody's telling of the need reaches the expert, and nobody else."""
    for one in ("li", "chen"):
        tale.stage.platform.person(one).follows = True
        tale.heard(one)
    await tale.say(who, NEED)
    assert tale.heard("chen") == []
    return bool(tale.heard("li"))


async def test_an_entry_finds_whom_nobody_found_before(stage: Story) -> None:
    assert not await is_offered(stage, "first")
    reply = await stage.say("butler", ENTRY)
    for words in ("词条 1", "果树", "开天窗", "避雨栽培", "删除词条 1"):
        assert words in reply
    await follow(stage)
    assert await is_offered(stage, "second")
    assert "收回" in await stage.say("butler", "删除词条 1")
    await follow(stage)
    assert not await is_offered(stage, "third")


async def test_every_process_follows_and_a_later_one_begins_with_it(stage: Story) -> None:
    process = stage.stage.process
    own = Language(process.language.engine, PlaceReader.load(), process.language.shipped)
    other = await Stage.open(stage.stage.configuration, stage.clock, language=own)
    try:
        there = Story(other, stage.clock)
        assert not await is_offered(there, "first")
        await stage.say("boss", ENTRY)
        await follow(there)
        assert await is_offered(there, "second")
    finally:
        await other.close()
    async with stage_at(stage.stage.configuration, stage.clock) as restarted:
        assert await is_offered(restarted, "third")


async def test_what_staff_teach_leaves_a_trace(stage: Story) -> None:
    await stage.say("butler", ENTRY)
    await stage.say("boss", "删除词条 1")
    rows = await stage.run(_trail)
    assert rows == [("添加词条", "果树；脆李、李子；打坼坼、开天窗；裂果防控、避雨栽培"[:40]), ("删除词条", "词条 1")]


async def _trail(uow: StoredUnitOfWork) -> list[tuple[str, str]]:
    found = await uow.session.all(select(audit.c.action, audit.c.subject).order_by(audit.c.id))
    return [(row[0], row[1]) for row in found]


async def test_the_latest_entries_are_listed(stage: Story) -> None:
    assert "还没有" in await stage.say("boss", "词条")
    for number in range(12):
        await stage.say("boss", f"添加词条 果树；脆李；打坼{number}号；裂果防控")
    listed = await stage.say("boss", "词条")
    assert "共 12 条" in listed
    assert listed.index("12. 果树") < listed.index("11. 果树") < listed.index("3. 果树")
    assert "\n2. " not in listed


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("添加词条", "用分号隔开"),
        ("添加词条 果树；李子；裂果防控", "用分号隔开"),
        ("添加词条 果树；李子；；裂果防控", "用分号隔开"),
        ("添加词条 果；李子；打坼坼；裂果防控", "果蔬加工"),
        ("添加词条 农业；李子；打坼坼；裂果防控", "果树"),
        ("添加词条 飞船；李子；打坼坼；裂果防控", "农业"),
        ("添加词条 果树；李子；打；裂果防控", "2 到 20 个字"),
        ("添加词条 果树；李子；！！！；裂果防控", "2 到 20 个字"),
        (f"添加词条 果树；李子；{'打坼' * 11}；裂果防控", "2 到 20 个字"),
        (f"添加词条 果树；李子；{'、'.join(f'打坼{one}' for one in range(13))}；裂果防控", "最多写 12 个"),
        ("删除词条 9", "没有找到词条 9"),
        ("删除词条", "请带上编号"),
    ],
)
async def test_what_is_amiss_is_said_in_a_sentence(stage: Story, line: str, told: str) -> None:
    assert told in await stage.say("boss", line)
    assert "还没有" in await stage.say("boss", "词条")


async def test_an_entry_twice_is_refused_until_it_is_taken_back(stage: Story) -> None:
    await stage.say("boss", ENTRY)
    assert "词条 1" in await stage.say("butler", "加词条 果树;李子，脆李;开天窗，打坼坼;避雨栽培，裂果防控")
    assert "共 1 条" in await stage.say("boss", "词条")
    await stage.say("boss", "删除词条 1")
    assert "词条 2" in await stage.say("boss", ENTRY)
    assert "没有找到" in await stage.say("boss", "删除词条 1")


async def test_it_is_for_staff_and_taken_back_by_their_own(stage: Story) -> None:
    await stage.staff("other", base="四川")
    await stage.say("boss", ENTRY)
    for who in ("farmer", "li"):
        assert "管家或管理员" in await stage.say(who, ENTRY)
        assert "管家或管理员" in await stage.say(who, "删除词条 1")
    assert "重庆" in await stage.say("other", "删除词条 1")
    assert "共 1 条" in await stage.say("other", "词条")
