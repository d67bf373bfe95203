"""`jiebang serve`: the service as it runs in earnest, with a graceful end."""

from __future__ import annotations

import asyncio
import signal

import structlog
from aiohttp import web

from bot.clock import system_clock
from bot.commands.opened import check_schema
from bot.config import Configuration
from bot.logs import set_up_logs
from bot.process import Process
from bot.trouble import Trouble
from bot.warming import settle_memory, warm_up_the_rest

log = structlog.get_logger()


async def serve(configuration: Configuration) -> None:
    """Until SIGTERM or SIGINT; then what is held is finished or released."""
    set_up_logs()
    await check_schema(configuration)
    process = await Process.open(configuration, system_clock)
    server = configuration.server
    try:
        runners = [
            await _listen(process.application(), server.host, server.port),
            await _listen(process.admin_application(), server.admin_host, server.admin_port),
        ]
    except Trouble:
        await process.stop()
        raise
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    process.start()
    settle_memory()
    rest = asyncio.create_task(asyncio.to_thread(warm_up_the_rest))
    log.info(
        "serving", port=server.port, admin_port=server.admin_port, worker=process.worker, pool=len(process.pool.index)
    )
    await stopped.wait()
    log.info("stopping")
    await rest
    for runner in runners:
        await runner.cleanup()
    await process.stop()


async def _listen(application: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, reuse_port=None).start()
    except OSError as error:
        raise Trouble(f"{host}:{port} cannot be listened on ({error.strerror})") from error
    return runner
