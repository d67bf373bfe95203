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

from storage.prepared import Prepared

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
Answer = TypeVar("Answer")


class Statements(Protocol):
    """Runs statements in the running transaction; `count` says how many ran."""

    dialect: str
    count: int

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]: ...

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]: ...


class DirectStatements:
    """Over a connection that answers at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        self.dialect = connection.dialect.name
        self.count = 0

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        self.count += 1
        return self._connection.execute(statement, parameters)

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        self.count += 1
        return prepared.direct(self._connection.dialect).rows(self._driver, parameters)


class AwaitedStatements:
    """Over an asynchronous connection; prepared statements go to asyncpg itself once the transaction has begun."""

    def __init__(self, connection: AsyncConnection, *, has_begun: bool = False) -> None:
        self._connection = connection
        self._has_begun = has_begun
        self._driver: Any = None
        self.dialect = connection.dialect.name
        self.count = 0

    async def execute(self, statement: Executable, parameters: Parameters = None) -> CursorResult[Any]:
        self.count += 1
        found = cast("CursorResult[Any]", await self._connection.execute(statement, parameters))
        self._has_begun = True
        return found

    async def rows(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        if not self._has_begun:  # SQLAlchemy begins the transaction with its first statement
            found = await self.execute(prepared.statement(self.dialect), parameters)
            return found.all() if found.returns_rows else ()
        self.count += 1
        form = prepared.direct(self._connection.dialect)
        if self._driver is None:
            self._driver = (await self._connection.get_raw_connection()).driver_connection
        try:
            return form.read(await self._driver.fetch(form.sql, *form.arguments(parameters)))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise await self._as_usual(form.sql, error) from error

    async def _as_usual(self, sql: str, error: Exception) -> DBAPIError:
        """The driver's error as SQLAlchemy tells it; a lost connection goes back to no pool."""
        is_lost = self._driver.is_closed() or isinstance(error, OSError)
        if is_lost:
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
