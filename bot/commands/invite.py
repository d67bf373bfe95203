"""`jiebang invite`: one-time codes, kept only as hashes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.opened import check_base, opened
from bot.config import Configuration
from bot.files.spreadsheets import write_csv_row
from bot.language import new_code
from bot.trouble import Trouble
from domain.experts import Expert, ExpertStatus, Reach
from domain.people import Role
from domain.whole_numbers import whole_number
from domain.work import Invitation
from storage.engine.database import Database

LASTS = timedelta(days=7)
EXPERTS_LAST = timedelta(days=30)


async def invite(
    configuration: Configuration,
    role: str,
    base: str,
    name: str | None,
    expert: str | None,
    everybody: bool,
    out: Path | None,
) -> None:
    """Print one code, or write codes for every unbound expert."""
    check_base(configuration, base)
    if everybody and (role != "expert" or out is None):
        raise Trouble("--all goes with role expert and --out FILE", 2)
    if role == "expert" and not everybody and not expert:
        raise Trouble("role expert wants --expert NAME_OR_ID, or --all --out FILE", 2)
    async with opened(configuration) as database:
        if everybody and out is not None:
            out.open("ab").close()  # before any code is made
            await _for_everybody(database, base, out)
            return
        one = await _named(database, base, expert) if expert and role == "expert" else None
        code = await _store(database, Role(role), base, LASTS, one, name)
        whom = f" for {one.name} ({one.unit})" if one else f" for {name}" if name else ""
        click.echo(f"A code{whom}: {role} of {base}, once, within {LASTS.days} days. In chat: 绑定 CODE")
        click.echo(code)


async def _store(
    database: Database, role: Role, base: str, lasts: timedelta, one: Expert | None, name: str | None
) -> str:
    code, code_hash = new_code()
    now = system_clock()
    invitation = Invitation(
        code_hash, role, base, now, now + lasts, expert_id=one.id if one else None, name=one.name if one else name
    )
    await database.run(lambda uow: uow.work.invite(invitation), person_key=None)
    return code


async def _named(database: Database, base: str, words: str) -> Expert:
    if (number := whole_number(words)) is not None:
        one = await database.read(lambda uow: uow.experts.get(number))
        found = [one] if one is not None and one.base == base else []
    else:
        found = await database.read(lambda uow: uow.experts.by_name(words, [base]))
    if not found:
        raise Trouble(f"--expert {words}: nobody of that name or id in {base}")
    if len(found) > 1:
        choices = "; ".join(f"{one.id} {one.unit}" for one in found)
        raise Trouble(f"--expert {words}: several, give the id: {choices}")
    return found[0]


async def _for_everybody(database: Database, base: str, out: Path) -> None:
    experts = await database.read(lambda uow: uow.expert_feed.all_experts())
    wanted = [
        one for one in experts if one.base == base and one.reach is Reach.UNBOUND and one.status is ExpertStatus.ACTIVE
    ]
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv_row(file, ["id", "姓名", "单位", "邀请码"])
        for count, one in enumerate(wanted, 1):
            code = await _store(database, Role.EXPERT, base, EXPERTS_LAST, one, None)
            write_csv_row(file, [one.id, one.name, one.unit, code])
            if count % 1000 == 0:
                click.echo(f"{count} of {len(wanted)}", err=True)
    click.echo(f"{len(wanted)} codes in {out}, each good once within {EXPERTS_LAST.days} days.")
