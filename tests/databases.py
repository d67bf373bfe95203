"""Throw-away databases for tests: a file for SQLite, a database of its own on PostgreSQL where one is reachable."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.engine.database import Database
from storage.migrations.upgrading import migrate
from storage.sealing import Sealer

POSTGRES = os.environ.get("JIEBANG_TEST_POSTGRES", "postgresql+asyncpg://root@127.0.0.1:5432/test")
DATA_KEY = "a key for tests only"


def sqlite_url(directory: Path) -> str:
    """A database file of its own."""
    return f"sqlite+aiosqlite:///{directory / f'{secrets.token_hex(6)}.db'}"


_migrated: list[bytes] = []


async def migrated_sqlite_url(directory: Path) -> str:
    """A migrated, empty database file of its own: made once in each process of the tests, then copied."""
    if not _migrated:
        first = sqlite_url(directory)
        await migrate(first)
        _migrated.append(_file_of(first).read_bytes())
    url = sqlite_url(directory)
    _file_of(url).write_bytes(_migrated[0])
    return url


def _file_of(url: str) -> Path:
    return Path(make_url(url).database or "")


def url_of(name: str) -> str:
    """The address of a database on the same server."""
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def _administer(statement: str) -> None:
    engine = create_async_engine(POSTGRES, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()


async def demand_postgres() -> None:
    """Skips, or with CI=true fails, where no server answers."""
    try:
        await _administer("SELECT 1")
    except (OSError, DBAPIError) as error:
        reason = f"PostgreSQL is not reachable at {make_url(POSTGRES).host}: {type(error).__name__}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


@asynccontextmanager
async def postgres_url(template: str = "template1") -> AsyncIterator[str]:
    """A database of its own on PostgreSQL, dropped afterwards."""
    await demand_postgres()
    name = f"jiebang_{secrets.token_hex(6)}"
    await _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield url_of(name)
    finally:
        await _administer(f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def database_url(kind: str, directory: Path) -> AsyncIterator[str]:
    """An empty database of that kind: sqlite or postgresql."""
    if kind == "sqlite":
        yield sqlite_url(directory)
        return
    async with postgres_url() as url:
        yield url


@asynccontextmanager
async def open_database(url: str, *, is_migrated: bool = False) -> AsyncIterator[Database]:
    """Migrated and open."""
    if not is_migrated:
        await migrate(url)
    database = await Database.open(url, Sealer(DATA_KEY))
    try:
        yield database
    finally:
        await database.close()
