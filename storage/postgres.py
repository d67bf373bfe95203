"""Transactions on PostgreSQL: in the person's turn across processes, and tried again where the database says so."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.statements import AwaitedStatements

LOCK_TIMEOUT_MILLISECONDS = 3500
POOL: dict[str, Any] = {
    "pool_size": 8,
    "max_overflow": 8,
    "pool_timeout": 30,
    "pool_recycle": 1800,
    "connect_args": {
        "statement_cache_size": 512,
        "server_settings": {
            "lock_timeout": str(LOCK_TIMEOUT_MILLISECONDS),
            "idle_in_transaction_session_timeout": "60000",
            "application_name": "jiebang",
        },
    },
}
SERIALIZATION, DEADLOCK, LOCK_NOT_AVAILABLE = "40001", "40P01", "55P03"
RETRIED = frozenset({SERIALIZATION, DEADLOCK, LOCK_NOT_AVAILABLE})
TRIES = 6
_LOCK = select(func.pg_advisory_xact_lock(bindparam("key", type_=BigInteger)))


class DatabaseBusyError(Exception):
    """The database stayed locked for longer than anybody waits."""


async def run_transaction(engine: AsyncEngine, work: Callable[[Any], Awaitable[Any]], person_key: str | None) -> Any:
    """Run the work in its own transaction; a lost race or a lost connection runs it again from the start.

    A connection lost in the commit itself is not tried again: nobody knows whether it counted.
    """
    for attempt in range(TRIES):
        is_committing = False
        try:
            async with engine.connect() as connection:
                answer = await _attempt(connection, work, person_key)
                is_committing = True
                await connection.commit()
                return answer
        except DBAPIError as error:
            if not _may_retry(error, is_committing):
                raise
            last = error
        await asyncio.sleep(random.uniform(0.005, 0.02) * 2**attempt)
    raise DatabaseBusyError(f"given up after {TRIES} tries") from last


async def _attempt(connection: AsyncConnection, work: Callable[[Any], Awaitable[Any]], person_key: str | None) -> Any:
    if person_key is not None:
        await connection.execute(_LOCK, {"key": lock_number(person_key)})
    return await work(AwaitedStatements(connection, has_begun=person_key is not None))


def lock_number(key: str) -> int:
    """A signed 64-bit number that every process derives alike."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _may_retry(error: DBAPIError, is_committing: bool) -> bool:
    if getattr(error.orig, "sqlstate", None) in RETRIED:
        return True
    return error.connection_invalidated and not is_committing
