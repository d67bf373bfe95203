"""A stand-in of the platform on a real port, and our API client in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp.test_utils import TestServer

from bot.channels.wechat_api import WeChatApi
from bot.channels.wechat_token import MemoryTokenStore, TokenProvider, TokenStore
from bot.channels.wechat_transport import Transport
from bot.stand_in.platform import FakePlatform
from tests.bot.clock import SettableClock

APP_ID = "wx0123456789abcdef"
APP_SECRET = "a-secret-of-the-tests"


@dataclass
class Bench:
    clock: SettableClock
    platform: FakePlatform
    session: aiohttp.ClientSession
    base_url: str

    def provider(self, store: TokenStore | None = None, secret: str = APP_SECRET) -> TokenProvider:
        transport = Transport(self.session, self.base_url)
        return TokenProvider(transport, store or MemoryTokenStore(), APP_ID, secret, self.clock)

    def api(self, provider: TokenProvider | None = None, seconds: float = 5) -> WeChatApi:
        timeout = aiohttp.ClientTimeout(total=seconds)
        return WeChatApi(self.session, self.base_url, provider or self.provider(), timeout)


@asynccontextmanager
async def open_bench() -> AsyncIterator[Bench]:
    clock = SettableClock()
    platform = FakePlatform(APP_ID, APP_SECRET, clock)
    async with TestServer(platform.application()) as server, aiohttp.ClientSession() as session:
        yield Bench(clock, platform, session, str(server.make_url("")))
