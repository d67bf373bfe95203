"""The door to the database: opens it, and runs units of work so that each is committed whole or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from domain.experts import Expert
from storage.engine.columns import json_text
from storage.engine.connections import Connections
from storage.engine.person_locks import PersonLocks
from storage.engine.postgres import run_glancing, run_reading, run_transaction
from storage.engine.sqlite_writer import SqliteWriter
from storage.engine.statements import DirectStatements, Statements, finish
from storage.sealing import Sealer
from storage.unit_of_work import StoredUnitOfWork

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32000",
    "temp_store = MEMORY",  # what a savepoint may have to undo: else a larger work writes it to a file
)
T = TypeVar("T")
UnitWork = Callable[[StoredUnitOfWork], Awaitable[T]]
Run = Callable[[Statements], Awaitable[Any]]


class _Backend(Protocol):
    """What the two databases do differently."""

    async def write(self, work: Run, person_key: str | None) -> Any: ...
    async def read(self, work: Run) -> Any: ...
    async def glance(self, work: Run) -> Any: ...
    async def close(self) -> None: ...


class Database:
    """One open database; `url` as in the configuration."""

    def __init__(self, backend: _Backend, sealer: Sealer, dialect: str) -> None:
        self._backend = backend
        self.sealer = sealer
        self.dialect = dialect
        self.after_expert_changes: Callable[[Sequence[Expert]], None] | None = None  # called once they are committed

    @classmethod
    async def open(cls, url: str, sealer: Sealer) -> Database:
        """Connect; the schema is `migrations`' matter."""
        dialect = make_url(url).get_backend_name()
        if dialect == "sqlite":
            return cls(_Sqlite(url), sealer, dialect)
        if dialect == "postgresql":
            return cls(_Postgres(url), sealer, dialect)
        raise ValueError(f"no support for the database {dialect}: use sqlite+aiosqlite or postgresql+asyncpg")

    async def run(self, work: UnitWork[T], *, person_key: str | None) -> T:
        """Run a work and commit it; it may run more than once and does no I/O but the database's.

        Works with the same `person_key` run one after the other, across all processes.
        """
        changed: list[Expert] = []
        answer = await self._backend.write(self._unit(work, changed), person_key)
        if changed and self.after_expert_changes is not None:
            self.after_expert_changes(changed)
        return cast("T", answer)

    async def read(self, work: UnitWork[T]) -> T:
        """Run a work that only reads, beside the writers."""
        return cast("T", await self._backend.read(self._unit(work, [])))

    async def glance(self, work: UnitWork[T]) -> T:
        """Run a work of one small reading statement on what is committed; it waits for no writer and for no turn."""
        return cast("T", await self._backend.glance(self._unit(work, [])))

    async def close(self) -> None:
        """Finish what is queued and let go."""
        await self._backend.close()

    async def __aenter__(self) -> Database:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _unit(self, work: UnitWork[T], changed: list[Expert]) -> Run:
        async def run(statements: Statements) -> T:
            unit = StoredUnitOfWork(statements, self.sealer)
            answer = await work(unit)
            await unit.flush()
            changed[:] = unit.experts.changed.values()
            return answer

        return run


class _Sqlite:
    """WAL, one writer on the event loop, reads in a thread of their own.

    `synchronous` is FULL: in WAL mode NORMAL may lose commits at a power cut, and an acknowledged message must not be
    lost; the group commit makes one flush serve many messages.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            make_url(url).set(drivername="sqlite+pysqlite"),
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            connect_args={"check_same_thread": False, "timeout": 0, "cached_statements": 512},
            json_serializer=json_text,
        )
        event.listen(self._engine, "connect", _configure)
        self._connection = self._engine.connect()
        self._writer = SqliteWriter(self._connection)
        self._readers = ThreadPoolExecutor(1, "sqlite-read")
        self._reading: Connection | None = None  # the thread's
        self._glancing: Connection | None = None  # the event loop's

    async def write(self, work: Run, person_key: str | None) -> Any:
        return await self._writer.run(work)

    async def read(self, work: Run) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Run) -> Any:
        """One snapshot for the whole work."""
        if self._reading is None:
            self._reading = self._reader()
        driver = _driver_of(self._reading)
        driver.execute("BEGIN")
        try:
            return finish(_as_coroutine(work, DirectStatements(self._reading, driver)))
        finally:
            driver.execute("ROLLBACK")

    async def glance(self, work: Run) -> Any:
        """On the event loop itself: a change of threads costs more than one small statement."""
        if self._glancing is None:
            self._glancing = self._reader()
        return await work(DirectStatements(self._glancing, _driver_of(self._glancing)))

    def _reader(self) -> Connection:
        """A connection that can write nothing."""
        connection = self._engine.connect()
        _driver_of(connection).execute("PRAGMA query_only = ON")
        return connection

    async def close(self) -> None:
        await self._writer.close()
        if self._glancing is not None:
            self._glancing.close()
        await asyncio.get_running_loop().run_in_executor(self._readers, self._close_reading)
        self._readers.shutdown()
        self._connection.close()
        self._engine.dispose()

    def _close_reading(self) -> None:
        if self._reading is not None:
            self._reading.close()


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _configure(driver: Any, _: Any) -> None:
    for pragma in PRAGMAS:
        driver.execute(f"PRAGMA {pragma}")


async def _as_coroutine(work: Run, statements: Statements) -> Any:
    return await work(statements)


class _Postgres:
    """Kept connections; each work is its own transaction under the person's lock."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)
        self._locks = PersonLocks()

    async def write(self, work: Run, person_key: str | None) -> Any:
        async with self._locks.turn(person_key):
            return await run_transaction(self._connections, work, person_key)

    async def read(self, work: Run) -> Any:
        return await run_reading(self._connections, work)

    async def glance(self, work: Run) -> Any:
        return await run_glancing(self._connections, work)

    async def close(self) -> None:
        await self._connections.close()
