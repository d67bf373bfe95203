"""The platform's door: what is forged, stale or malformed is refused without a trace; the rest is answered in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from aiohttp import web

from bot import crash_points
from bot.channels.refusal import Refused
from bot.channels.wechat_crypto import MAXIMUM_BODY_BYTES, Gate
from bot.channels.wechat_messages import read_message
from bot.channels.wechat_replies import text_reply
from bot.courier import Courier
from bot.dispatcher import Answer, Dispatcher
from bot.metrics import Metrics
from domain.message import Incoming

log = structlog.get_logger()
ANSWER_WITHIN = 4.3
SUCCESS = "success"


class Callback:
    """`GET|POST /wechat`."""

    def __init__(
        self,
        gate: Gate,
        account: str,
        dispatcher: Dispatcher,
        courier: Courier,
        now: Callable[[], datetime],
        metrics: Metrics,
    ) -> None:
        self._gate = gate
        self._account = account
        self._dispatcher = dispatcher
        self._courier = courier
        self._now = now
        self._metrics = metrics
        self._late: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """Both methods of the one address."""
        return [web.get("/wechat", self.verify, allow_head=False), web.post("/wechat", self.receive)]

    async def verify(self, request: web.Request) -> web.Response:
        """The URL verification: echostr comes back, decrypted in safe mode."""
        try:
            return web.Response(body=self._gate.echo(request.query), content_type="text/plain")
        except Refused as refusal:
            return self._refuse(refusal)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """One delivery of one message."""
        try:
            if (request.content_length or 0) > MAXIMUM_BODY_BYTES:
                raise web.HTTPRequestEntityTooLarge(MAXIMUM_BODY_BYTES, request.content_length or 0)
            incoming = read_message(self._gate.open_envelope(await request.read(), request.query), self._account)
        except Refused as refusal:
            return self._refuse(refusal)
        crash_points.reach("receive")
        self._metrics.received.labels(incoming.kind).inc()
        return await self._answer(request, incoming)

    async def finish(self) -> None:
        """Wait for late answers to be released."""
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _answer(self, request: web.Request, incoming: Incoming) -> web.StreamResponse:
        task = self._dispatcher.start(incoming)
        try:
            answer = await asyncio.wait_for(asyncio.shield(task), ANSWER_WITHIN)
        except TimeoutError:
            self._metrics.late.inc()
            self._keep(self._release_when_done(task))
            return web.Response(text=SUCCESS)
        except Exception:
            log.exception("message_failed", kind=incoming.kind)
            self._metrics.failed.inc()
            return web.Response(status=500, text="")
        crash_points.reach("answer")
        self._metrics.answered.inc()
        return await self._send(request, incoming, answer)

    async def _send(self, request: web.Request, incoming: Incoming, answer: Answer) -> web.StreamResponse:
        """Write the answer; only what was written to an open connection counts as delivered."""
        response = self._reply(incoming, answer)
        try:
            await response.prepare(request)
            await response.write_eof()
        except (ConnectionError, asyncio.CancelledError):
            self._metrics.lost.inc()
            raise
        if request.transport is None or request.transport.is_closing():
            self._metrics.lost.inc()
        elif answer.reply:
            self._courier.note_delivered(answer.inbox_id)
        return response

    def _reply(self, incoming: Incoming, answer: Answer) -> web.Response:
        if not answer.reply:
            return web.Response(text=SUCCESS)
        ours = incoming.fields.get("ToUserName", self._account)
        xml = text_reply(incoming.sender.openid, ours, answer.reply, self._now())
        return web.Response(text=self._gate.seal(xml), content_type="application/xml")

    async def _release_when_done(self, task: asyncio.Task[Answer]) -> None:
        try:
            answer = await task
        except Exception:
            log.exception("late_message_failed")
            self._metrics.failed.inc()
            return
        if answer.reply and not answer.is_repeat:
            await self._courier.release(answer.inbox_id)

    def _keep(self, work: Awaitable[None]) -> None:
        late = asyncio.ensure_future(work)
        self._late.add(late)
        late.add_done_callback(self._late.discard)

    def _refuse(self, refusal: Refused) -> web.Response:
        self._metrics.refused.labels(refusal.reason.value).inc()
        return web.Response(status=refusal.status, text="")
