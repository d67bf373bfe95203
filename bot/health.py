"""Alive and ready, as load balancers ask."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from aiohttp import web

from bot.config import Configuration
from bot.language import Language
from storage import migrations
from storage.engine.database import Database

PATIENCE = 3.0
LEAST_FREE = 4 * 1024 * 1024


def has_room(url: str) -> bool:
    """Whether a SQLite file may grow; a server looks after its own disk."""
    scheme, _, path = url.partition("///")
    return not scheme.startswith("sqlite") or shutil.disk_usage(Path(path).parent).free >= LEAST_FREE


def health_routes(database: Database, configuration: Configuration, language: Language) -> list[web.RouteDef]:
    """`/healthz` (the process answers) and `/readyz` (database, schema, language data, room on the disk)."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_: web.Request) -> web.Response:
        checks: dict[str, object] = {"language": language.engine is not None, "database": False, "schema": False}
        try:
            checks["disk"] = has_room(configuration.database.url)
            async with asyncio.timeout(PATIENCE):
                await database.read(lambda uow: uow.demands.get(0))
                checks["database"] = True
                checks["schema"] = await migrations.current_state(configuration.database.url) == "up_to_date"
        except Exception as error:
            checks["error"] = type(error).__name__
        is_ready = all(checks.get(name) for name in ("language", "database", "schema", "disk"))
        return web.json_response(checks, status=200 if is_ready else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
