"""The schema's history: where a database stands. What changes it is in `upgrading`, which alone needs alembic."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

# A revision's file begins with its number, so nothing has to be imported to know them.
REVISIONS = tuple(
    sorted(path.name.partition("_")[0] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
)


class SchemaState(StrEnum):
    """`newer`: the database knows a revision that this code does not."""

    UP_TO_DATE = "up_to_date"
    OLDER = "older"
    NEWER = "newer"
    EMPTY = "empty"


def state_of(connection: Connection) -> SchemaState:
    """Where the database of this connection stands."""
    if not inspect(connection).has_table("alembic_version"):
        return SchemaState.EMPTY
    current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if current is None:
        return SchemaState.EMPTY
    if current == REVISIONS[-1]:
        return SchemaState.UP_TO_DATE
    return SchemaState.OLDER if current in REVISIONS else SchemaState.NEWER


async def current_state(url: str) -> SchemaState:
    """Where the database stands."""
    if is_file(url):
        return await asyncio.to_thread(_state_of_file, url)
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(state_of)
    finally:
        await engine.dispose()


def is_file(url: str) -> bool:
    """Whether it is SQLite's."""
    return make_url(url).get_backend_name() == "sqlite"


def file_engine(url: str) -> Engine:
    """For SQLite, without the thread that its asynchronous driver leaves behind where a file cannot be opened."""
    return create_engine(make_url(url).set(drivername="sqlite+pysqlite"), poolclass=NullPool)


def _state_of_file(url: str) -> SchemaState:
    engine = file_engine(url)
    try:
        with engine.connect() as connection:
            return state_of(connection)
    finally:
        engine.dispose()
