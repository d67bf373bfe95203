"""A unit of work is committed whole or not at all, alone or in a group, in one process or several."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from domain.allowance import Trigger
from domain.ports import DemandFilter
from domain.records import Conversation
from storage.engine.database import Database
from storage.sealing import Sealer
from storage.unit_of_work import StoredUnitOfWork
from tests.databases import DATA_KEY, open_database, sqlite_url
from tests.storage.making import NOW, incoming, meet, register, sender


async def test_what_fails_takes_nothing_else_with_it(database: Database) -> None:
    person = await meet(database)

    async def work(uow: StoredUnitOfWork, number: int) -> int:
        one = await register(uow, person, households=number)
        if number % 3 == 0:
            raise ZeroDivisionError(number)
        return one.no

    answers = await asyncio.gather(
        *(database.run(lambda uow, n=number: work(uow, n), person_key=str(number)) for number in range(12)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, ZeroDivisionError) for one in answers) == 4

    async def count(uow: StoredUnitOfWork) -> list[int]:
        found = [await uow.demands.get(one) for one in answers if isinstance(one, int)]
        return sorted(one.households or 0 for one in found if one)

    assert await database.read(count) == [1, 2, 4, 5, 7, 8, 10, 11]


async def test_a_persons_works_run_one_after_the_other(database: Database) -> None:
    person = await meet(database)

    async def add(uow: StoredUnitOfWork) -> None:
        known = await uow.people.recognise(sender(), NOW)
        talk = await uow.conversations.get(known.id)
        state = {"count": talk.state.get("count", 0) + 1}
        await uow.conversations.save(Conversation(known.id, state, NOW))

    await asyncio.gather(*(database.run(add, person_key="farmer") for _ in range(20)))
    assert (await database.read(lambda uow: uow.conversations.get(person.id))).state == {"count": 20}


async def test_turns_hold_across_processes(url: str) -> None:
    async with open_database(url) as one, await Database.open(url, Sealer(DATA_KEY)) as other:
        person = await meet(one)

        async def add(uow: StoredUnitOfWork) -> None:
            talk = await uow.conversations.get(person.id)
            await uow.conversations.save(Conversation(person.id, {"count": talk.state.get("count", 0) + 1}, NOW))

        await asyncio.gather(*(database.run(add, person_key="farmer") for database in [one, other] * 8))
        assert (await other.read(lambda uow: uow.conversations.get(person.id))).state == {"count": 16}


async def test_a_first_message_through_two_processes_makes_one_person(url: str) -> None:
    async with open_database(url) as one, await Database.open(url, Sealer(DATA_KEY)) as other:
        people = await asyncio.gather(*(meet(database) for database in [one, other] * 4))
        assert len({person.id for person in people}) == 1


async def test_a_work_that_is_given_up_before_its_turn_never_runs(database: Database) -> None:
    person = await meet(database)
    ran: list[int] = []

    async def work(uow: StoredUnitOfWork, number: int) -> None:
        ran.append(number)
        await register(uow, person)

    first = asyncio.create_task(database.run(lambda uow: work(uow, 1), person_key="farmer"))
    second = asyncio.create_task(database.run(lambda uow: work(uow, 2), person_key="farmer"))
    await asyncio.sleep(0)
    second.cancel()
    await first
    with pytest.raises(asyncio.CancelledError):
        await second
    assert ran == [1]


async def test_a_message_that_changes_little_takes_few_statements(database: Database, kind: str) -> None:
    async def chat(uow: StoredUnitOfWork, key: str) -> int:
        message = incoming(key)
        person = await uow.people.recognise(message.sender, NOW, key)
        received = await uow.inbox.receive(message, person.id, NOW)
        await uow.notices.note_trigger(person, Trigger.MESSAGE, NOW)
        talk = await uow.conversations.get(person.id)
        assert await uow.work.prompts(person.id, NOW) == []
        assert await uow.notices.held(person, 3) == []
        talk.state["at"] = key
        await uow.conversations.save(talk)
        await uow.inbox.store_reply(received.inbox_id, "好的")
        await uow.flush()
        return uow.statements.count

    await database.run(lambda uow: chat(uow, "1"), person_key="farmer")
    assert await database.run(lambda uow: chat(uow, "2"), person_key="farmer") == (2 if kind == "postgresql" else 3)


async def test_a_sqlite_file_survives_a_power_cut_and_refuses_orphans(tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:

        async def pragmas(uow: StoredUnitOfWork) -> list[object]:
            names = ("journal_mode", "synchronous", "foreign_keys")
            return [await uow.session.value(text(f"PRAGMA {name}")) for name in names]

        assert await database.run(pragmas, person_key=None) == ["wal", 2, 1]


async def test_reads_cannot_write(database: Database) -> None:
    person = await meet(database)
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        await database.read(lambda uow: register(uow, person))


async def test_a_glance_sees_what_is_committed_and_can_write_nothing(database: Database, kind: str) -> None:
    message = incoming("1")

    async def receive(uow: StoredUnitOfWork) -> None:
        person = await uow.people.recognise(message.sender, NOW, "1")
        await uow.inbox.store_reply((await uow.inbox.receive(message, person.id, NOW)).inbox_id, "好的")

    assert await database.glance(lambda uow: uow.inbox.earlier(message)) is None
    await database.run(receive, person_key="farmer")
    found = await database.glance(lambda uow: uow.inbox.earlier(message))
    assert found is not None
    assert (found.is_repeat, found.reply) == (True, "好的")
    if kind == "sqlite":
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await database.glance(lambda uow: uow.people.recognise(sender("stranger"), NOW))


async def test_a_busy_file_is_waited_for(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    async with open_database(url) as database:
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            waiting = asyncio.create_task(meet(database))
            await asyncio.wait([waiting], timeout=0.05)
            assert not waiting.done()
            other.execute("COMMIT")
            assert (await waiting).id == 1


async def test_a_work_that_waits_for_something_else_is_refused(tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:

        async def dawdle(uow: StoredUnitOfWork) -> None:
            await uow.ping()
            await asyncio.sleep(0)

        with pytest.raises(RuntimeError, match="nothing but the database"):
            await database.run(dawdle, person_key=None)
        assert (await meet(database)).id == 1


async def test_other_databases_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql"):
        await Database.open("mysql://host/name", Sealer(DATA_KEY))


async def test_a_lost_connection_runs_the_work_again(database: Database, kind: str) -> None:
    if kind != "postgresql":
        return
    person = await meet(database)
    tries: list[int] = []

    async def work(uow: StoredUnitOfWork) -> int:
        tries.append(1)
        one = await register(uow, person)
        if len(tries) == 1:
            await uow.session.value(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return one.no

    no = await database.run(work, person_key="farmer")
    assert len(tries) == 2
    demands = await database.read(lambda uow: uow.demands.find(DemandFilter()))
    assert [one.no for one in demands] == [no]
