"""Brings a database to this code's schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.migrations import SchemaState, state_of


class SchemaNewerError(Exception):
    """The database was migrated by a newer release: this one must not touch it."""


async def migrate(url: str) -> None:
    """Bring the database to the current schema; an empty one is filled."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()


def script_location() -> Config:
    """Alembic's configuration: where the revisions are."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


def _upgrade(connection: Connection) -> None:
    if state_of(connection) is SchemaState.NEWER:
        raise SchemaNewerError("the database was migrated by a newer release; install that one")
    config = script_location()
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7245001)")
    command.upgrade(config, "head")
