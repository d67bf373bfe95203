"""The whole service on loopback behind the stand-in of the platform: for the demo and for scenarios."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.channels.wechat_crypto import Credentials
from bot.config import Configuration, NoticeSection
from bot.language import Language
from bot.process import Process
from bot.stand_in.phone_wire import PhoneWire
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform
from storage.migrations.upgrading import migrate

LOOPBACK = "127.0.0.1"
KEYWORDS = {"subject": "thing1", "state": "thing2", "next": "thing3"}
NAMES = ("visit_reminder", "activity_reminder", "new_order", "progress", "rate", "look_back")


def throw_away(configuration: Configuration, directory: Path) -> Configuration:
    """The configuration with fresh credentials, templates for every notice, and files below `directory`."""
    key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    wechat = configuration.wechat.model_copy(
        update={
            "app_id": "wx" + secrets.token_hex(8),
            "app_secret": secrets.token_hex(16),
            "token": secrets.token_hex(8),
            "encoding_aes_key": key,
            "notices": {
                name: NoticeSection(via="template", template_id=f"template-{name}", fields=KEYWORDS) for name in NAMES
            },
        }
    )
    return configuration.model_copy(
        update={
            "wechat": wechat,
            "privacy": configuration.privacy.model_copy(update={"data_key": secrets.token_hex(16)}),
            "media": configuration.media.model_copy(update={"directory": str(directory / "media")}),
        }
    )


@dataclass(slots=True)
class Stage:
    """A running service, the stand-in and its phones."""

    configuration: Configuration
    process: Process
    platform: FakePlatform
    phones: Phones
    wire: PhoneWire
    address: str
    _session: aiohttp.ClientSession
    _runners: list[web.AppRunner]

    @classmethod
    async def open(
        cls,
        configuration: Configuration,
        now: Callable[[], datetime],
        port: int = 0,
        extend: Callable[[web.Application, FakePlatform, Phones], None] | None = None,
        language: Language | None = None,
    ) -> Stage:
        """Migrate, compose, listen; `extend` may add routes before. Workers run only after `start`."""
        await migrate(configuration.database.url)
        wechat = configuration.wechat
        platform = FakePlatform(wechat.app_id, wechat.app_secret, now)
        api_runner, api_port = await _listen(platform.application(), 0)
        configuration = configuration.model_copy(
            update={"wechat": wechat.model_copy(update={"api_base_url": f"http://{LOOPBACK}:{api_port}"})}
        )
        process = await Process.open(configuration, now, language)
        application = process.application()
        session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        credentials = Credentials(wechat.app_id, wechat.token, wechat.encoding_aes_key, wechat.mode == "safe")
        holder = web.AppRunner(application, shutdown_timeout=2)
        wire = PhoneWire(session, "", credentials, platform)
        phones = Phones(platform, wire)
        if extend is not None:
            extend(application, platform, phones)
        await holder.setup()
        site = web.TCPSite(holder, LOOPBACK, port)
        await site.start()
        address = f"http://{LOOPBACK}:{holder.addresses[0][1]}"
        wire.callback_url = f"{address}/wechat"
        return cls(configuration, process, platform, phones, wire, address, session, [holder, api_runner])

    def start(self) -> None:
        """Delivery and due moments run by themselves."""
        self.process.start()

    async def close(self) -> None:
        """The service first, then the platform."""
        await self.process.stop()
        await self._session.close()
        for runner in self._runners:
            await runner.cleanup()


async def _listen(application: web.Application, port: int) -> tuple[web.AppRunner, int]:
    runner = web.AppRunner(application, shutdown_timeout=2)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, port).start()
    return runner, int(runner.addresses[0][1])
