"""A simulator on a real port, its phones speaking to a small callback that echoes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.channels.wechat_crypto import Gate
from bot.simulator.page import Simulator
from bot.simulator.people import SimulatedPerson
from bot.stand_in.phone_wire import PhoneWire
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform
from tests.bot.clock import SettableClock
from tests.bot.stand_in.conftest import EchoCallback
from tests.bot.wire_helpers import SAFE

PEOPLE = (
    SimulatedPerson("farmer", "果农老刘", "o_farmer", "farmer", "刘", ("脆李裂果怎么办", "进度")),
    SimulatedPerson("expert", "专家李老师", "o_expert", "expert", "李", ("榜单",)),
    SimulatedPerson("admin", "管理员周姐", "o_admin", "admin", "周", ("待办",)),
)


@dataclass
class Show:
    """A running simulator and what surrounds it."""

    clock: SettableClock
    platform: FakePlatform
    callback: EchoCallback
    session: aiohttp.ClientSession
    address: URL
    simulator: Simulator
    state: dict[str, Any] = field(default_factory=dict)
    reminders: list[tuple[str, str]] = field(default_factory=list)

    def remind(self, at: str, openid: str) -> None:
        """What the service would send to somebody at a moment, in ISO 8601; the latest is added last."""
        self.reminders.append((at, openid))
        self.state["next_reminder_at"] = self.reminders[0][0]

    def send_reminders(self) -> None:
        """All that are due by the clock."""
        while self.reminders and datetime.fromisoformat(self.reminders[0][0]) <= self.clock():
            _, openid = self.reminders.pop(0)
            said = {"touser": openid, "msgtype": "text", "text": {"content": "别忘了"}}
            assert self.platform.sending.custom(said) == 0
            self.state["next_reminder_at"] = self.reminders[0][0] if self.reminders else None

    async def post(self, path: str, body: object) -> tuple[int, dict[str, Any]]:
        async with self.session.post(self.address / "sim" / path, json=body) as response:
            return response.status, await response.json()

    async def send(self, **deed: Any) -> tuple[int, dict[str, Any]]:
        return await self.post("send", deed)


@asynccontextmanager
async def open_show() -> AsyncIterator[Show]:
    clock = SettableClock()
    shows: list[Show] = []
    state: dict[str, Any] = {"orders": [], "visits": [], "activities": [], "next_reminder_at": None}

    async def read_state() -> dict[str, Any]:
        return state

    async def advance(leap: timedelta) -> datetime:
        clock.at += leap
        shows[0].send_reminders()
        return clock.at

    callback = EchoCallback(Gate(SAFE, clock), clock)
    platform = FakePlatform(SAFE.app_id, "secret", clock)
    door = web.Application()
    door.router.add_post("/wechat", callback.handle)
    async with TestServer(door) as server, aiohttp.ClientSession() as session:
        phones = Phones(platform, PhoneWire(session, str(server.make_url("/wechat")), SAFE, platform))
        simulator = Simulator(platform, phones, PEOPLE, read_state, advance, clock, titles={"T1": "新需求"})
        application = web.Application()
        application.add_routes(simulator.routes())
        application.on_shutdown.append(simulator.close)
        async with TestServer(application) as page:
            shows.append(Show(clock, platform, callback, session, page.make_url("/"), simulator, state))
            yield shows[0]


@pytest_asyncio.fixture
async def show() -> AsyncIterator[Show]:
    async with open_show() as opened:
        yield opened
