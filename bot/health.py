"""Alive and ready, as load balancers ask."""

from __future__ import annotations

from aiohttp import web

from bot.config import Configuration
from bot.language import Language
from storage import migrations
from storage.database import Database


def health_routes(database: Database, configuration: Configuration, language: Language) -> list[web.RouteDef]:
    """`/healthz` (the process answers) and `/readyz` (database, schema, language data)."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_: web.Request) -> web.Response:
        checks: dict[str, object] = {"language": language.engine is not None, "database": False, "schema": False}
        try:
            await database.read(lambda uow: uow.demands.get(0))
            checks["database"] = True
            checks["schema"] = await migrations.current_state(configuration.database.url) == "up_to_date"
        except Exception as error:
            checks["error"] = type(error).__name__
        is_ready = all(checks.get(name) for name in ("language", "database", "schema"))
        return web.json_response(checks, status=200 if is_ready else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
