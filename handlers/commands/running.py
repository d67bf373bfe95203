"""Running a command: read from the message, allowed or refused in one place, and written down where staff act."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.records import AuditEntry
from handlers.activities.holding import planning as activity_planning
from handlers.commands import (
    halves,
    put_right,
    several,
    told_of_activities,
    told_of_experts,
    told_of_lists,
    told_of_tasks,
    told_to_askers,
)
from handlers.commands.acts import by_act, undoing
from handlers.commands.reading import read_command
from handlers.commands.table import ROLE_NAMES, STAFF, Command, by_name
from handlers.orders import claiming_several
from handlers.reading import questions
from handlers.staff import noting, unclear
from handlers.staff.overview import LOOKED_AT, OPEN
from handlers.staff.saying import sayings
from handlers.turn import Arguments, Turn
from handlers.wording import common, elsewhere
from handlers.wording.errors import sentence

RECORD = "代录"
SHOWN = "宣讲"
SUBJECT, LONGEST_THING = 40, 6  # characters
FOR_SIDES = {  # of somebody else's demand: what the sides do themselves, and what staff may do instead
    **dict.fromkeys(("约", "改约", "取消约"), "moved"),
    **dict.fromkeys(("同意", "不行"), "agreed"),
    "撤回": "withdrawn",
    "评价": "rating",
    "没来": "missed",
    "没解决": "not_solved",
}
FOR_CALLERS = frozenset("同意 不行 约 改约 取消约 没来 没解决 评价 留言 撤回 修改 完成".split())


def read(turn: Turn) -> tuple[Command, Arguments] | None:
    """The form that the message is, or what staff say in their own words and is a form all the same."""
    if (command := read_command(turn.text, turn.person)) is not None:
        if command[0].name == SHOWN and (meant := told_of_activities.of_form(turn, command[1])) is not None:
            return by_name(meant[0]), meant[1]
        return None if _is_mere_word(turn, command[0]) else command
    if not turn.person.is_staff:
        return None
    if turn.understood is not None and turn.understood.intent == "emergency":
        return by_name(RECORD), Arguments(rest=turn.text, name=RECORD)
    if (whole := halves.read(turn)) is not None:
        return whole
    said = sayings.read(turn.text, turn.talk.focus)
    is_open = said is not None and said[0] == "统计" and told_of_activities.asks_who_came(turn.text)
    return (by_name(said[0]), said[1]) if said and said[0] != RECORD and not is_open else None


async def read_named(turn: Turn) -> tuple[Command, Arguments] | None:
    """What staff say of a demand by its caller or its thing: the one open demand that speaks of it has the number."""
    if not turn.person.is_staff:
        return None
    if (mended := await put_right.of_numbered(turn)) is not None:
        return by_name(mended[0]), mended[1]
    if (news := await noting.news_of_caller(turn, turn.text)) is not None:
        return by_name(news[0]), news[1]
    said = await told_of_tasks.read(turn) or await told_to_askers.read(turn)
    said = said or (await told_of_activities.read(turn) if not _waits(turn) else None)
    said = said or await told_of_lists.read(turn) or await put_right.read(turn)
    said = said or sayings.read(turn.text, turn.talk.focus) or await told_of_experts.read(turn)
    if said and said[0] == RECORD and unclear.is_complaint(turn):
        return None
    if (said is None or said[0] == RECORD) and (named := sayings.names_thing(turn.text)) is not None:
        said = await _of_thing(turn, *named) or said
    return (by_name(said[0]), said[1]) if said else None


async def _of_thing(turn: Turn, thing: str, words: str) -> tuple[str, Arguments] | None:
    """武隆那个豆干厂派给陈坛香: the one open demand that tells of it has the number, and the words are said of that."""
    wanted = DemandFilter(bases=turn.person.staff_bases, statuses=OPEN, limit=LOOKED_AT)
    found = [
        one
        for one in await turn.uow.demands.find(wanted)
        if any(thing in told for told in (one.text, one.summary, one.place_name or "", one.town or ""))
    ]
    if len(found) != 1:
        return None
    head, rest = words.split("{no}号", 1)
    size = next((size for size in range(LONGEST_THING, 0, -1) if rest[:size] in found[0].text), 0)
    tried = [f"{head}{found[0].no}号{left}" for left in dict.fromkeys((rest, rest[size:])) if left]
    for said in tried:
        turn.incoming = replace(turn.incoming, text=said)  # what nobody reads here is heard of that number
        if mended := await put_right.of_numbered(turn):
            return mended
        if (form := sayings.read(said, turn.talk.focus)) is not None and form[0] != RECORD:
            return form
    return ("查", Arguments(found[0].no, name="查")) if questions.asks(rest) else None


async def read_meant(turn: Turn) -> list[tuple[Command, Arguments]]:
    """What no form knew and what is understood all the same: 两个都催一哈, 就派给他, of what was shown last."""
    return [(by_name(name), args) for name, args in await by_act.read(turn)]


def _waits(turn: Turn) -> bool:
    """Whether an announcement waits for its yes or its parts: what is said then is of that one."""
    question = turn.talk.asked()
    return question is not None and question["name"] in {"confirm", activity_planning.QUESTION}


def read_several(turn: Turn) -> list[tuple[Command, Arguments]]:
    """Each instruction of a message that holds several; empty where it does not."""
    return several.read(turn)


async def run_several(turn: Turn, instructions: list[tuple[Command, Arguments]]) -> None:
    """One after the other; one that is refused does not stop the next."""
    for command, args in instructions:
        try:
            await run(turn, command, args)
        except DomainError as refusal:
            await note_refused(turn, refusal)
            turn.say(sentence(refusal))


def _is_mere_word(turn: Turn, command: Command) -> bool:
    """看 alone, from somebody who has no such command, is prose."""
    return turn.text.strip() == command.name and len(command.name) == 1 and not command.allows(turn.person)


async def run(turn: Turn, command: Command, args: Arguments) -> None:
    """Permission is checked here, once; what staff do is written down."""
    if not command.allows(turn.person):
        role = ROLE_NAMES.get(command.roles, "相应身份")
        raise DomainError("not_allowed", command=command.name, role=role, no=args.number)
    if args.others and args.number is not None and command.name == "揭榜":
        await claiming_several.claim(turn, (args.number, *args.others))
        return
    if args.others and command.name == "办了" and args.number is not None:
        for number in (args.number, *args.others):
            await run(turn, command, replace(args, number=number, others=()))
        return
    if args.others:
        raise DomainError("one_at_a_time", command=command.name, no=args.number, next=args.others[0])
    try:
        await command.run(turn, args)
    except DomainError as refusal:
        if halves.keep(turn, command, args, refusal):
            return
        if refusal.code == "demand_not_yours" and turn.person.is_staff and command.name in FOR_SIDES:
            turn.say(elsewhere.of_one(FOR_SIDES[command.name], int(refusal.fields["no"])))
            return
        raise
    if command.is_audited and turn.person.is_staff and command.name not in undoing.LOOKS:
        undoing.keep(turn, command.name, args)
    if args.number is not None and turn.person.is_staff and command.subject(args.number).startswith("#"):
        turn.talk.set_focus(args.number)
    if _leaves_trace(turn, command, args):
        await _audit(turn, command, args)


async def note_refused(turn: Turn, refusal: DomainError) -> None:
    """Who tried a form that is for staff alone stands on the trail, too; the words behind the form do not."""
    if refusal.code != "not_allowed":
        return
    name, _, kind = str(refusal.fields["command"]).partition(" ")
    command, number = by_name(name), refusal.fields.get("no")
    if not command.roles or not command.roles <= STAFF:
        return
    role = next((grant.role.value for grant in turn.person.grants), "asker")
    subject = command.subject(number) if number is not None else kind
    await turn.uow.records.audit(AuditEntry(turn.now, turn.person.id, role, name, subject, "refused"))


def _leaves_trace(turn: Turn, command: Command, args: Arguments) -> bool:
    """What staff did, for themselves or for a caller; what was only asked about is not done yet."""
    if not turn.person.is_staff or not (command.is_audited or (command.name in FOR_CALLERS and args.number)):
        return False
    question = turn.talk.asked()
    is_asked = question is not None and question["name"] == "confirm" and question["command"] == command.name
    return not is_asked or (question or {})["at"] != turn.now.isoformat()


async def _audit(turn: Turn, command: Command, args: Arguments) -> None:
    number = turn.talk.focus if command.name == RECORD and turn.talk.focus_age() == timedelta() else args.number
    subject = command.subject(number) if number is not None else _without_private(command, args.rest)
    roles = command.roles & STAFF or STAFF
    role = next(grant.role.value for grant in turn.person.grants if grant.role in roles)
    await turn.uow.records.audit(AuditEntry(turn.now, turn.person.id, role, command.name, subject, turn.outcome))


def _without_private(command: Command, words: str) -> str:
    """No name and no number of a caller stands in the trail."""
    return "急事" if command.name == RECORD else common.without_phones(words)[:SUBJECT]
