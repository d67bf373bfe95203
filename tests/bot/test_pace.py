"""A person who writes very fast is slowed down in one friendly sentence, and nothing of it is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import func, select

from bot.receiving.pace import AT_ONCE, BURST, FEW, SLOW_SECONDS, PersonalPace, is_beyond_capacity
from storage.tables.conversing import inbox
from storage.unit_of_work import StoredUnitOfWork
from tests.bot.clock import SettableClock
from tests.scenarios.harness import Story, story

SLOWER = "您发得有点快"
RUSH = BURST + 10


def test_the_bucket_is_refilled_by_time() -> None:
    clock = SettableClock()
    pace = PersonalPace(clock)
    assert [pace.take("a") for _ in range(BURST + 1)] == [True] * BURST + [False]
    assert pace.take("b"), "others are not slowed"
    clock.advance(seconds=2)
    assert [pace.take("a") for _ in range(3)] == [True, True, False]


def test_the_sentence_comes_once_in_a_rush() -> None:
    clock = SettableClock()
    pace = PersonalPace(clock)
    for _ in range(BURST):
        pace.take("a")
    assert [pace.tell("a"), pace.tell("a")] == [True, False]
    clock.advance(hours=1)
    assert pace.take("a")
    assert pace.tell("a"), "and again in the next one"


def test_capacity() -> None:
    assert not is_beyond_capacity(FEW - 1, 100)
    assert is_beyond_capacity(FEW, SLOW_SECONDS + 0.1)
    assert not is_beyond_capacity(AT_ONCE - 1, 0)
    assert is_beyond_capacity(AT_ONCE, 0)


async def statuses(told: Story) -> dict[str, int]:
    async def work(uow: StoredUnitOfWork) -> dict[str, int]:
        rows = await uow.session.all(select(inbox.c.status, func.count()).group_by(inbox.c.status))
        return {row[0]: row[1] for row in rows}

    found: dict[str, int] = await told.run(work)
    return found


async def test_all_is_stored_and_worked_on_at_a_persons_pace(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        phone = told.stage.phones.of("hasty")
        replies = [await phone.text(f"你好{number}") for number in range(RUSH)]
        assert all(reply.text and SLOWER not in reply.text for reply in replies[:BURST])
        assert [SLOWER in reply.text for reply in replies[BURST:]] == [True] + [False] * 9
        assert not any(reply.is_banner for reply in replies)
        assert (await statuses(told))["parked"] == 10
        assert (await told.stage.phones.of("calm").text("你好")).text
        for _ in range(6):
            told.clock.advance(seconds=2)
            await told.settle()
        assert "parked" not in await statuses(told)
        assert told.heard("hasty"), "the answers come by another rung"


async def test_what_comes_after_a_parked_message_waits_behind_it(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        phone, dispatcher = told.stage.phones.of("farmer"), told.stage.process.dispatcher
        await phone.text("你好")
        push = phone.writes("奉节白帝镇，脆李裂果，想请专家看看")
        dispatcher._working.update({("x", "x", str(number)): 0.0 for number in range(AT_ONCE)})
        assert (await told.stage.wire.deliver(push)).kind == "none"
        dispatcher._working.clear()
        assert (await phone.text("进度")).kind == "none", "stored behind the first"
        await told.settle()
        told.clock.advance(seconds=1)
        await told.settle()
        heard = "\n".join(told.heard("farmer"))
        assert heard.index("已登记 #1") < heard.rindex("#1")
        again = await told.stage.wire.deliver(push)
        assert (again.status, again.kind) == (200, "none"), "a redelivery of what was parked is done with"


async def test_simultaneous_deliveries_of_a_parked_message_are_one(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        dispatcher = told.stage.process.dispatcher
        dispatcher._working.update({("x", "x", str(number)): 0.0 for number in range(AT_ONCE)})
        push = told.stage.phones.of("farmer").writes("你好")
        replies = await asyncio.gather(*(told.stage.wire.attempt(push) for _ in range(3)))
        assert {reply.kind for reply in replies} == {"none"}
        assert await statuses(told) == {"parked": 1}
