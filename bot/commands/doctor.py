"""`jiebang doctor`: what is wrong and what to do about it, in the order in which one would look."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import click

from bot.commands import examining, examining_outside
from bot.commands.examining import Finding, Level
from bot.config import Configuration
from bot.trouble import Trouble

MARKS = {Level.GOOD: "ok  ", Level.NOTE: "note", Level.BAD: "BAD "}
PATIENCE = 20
Check = Callable[[Configuration], AsyncIterator[Finding]]


@dataclass(frozen=True, slots=True)
class Section:
    """One look; `name` is shown where the look itself fails."""

    name: str
    check: Check


SECTIONS = (
    Section("configuration", examining.configuration),
    Section("files", examining.files),
    Section("database", examining.database),
    Section("queues", examining.queues),
    Section("people", examining.people),
    Section("platform", examining_outside.platform),
    Section("notices", examining.notices),
    Section("service", examining_outside.service),
)


async def doctor(configuration: Configuration) -> None:
    """Print every finding; exit code 1 where something is wrong."""
    bad = 0
    for section in SECTIONS:
        for finding in await _look(section, configuration):
            click.echo(f"{MARKS[finding.level]} {section.name}: {finding.what}")
            if finding.remedy:
                click.echo(f"       → {finding.remedy}")
            bad += finding.level is Level.BAD
    if bad:
        raise Trouble(f"{bad} {'thing needs' if bad == 1 else 'things need'} attention.")
    click.echo("Nothing is wrong.")


async def _look(section: Section, configuration: Configuration) -> list[Finding]:
    """All findings of a section; one that cannot be looked at to its end is a finding too."""
    findings: list[Finding] = []
    try:
        async with asyncio.timeout(PATIENCE):
            async for finding in section.check(configuration):
                findings.append(finding)
    except Trouble as error:
        findings.append(Finding(Level.NOTE, f"not looked at: {error}"))
    except Exception as error:
        findings.append(Finding(Level.BAD, f"cannot be looked at ({type(error).__name__})"))
    return findings
