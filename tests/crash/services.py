"""Real `serve` processes before a stand-in of the platform, killed and started again by the test."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.channels.wechat_crypto import Credentials
from bot.clock import MovableClock
from bot.config import Configuration, load
from bot.crash_points import VARIABLE
from bot.stage import throw_away
from bot.stand_in.phone_wire import PhoneWire
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform
from storage.migrations.upgrading import migrate
from tests.ports import LOOPBACK, free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(slots=True)
class Service:
    """One `serve` process at a fixed port; `is_up` is set while it answers."""

    configuration: Configuration
    port: int
    log: Path
    process: asyncio.subprocess.Process | None = None
    is_up: asyncio.Event = field(default_factory=asyncio.Event)
    _reader: asyncio.Task[bool] | None = None

    async def start(self, crash_at: str = "") -> None:
        """Start it and wait until it says that it serves; one that ends before is told with what it logged."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "serve"),
            cwd=ROOT,
            env=environment(self.configuration, self.port) | {VARIABLE: crash_at},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reader = asyncio.create_task(self._read(self.process))
        up = asyncio.create_task(self.is_up.wait())
        await asyncio.wait({up, self._reader}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        has_been_up = up.done() or (self._reader.done() and self._reader.result())
        up.cancel()
        if not has_been_up:
            raise RuntimeError(f"serve did not start within {START_SECONDS} s:\n{self.complaints()}")

    async def died(self) -> int:
        """Wait for the process's end; minus 9 is a SIGKILL."""
        assert self.process is not None
        assert self._reader is not None
        code = await self.process.wait()
        await self._reader
        return code

    async def stop(self) -> int:
        """The graceful end; the answer is the exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.died()

    def complaints(self) -> str:
        """What it logged beyond the ordinary; pytest shows it where a test fails."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return "\n".join(line for line in lines if '"level": "info"' not in line)

    async def _read(self, process: asyncio.subprocess.Process) -> bool:
        """Keep its log to the end; the answer tells whether it has ever served."""
        assert process.stderr is not None
        has_been_up = False
        with self.log.open("ab") as log:
            async for line in process.stderr:
                log.write(line)
                if b'"serving"' in line:
                    has_been_up = True
                    self.is_up.set()
        self.is_up.clear()
        return has_been_up


def environment(configuration: Configuration, port: int) -> dict[str, str]:
    """The environment that gives a process this configuration."""
    wechat = configuration.wechat
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("JIEBANG_")},
        "JIEBANG_SERVER__PORT": str(port),
        "JIEBANG_SERVER__ADMIN_PORT": "0",
        "JIEBANG_DATABASE__URL": configuration.database.url,
        "JIEBANG_WECHAT__APP_ID": wechat.app_id,
        "JIEBANG_WECHAT__APP_SECRET": wechat.app_secret,
        "JIEBANG_WECHAT__TOKEN": wechat.token,
        "JIEBANG_WECHAT__ENCODING_AES_KEY": wechat.encoding_aes_key,
        "JIEBANG_WECHAT__API_BASE_URL": wechat.api_base_url,
        "JIEBANG_WECHAT__NOTICES": json.dumps(
            {str(name): section.model_dump() for name, section in wechat.notices.items()}
        ),
        "JIEBANG_REMINDERS__QUIET_HOURS": "",
        "JIEBANG_MATCHING__NOTIFY": str(configuration.matching.notify),
        "JIEBANG_PRIVACY__DATA_KEY": configuration.privacy.data_key,
        "JIEBANG_MEDIA__DIRECTORY": configuration.media.directory,
    }


@dataclass(slots=True)
class Town:
    """The platform, its people, and the processes behind their ports (one for each wire)."""

    configuration: Configuration
    clock: MovableClock
    platform: FakePlatform
    services: list[Service]
    wires: list[PhoneWire]
    phones: Phones


@asynccontextmanager
async def town(directory: Path, url: str, processes: int) -> AsyncIterator[Town]:
    """A migrated database, a listening platform, and processes that are not started yet; all are ended afterwards."""
    await migrate(url)
    clock = MovableClock()
    plain = load(Path("/dev/null"), {"JIEBANG_DATABASE__URL": url, "JIEBANG_REMINDERS__QUIET_HOURS": ""})
    chosen = throw_away(plain, directory)
    platform = FakePlatform(chosen.wechat.app_id, chosen.wechat.app_secret, clock)
    runner = web.AppRunner(platform.application(), shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    address = f"http://{LOOPBACK}:{runner.addresses[0][1]}"
    chosen = chosen.model_copy(update={"wechat": chosen.wechat.model_copy(update={"api_base_url": address})})
    services = [Service(chosen, free_port(), directory / f"serve{number}.log") for number in range(processes)]
    try:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            wires = [_wire(session, chosen, platform, service.port) for service in services]
            yield Town(chosen, clock, platform, services, wires, Phones(platform, wires[0]))
    finally:
        for service in services:
            if service.process is not None and service.process.returncode is None:
                service.process.kill()
                await service.died()
            print(service.complaints())
        await runner.cleanup()


def _wire(session: aiohttp.ClientSession, chosen: Configuration, platform: FakePlatform, port: int) -> PhoneWire:
    wechat = chosen.wechat
    credentials = Credentials(wechat.app_id, wechat.token, wechat.encoding_aes_key, safe=True)
    return PhoneWire(session, f"http://{LOOPBACK}:{port}/wechat", credentials, platform)
