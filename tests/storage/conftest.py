"""The contract suite runs on both databases: `database` is an open, migrated, empty one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from tests.databases import database_url, open_database


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture
async def url(kind: str, tmp_path: Path) -> AsyncIterator[str]:
    async with database_url(kind, tmp_path) as fresh:
        yield fresh


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    async with open_database(url) as opened:
        yield opened
