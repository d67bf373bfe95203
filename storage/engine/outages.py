"""Tells a database that is away for a moment from a mistake of ours: only the first is worth another try."""

from __future__ import annotations

import socket
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

# Why a server lets nobody in, by the state it names.
DOORS = {
    "28000": "the server knows no such user, or lets it in from nowhere",
    "28P01": "the password is wrong",
    "3D000": "the server has no such database; make it with createdb",
    "42501": "the user may not do this in that database",
    "53300": "the server has no connection left",
    "57P03": "the server is just starting or ending",
}
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


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


def ailment(error: BaseException) -> str | None:
    """What is the matter with the database, in words that hold nobody's data; None where nothing is but our mistake.

    A file's own error messages are fixed sentences; a server's may quote a row, so of those the name must do.
    """
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(inner, sqlite3.DatabaseError):
        return str(inner) if is_outage(inner) or inner.sqlite_errorcode & 0xFF in DAMAGED else None
    if isinstance(error, DBAPIError | DatabaseAwayError | DatabaseBusyError) and is_outage(error):
        return str(inner) if isinstance(inner, DatabaseAwayError) else type(inner).__name__
    return None


def closed_door(error: BaseException) -> str | None:
    """Why a server cannot be reached or lets nobody in, as the one who set its address can mend it."""
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(inner, ConnectionRefusedError):
        return "nothing listens there; is the server running?"
    if isinstance(inner, socket.gaierror):
        return "there is no such host"
    if isinstance(inner, TimeoutError):
        return "the server does not answer"
    return DOORS.get(str(getattr(inner, "sqlstate", None)))
