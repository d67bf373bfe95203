"""Transactions on PostgreSQL: in the person's turn across processes, and tried again where the database says so."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError

from storage.engine.connections import Connections, Link
from storage.engine.statements import DRIVER_ERRORS, AwaitedStatements

SERIALIZATION, DEADLOCK, LOCK_NOT_AVAILABLE = "40001", "40P01", "55P03"
RETRIED = frozenset({SERIALIZATION, DEADLOCK, LOCK_NOT_AVAILABLE})
TRIES = 6


class DatabaseBusyError(Exception):
    """The database stayed locked for longer than anybody waits."""


async def run_transaction(
    connections: Connections, work: Callable[[Any], Awaitable[Any]], person_key: str | None
) -> Any:
    """Run the work in its own transaction; a lost race or a lost connection runs it again from the start.

    A connection lost in the commit itself is not tried again: nobody knows whether it counted.
    """
    begin = "BEGIN" if person_key is None else f"BEGIN; SELECT pg_advisory_xact_lock({lock_number(person_key)})"
    for attempt in range(TRIES):
        is_committing = False
        try:
            async with transaction(connections, begin) as statements:
                answer = await work(statements)
                is_committing = True
                await statements.command("COMMIT")
                return answer
        except DBAPIError as error:
            if not _may_retry(error, is_committing):
                raise
            last = error
        await asyncio.sleep(random.uniform(0.005, 0.02) * 2**attempt)
    raise DatabaseBusyError(f"given up after {TRIES} tries") from last


async def run_reading(connections: Connections, work: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run a work that only reads, on one snapshot."""
    async with transaction(connections, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as statements:
        answer = await work(statements)
        await statements.command("COMMIT")
        return answer


async def run_glancing(connections: Connections, work: Callable[[Any], Awaitable[Any]]) -> Any:
    """Run a work of one reading statement, which needs no transaction around it."""
    async with connections.lent() as link:
        return await work(AwaitedStatements(link.connection, link.driver))


@asynccontextmanager
async def transaction(connections: Connections, begin: str) -> AsyncIterator[AwaitedStatements]:
    """A connection in a transaction that is undone on the way out by an error; the caller ends it otherwise."""
    async with connections.lent() as link:
        statements = AwaitedStatements(link.connection, link.driver)
        try:
            await statements.command(begin)
            yield statements
        except Exception:
            await _undo(link)
            raise


async def _undo(link: Link) -> None:
    """Roll back; where that fails, the connection is given up."""
    if link.connection.invalidated:
        return
    try:
        if not link.driver.is_closed():
            await link.driver.execute("ROLLBACK")
            return
    except DRIVER_ERRORS:
        link.driver.terminate()
    await link.connection.invalidate()


def lock_number(key: str) -> int:
    """A signed 64-bit number that every process derives alike."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _may_retry(error: DBAPIError, is_committing: bool) -> bool:
    if getattr(error.orig, "sqlstate", None) in RETRIED:
        return True
    return error.connection_invalidated and not is_committing
