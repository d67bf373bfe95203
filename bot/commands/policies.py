"""`jiebang policies …`: papers go in one by one, a bad file is named and the others go in; one may be repealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from bot.clock import system_clock
from bot.commands.opened import opened
from bot.config import Configuration
from bot.files.documents import READERS
from bot.files.policy_papers import ReadPlace, read_paper
from bot.language import Language
from bot.trouble import Trouble
from domain.policies import Policy, Stored
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork

REFUSED = "refused"


async def import_files(configuration: Configuration, paths: Sequence[Path]) -> None:
    """Read, store, count; exit code 1 where not one file went in."""
    files = list(dict.fromkeys(_expanded(paths)))
    if not files:
        raise Trouble("there is no .txt, .md, .docx or .pdf file there", 2)
    counts: Counter[str] = Counter()
    async with opened(configuration) as database:
        read_place = Language.load().read_place
        for place, path in enumerate(files, 1):
            outcome, note = await import_file(database, path, read_place)
            counts[outcome] += 1
            click.echo(f"{place}/{len(files)} {path.name}: {outcome}{note}", err=outcome != REFUSED)
    click.echo(", ".join(f"{name} {counts[name]}" for name in [*Stored, REFUSED]))
    if counts[REFUSED] == len(files):
        raise Trouble("no file was imported")


async def import_file(database: Database, path: Path, read_place: ReadPlace) -> tuple[str, str]:
    """What was done with one file, and a note about it."""
    try:
        paper = read_paper(path, read_place)
        stored = await database.run(lambda uow: uow.policies.put(paper, system_clock()), person_key=None)
    except Trouble as error:
        return REFUSED, f", {error}"
    except Exception as error:  # whatever is wrong with one file, the others go in
        return REFUSED, f", unexpected {type(error).__name__}"
    return stored.value, f", 《{paper.title}》, {_described(paper)}, {len(paper.passages)} passages"


def _described(paper: Policy) -> str:
    """What the paper says of itself, or what it lacks."""
    issuer = paper.issuer or "no issuing body found (add a line 发布单位：…)"
    dated = paper.issued_on.isoformat() if paper.issued_on else "no date found (add a line 发布日期：…)"
    return ", ".join(part for part in (issuer, paper.number, dated) if part)


def _expanded(paths: Sequence[Path]) -> Iterator[Path]:
    """A directory stands for the papers in it."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix.lower() in READERS and one.is_file())
        else:
            yield path


async def list_papers(configuration: Configuration) -> None:
    """One line for each paper: number, state, title, issuing body, date."""
    async with opened(configuration) as database:
        papers = await database.read(lambda uow: uow.policies.papers())
    for one in papers:
        state = "repealed" if one.is_repealed else "valid"
        dated = one.issued_on.isoformat() if one.issued_on else "-"
        click.echo(f"{one.id}\t{state}\t{one.title}\t{one.issuer or '-'}\t{one.number or '-'}\t{dated}")


async def repeal(configuration: Configuration, numbers: Sequence[int]) -> None:
    """These papers are quoted no more."""
    async with opened(configuration) as database:
        for number in numbers:
            one = await database.run(partial(_repeal, number=number), person_key=None)
            if one is None:
                raise Trouble(f"{number}: there is no such paper; `jiebang policies list` shows the numbers")
            click.echo(f"{number}: 《{one.title}》 is quoted no more; importing it again brings it back")


async def _repeal(uow: StoredUnitOfWork, number: int) -> Policy | None:
    return await uow.policies.repeal(number, system_clock())
