"""Connections are lent, kept and given up: none is opened twice without need, none comes back with work half done."""

from __future__ import annotations

import asyncio
import socket

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine import connections
from storage.engine.connections import Connections, DatabaseAwayError
from storage.engine.database import Database
from storage.engine.outages import is_outage
from storage.engine.postgres import run_glancing, transaction
from storage.engine.statements import AwaitedStatements
from storage.migrations.upgrading import migrate
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.hatch import hatch_before
from tests.databases import open_database
from tests.storage.making import NOW, incoming, sender

BACKEND = text("SELECT pg_backend_pid()")


@pytest.fixture(autouse=True)
def _only_where_there_are_connections(kind: str) -> None:
    if kind != "postgresql":
        pytest.skip("SQLite has one writer and no connections to lend")


async def backend(statements: AwaitedStatements) -> int:
    return int((await statements.execute(BACKEND)).scalar())  # type: ignore[arg-type]


async def test_as_many_as_may_be_are_lent_at_once_and_kept_for_the_next(url: str) -> None:
    kept = Connections(url)
    seen: list[int] = []
    gathered = asyncio.Event()

    async def work(statements: AwaitedStatements) -> None:
        seen.append(await backend(statements))
        if len(seen) == connections.MOST:
            gathered.set()
        await gathered.wait()

    await asyncio.gather(*(run_glancing(kept, work) for _ in range(connections.MOST)))
    first = set(seen)
    assert len(first) == connections.MOST
    seen.clear()
    gathered.clear()
    await asyncio.gather(*(run_glancing(kept, work) for _ in range(connections.MOST)))
    assert set(seen) == first
    await kept.close()


async def test_whoever_comes_one_after_the_other_shares_one(url: str) -> None:
    kept = Connections(url)
    assert len({await run_glancing(kept, backend) for _ in range(5)}) == 1
    await kept.close()


async def test_nobody_waits_for_ever(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LONGEST_WAIT_SECONDS", 0.05)
    kept = Connections(url)

    async def lend(left: int) -> None:
        async with kept.lent():
            if left:
                await lend(left - 1)
            else:
                with pytest.raises(DatabaseAwayError):
                    await run_glancing(kept, backend)

    await lend(connections.MOST - 1)
    await kept.close()


async def test_an_old_one_is_replaced(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Connections(url)
    before = await run_glancing(kept, backend)
    monkeypatch.setattr(connections, "LONGEST_LIFE_SECONDS", 0.0)
    assert await run_glancing(kept, backend) != before
    await kept.close()


async def test_a_cancelled_call_leaves_nothing_to_the_next(url: str) -> None:
    kept = Connections(url)
    began = asyncio.Event()

    async def dawdle() -> None:
        async with transaction(kept, "BEGIN") as statements:
            await statements.execute(text("CREATE TABLE half_done (id INTEGER)"))
            began.set()
            await statements.execute(text("SELECT pg_sleep(30)"))

    task = asyncio.create_task(dawdle())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with transaction(kept, "BEGIN") as statements:
        assert (await statements.execute(text("SELECT to_regclass('half_done')"))).scalar() is None
        await statements.command("COMMIT")
    await kept.close()


async def test_what_comes_back_after_the_end_is_closed(url: str) -> None:
    kept = Connections(url)
    async with kept.lent() as link:
        await kept.close()
        assert not link.driver.is_closed()
    assert link.driver.is_closed()


async def test_a_glance_waits_for_nobodys_turn(database: Database) -> None:
    """A redelivery is answered from what is on record while the same person's next message is worked on."""

    async def receive(uow: StoredUnitOfWork) -> None:
        person = await uow.people.recognise(sender(), NOW, "1")
        received = await uow.inbox.receive(incoming("1"), person.id, NOW)
        await uow.inbox.store_reply(received.inbox_id, "好的")

    await database.run(receive, person_key="farmer")

    async def ask_meanwhile(uow: StoredUnitOfWork) -> str | None:
        await uow.people.recognise(sender(), NOW, "2")
        async with asyncio.timeout(5):
            earlier = await database.glance(lambda other: other.inbox.earlier(incoming("1")))
        return earlier.reply if earlier else None

    assert await database.run(ask_meanwhile, person_key="farmer") == "好的"


@pytest.mark.parametrize("way", ["execute", "prepared"])
@pytest.mark.timeout(60)
async def test_a_connection_that_was_said_farewell_to_is_given_up(url: str, way: str) -> None:
    """As where the server restarts: its last word is there before the end of the connection is."""
    await migrate(url)
    async with hatch_before(url) as (hatch, through), open_database(through, is_migrated=True) as database:
        hatch.holds_ends_back = True

        async def work(uow: StoredUnitOfWork) -> int:
            if way == "prepared":
                await uow.people.recognise(sender("o_farmer"), NOW)
            return int(await uow.session.value(BACKEND))

        before = await database.run(work, person_key="o_farmer")
        async with open_database(url, is_migrated=True) as other:
            await other.run(
                lambda uow: uow.session.value(text(f"SELECT pg_terminate_backend({before})")), person_key=None
            )
        await asyncio.sleep(0.2)
        with pytest.raises(DBAPIError) as caught:
            await database.glance(work)
        assert is_outage(caught.value)
        assert await database.run(work, person_key="o_farmer") != before


@pytest.mark.timeout(60)
async def test_a_work_on_such_a_connection_is_run_again(url: str) -> None:
    await migrate(url)
    async with hatch_before(url) as (hatch, through), open_database(through, is_migrated=True) as database:
        hatch.holds_ends_back = True
        before = await database.run(lambda uow: uow.session.value(BACKEND), person_key=None)
        async with open_database(url, is_migrated=True) as other:
            await other.run(
                lambda uow: uow.session.value(text(f"SELECT pg_terminate_backend({before})")), person_key=None
            )
        await asyncio.sleep(0.2)
        assert await database.run(lambda uow: uow.session.value(BACKEND), person_key="o_farmer") != before


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system cannot say how long silence lasts")
async def test_silence_is_noticed_in_seconds(url: str) -> None:
    """What the system does with what was sent and never confirmed; it would wait for a quarter of an hour."""
    kept = Connections(url)
    async with kept.lent() as link:
        one = link.driver._transport.get_extra_info("socket")
        assert 0 < one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) < 60_000
        assert one.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    await kept.close()
