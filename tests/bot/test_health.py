"""Ready means that a message could be taken and stored now."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text

from bot import health
from bot.serving import _listen
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


async def figures(told: Story) -> tuple[int, str]:
    runner = await _listen(told.stage.process.admin_application(), "127.0.0.1", 0)
    try:
        address = f"http://127.0.0.1:{runner.addresses[0][1]}/metrics"
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            return response.status, await response.text()
    finally:
        await runner.cleanup()


async def test_figures_are_told_without_a_database(tmp_path: Path) -> None:
    """An outage is when they are looked at."""
    async with story(tmp_path) as told:
        await told.say("farmer", "谢谢")
        status, text_before = await figures(told)
        assert (status, "jiebang_database_up 1.0" in text_before) == (200, True)
        await told.run(lambda uow: uow.session.run(text("ALTER TABLE outgoing RENAME TO hidden")))
        status, text_after = await figures(told)
        assert (status, "jiebang_database_up 0.0" in text_after) == (200, True)
        assert 'jiebang_received_total{kind="text"} 1.0' in text_after
