"""What is on, for whoever asks: all of it, what fits the words, or what this person goes to."""

from __future__ import annotations

from datetime import timedelta

from domain.activities import Activity, SignUp, SignUpStatus
from domain.calendar import SHANGHAI
from handlers.activities import choice as activity_choice
from handlers.activities import matters as activities
from handlers.turn import Arguments, Turn
from handlers.wording import activities as wording
from handlers.wording import common
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SURE = 0.5
ON_THE_DAY = timedelta(hours=5)
WHERE_OR_WHEN = lazy_regex(r"哪[里儿点个]|在哪|几[点号时]|[什啥]么?时候|好久|多久|还开|开不开|改.{0,4}没|改时间|地址")


async def show(turn: Turn, args: Arguments) -> None:
    """宣讲: what is on; 宣讲 3: that one."""
    mine = await mine_of(turn)
    if args.number is not None:
        activity = await activities.locked(turn, args.number)
        activity.check_open(turn.now)
        if turn.person.is_staff:
            activities.talk_about(turn, activity)
        turn.say(wording.detail(activity, mark(mine.get(activity.id))))
        return
    if not args.rest and mine and WHERE_OR_WHEN.search(turn.text):
        await show_mine(turn)
        return
    coming_up = await ahead(turn)
    understood = turn.understood if not args.rest else turn.services.understand(args.rest, turn.now)
    about = _about(understood)
    if not coming_up:
        turn.talk.note("none_on")
        turn.say(wording.none_listed(about))
        return
    fitting = [one for one in coming_up if _fits(turn, one, understood)] if about and understood else coming_up
    shown = (fitting or coming_up)[: activity_choice.SHOWN]
    lines = [wording.line(one, mark(mine.get(one.id))) for one in shown]
    turn.talk.note("listed", ids=[one.id for one in shown])
    turn.say(wording.listed(lines, wording.lead(about, is_fitting=bool(fitting)), shown[0].id))


async def show_mine(turn: Turn) -> None:
    """那个宣讲几点: the one that this person goes to."""
    found = await turn.uow.activities.of_person(turn.person.id, turn.now)
    mine = {one.id: entry for one, entry in found}
    own = activity_choice.narrow(turn, turn.text, [one for one, _ in found])
    if len(own) == 1:
        turn.say(wording.detail(own[0], mark(mine[own[0].id])))
    else:
        turn.say("\n".join([wording.yours(), *(wording.line(one, mark(mine[one.id])) for one in own)]))


async def ahead(turn: Turn) -> list[Activity]:
    """What this person may still sign up for."""
    return await turn.uow.activities.upcoming(activities.visible_bases(turn), turn.now)


async def mine_of(turn: Turn) -> dict[int, SignUp]:
    """What this person is to come to, by number."""
    return {one.id: entry for one, entry in await turn.uow.activities.of_person(turn.person.id, turn.now)}


async def begins_now(turn: Turn) -> list[Activity]:
    """What this person goes to and what is about to begin, or has just begun, nearest first."""
    mine = await turn.uow.activities.of_person(turn.person.id, turn.now - ON_THE_DAY)
    near = [one for one, _ in mine if abs(one.starts_at - turn.now) <= ON_THE_DAY]
    return sorted(near, key=lambda one: abs(one.starts_at - turn.now))


def shown_lately(turn: Turn) -> list[int]:
    """The numbers of the list that was shown a moment ago."""
    shown = turn.talk.recent("listed")
    return list(shown.get("ids", [])) if shown else []


def mark(entry: SignUp | None) -> str:
    """Whether this person has a place in it, or waits for one."""
    if entry is None:
        return ""
    is_waiting = entry.status is SignUpStatus.WAITING
    return wording.mark_waiting(entry.heads) if is_waiting else wording.mark_signed(entry.heads)


def _about(understood: Understanding | None) -> str:
    """What the list is asked about: days, a place, a field."""
    if understood is None:
        return ""
    times = "".join(one.text for one in understood.times[:1] if one.start)
    place = common.short_place(understood.place.name) if understood.place else ""
    guess = understood.field
    field = (guess.second or guess.name) if guess and _is_about_field(understood) else ""
    return times + place + field


def _is_about_field(understood: Understanding) -> bool:
    guess = understood.field
    return guess is not None and guess.confidence >= SURE and bool(understood.tags or guess.second)


def _fits(turn: Turn, activity: Activity, understood: Understanding) -> bool:
    day = activity.starts_at.astimezone(SHANGHAI)
    for one in understood.times[:1]:
        end = one.end or one.start
        if one.start and end and not one.start.date() <= day.date() <= end.date():
            return False
    if (place := understood.place) is not None:
        names = {common.short_place(place.name).rstrip("县区市"), place.town or place.name}
        is_there = any(name in activity.place for name in names)
        if not is_there and not any(place.code.startswith(code) for code in activity.audience_places):
            return False
    guess = understood.field
    if guess is None or not _is_about_field(understood):
        return True
    return activity_choice.fits_field(turn, activity, guess.second, guess.code)
