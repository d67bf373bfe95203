"""Fixtures of the process's tests: the platform's stand-in with our client in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.bot.platform_fixtures import Bench, open_bench


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with open_bench() as opened:
        yield opened
