"""A server process that is pinned to its cores, started for one run and ended after it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from aiohttp import web

SERVER_CORE, LOAD_CORE = 0, 1
ROOT = Path(__file__).parents[1]
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One running server."""

    port: int
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """What it has used so far, in user and system."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


def pin(cores: Collection[int]) -> None:
    """Keep this process to those cores, where the system can and has them."""
    have = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(cores) & have or have)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def running(
    arguments: tuple[str, ...], environment: Mapping[str, str], cores: Collection[int], port: int
) -> AsyncIterator[Measured]:
    """`python -m …` with that environment, up and listening."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIEBANG_")}
    child = await asyncio.to_thread(
        subprocess.Popen,
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=kept | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if not os.environ.get("BENCH_LOGS") else None,
        preexec_fn=lambda: pin(cores),
    )
    try:
        await _listening(port, child)
        yield Measured(port, psutil.Process(child.pid))
    finally:
        child.terminate()
        await asyncio.to_thread(child.wait, 30)


async def _listening(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if child.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start: {child.args!r}") from None
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


@asynccontextmanager
async def quiet_platform() -> AsyncIterator[str]:
    """A platform that takes everything that is sent to it, on the load's core."""

    async def take(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"errcode": 0, "errmsg": "ok", "access_token": "t", "expires_in": 7200, "msgid": 1})

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
