"""The page's door: only this very machine, only our own page, and nothing in it that a message could have written."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LARGEST_BODY = 4 * 1024 * 1024
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def guarded(handler: Handler) -> Handler:
    """The handler behind the door."""

    async def handle(request: web.Request) -> web.StreamResponse:
        check(request)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return handle


def check(request: web.Request) -> None:
    """403 for another machine, for a foreign name of this one (DNS rebinding), and for another page's request."""
    if not _is_loopback(request.remote) or _host(f"//{request.host}") not in _LOOPBACK_NAMES:
        raise web.HTTPForbidden(text="演示页面只能在本机打开")
    origin = request.headers.get("Origin")
    if origin is not None and _place(origin) != request.host:
        raise web.HTTPForbidden(text="演示页面只听自己的")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="这里只收 JSON")


async def read_json(request: web.Request) -> dict[str, Any]:
    """The posted object, whatever limit the application has; an error says what is wrong."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(body))
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise web.HTTPBadRequest(text="这里只收 JSON 对象")
    return value


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _place(address: str) -> str | None:
    """Host and port as they are written; None where the address is none."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return None


def _is_loopback(remote: str | None) -> bool:
    try:
        return remote is not None and ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return False
