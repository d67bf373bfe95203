"""A stand-in, a small callback that echoes, and phones between them, in both modes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.refusal import Refused
from bot.channels.wechat_crypto import Gate
from bot.channels.wechat_messages import read_message
from bot.channels.wechat_replies import text_reply
from bot.stand_in.phone_wire import PhoneWire
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform
from domain.message import Incoming
from tests.bot.clock import SettableClock
from tests.bot.wire_helpers import PLAIN, SAFE


@dataclass
class EchoCallback:
    """Answers a text with itself and everything else with its kind; `raw_answer` replaces the answer."""

    gate: Gate
    clock: SettableClock
    received: list[Incoming] = field(default_factory=list)
    raw_answer: str | None = None
    silent_times: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        try:
            if request.method == "GET":
                return web.Response(body=self.gate.echo(request.query))
            xml = self.gate.open_envelope(await request.read(), request.query)
            incoming = read_message(xml, "wx")
        except Refused as refused:
            return web.Response(status=refused.status)
        self.received.append(incoming)
        if len(self.received) <= self.silent_times:
            await self.release.wait()
        if self.raw_answer is not None:
            return web.Response(text=self.raw_answer)
        answer = incoming.text or incoming.kind
        reply = text_reply(incoming.sender.openid, incoming.fields["ToUserName"], answer, self.clock())
        return web.Response(text=self.gate.seal(reply))


@dataclass
class Scene:
    clock: SettableClock
    platform: FakePlatform
    phones: Phones
    callback: EchoCallback


@pytest_asyncio.fixture(params=["safe", "plain"])
async def scene(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    clock = SettableClock()
    credentials = SAFE if request.param == "safe" else PLAIN
    callback = EchoCallback(Gate(credentials, clock), clock)
    application = web.Application()
    application.router.add_route("*", "/wechat", callback.handle)
    platform = FakePlatform(credentials.app_id, "secret", clock)
    async with TestServer(application) as server, aiohttp.ClientSession() as session:
        wire = PhoneWire(session, str(server.make_url("/wechat")), credentials, platform)
        yield Scene(clock, platform, Phones(platform, wire), callback)
        callback.release.set()
