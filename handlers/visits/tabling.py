"""A time on the table: read from words, put before the other side, changed, and settled when both have said yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.demands import Demand
from domain.errors import DomainError
from domain.visits import ONLINE, ONSITE, Visit, VisitStatus
from handlers.desk import Desk
from handlers.helping import messages
from handlers.offering import publishing
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, meeting_points, meetings
from handlers.visits import notes as visit_notes
from handlers.visits.heard import consent, refusals
from handlers.visits.heard import times as visit_times
from handlers.visits.heard.times import Slot
from handlers.visits.meetings import Meeting
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex

EXAMPLE = "约 12 周六上午9点 现场"
_EITHER = lazy_regex(
    r"[\d日号天一二三四五六午上]\s*(?:或者?|和|、|跟)\s*(?:者)?(?:是)?(?:下周|周|星期|礼拜|\d|[上下]午|[明后]天|大后天)"
)
_THEY = r"(?:他们?|她们?|对方|老乡|农户|人家|你们|您们?|你)"
_ANY = lazy_regex(r"都(?:可以|行|要得|得行|方便|有空|得空|没(?:得)?问题)|任选|随便|(?:哪|啥|什么时候).{0,2}都")
_THEIRS = lazy_regex(rf"[看由听]{_THEY}|{_THEY}(?:来|那边)?(?:定|选|挑|安排)")
_AGREED_LATER = lazy_regex(
    r"再(?:约|定|说|联系|商量|看)|提前(?:跟|给|和)?.{0,4}(?:说|联系|通知)|定了.{0,4}(?:说|通知|联系)"
)
_REGULAR = lazy_regex(r"周末|双休|每[天周]|工作日|平时|[上下]午都|晚上都")
_SAME_CLOCK = lazy_regex(r"(?:同一|同样|一样的?|老|原来的?)时间|同一个?(?:钟)?点|照旧|(?:还是)?那个(?:钟)?点")
_NUMBERS = lazy_regex(r"[#＃]\s*\d+\s*号?单?|\d+\s*号?单")
PROPOSED, AGREED = VisitStatus.PROPOSED, VisitStatus.AGREED


def without_numbers(text: str) -> str:
    """The words without #12 and 12号单, which are no times."""
    return _NUMBERS.sub(" ", text)


def is_dated(words: str, now: datetime) -> bool:
    """Whether the message names a time beside what it mainly says: 我接，下周三上午九点半去果园."""
    return visit_times.has_time(words, now, None)


async def next_agreed(turn: Turn, demands: Sequence[Demand]) -> Visit | None:
    """The nearest visit that is agreed for one of these demands and still to come."""
    held = [demand for demand in demands if demand.expert_id is not None]
    ahead = [visit for demand in held for visit in await meetings.ahead(turn, demand, AGREED)]
    return min(ahead, key=lambda visit: visit.starts_at, default=None)


async def pick(
    turn: Turn, meeting: Meeting, found: list[Visit], act: str, rest: str = "", visit_id: int | None = None
) -> Visit | None:
    """The one visit that is meant; asks where there are several, refuses where there is none."""
    if visit_id is not None:
        found = [visit for visit in found if visit.id == visit_id]
    if not found:
        raise DomainError("no_visit", no=meeting.demand.no)
    if len(found) == 1:
        return found[0]
    no = meeting.demand.no
    turn.talk.ask("visit_which", act=act, no=no, ids=[visit.id for visit in found], rest=rest)
    turn.say(wording.ask_visit(no, [visit_notes.line(visit) for visit in found]))
    return None


async def read_and_put(
    turn: Turn, meeting: Meeting, visit: Visit | None, text: str, near: datetime | None = None
) -> None:
    """Read the time and put it on the table, or ask which is meant; `near` is the day that is spoken of."""
    no = meeting.demand.no
    previous = near or (visit.starts_at if visit else await meetings.standing_time(turn, meeting.demand))
    last = visit or await meetings.last_visit(turn, meeting.demand)
    if previous is None and last is not None and (last.starts_at > turn.now or _SAME_CLOCK.search(text)):
        previous = last.starts_at  # what was called off just now is still what is spoken of
    slots = visit_times.read_slots(text, turn.now, previous, no)
    if visit is not None and _suits_standing(meeting, visit, slots, text):
        await settle(turn, meeting, visit)
        return
    is_alike = last is not None and (last.status is not VisitStatus.DONE or _SAME_CLOCK.search(text) is not None)
    mode = visit_notes.read_mode(turn, text) or (last.mode if last and is_alike else None)
    mode = mode or meeting.demand.mode or ONSITE
    if slots.question:
        choices = [slot.starts_at.isoformat() for slot in slots.choices]
        turn.talk.ask("visit_time", no=no, id=visit.id if visit else None, mode=mode, choices=choices)
        turn.say(wording.ask_time(slots.question, [common.moment(slot.starts_at) for slot in slots.choices]))
        return
    await put(turn, meeting, visit, slots.choices[0], mode)


def _suits_standing(meeting: Meeting, visit: Visit, slots: visit_times.Slots, text: str) -> bool:
    """周三周四都可以, where the other side wants Thursday."""
    is_theirs = visit.status is PROPOSED and not meeting.is_mine(visit)
    is_among = len(slots.choices) > 1 and any(slot.starts_at == visit.starts_at for slot in slots.choices)
    return is_theirs and is_among and refusals.SUITS.search(text) is not None


async def read_or_relay(turn: Turn, meeting: Meeting, visit: Visit | None, text: str) -> None:
    """下周一到周四都行, from an asker: the expert reads it and names the hour."""
    is_several = _EITHER.search(text) is not None or (visit is None and leaves_choice(text, turn.now))
    offers = meeting.other_id is not None and is_several
    if offers and meeting.side == "expert":
        await messages.pass_on(turn, Arguments(meeting.demand.no, text))  # 周二周三都可以: the asker names the day
        return
    try:
        if offers:
            raise DomainError("time_vague", text=text, no=meeting.demand.no)
        await read_and_put(turn, meeting, visit, text)
        is_agreed = visit is not None and visit.status is AGREED
        if is_agreed and meeting.side == "asker" and (more := consent.says_more(text)):
            await messages.pass_on(turn, Arguments(meeting.demand.no, more))
        await tell_beside(turn, meeting, text)
    except DomainError as refusal:
        is_later = refusal.code == "time_vague" and _AGREED_LATER.search(text) is not None
        if is_later and meeting.side == "expert" and meeting.other_id is not None:
            await messages.pass_on(turn, Arguments(meeting.demand.no, text))
            return
        if refusal.code != "time_vague" or meeting.side != "asker" or meeting.other_id is None:
            raise
        no = meeting.demand.no
        said = common.without_phones(text).strip()
        await turn.notify("visit_wish", meeting.other_id, demand_no=no, no=no, text=said)
        await publishing.note(turn, meeting.demand, "added", note=common.cut(said, 60), is_wish=True)
        turn.talk.set_focus(no)
        turn.say(wording.wish_passed(no, meeting.other))


async def tell_beside(turn: Turn, meeting: Meeting, text: str) -> None:
    """先撒点石灰，我后天上午来: what is said beside the time that was put on the table reaches the other side, too."""
    mine = [one for one in await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED) if meeting.is_mine(one)]
    rest = consent.beside_time(text, turn.now, mine[-1].starts_at) if mine and meeting.other_id is not None else ""
    if rest:
        await messages.pass_on(turn, Arguments(meeting.demand.no, rest))


def leaves_open(text: str) -> bool:
    """都得行, 你们定: of the days that were named any will do."""
    return _ANY.search(text) is not None or _THEIRS.search(text) is not None


def leaves_choice(text: str, now: datetime) -> bool:
    """周二 周三都可以, 下周二以后随便哪天: several days, and any of them will do."""
    if _THEIRS.search(text) or (_ANY.search(text) and _REGULAR.search(text)):
        return visit_times.has_time(text, now, None) or _ANY.search(text) is not None
    if _ANY.search(text) is None:
        return False
    try:
        slots = visit_times.read_slots(text, now, None, 0)
    except DomainError as refusal:
        return refusal.code == "time_vague"
    return slots.question == "two"


async def put(turn: Turn, meeting: Meeting, visit: Visit | None, slot: Slot, mode: str) -> None:
    """The time stands on the table: the other side is asked; the same time as theirs is a yes."""
    mode = mode if mode in {ONSITE, ONLINE} else ONSITE
    if visit is None and (waiting := await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED)):
        visit = waiting[-1]  # one order holds one open proposal
    if visit is not None and visit.starts_at == slot.starts_at and visit.mode == mode:
        if visit.status is PROPOSED and not meeting.is_mine(visit):
            await settle(turn, meeting, visit)
        else:
            _say_stands(turn, meeting, visit)
        return
    if visit is None:
        await _put_new(turn, meeting, slot, mode)
    else:
        await _put_over(turn, meeting, visit, slot, mode)
    turn.talk.set_focus(meeting.demand.no)


def _say_stands(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    if visit.status is PROPOSED:
        raise DomainError("own_proposal", no=meeting.demand.no)
    turn.say(wording.already_agreed(meeting.demand.no, common.moment(visit.starts_at)))


async def _put_new(turn: Turn, meeting: Meeting, slot: Slot, mode: str) -> None:
    demand = meeting.demand
    visit = Visit(demand.no, meeting.expert.id, mode, slot.starts_at, turn.person.id, turn.now)
    await visit_notes.place_from_pin(turn, visit)
    _place_from_words(turn, visit)
    visit.id = await turn.uow.visits.add(visit)
    when = common.moment(slot.starts_at)
    turn.say(wording.proposed(demand.no, meeting.other, when, common.MODE[mode], slot.remark))
    if agreed := await meetings.ahead(turn, demand, AGREED):
        turn.say(wording.proposed_more(common.moment(agreed[0].starts_at)))
    await publishing.note(turn, demand, "visit_proposed", note=when)
    await visit_notes.ask_other_side(turn, meeting, visit, "visit_proposal", slot.remark)


def _place_from_words(turn: Turn, visit: Visit) -> None:
    """周六上午9点在村委会门口等您: the same words say where."""
    if visit.mode == ONSITE and (place := meeting_points.read(turn.text)):
        visit.place = place


async def _put_over(turn: Turn, meeting: Meeting, visit: Visit, slot: Slot, mode: str) -> None:
    demand, desk, old = meeting.demand, Desk.of(turn), visit.starts_at
    was_agreed = visit.status is AGREED
    await appointments.drop_waiting(desk, visit)
    visit.starts_at, visit.mode, visit.proposed_by = slot.starts_at, mode, turn.person.id
    _place_from_words(turn, visit)
    visit.move(PROPOSED)
    await turn.uow.visits.save(visit)
    await appointments.settle_status(desk, demand)
    when, shown = common.moment(slot.starts_at), common.MODE[mode]
    if was_agreed:
        turn.say(wording.moved(demand.no, meeting.other, common.moment(old), when, shown, slot.remark))
    else:
        turn.say(wording.proposed(demand.no, meeting.other, when, shown, slot.remark))
    await publishing.note(turn, demand, "visit_proposed", note=when)
    kind = "visit_moved" if was_agreed else "visit_proposal"
    await visit_notes.ask_other_side(turn, meeting, visit, kind, slot.remark, old=common.moment(old))


async def settle(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    """Both sides have said yes: reminders are set, the place is asked for."""
    demand, desk = meeting.demand, Desk.of(turn)
    if visit.starts_at <= turn.now:
        raise DomainError("time_past", moment=common.moment(visit.starts_at), no=demand.no)
    await appointments.drop_waiting(desk, visit)
    visit.move(AGREED)
    await turn.uow.visits.save(visit)
    await appointments.watch(desk, demand, visit, meeting.expert)
    await appointments.settle_status(desk, demand, common.moment(visit.starts_at))
    await visit_notes.tell_agreed(turn, meeting, visit)
    turn.talk.set_focus(demand.no)
