"""Running a command: read from the message, allowed or refused in one place, and written down where staff act."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.records import AuditEntry
from handlers.commands.reading import read_command
from handlers.commands.table import ROLE_NAMES, Command, by_name
from handlers.orders import claiming_several
from handlers.staff import sayings
from handlers.staff.overview import LOOKED_AT, OPEN
from handlers.turn import Arguments, Turn
from handlers.wording.errors import sentence

MOST_WORDS = 80


def read(turn: Turn) -> tuple[Command, Arguments] | None:
    """The form that the message is, or what staff say in their own words and is a form all the same."""
    if (command := read_command(turn.text, turn.person)) is not None:
        return None if _is_mere_word(turn, command[0]) else command
    said = sayings.read(turn.text, turn.talk.focus) if turn.person.is_staff else None
    return (by_name(said[0]), said[1]) if said else None


async def read_named(turn: Turn) -> tuple[Command, Arguments] | None:
    """脆李那单派给李明华, from staff: the one open demand that speaks of it stands for the number."""
    named = sayings.names_thing(turn.text) if turn.person.is_staff else None
    if named is None:
        return None
    wanted = DemandFilter(bases=turn.person.staff_bases, statuses=OPEN, limit=LOOKED_AT)
    found = [one for one in await turn.uow.demands.find(wanted) if named[0] in one.text or named[0] in one.summary]
    said = sayings.read(named[1].format(no=found[0].no), turn.talk.focus) if len(found) == 1 else None
    return (by_name(said[0]), said[1]) if said else None


def read_several(turn: Turn) -> list[tuple[Command, Arguments]]:
    """1号派给李明华，2号派给谭树林: each instruction of staff or an expert; empty where not all of it is that."""
    if not (turn.person.is_staff or turn.person.expert_ids) or len(turn.text) > MOST_WORDS:
        return []
    if not turn.person.is_staff:
        return _forms(turn)
    parts = sayings.parts_of(turn.text)
    if len(parts) < 2 or (read_command(turn.text, turn.person) is not None and not parts[0].startswith("把")):
        return []
    read_ones = [_read_part(part, turn) for part in parts]
    return [one for one in read_ones if one is not None] if None not in read_ones else []


def _forms(turn: Turn) -> list[tuple[Command, Arguments]]:
    """约2 明天上午9点，约1 明天下午3点: forms of an expert, each with a number of its own."""
    parts = [part for part in re.split(r"[，,；;。\n]+", turn.text) if part.strip()]
    read_ones = [read_command(part, turn.person) for part in parts]
    found = [one for one in read_ones if one is not None and one[1].number is not None]
    return found if len(parts) > 1 and len(found) == len(parts) else []


def _read_part(part: str, turn: Turn) -> tuple[Command, Arguments] | None:
    if (command := read_command(part, turn.person)) is not None:
        return command
    said = sayings.read(part, turn.talk.focus)
    return (by_name(said[0]), said[1]) if said else None


async def run_several(turn: Turn, several: list[tuple[Command, Arguments]]) -> None:
    """One after the other; one that is refused does not stop the next."""
    for command, args in several:
        try:
            await run(turn, command, args)
        except DomainError as refusal:
            turn.say(sentence(refusal))


def _is_mere_word(turn: Turn, command: Command) -> bool:
    """看 alone, from somebody who has no such command, is prose."""
    return turn.text.strip() == command.name and len(command.name) == 1 and not command.allows(turn.person)


async def run(turn: Turn, command: Command, args: Arguments) -> None:
    """Permission is checked here, once; what staff do is written down."""
    if not command.allows(turn.person):
        raise DomainError("not_allowed", command=command.name, role=ROLE_NAMES.get(command.roles, "相应身份"))
    if args.others and args.number is not None and command.name == "揭榜":
        await claiming_several.claim(turn, (args.number, *args.others))
        return
    if args.others and command.name == "办了" and args.number is not None:
        for number in (args.number, *args.others):
            await run(turn, command, replace(args, number=number, others=()))
        return
    if args.others:
        raise DomainError("one_at_a_time", command=command.name, no=args.number, next=args.others[0])
    await command.run(turn, args)
    if command.is_audited and turn.person.is_staff:
        subject = command.subject(args.number) if args.number is not None else args.rest[:40]
        role = next(grant.role.value for grant in turn.person.grants if grant.role in command.roles)
        entry = AuditEntry(turn.now, turn.person.id, role, command.name, subject, turn.outcome)
        await turn.uow.records.audit(entry)
