"""The schema's history: brings a database to this code's schema, and says where a database stands."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


class SchemaState(StrEnum):
    """`newer`: the database knows a revision that this code does not."""

    UP_TO_DATE = "up_to_date"
    OLDER = "older"
    NEWER = "newer"
    EMPTY = "empty"


class SchemaNewerError(Exception):
    """The database was migrated by a newer release: this one must not touch it."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _state(connection: Connection) -> SchemaState:
    scripts = ScriptDirectory.from_config(_config())
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return SchemaState.EMPTY
    if current == scripts.get_current_head():
        return SchemaState.UP_TO_DATE
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.OLDER if current in known else SchemaState.NEWER


def _upgrade(connection: Connection) -> None:
    if _state(connection) is SchemaState.NEWER:
        raise SchemaNewerError("the database was migrated by a newer release; install that one")
    config = _config()
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7245001)")
    command.upgrade(config, "head")


async def migrate(url: str) -> None:
    """Bring the database to the current schema; an empty one is filled."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()


async def current_state(url: str) -> SchemaState:
    """Where the database stands."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_state)
    finally:
        await engine.dispose()
