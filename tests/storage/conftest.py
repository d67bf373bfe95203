"""The contract suite runs on both databases: `database` is an open, migrated, empty one."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.engine import make_url

from storage.engine.database import Database
from storage.migrations.upgrading import migrate
from tests.databases import database_url, open_database, postgres_url, sqlite_url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture
async def url(kind: str, tmp_path: Path) -> AsyncIterator[str]:
    async with database_url(kind, tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def migrated(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Name of a migrated database, never opened itself: every test gets a copy."""
    with asyncio.Runner() as runner:
        context = database_url(kind, tmp_path_factory.mktemp("migrated"))
        fresh = runner.run(context.__aenter__())
        runner.run(migrate(fresh))
        yield make_url(fresh).database or ""
        runner.run(context.__aexit__(None, None, None))


@pytest_asyncio.fixture
async def database(kind: str, tmp_path: Path, migrated: str) -> AsyncIterator[Database]:
    """Open, migrated and empty."""
    if kind == "sqlite":
        fresh = sqlite_url(tmp_path)
        shutil.copy(migrated, make_url(fresh).database or "")
        async with open_database(fresh, is_migrated=True) as opened:
            yield opened
        return
    async with postgres_url(migrated) as fresh, open_database(fresh, is_migrated=True) as opened:
        yield opened
