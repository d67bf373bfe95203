"""The platform's door: what is forged, stale or malformed is refused without a trace; the rest is answered in time."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from itertools import count

import structlog
from aiohttp import web

from bot import crash_points
from bot.channels.refusal import Refused
from bot.channels.wechat_crypto import Gate
from bot.channels.wechat_messages import read_message
from bot.channels.wechat_replies import text_reply
from bot.delivery.courier import Courier
from bot.metrics import Metrics
from bot.receiving.bodies import read_body
from bot.receiving.dispatcher import Answer, Dispatcher
from bot.receiving.patience import is_done_within
from domain.message import Incoming

log = structlog.get_logger()
PARK_AFTER = 3.0  # leaves time to store the message and to answer within the platform's five seconds
SUCCESS = "success"
_process, _requests = secrets.token_hex(4), count()  # a request's id: whose, and the how manieth


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
        self._log = log.bind()  # made once: what is logged of every message is hardly ever written
        self._parkings: set[asyncio.Task[Answer]] = set()

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
        """One delivery of one message; all that is logged on its way carries the request's id."""
        structlog.contextvars.bind_contextvars(request=f"{_process}{next(_requests):x}")
        try:
            body = await read_body(request)
            incoming = read_message(self._gate.open_envelope(body, request.query), self._account)
        except Refused as refusal:
            return self._refuse(refusal)
        crash_points.reach("receive")
        self._metrics.received.labels(incoming.kind).inc()
        return await self._answer(request, incoming)

    async def finish(self) -> None:
        """Wait for what is being parked."""
        await asyncio.gather(*self._parkings, return_exceptions=True)

    async def _answer(self, request: web.Request, incoming: Incoming) -> web.StreamResponse:
        started = time.monotonic()
        try:
            answer = await self._durable_answer(self._dispatcher.start(incoming), incoming)
        except Exception:
            log.exception("message_failed", kind=incoming.kind)
            self._metrics.failed.inc()
            return web.Response(status=500, text="")
        crash_points.reach("answer")
        self._metrics.seconds.observe(time.monotonic() - started)
        if answer.is_parked:
            self._metrics.late.inc()
            log.info("message_parked", kind=incoming.kind, inbox=answer.inbox_id)
        else:
            self._metrics.answered.inc()
            self._log.debug("message_answered", kind=incoming.kind, inbox=answer.inbox_id, repeat=answer.is_repeat)
        return await self._send(request, incoming, answer)

    async def _durable_answer(self, task: asyncio.Task[Answer], incoming: Incoming) -> Answer:
        """What is on record may be answered: the message's own work, or, where that takes long, its being parked.

        As long as neither is, nothing is answered, and the platform delivers again.
        """
        if await is_done_within(task, PARK_AFTER):
            return task.result()
        parking = self._keep(self._dispatcher.park(incoming))
        await asyncio.wait({task, parking}, return_when=asyncio.FIRST_COMPLETED)
        first, second = (task, parking) if task.done() else (parking, task)
        if first.exception() is not None:
            return await asyncio.shield(second)
        task.add_done_callback(_tell_failure)
        return first.result()

    async def _send(self, request: web.Request, incoming: Incoming, answer: Answer) -> web.StreamResponse:
        """Write the answer; only what was written to an open connection counts as delivered."""
        response = self._reply(incoming, answer)
        try:
            await response.prepare(request)
            await response.write_eof()
        except ConnectionError:
            self._metrics.lost.inc()
            return response
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

    def _keep(self, work: Coroutine[None, None, Answer]) -> asyncio.Task[Answer]:
        parking = asyncio.create_task(work)
        self._parkings.add(parking)
        parking.add_done_callback(self._let_go)
        return parking

    def _let_go(self, parking: asyncio.Task[Answer]) -> None:
        self._parkings.discard(parking)
        if not parking.cancelled() and (error := parking.exception()) is not None:
            log.warning("parking_failed", error=type(error).__name__)

    def _refuse(self, refusal: Refused) -> web.Response:
        self._metrics.refused.labels(refusal.reason.value).inc()
        return web.Response(status=refusal.status, text="")


def _tell_failure(task: asyncio.Task[Answer]) -> None:
    """Nobody waits for this work any more; the message is on record, and is worked on later."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.warning("late_work_failed", error=type(error).__name__)
