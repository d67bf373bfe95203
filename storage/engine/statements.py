"""One way to run a statement, whichever connection is behind it, so that there is one set of repositories.

On SQLite the connection answers at once and nothing is ever awaited for real; on PostgreSQL it is asyncpg's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Coroutine, Mapping, Sequence
from functools import cache
from typing import Any, Protocol, TypeVar, cast

import asyncpg
from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.gathering import Gathered
from storage.engine.prepared import DirectForm, Prepared

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
Answer = TypeVar("Answer")
DRIVER_ERRORS = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)


class Statements(Protocol):
    """Runs statements in the running transaction; `count` says how many ran.

    `add` inserts one row and answers with its number, or with None where a conflict keeps it out. What `write` is
    given has no answer; it runs before the next statement that reads, at the latest before the commit.
    """

    dialect: str
    count: int

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]: ...

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]: ...

    async def add(self, prepared: Prepared, parameters: Mapping[str, Any]) -> int | None: ...

    async def write(self, prepared: Prepared, parameters: Mapping[str, Any]) -> None: ...

    async def write_many(self, prepared: Prepared, many: Sequence[Mapping[str, Any]]) -> None: ...


class DirectStatements:
    """Over a connection that answers at once; `driver` is the one below it."""

    def __init__(self, connection: Connection, driver: sqlite3.Connection) -> None:
        self._connection = connection
        self._driver = driver
        self.dialect = connection.dialect.name
        self.count = 0

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        self.count += 1
        return self._connection.execute(statement, parameters)

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        self.count += 1
        return prepared.direct(self._connection.dialect).rows(self._driver, parameters)

    async def add(self, prepared: Prepared, parameters: Mapping[str, Any]) -> int | None:
        self.count += 1
        return prepared.direct(self._connection.dialect).add(self._driver, parameters)

    async def write(self, prepared: Prepared, parameters: Mapping[str, Any]) -> None:
        self.count += 1
        prepared.direct(self._connection.dialect).write(self._driver, parameters)

    async def write_many(self, prepared: Prepared, many: Sequence[Mapping[str, Any]]) -> None:
        self.count += 1
        form = prepared.direct(self._connection.dialect)
        self._driver.executemany(form.sql, [form.arguments(one) for one in many])


class AwaitedStatements:
    """Over an asynchronous connection whose transactions are begun and ended here, by `command`.

    Prepared statements go to asyncpg itself; `count` is of round trips.
    """

    def __init__(self, connection: AsyncConnection, driver: asyncpg.Connection[Any]) -> None:
        self._connection = connection
        self._driver = driver
        self._gathered = Gathered()
        self.dialect = connection.dialect.name
        self.count = 0

    async def command(self, sql: str) -> None:
        """Statements without parameters and without an answer, in one message to the server."""
        await self._write_gathered()
        try:
            await self._driver.execute(sql)
        except DRIVER_ERRORS as error:
            raise await self._as_usual(sql, error) from error

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        await self._write_gathered()
        self.count += 1
        return cast("CursorResult[Any]", await self._connection.execute(statement, parameters))

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        form = self._form(prepared)
        if self._gathered and self._gathered.takes(form):
            self._gathered.add(form, form.arguments(parameters))
            return form.read(await self._fetch(*self._gathered.take()))
        await self._write_gathered()
        return form.read(await self._fetch(form.sql, form.arguments(parameters)))

    async def add(self, prepared: Prepared, parameters: Mapping[str, Any]) -> int | None:
        added = await self.rows(prepared, parameters)
        return int(added[0][0]) if added else None

    async def write(self, prepared: Prepared, parameters: Mapping[str, Any]) -> None:
        form = self._form(prepared)
        if not self._gathered.takes(form):
            await self._write_gathered()
        self._gathered.add(form, form.arguments(parameters))

    async def write_many(self, prepared: Prepared, many: Sequence[Mapping[str, Any]]) -> None:
        await self._write_gathered()
        self.count += 1
        form = self._form(prepared)
        try:
            await self._driver.executemany(form.sql, [form.arguments(one) for one in many])
        except DRIVER_ERRORS as error:
            raise await self._as_usual(form.sql, error) from error

    async def _write_gathered(self) -> None:
        if self._gathered:
            await self._fetch(*self._gathered.take())

    async def _fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Sequence[Any]]:
        self.count += 1
        try:
            return cast("Sequence[Sequence[Any]]", await self._driver.fetch(sql, *arguments))
        except DRIVER_ERRORS as error:
            raise await self._as_usual(sql, error) from error

    def _form(self, prepared: Prepared) -> DirectForm:
        return prepared.direct(self._connection.dialect)

    async def _as_usual(self, sql: str, error: Exception) -> DBAPIError:
        """The driver's error as SQLAlchemy tells it; a lost connection goes back to no pool.

        A server that closes a connection nobody uses says so first: until the end itself arrives, the driver calls
        the connection open and every call on it an internal error.
        """
        is_lost = self._driver.is_closed() or isinstance(error, OSError | asyncpg.InternalClientError)
        if is_lost:
            self._driver.terminate()  # closing it politely would wait for an answer
            await self._connection.invalidate()
        return DBAPIError(sql, None, error, hide_parameters=True, connection_invalidated=is_lost)


@cache
def upsert(dialect: str, table: Table, keys: tuple[str, ...], changed: tuple[str, ...]) -> Any:
    """Insert, or write `changed` where a row with these keys stands."""
    statement = insert(dialect, table)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in changed}
    )


def insert(dialect: str, table: Table) -> Any:
    """An INSERT that knows `on_conflict_…`: both databases spell it alike, SQLAlchemy keeps them apart."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def finish(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a coroutine that never waits, to its end; one that does wait is refused."""
    try:
        work.send(None)
    except StopIteration as end:
        return cast("Answer", end.value)
    work.close()
    raise RuntimeError("a unit of work may wait for nothing but the database")
