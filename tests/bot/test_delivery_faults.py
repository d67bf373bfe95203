"""Every errcode and every broken connection has its behaviour, from the outbox through the courier to the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from domain.message import Sender
from domain.notices import Notice, Priority
from domain.work import Task
from storage.tables.delivery import outgoing
from storage.unit_of_work import StoredUnitOfWork
from tests.scenarios.harness import Story, story

CUSTOM, TEMPLATE = "/message/custom/", "/message/template/"
STATE = (outgoing.c.status, outgoing.c.rung, outgoing.c.errcode, outgoing.c.attempts, outgoing.c.ready_at)


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[Story]:
    """A farmer who has just written, so that five messages are allowed."""
    async with story(tmp_path) as tale:
        await tale.say("farmer", "你好")
        tale.heard("farmer")
        yield tale


async def person_id(told: Story, who: str = "farmer") -> int:
    sender = Sender("wechat", told.account, who)
    person = await told.run(lambda uow: uow.people.recognise(sender, told.clock()))
    return int(person.id)


async def send(told: Story, *texts: str, who: str = "farmer", kind: str = "text", **changes: Any) -> None:
    """Put notices into the outbox and let delivery try once."""
    receiver = await person_id(told, who)

    async def work(uow: StoredUnitOfWork) -> None:
        for text in texts:
            await uow.notices.add(Notice(kind, receiver, {"text": text}, **changes), told.clock())

    await told.run(work)
    await told.settle()


async def rows(told: Story) -> list[Any]:
    return list(await told.run(lambda uow: uow.session.all(select(*STATE).order_by(outgoing.c.id))))


async def state(told: Story) -> tuple[str, str | None, int | None]:
    (row,) = await rows(told)
    return row[0], row[1], row[2]


async def tasks(told: Story) -> Sequence[Task]:
    found: Sequence[Task] = await told.run(lambda uow: uow.work.tasks(["重庆", "四川"]))
    return found


async def allowance(told: Story) -> Any:
    sender = Sender("wechat", told.account, "farmer")

    async def work(uow: StoredUnitOfWork) -> Any:
        return await uow.notices.allowance(await uow.people.recognise(sender, told.clock()))

    return await told.run(work)


def play(told: Story, fault: str, *value: float, **where: Any) -> None:
    getattr(told.stage.platform.faults, fault)(*value, **where)


@pytest.mark.parametrize(
    "fault", [("errcode", -1), ("status", 500), ("status", 502), ("status", 503), ("errcode", 99999)]
)
async def test_what_was_not_accepted_comes_again_within_two_seconds(told: Story, fault: tuple[str, float]) -> None:
    play(told, *fault)
    await send(told, "问好")
    assert (await rows(told))[0][0] == "waiting"
    assert (await allowance(told)).message_used == 0, "what was not taken costs nothing"
    await told.advance(seconds=2)
    assert told.heard("farmer") == ["问好"]
    assert (await state(told))[:2] == ("sent", "custom")
    assert (await allowance(told)).message_used == 1


async def test_a_refused_connection_is_tried_again(told: Story) -> None:
    transport = told.stage.process.courier._api._transport
    address, transport._base_url = transport._base_url, "http://127.0.0.1:9"
    await send(told, "问好")
    assert (await rows(told))[0][0] == "waiting"
    transport._base_url = address
    await told.advance(seconds=2)
    assert told.heard("farmer") == ["问好"]


async def test_waits_grow_while_the_platform_is_busy(told: Story) -> None:
    play(told, "errcode", -1, times=4)
    await send(told, "问好")
    for wait in (1, 5, 30):
        row = (await rows(told))[0]
        assert row[4] - told.clock() == timedelta(seconds=wait)
        await told.advance(seconds=wait)
    assert told.heard("farmer") == []
    await told.advance(seconds=120)
    assert told.heard("farmer") == ["问好"]


@pytest.mark.parametrize(("fault", "arrived"), [("drop_after", 1), ("garbled", 1), ("drop_before", 0)])
async def test_an_unknown_outcome_is_never_sent_again_and_is_shown(told: Story, fault: str, arrived: int) -> None:
    play(told, fault)
    await send(told, "问好")
    await told.advance(hours=5)
    assert (await state(told))[0] == "unknown"
    assert len(told.heard("farmer")) == arrived
    assert [task.kind.value for task in await tasks(told)] == ["undelivered"]


async def test_an_answer_that_never_comes_is_unknown(told: Story) -> None:
    transport = told.stage.process.courier._api._transport
    transport._timeout = type(transport._timeout)(total=0.2)
    play(told, "delay", 1.0)
    await send(told, "问好")
    assert (await state(told))[0] == "unknown"


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_bad_token_is_renewed_once_and_the_message_goes(told: Story, code: int) -> None:
    await send(told, "先发一条")
    play(told, "errcode", code)
    told.stage.platform.tokens.rotate()
    await send(told, "再发一条")
    assert told.heard("farmer") == ["先发一条", "再发一条"]
    assert told.stage.platform.calls["/cgi-bin/stable_token"] == 2


@pytest.mark.parametrize("code", [43004, 43019, 40003])
async def test_who_cannot_be_reached_is_left_alone_until_they_come_back(told: Story, code: int) -> None:
    play(told, "errcode", code)
    await send(told, "问好")
    assert (await state(told))[0] == "held"
    calls = told.stage.platform.calls.total()
    await send(told, "又有一条")
    await told.advance(hours=1)
    assert told.stage.platform.calls.total() == calls, "nothing more is tried"
    await told.stage.phones.of("farmer").follow()
    await told.settle()
    assert "问好" in "".join(told.heard("farmer")) or "sent" in [row[0] for row in await rows(told)]
    assert {row[0] for row in await rows(told)} == {"sent"}


@pytest.mark.parametrize("code", [45015, 45047])
async def test_a_closed_window_is_believed_and_the_next_rung_is_used(told: Story, code: int) -> None:
    play(told, "errcode", code, path=CUSTOM)
    await send(told, "问好")
    assert (await state(told))[:2] == ("sent", "template")
    assert (await allowance(told)).open_trigger(told.clock()) is None
    assert told.stage.platform.calls["/cgi-bin/message/custom/send"] == 1
    await told.advance(seconds=1)
    await told.say("farmer", "在吗")
    assert (await allowance(told)).open_trigger(told.clock()) is not None, "a new message opens it anew"


async def test_a_refused_notice_is_held_until_the_person_writes(told: Story) -> None:
    await told.advance(hours=49)
    play(told, "errcode", 43101, path=TEMPLATE)
    await send(told, "问好", urgent=True)
    assert (await state(told))[0] == "held"
    assert "问好" in await told.say("farmer", "在吗"), "it rides on the passive reply"
    assert (await state(told))[:2] == ("sent", "reply")


@pytest.mark.parametrize("code", [45002, 47003, 40037])
async def test_our_own_mistake_is_parked_and_shown(told: Story, code: int) -> None:
    play(told, "errcode", code)
    await send(told, "问好")
    await told.advance(hours=5)
    assert await state(told) == ("failed", "custom", code)
    (task,) = await tasks(told)
    assert str(code) in task.detail["note"]
    assert "问好" in task.detail["note"]


async def test_a_strange_code_is_tried_with_back_off_then_parked_and_shown(told: Story) -> None:
    play(told, "errcode", 87009, times=50)
    await send(told, "问好")
    for _ in range(20):
        await told.advance(minutes=11)
    assert (await state(told))[0] == "failed"
    assert told.stage.platform.calls["/cgi-bin/message/custom/send"] == 5
    assert len(await tasks(told)) == 1


async def test_too_fast_slows_down_and_spends_no_dearer_rung(told: Story) -> None:
    play(told, "errcode", 45011)
    await send(told, "问好")
    assert (await rows(told))[0][0] == "waiting"
    await told.advance(seconds=11)
    assert [message.channel for message in told.stage.platform.sent] == ["custom"]


@pytest.mark.parametrize("code", [45009, 48001, 50002, 40164])
async def test_a_closed_rung_is_left_alone_and_administrators_see_why(told: Story, code: int) -> None:
    play(told, "errcode", code, path=CUSTOM)
    await send(told, "问好")
    assert (await state(told))[:2] == ("sent", "template"), "what cannot go this way goes another"
    await send(told, "还有一条")
    assert told.stage.platform.calls["/cgi-bin/message/custom/send"] == 1
    assert {task.base for task in await tasks(told)} == {"重庆", "四川"}
    assert all(str(code) in task.detail["note"] for task in await tasks(told))


async def test_a_used_up_quota_is_waited_for_until_midnight_in_china(told: Story) -> None:
    await told.advance(hours=49)
    play(told, "errcode", 45009, path=TEMPLATE)
    await send(told, "问好", urgent=True)
    row = (await rows(told))[0]
    assert row[0] == "waiting"
    assert row[4].isoformat() == "2026-11-23T16:00:00+00:00"
    assert "call_person" in [task.kind.value for task in await tasks(told)], "too urgent to wait for midnight"
    await told.advance(hours=13)
    assert told.heard("farmer") == []
    await told.advance(hours=2)
    assert len(told.heard("farmer")) == 1


async def test_the_last_templates_of_a_day_are_kept_for_what_matters(told: Story) -> None:
    told.stage.process.courier._quota.a_day = 20
    told.stage.platform.sending.templates_a_day = 20
    await told.advance(hours=49)
    await send(told, *(f"通告{number}" for number in range(25)), priority=Priority.ANNOUNCEMENT)
    assert len(told.heard("farmer")) == 19
    await send(told, "明天的约", "后天的约", priority=Priority.REMINDER)
    assert len(told.heard("farmer")) == 1
    assert told.stage.platform.calls["/cgi-bin/message/template/send"] == 20, "never try and see"
    await told.advance(hours=24)
    assert len(told.heard("farmer")) == 7


async def test_a_notice_that_cannot_be_worded_takes_no_other_with_it(told: Story) -> None:
    await send(told, "坏的", kind="claimed")
    await send(told, "好的")
    assert [row[0] for row in await rows(told)] == ["failed", "sent"]
    assert told.heard("farmer") == ["好的"]


async def test_waiting_texts_are_joined_and_pay_once(told: Story) -> None:
    await send(told, *(f"第{number}条" for number in range(8)))
    assert len(told.heard("farmer")) == 1
    assert (await allowance(told)).message_used == 1


async def test_urgent_and_not_to_be_sent_becomes_a_phone_call(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        told.stage.process.courier._sections.clear()
        await told.say("farmer", "你好")
        await told.advance(hours=49)
        await send(told, "马上联系", urgent=True)
        assert (await state(told))[0] == "held"
        assert [task.kind.value for task in await tasks(told)] == ["call_person"]


async def test_without_the_shared_token_nothing_leaves_and_nothing_is_unknown(told: Story) -> None:
    await told.run(lambda uow: uow.session.run(sql("ALTER TABLE platform_token RENAME TO hidden")))
    await send(told, "问好", "再问")
    assert [row[0] for row in await rows(told)] == ["waiting", "waiting"]
    await told.run(lambda uow: uow.session.run(sql("ALTER TABLE hidden RENAME TO platform_token")))
    await told.advance(minutes=1)
    assert told.heard("farmer") == ["问好\n\n再问"]
