"""`jiebang chat`: one person's chat in the terminal; what is pushed to this person is shown too."""

from __future__ import annotations

import asyncio
import secrets
import sys

import click

from bot.clock import system_clock
from bot.commands.opened import opened, schema_state
from bot.config import Configuration
from bot.entries import Entries
from bot.language import Language
from bot.library import Library
from bot.pool import Pool
from bot.receiving.dispatcher import Dispatcher
from domain.message import Incoming, Sender
from domain.notices import Rung
from handlers.wording import notices
from nlu.times.workdays import is_workday
from storage.migrations.upgrading import migrate
from storage.unit_of_work import StoredUnitOfWork

CHANNEL, ACCOUNT = "terminal", "chat"


async def chat(configuration: Configuration, name: str) -> None:
    """Read lines until the end of input."""
    if await schema_state(configuration) == "empty":
        await migrate(configuration.database.url)
    async with opened(configuration) as database:
        language = Language.load()
        pool = await Pool.load(database, language)
        library = await Library.load(database)
        entries = await Entries.load(database, language, pool)
        services = language.services(configuration, configuration.rules(is_workday), pool.index, library)
        dispatcher = Dispatcher(database, services, system_clock)
        sender = Sender(CHANNEL, ACCOUNT, name)
        is_person = sys.stdin.isatty()
        if is_person:
            click.echo("直接打字，空行结束。")
        while True:
            for line in await database.run(lambda uow: _pushed(uow, sender), person_key=None):
                click.echo(f"[通知] {line}")
            line = await asyncio.to_thread(_read, f"{name}: " if is_person else "")
            if not line:
                return
            answer = await dispatcher.handle(Incoming(sender, secrets.token_hex(8), "text", system_clock(), text=line))
            click.echo(answer.reply or "（没有回复）")
            await pool.refresh(database)
            await library.refresh(database)
            await entries.refresh(database)


def _read(prompt: str) -> str:
    if prompt:
        sys.stdout.write(prompt)
        sys.stdout.flush()
    return sys.stdin.readline().strip()


async def _pushed(uow: StoredUnitOfWork, sender: Sender) -> list[str]:
    """What waits for this person: the terminal is its own rung."""
    now = system_clock()
    await uow.people.recognise(sender, now)
    parcels = await uow.outbox.claim("terminal", now, 100, channel=CHANNEL)
    mine = [row for parcel in parcels if parcel.openid == sender.openid for row in parcel.rows]
    await uow.outbox.begin_sending(mine, Rung.CUSTOM, now)
    await uow.outbox.sent(mine, now)
    await uow.outbox.release("terminal")
    return [notices.text_of(row.notice) for row in mine]
