"""Tells a database that is away for a moment from a mistake of ours: only the first is worth another try."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.postgres import DatabaseBusyError

CONNECTION, RESOURCES, INTERVENTION = "08", "53", "57"
LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def is_outage(error: BaseException) -> bool:
    """Connection refused or lost, restart, cancelled statement, no free connection, a file held by somebody else."""
    if isinstance(error, (OSError, DatabaseBusyError, PoolTimeoutError)):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_outage(error.orig))
    if isinstance(error, sqlite3.OperationalError):
        return (error.sqlite_errorcode & 0xFF) in LOCKED
    state = getattr(error, "sqlstate", None)
    return isinstance(state, str) and state[:2] in {CONNECTION, RESOURCES, INTERVENTION}
