"""The single looks of `jiebang doctor`: each yields what it found and, where something is wrong, what to do."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bot.clock import system_clock
from bot.commands.opened import HINTS, opened, schema_state
from bot.config import Configuration, ConfigurationError, NoticeName, for_serving
from bot.trouble import Trouble
from domain.people import Role
from storage.engine.database import Database

LEAST_FREE = 500 * 1024 * 1024
OLD = 300.0
DEGRADED: dict[NoticeName, str] = {
    "visit_reminder": "visits are only reminded of within 48 hours of a message; urgent ones become phone calls",
    "activity_reminder": "activities are only reminded of within 48 hours of a message",
    "new_order": "experts hear of new orders only within 48 hours of their own message, or when they write",
    "progress": "askers hear of progress only within 48 hours of their message, or when they write",
    "rate": "ratings are asked for only within 48 hours of a message",
    "look_back": "look-backs are asked only when the person writes",
}


class Level(Enum):
    """How bad a finding is."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it."""

    level: Level
    what: str
    remedy: str = ""


async def configuration(chosen: Configuration) -> AsyncIterator[Finding]:
    """What `serve` cannot do without."""
    try:
        for_serving(chosen)
    except ConfigurationError as error:
        for problem in error.problems:
            yield Finding(Level.BAD, problem, "write it into config.toml or the environment")
        return
    yield Finding(Level.GOOD, "complete")
    if chosen.wechat.mode != "safe":
        yield Finding(Level.NOTE, "messages travel in plain text", 'set wechat.mode = "safe" here and 安全模式 there')


async def files(chosen: Configuration) -> AsyncIterator[Finding]:
    """Where pictures and a SQLite file are kept."""
    for name, directory in _directories(chosen):
        if not _is_writable(directory):
            yield Finding(Level.BAD, f"{name}: {directory} cannot be written", "create it, or give it to the service")
            continue
        free = shutil.disk_usage(directory).free
        level = Level.GOOD if free >= LEAST_FREE else Level.BAD
        yield Finding(level, f"{name}: {free // 2**20} MB free", "" if level is Level.GOOD else "make room on the disk")


def _directories(chosen: Configuration) -> list[tuple[str, Path]]:
    found = [("media.directory", Path(chosen.media.directory))]
    scheme, _, path = chosen.database.url.partition("///")
    if scheme.startswith("sqlite") and path:
        found.append(("database.url", Path(path).parent))
    return found


def _is_writable(directory: Path) -> bool:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            return os.access(directory, os.W_OK)
    except OSError:
        return False


async def database(chosen: Configuration) -> AsyncIterator[Finding]:
    """Reachable, at the current schema, quick, and sealed with the configured key."""
    try:
        state = await schema_state(chosen)
    except Trouble as error:
        yield Finding(Level.BAD, str(error), "is the server running, and are name and password right?")
        return
    if state in HINTS:
        yield Finding(Level.BAD, f"schema: {state}", HINTS[state])
        return
    async with opened(chosen) as one:
        started = time.monotonic()
        await one.read(lambda uow: uow.ping())
        yield Finding(Level.GOOD, f"{one.dialect}, schema up to date, {1000 * (time.monotonic() - started):.0f} ms")
        yield await _key(one)


async def _key(one: Database) -> Finding:
    try:
        await one.read(lambda uow: uow.experts.get_many(range(1, 50)))
    except Exception as error:
        if type(error).__name__ != "SealBrokenError":
            raise
        return Finding(Level.BAD, "privacy.data_key does not fit what is stored", "put the former key back")
    return Finding(Level.GOOD, "privacy.data_key fits")


async def queues(chosen: Configuration) -> AsyncIterator[Finding]:
    """What waits, and what ended badly."""
    async with opened(chosen) as one:
        depths, oldest = await one.read(lambda uow: uow.outbox.figures(system_clock()))
        parked = await one.read(lambda uow: uow.parking.count())
    level = Level.BAD if oldest > OLD else Level.GOOD
    remedy = "is `serve` running? does the platform answer (see below)?" if level is Level.BAD else ""
    yield Finding(level, f"{depths['waiting']} notices wait, the oldest ready one for {oldest:.0f} s", remedy)
    if depths["held"]:
        yield Finding(Level.NOTE, f"{depths['held']} held until their people write", "urgent ones are on 待办 to call")
    if depths["unknown"]:
        yield Finding(
            Level.NOTE, f"{depths['unknown']} perhaps sent, never to be sent again", "see 待办, ask the person"
        )
    if depths["failed"]:
        yield Finding(Level.NOTE, f"{depths['failed']} refused for good", "see 待办 and the log (notice_given_up)")
    if parked:
        yield Finding(Level.NOTE, f"{parked} messages stored in a rush wait to be worked on", "is `serve` running?")


async def people(chosen: Configuration) -> AsyncIterator[Finding]:
    """Somebody has to do what the bot cannot."""
    async with opened(chosen) as one:
        for base in chosen.bases:
            staff = [*await _holders(one, Role.BUTLER, base), *await _holders(one, Role.ADMINISTRATOR, base)]
            if staff:
                yield Finding(Level.GOOD, f"{base}: {len(staff)} butlers and administrators")
            else:
                remedy = f"jiebang invite admin --base {base}, and send the code to the account"
                yield Finding(Level.BAD, f"{base}: nobody is there for tasks", remedy)
        experts = await one.read(lambda uow: uow.expert_feed.all_experts())
    remedy = "" if experts else "jiebang experts import FILE --base NAME"
    yield Finding(Level.GOOD if experts else Level.BAD, f"{len(experts)} experts in the pool", remedy)


async def _holders(one: Database, role: Role, base: str) -> list[object]:
    return list(await one.read(lambda uow: uow.people.holders(role, base)))


async def notices(chosen: Configuration) -> AsyncIterator[Finding]:
    """Which notices reach people who have not written for two days, and what degrades without the others."""
    configured = chosen.wechat.notices
    for name, effect in DEGRADED.items():
        if name in configured:
            yield Finding(Level.GOOD, f"{name}: by {configured[name].via}")
        else:
            yield Finding(Level.NOTE, f"{name}: no template; {effect}", f"apply for one, then [wechat.notices.{name}]")
