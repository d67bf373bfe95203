"""Ready means that a message could be taken and stored now."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from bot import health
from tests.scenarios.harness import Story, story


async def look(told: Story, path: str) -> tuple[int, dict[str, object]]:
    address = told.stage.wire.callback_url.replace("/wechat", path)
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.json()


async def test_alive_and_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with story(tmp_path) as told:
        assert await look(told, "/healthz") == (200, {"status": "ok"})
        assert await look(told, "/readyz") == (200, dict.fromkeys(("language", "database", "schema", "disk"), True))
        monkeypatch.setattr(health, "LEAST_FREE", 2**60)
        status, found = await look(told, "/readyz")
        assert (status, found["disk"]) == (503, False)


async def test_without_its_tables_it_is_not_ready(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        await told.run(lambda uow: uow.session.run(text("ALTER TABLE demand RENAME TO hidden")))
        status, found = await look(told, "/readyz")
        assert (status, found["database"], found["error"]) == (503, False, "OperationalError")
        assert await look(told, "/healthz") == (200, {"status": "ok"})


@pytest.mark.parametrize("url", ["postgresql+asyncpg://somewhere/x", "sqlite+aiosqlite:///near.db"])
def test_room_is_looked_at_where_the_file_is(url: str) -> None:
    assert health.has_room(url)
