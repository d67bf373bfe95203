"""Brings a database to this code's schema, whole or not at all: after a kill in the midst it is just run again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, inspect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.migrations import SchemaState, file_engine, is_file, state_of
from storage.tables import metadata


class SchemaNewerError(Exception):
    """The database was migrated by a newer release: this one must not touch it."""


class SchemaStrangeError(Exception):
    """Tables of our names stand there and nothing says of which release: they are not ours to change."""


async def migrate(url: str) -> None:
    """Bring the database to the current schema; an empty one is filled."""
    if is_file(url):
        await asyncio.to_thread(_migrate_file, url)
        return
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def _migrate_file(url: str) -> None:
    """In one transaction, which Python's driver would begin only before the first row: each table went in alone."""
    engine = file_engine(url)
    event.listen(engine, "connect", _leave_transactions_alone)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            _upgrade(connection)
    finally:
        engine.dispose()


def _leave_transactions_alone(driver: Any, _: Any) -> None:
    driver.isolation_level = None


def script_location() -> Config:
    """Alembic's configuration: where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _upgrade(connection: Connection) -> None:
    state = state_of(connection)
    if state is SchemaState.NEWER:
        raise SchemaNewerError("the database was migrated by a newer release; install that one")
    if state is SchemaState.UP_TO_DATE:
        return
    config = script_location()
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7245001)")
        state = state_of(connection)  # another process may have been at it while this one waited
    if state is SchemaState.EMPTY and (there := metadata.tables.keys() & set(inspect(connection).get_table_names())):
        raise SchemaStrangeError(f"the database holds tables of these names: {', '.join(sorted(there)[:3])} …")
    command.upgrade(config, "head")
