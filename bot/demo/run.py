"""Runs the demo on loopback: own database, throw-away credentials, a clock that can be moved ahead."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import socket
from datetime import datetime, timedelta
from pathlib import Path

import click
from aiohttp import web

from bot.clock import MovableClock
from bot.config import Configuration, load
from bot.demo.panel import panel
from bot.demo.people import PEOPLE
from bot.demo.seeding import seed
from bot.logs import set_up_logs
from bot.simulator.page import Simulator
from bot.stage import LOOPBACK, Stage, throw_away
from bot.stand_in.phones import Phones
from bot.stand_in.platform import FakePlatform
from bot.trouble import Trouble

DIRECTORY = Path("var/demo")
DATABASE = "demo.sqlite3"
TITLES = {
    "template-new_order": "新需求",
    "template-progress": "进展通知",
    "template-visit_reminder": "上门提醒",
    "template-activity_reminder": "活动提醒",
    "template-rate": "请您评价",
    "template-look_back": "回访",
}
LABELS = {"thing1": "事项", "thing2": "进展", "thing3": "下一步"}


async def run(port: int, directory: Path | None) -> None:
    """Until Ctrl-C."""
    directory = directory or DIRECTORY / str(port)
    set_up_logs(logging.WARNING)
    clock = MovableClock()
    stage = await open_demo(clock, directory, port)
    click.echo(f"\n揭榜 simulator: {stage.address}/sim   (Ctrl-C ends it)\n")
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    await stopped.wait()
    click.echo("Bye.")
    await stage.close()


async def open_demo(clock: MovableClock, directory: Path, port: int) -> Stage:
    """The demo, running: fresh database, sample pool, simulator mounted."""
    _see_that_it_is_free(port)
    await asyncio.to_thread(_make_empty, directory)
    configuration = throw_away(_configuration(directory), directory)
    holder: list[Stage] = []

    async def advance(by: timedelta) -> datetime:
        moment = clock.advance(by)
        await holder[0].process.settle()
        return moment

    async def state() -> dict[str, object]:
        return await panel(holder[0].process)

    def mount(application: web.Application, platform: FakePlatform, phones: Phones) -> None:
        simulator = Simulator(platform, phones, PEOPLE, state, advance, clock, titles=TITLES, labels=LABELS)
        application.add_routes(simulator.routes())
        application.on_shutdown.append(simulator.close)

    click.echo("Starting: database, language, platform stand-in ...")
    stage = await Stage.open(configuration, clock, port, mount)
    holder.append(stage)
    count = await seed(stage)
    click.echo(f"Sample pool: {count} experts.")
    stage.start()
    return stage


def _see_that_it_is_free(port: int) -> None:
    """Looked at first: what another demo keeps in the directory stays, and nothing is loaded for nothing."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError as error:
            other = 8090 if port != 8090 else 8070
            raise Trouble(f"port {port} is taken ({error.strerror}); try: make demo PORT={other}", 2) from error


def _make_empty(directory: Path) -> None:
    """Only what an earlier demo left is deleted."""
    if directory.is_dir() and any(directory.iterdir()) and not (directory / DATABASE).exists():
        raise Trouble(f"{directory} holds other files, and the demo begins with an empty directory; name another", 2)
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True, exist_ok=True)


def _configuration(directory: Path) -> Configuration:
    """The defaults with the demo's own facts; the machine's own configuration plays no part."""
    defaults = load(Path("/dev/null"), {})
    facts = {
        "hotline": "023-8686 0000",
        "hours": "工作日 9:00-17:30",
        "fee_note": "专家服务不收费，差旅由派出单位承担",
    }
    bases = {name: section.model_copy(update=facts) for name, section in defaults.bases.items()}
    return defaults.model_copy(
        update={
            "bases": bases,
            "database": defaults.database.model_copy(
                update={"url": f"sqlite+aiosqlite:///{(directory / DATABASE).as_posix()}"}
            ),
            "reminders": defaults.reminders.model_copy(update={"quiet_hours": ""}),
        }
    )
