"""`jiebang experts`: the good rows of a file go in, in one transaction; who may be there twice is listed."""

from __future__ import annotations

from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.opened import check_base, opened
from bot.config import Configuration
from bot.files.roster import read_roster
from bot.language import Language
from bot.trouble import Trouble
from handlers.pool.keeping.doubles import pairs
from nlu.times.workdays import is_workday
from storage.pool_import import import_experts

SHOWN = 200


async def import_file(configuration: Configuration, file: Path, base: str) -> None:
    """Read, store, count."""
    check_base(configuration, base)
    async with opened(configuration) as database:
        click.echo(f"Reading {file} ...", err=True)
        roster = read_roster(file, base, Language.load().read_place)
        if not configuration.privacy.data_key and any(expert.phone for expert in roster.experts):
            raise Trouble("privacy.data_key is empty, and the file has phone numbers; make one: jiebang new-key", 2)
        click.echo(f"Storing {len(roster.experts)} experts ...", err=True)
        now = system_clock()
        counts = await database.run(lambda uow: import_experts(uow, base, roster.experts, now), person_key=None)
    for number, reason in roster.refused[:SHOWN]:
        click.echo(f"row {number}: {reason}")
    if len(roster.refused) > SHOWN:
        click.echo(f"… and {len(roster.refused) - SHOWN} more refused rows")
    click.echo(
        f"added {counts.added}, changed {counts.changed}, unchanged {counts.unchanged}, refused {len(roster.refused)}"
    )


async def list_duplicates(configuration: Configuration, base: str) -> None:
    """A line for each pair, the surest first; merging is done in chat, where it is confirmed and audited."""
    check_base(configuration, base)
    async with opened(configuration) as database:
        bases = configuration.rules(is_workday).pool_of(base)
        found = await database.read(lambda uow: pairs(uow, bases))
    for pair in found:
        entries = (f"{one.id} {one.name}，{one.base}，{one.unit}，{one.title}" for one in (pair.kept, pair.other))
        click.echo(f"{pair.likeness:.2f}  {'  |  '.join(entries)}")
    click.echo(f"{len(found)} pairs; merge one in chat: 合并专家 A B", err=True)
