"""Tells a database that is away for a moment from a mistake of ours: only the first is worth another try."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from storage.engine.connections import DatabaseAwayError
from storage.engine.postgres import DatabaseBusyError

CONNECTION, RESOURCES, INTERVENTION = "08", "53", "57"
AWAY = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN),
    }
)


def is_outage(error: BaseException) -> bool:
    """Connection refused or lost, restart, cancelled statement, none free; a file that is held or cannot be written."""
    if isinstance(error, (OSError, DatabaseAwayError, DatabaseBusyError)):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and is_outage(error.orig))
    if isinstance(error, sqlite3.OperationalError):
        return (error.sqlite_errorcode & 0xFF) in AWAY
    state = getattr(error, "sqlstate", None)
    return isinstance(state, str) and state[:2] in {CONNECTION, RESOURCES, INTERVENTION}
