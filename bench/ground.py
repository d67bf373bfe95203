"""The databases that the measured processes find: migrated, 3,000 experts, 1,500 askers with a demand each."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path

from sqlalchemy import text, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bench.mix import ASKERS, EXPERTS, demand_texts
from bench.pool import grow, read_experts
from bench.wire import CREDENTIALS
from bot.clock import system_clock
from bot.config import Configuration, load
from bot.process import Process
from domain.experts import Expert, Reach
from domain.message import Incoming, Sender
from domain.people import Grant, Role
from storage.migrations.upgrading import migrate
from storage.pool_import import import_experts
from storage.tables.conversing import inbox
from storage.tables.delivery import outgoing
from storage.unit_of_work import StoredUnitOfWork

POOL = 3_000
POSTGRES = os.environ.get("JIEBANG_TEST_POSTGRES", "postgresql+asyncpg://root@127.0.0.1:5432/test")


def settings(url: str, directory: Path, api: str = "http://127.0.0.1:9") -> dict[str, str]:
    """The environment of a measured process."""
    return {
        "JIEBANG_DATABASE__URL": url,
        "JIEBANG_SERVER__ADMIN_PORT": "0",
        "JIEBANG_WECHAT__APP_ID": CREDENTIALS.app_id,
        "JIEBANG_WECHAT__APP_SECRET": "benchsecret",
        "JIEBANG_WECHAT__TOKEN": CREDENTIALS.token,
        "JIEBANG_WECHAT__ENCODING_AES_KEY": CREDENTIALS.encoding_aes_key,
        "JIEBANG_WECHAT__API_BASE_URL": api,
        "JIEBANG_REMINDERS__QUIET_HOURS": "",
        "JIEBANG_PRIVACY__DATA_KEY": "a key for measuring only",
        "JIEBANG_MEDIA__DIRECTORY": str(directory / "media"),
    }


def configuration(url: str, directory: Path) -> Configuration:
    """The same, for a process opened in this one."""
    return load(Path("/dev/null"), settings(url, directory))


def experts(size: int = POOL) -> Iterator[Expert]:
    """A pool of that size."""
    profiles, _ = read_experts()
    for one in grow(profiles, size):
        yield Expert(
            base=one.base,
            name=f"{one.name}{one.id}",
            unit=one.unit,
            title=one.title,
            fields=tuple(one.fields),
            skills=tuple(one.skills),
            profile=one.profile,
            max_open=50,
        )


async def fill(url: str, directory: Path) -> None:
    """Everything, by the service's own code; what it would have sent counts as sent."""
    await migrate(url)
    process = await Process.open(configuration(url, directory), system_clock)
    for base, members in groupby(sorted(experts(), key=lambda one: one.base), key=lambda one: one.base):
        await process.database.run(
            partial(import_experts, base=base, experts=list(members), now=system_clock()), person_key=None
        )
    await process.database.run(bind, person_key=None)
    await process.pool.refresh(process.database)
    needs = demand_texts()
    for number in range(ASKERS):
        await process.dispatcher.handle(incoming(f"bench-asker-{number}", needs[number % len(needs)], f"m:{number}"))
    await process.database.run(quiet, person_key=None)
    await process.stop()


def incoming(openid: str, words: str, key: str) -> Incoming:
    """A text as the channel hands it on."""
    return Incoming(Sender("wechat", CREDENTIALS.app_id, openid), key, "text", datetime.now(UTC), text=words)


async def bind(uow: StoredUnitOfWork) -> None:
    """The first experts follow the account."""
    now = system_clock()
    for number, expert in enumerate((await uow.expert_feed.all_experts())[:EXPERTS]):
        person = await uow.people.recognise(Sender("wechat", CREDENTIALS.app_id, f"bench-expert-{number}"), now)
        expert.reach, expert.person_id, expert.updated_at = Reach.BOUND, person.id, now
        await uow.experts.save(expert)
        await uow.people.grant(person.id, Grant(expert.base, Role.EXPERT, expert.id))


async def quiet(uow: StoredUnitOfWork) -> None:
    """Nothing waits for delivery."""
    await uow.session.run(update(outgoing).values(status="sent"))
    await uow.session.run(update(inbox).values(status="delivered"))


async def administer(statement: str) -> None:
    """One statement on the server itself."""
    engine = create_async_engine(POSTGRES, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


async def has_postgres() -> bool:
    """Whether a server answers."""
    try:
        await administer("SELECT 1")
    except Exception:
        return False
    return True


@asynccontextmanager
async def postgres_database(template: str = "template1") -> AsyncIterator[str]:
    """A database of its own, dropped afterwards."""
    name = f"jiebang_bench_{secrets.token_hex(4)}"
    await administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        await administer(f"DROP DATABASE {name} WITH (FORCE)")


def sqlite_copy(filled: Path, directory: Path) -> str:
    """A copy of a filled file."""
    copy = directory / f"{secrets.token_hex(4)}.db"
    shutil.copy(filled, copy)
    return f"sqlite+aiosqlite:///{copy}"
