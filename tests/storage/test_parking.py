"""Parked messages: stored many at once, taken up oldest first for each person, worked on once."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta

from domain.message import GeoPoint, Incoming, MediaReference
from storage.engine.database import Database
from storage.receiving.inbox import DoubleDeliveryError
from storage.receiving.parking import Parked
from tests.storage.making import NOW, incoming, meet, sender

LATER = NOW + timedelta(minutes=1)


async def store(database: Database, *messages: Incoming) -> list[bool]:
    stored = await database.run(lambda uow: uow.parking.store(messages, NOW), person_key=None)
    return [one.is_repeat for one in stored]


async def waiting(database: Database) -> list[Parked]:
    return await database.read(lambda uow: uow.parking.waiting(10))


async def test_strangers_and_acquaintances_are_stored_in_one_go(database: Database) -> None:
    known = await meet(database, "known")
    messages = [incoming(str(number), "known" if number % 2 else f"new{number}") for number in range(6)]
    assert await store(database, *messages) == [False] * 6
    assert await store(database, messages[0], incoming("9", "new0")) == [True, False]
    found = await waiting(database)
    assert [one.incoming.key for one in found] == ["0", "1", "2", "4"], "one of each person, the oldest"
    again = await meet(database, "known")
    assert again.id == known.id


async def test_the_message_comes_back_whole(database: Database) -> None:
    media = (MediaReference("image", "m1", "http://x"),)
    point = GeoPoint(31.0, 109.5, "白帝镇")
    one = Incoming(sender(), "7", "image", NOW, "看看", media, point, "scene", {"ToUserName": "gh"})
    await store(database, one)
    found = await waiting(database)
    assert [(parked.incoming, parked.received_at) for parked in found] == [(one, NOW)]


async def test_it_is_worked_on_once(database: Database) -> None:
    await store(database, incoming())
    inbox_id = (await waiting(database))[0].inbox_id
    assert await database.run(lambda uow: uow.parking.is_waiting(inbox_id), person_key=None)
    await database.run(lambda uow: uow.parking.settle(inbox_id, "好", "脆李裂果", LATER), person_key=None)
    assert not await database.run(lambda uow: uow.parking.is_waiting(inbox_id), person_key=None)
    assert await waiting(database) == []
    person = await meet(database)
    repeat = await database.run(lambda uow: uow.inbox.receive(incoming(), person.id, LATER), person_key=None)
    assert (repeat.is_repeat, repeat.reply) == (True, ""), "the reply leaves another way"


async def test_two_processes_store_the_same_people_at_the_same_moment(database: Database) -> None:
    def some(first: int) -> list[Incoming]:
        return [incoming(str(first + number), f"p{number}") for number in range(20)]

    async def stubborn(first: int) -> None:
        for _ in range(9):
            with contextlib.suppress(DoubleDeliveryError):
                await store(database, *some(first))
                return

    await asyncio.gather(stubborn(0), stubborn(100), stubborn(200))
    assert await database.read(lambda uow: uow.parking.count()) == 60


async def test_a_parked_message_opens_the_window(database: Database) -> None:
    await store(database, incoming())
    person = await meet(database)
    allowance = await database.read(lambda uow: uow.notices.allowance(person))
    assert allowance.open_trigger(LATER) is not None
