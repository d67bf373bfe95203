"""A message is worked on once; its redeliveries get the stored reply."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage.engine.database import Database
from storage.receiving.inbox import Received
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import NOW, incoming, sender


async def _answer(uow: StoredUnitOfWork, key: str, reply: str = "好的") -> Received:
    message = incoming(key)
    person = await uow.people.recognise(message.sender, NOW, key)
    received = await uow.inbox.receive(message, person.id, NOW)
    if not received.is_repeat:
        await uow.inbox.store_reply(received.inbox_id, reply)
    return received


async def test_a_redelivery_gets_the_stored_reply(database: Database) -> None:
    first = await database.run(lambda uow: _answer(uow, "1"), person_key="farmer")
    again = await database.run(lambda uow: _answer(uow, "1", "anders"), person_key="farmer")
    other = await database.run(lambda uow: _answer(uow, "2"), person_key="farmer")
    assert not first.is_repeat
    assert again == Received(first.inbox_id, True, "好的")
    assert not other.is_repeat


async def test_simultaneous_deliveries_are_one(database: Database) -> None:
    answers = await asyncio.gather(
        *(database.run(lambda uow: _answer(uow, "1"), person_key="farmer") for _ in range(5))
    )
    assert sum(not one.is_repeat for one in answers) == 1
    assert len({one.inbox_id for one in answers}) == 1


async def test_a_work_that_fails_leaves_no_message(database: Database) -> None:
    async def fail(uow: StoredUnitOfWork) -> None:
        await _answer(uow, "1")
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await database.run(fail, person_key="farmer")
    assert not (await database.run(lambda uow: _answer(uow, "1"), person_key="farmer")).is_repeat


async def test_a_late_reply_is_released_once(database: Database) -> None:
    received = await database.run(lambda uow: _answer(uow, "1"), person_key="farmer")
    released = await database.run(lambda uow: uow.inbox.release(received.inbox_id, NOW), person_key=None)
    assert released is not None
    assert released.reply == "好的"
    assert await database.run(lambda uow: uow.inbox.release(received.inbox_id, NOW), person_key=None) is None
    again = await database.run(lambda uow: _answer(uow, "1"), person_key="farmer")
    assert again == Received(received.inbox_id, True, "")


async def test_an_offered_reply_that_nobody_got_turns_up(database: Database) -> None:
    lost = await database.run(lambda uow: _answer(uow, "1"), person_key="farmer")
    got = await database.run(lambda uow: _answer(uow, "2"), person_key="farmer")
    await database.run(lambda uow: _answer(uow, "3", ""), person_key="farmer")
    await database.run(lambda uow: uow.inbox.mark_delivered([got.inbox_id], NOW), person_key=None)
    later = NOW + timedelta(seconds=20)
    assert await database.read(lambda uow: uow.inbox.stale_offered(NOW)) == []
    stale = await database.read(lambda uow: uow.inbox.stale_offered(later))
    assert [one.inbox_id for one in stale] == [lost.inbox_id]


async def test_a_stranger_with_a_message_that_is_on_record_gets_its_answer(database: Database) -> None:
    """Somebody who was forgotten in between is a stranger to the platform's next delivery."""

    async def receive(uow: StoredUnitOfWork, openid: str, reply: str) -> tuple[bool, str | None, int]:
        person = await uow.people.recognise(sender(openid), NOW, "77")
        received = await uow.inbox.receive(incoming("77", openid), person.id, NOW)
        if not received.is_repeat:
            await uow.inbox.store_reply(received.inbox_id, reply)
        return received.is_repeat, received.reply, person.id

    new = await database.run(lambda uow: receive(uow, "farmer", "好的"), person_key="farmer")
    again = await database.run(lambda uow: receive(uow, "stranger", "不该有"), person_key="stranger")
    assert (new[:2], again[:2]) == ((False, None), (True, "好的"))
    assert new[2] != again[2]


async def test_a_first_message_takes_few_statements(database: Database, kind: str) -> None:
    async def receive(uow: StoredUnitOfWork) -> int:
        person = await uow.people.recognise(sender("newcomer"), NOW, "78")
        received = await uow.inbox.receive(incoming("78", "newcomer"), person.id, NOW)
        await uow.inbox.store_reply(received.inbox_id, "好的")
        await uow.flush()
        return uow.statements.count

    assert await database.run(receive, person_key="newcomer") == (3 if kind == "postgresql" else 5)
