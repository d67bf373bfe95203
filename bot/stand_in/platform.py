"""The stand-in itself: an aiohttp application with the API's addresses, faults first, then token, then the rules."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.stand_in.faults import Fault, FaultKind, Faults
from bot.stand_in.media import MediaShelf
from bot.stand_in.people import Person
from bot.stand_in.sending import Sending
from bot.stand_in.sent import SentMessage, SentRecord
from bot.stand_in.tokens import TokenDesk

MESSAGES = {0: "ok", -1: "system error", 40001: "invalid credential", 45015: "response out of time limit"}
_LARGEST_REQUEST = 12 * 1024 * 1024
_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\u")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FakePlatform:
    """One account's platform. Mount `application()` anywhere; look into `sent`, `people` and `calls` afterwards."""

    def __init__(self, app_id: str, app_secret: str, now: Callable[[], datetime]) -> None:
        self.app_id = app_id
        self._app_secret = app_secret
        self.now = now
        self.people: dict[str, Person] = {}
        self.calls: Counter[str] = Counter()
        self.faults = Faults()
        self.tokens = TokenDesk(now)
        self.media = MediaShelf(now)
        self.record = SentRecord()
        self.sending = Sending(self.people, self.media, self.record, now)

    @property
    def sent(self) -> list[SentMessage]:
        """Everything that reached a phone, oldest first."""
        return self.record.messages

    def person(self, openid: str) -> Person:
        """The follower of that openid, made on first mention."""
        return self.people.setdefault(openid, Person(openid))

    async def next_message(self, openid: str, timeout: float = 5.0) -> SentMessage:  # noqa: ASYNC109
        """The oldest message to this person not yet returned here; `TimeoutError` where none comes."""
        return await self.record.next_message(openid, timeout)

    def application(self) -> web.Application:
        """A fresh application with all addresses."""
        application = web.Application(middlewares=[self._guard()], client_max_size=_LARGEST_REQUEST)
        application.router.add_post("/cgi-bin/stable_token", self._stable_token)
        application.router.add_post("/cgi-bin/message/custom/send", self._sender(self.sending.custom))
        application.router.add_post("/cgi-bin/message/template/send", self._sender(self.sending.template))
        application.router.add_post("/cgi-bin/message/subscribe/bizsend", self._sender(self.sending.subscribe))
        application.router.add_post("/cgi-bin/media/upload", self._upload)
        application.router.add_get("/cgi-bin/media/get", self._download, allow_head=False)
        application.router.add_get("/cgi-bin/user/info", self._user_info, allow_head=False)
        application.router.add_get("/files/{media_id}", self._file, allow_head=False)
        return application

    def _guard(self) -> Any:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            self.calls[request.path] += 1
            fault = self.faults.next_for(request.path)
            return await (handler(request) if fault is None else _play(fault, request, handler))

        return guard

    async def _stable_token(self, request: web.Request) -> web.Response:
        asked = _read_json(await request.read())
        if asked is None:
            return _answer(47001)
        if asked.get("appid") != self.app_id:
            return _answer(40013)
        if asked.get("secret") != self._app_secret:
            return _answer(40125)
        answer = self.tokens.request(asked.get("force_refresh") is True)
        if isinstance(answer, int):
            return _answer(answer)
        return _json({"access_token": answer[0], "expires_in": answer[1]})

    def _sender(self, send: Callable[[Mapping[str, Any]], int]) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            body = await request.read()
            refusal = self._token_refusal(request)
            if refusal:
                return _answer(refusal)
            payload = _read_json(body)
            errcode = 47001 if payload is None else send(payload)
            return _answer(errcode, {} if errcode else {"msgid": len(self.sent)})

        return handle

    async def _upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        refusal = self._token_refusal(request)
        part = form.get("media")
        if refusal or not isinstance(part, web.FileField):
            return _answer(refusal or 41005)
        kind, content = request.query.get("type", ""), part.file.read()
        refusal = self.media.refusal(kind, content)
        if refusal:
            return _answer(refusal)
        media_id = self.media.add(kind, content)
        return _json({"type": kind, "media_id": media_id, "created_at": int(self.now().timestamp())})

    async def _download(self, request: web.Request) -> web.Response:
        refusal = self._token_refusal(request)
        media_id = request.query.get("media_id", "")
        stored = self.media.find(media_id)
        if refusal or stored is None:
            return _answer(refusal or 40007)
        if stored.kind == "video":
            return _json({"video_url": str(request.url.origin().joinpath("files", media_id))})
        return web.Response(body=stored.content, content_type=stored.content_type)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self.media.find(request.match_info["media_id"])
        if stored is None:
            raise web.HTTPNotFound
        return web.Response(body=stored.content, content_type=stored.content_type)

    async def _user_info(self, request: web.Request) -> web.Response:
        refusal = self._token_refusal(request)
        person = self.people.get(request.query.get("openid", ""))
        if refusal or person is None:
            return _answer(refusal or 40003)
        return _json({"subscribe": int(person.follows), "openid": person.openid, "language": "zh_CN"})

    def _token_refusal(self, request: web.Request) -> int:
        return self.tokens.check(request.query.get("access_token", ""))


async def _play(fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
    if fault.kind is FaultKind.ERRCODE:
        return _answer(int(fault.value))
    if fault.kind is FaultKind.STATUS:
        return web.Response(status=int(fault.value), text="error")
    if fault.kind is FaultKind.DROP_BEFORE:
        await request.read()
        return _dropped(request)
    response = await handler(request)
    if fault.kind is FaultKind.DROP_AFTER:
        return _dropped(request)
    if fault.kind is FaultKind.GARBLED:
        return web.Response(text="<html>")
    await asyncio.sleep(fault.value)
    return response


def _dropped(request: web.Request) -> web.Response:
    """The connection is cut; the response is only there to end the handler."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _read_json(body: bytes) -> dict[str, Any] | None:
    """The JSON object; `\\u` escapes stay as they were written, as the platform has shown them to people."""
    try:
        value = json.loads(_ESCAPE.sub(rb"\1\\\\u", body))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _answer(errcode: int, more: Mapping[str, Any] | None = None) -> web.Response:
    return _json({"errcode": errcode, "errmsg": MESSAGES.get(errcode, "refused"), **(more or {})})


def _json(value: Mapping[str, Any]) -> web.Response:
    """The platform often calls its JSON plain text."""
    return web.Response(text=json.dumps(value, ensure_ascii=False), content_type="text/plain")
