"""The routes under /sim: the page, its live events, what people do on the phones, the panel and the clock."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator.album import Album
from bot.simulator.deeds import UnfitDeedError, read_deed
from bot.simulator.guard import HEADERS, guarded, read_json
from bot.simulator.leaps import UnfitLeapError, read_leap, read_moment
from bot.simulator.people import SimulatedPerson
from bot.simulator.screens import Screens
from bot.simulator.transcript import Entry, Transcript
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform

STATIC = Path(__file__).parent / "static"
HEARTBEAT = 15.0
MOST_LEAPS = 20
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


class Simulator:
    """Mount `routes()`, and give `close` to the application's `on_shutdown`: open pages would hold up its end.

    `state` answers the panel's data as docs/simulator.md describes it; `advance` moves the clock that `now` reads.
    `titles` names the notices by template id, `labels` their fields by keyword.
    """

    def __init__(
        self,
        platform: FakePlatform,
        phones: Phones,
        people: Sequence[SimulatedPerson],
        state: Callable[[], Awaitable[dict[str, Any]]],
        advance: Callable[[timedelta], Awaitable[datetime]],
        now: Callable[[], datetime],
        *,
        titles: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._platform = platform
        self._phones = phones
        self._people = {person.key: person for person in people}
        self._state = state
        self._advance = advance
        self._now = now
        self._run = secrets.token_hex(4)
        self.transcript = Transcript(now)
        self._album = Album()
        self._screens = Screens(platform, people, self.transcript, self._album, titles or {}, labels or {})

    def routes(self) -> list[web.RouteDef]:
        """All addresses; every one of them is for this machine only."""
        return [
            web.get("/sim", guarded(self._page)),
            web.get("/sim/static/{name:.+}", guarded(self._static)),
            web.get("/sim/people", guarded(self._who)),
            web.get("/sim/events", guarded(self._events), allow_head=False),
            web.get("/sim/pictures/{name}", guarded(self._picture)),
            web.get("/sim/state", guarded(self._panel)),
            web.post("/sim/send", guarded(self._send)),
            web.post("/sim/clock", guarded(self._clock)),
        ]

    async def close(self, _application: web.Application | None = None) -> None:
        """End all open pages and stop listening to the platform."""
        self._screens.close()
        self.transcript.close()

    async def _page(self, _request: web.Request) -> web.Response:
        return _file(STATIC / "index.html")

    async def _static(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if "\x00" in name:  # no file system would look for it
            raise web.HTTPNotFound
        path = (STATIC / name).resolve()
        if not path.is_relative_to(STATIC.resolve()) or path.suffix not in _TYPES or not path.is_file():
            raise web.HTTPNotFound
        return _file(path)

    async def _who(self, _request: web.Request) -> web.Response:
        people = self._people.values()
        return _json([person.as_json(self._platform.person(person.openid).follows) for person in people])

    async def _picture(self, request: web.Request) -> web.Response:
        found = self._album.find(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found[0], content_type=found[1])

    async def _panel(self, _request: web.Request) -> web.Response:
        return _json({"now": self._now().isoformat(), **await self._state()})

    async def _send(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        person = self._people.get(str(body.get("phone")))
        if person is None:
            return _json({"error": "没有这部手机"}, 404)
        try:
            deed = read_deed(body)
        except UnfitDeedError as error:
            return _json({"error": str(error)}, 400)
        if deed.kind != "follow" and not self._platform.person(person.openid).follows:
            return _json({"error": "这部手机已取消关注，先点“关注”"}, 409)
        self._screens.show_deed(person, deed)
        reply = await deed.perform(self._phones.of(person.openid))
        self._screens.show_reply(person, reply)
        return _json({"reply": reply.kind, "text": reply.text})

    async def _clock(self, request: web.Request) -> web.Response:
        asked = (await read_json(request)).get("advance")
        before = len(self.transcript.entries)
        try:
            moment = await self._leap(asked)
            for _ in range(MOST_LEAPS if asked == "next" else 0):
                if len(self.transcript.entries) > before or not await self._has_more(moment):
                    break
                moment = await self._leap(asked)
        except UnfitLeapError as error:
            return _json({"error": str(error)}, 400)
        self.transcript.add(Entry("", "system", "clock"))
        return _json({"now": moment.isoformat()})

    async def _leap(self, asked: object) -> datetime:
        next_at = await self._next_at() if asked == "next" else None
        return await self._advance(read_leap(asked, self._now(), next_at))

    async def _next_at(self) -> datetime | None:
        next_at = (await self._state()).get("next_reminder_at")
        return read_moment(str(next_at)) if next_at else None

    async def _has_more(self, moment: datetime) -> bool:
        """Whether a later reminder waits; the last one may have been for people without a phone on the page."""
        next_at = await self._next_at()
        return next_at is not None and next_at > moment

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        with suppress(ConnectionResetError):  # the page was closed
            await self._stream(request, response)
        return response

    async def _stream(self, request: web.Request, response: web.StreamResponse) -> None:
        hello = {"run": self._run, "count": len(self.transcript.entries)}
        await response.write(f"event: hello\ndata: {_dumps(hello)}\n\n".encode())
        async with self.transcript.reader(self._seen(request.headers.get("Last-Event-ID", ""))) as queue:
            while True:
                try:
                    entry = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if entry is None:
                    return
                await response.write(f"id: {self._run}-{entry['number']}\ndata: {_dumps(entry)}\n\n".encode())

    def _seen(self, last_event: str) -> int:
        """Up to which entry a page that comes back has read; another run's number counts for nothing."""
        run, _, number = last_event.partition("-")
        return int(number) if run == self._run and number.isascii() and number.isdecimal() else 0


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(text=_dumps(value), status=status, content_type="application/json")


def _file(path: Path) -> web.Response:
    return web.Response(text=path.read_text(encoding="utf-8"), content_type=_TYPES[path.suffix], charset="utf-8")
