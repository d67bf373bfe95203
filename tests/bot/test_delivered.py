"""Delivered replies are kept together, kept again after an outage, and leave nothing behind when closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.delivery.delivered import GATHER, DeliveredReplies
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.databases import open_database, sqlite_url
from tests.storage.making import NOW, incoming


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(sqlite_url(tmp_path)) as opened:
        yield opened


async def answered(database: Database, key: str) -> int:
    async def work(uow: StoredUnitOfWork) -> int:
        message = incoming(key)
        person = await uow.people.recognise(message.sender, NOW, key)
        received = await uow.inbox.receive(message, person.id, NOW)
        await uow.inbox.store_reply(received.inbox_id, "好的")
        return received.inbox_id

    return await database.run(work, person_key="farmer")


async def still_offered(database: Database) -> int:
    """How many replies another rung would carry a minute later."""
    return len(await database.read(lambda uow: uow.inbox.stale_offered(NOW.replace(year=NOW.year + 1))))


async def test_what_was_noted_is_kept_by_itself(database: Database) -> None:
    delivered = DeliveredReplies(database, lambda: NOW)
    noted = [await answered(database, key) for key in ("1", "2", "3")]
    assert await still_offered(database) == 3
    for inbox_id in noted:
        delivered.note(inbox_id)
    for _ in range(200):
        if not await still_offered(database):
            break
        await asyncio.sleep(GATHER)
    assert not await still_offered(database)
    await delivered.close()


async def test_closing_keeps_the_rest_and_leaves_no_timer_and_no_task(database: Database) -> None:
    before = asyncio.all_tasks()
    delivered = DeliveredReplies(database, lambda: NOW)
    delivered.note(await answered(database, "1"))
    await delivered.close()
    assert not await still_offered(database)
    delivered.note(await answered(database, "2"))  # after the end nothing begins any more
    await asyncio.sleep(2 * GATHER)
    assert asyncio.all_tasks() == before
    assert await still_offered(database) == 1


async def test_what_could_not_be_kept_is_kept_when_the_table_is_back(database: Database) -> None:
    delivered = DeliveredReplies(database, lambda: NOW)
    inbox_id = await answered(database, "1")

    async def rename(uow: StoredUnitOfWork, old: str, new: str) -> None:
        await uow.session.run(text(f"ALTER TABLE {old} RENAME TO {new}"))

    await database.run(lambda uow: rename(uow, "inbox", "away"), person_key=None)
    delivered.note(inbox_id)
    await delivered.keep()
    await database.run(lambda uow: rename(uow, "away", "inbox"), person_key=None)
    assert await still_offered(database) == 1
    await delivered.close()
    assert not await still_offered(database)
