"""Arranging visits: either side names a time, the other agrees, refuses or counters; moved and cancelled alike."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.offering import publishing
from handlers.reading.hindrances import unable
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, meetings
from handlers.visits import notes as visit_notes
from handlers.visits.heard import consent
from handlers.visits.heard import times as visit_times
from handlers.visits.heard.times import Slot
from handlers.visits.meetings import Meeting
from handlers.visits.tabling import (
    EXAMPLE,
    pick,
    put,
    read_and_put,
    read_or_relay,
    settle,
    tell_beside,
    without_numbers,
)
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

MORE = lazy_regex(r"再(?:来|去|约|看|跑|讲|上)|下[一]?次|第[二三]次|复[查诊看]|回访|另外(?:再)?约")
_UNCHANGED = lazy_regex(
    r"不变|没变|照旧|照常|准时|按时|确定(?:在|来|到|去)|肯定(?:在|来|到|去)|一定(?:在|来|到|去)|别忘|莫忘|记得|不见不散"
)
_NOT_NOW = lazy_regex(rf"{unable('来去到')}|今天不|不[来去]了|改(?:天|到|成)|再走|爆胎|胎(?:都)?爆|抛锚|车坏")
_MOVED = lazy_regex(r"[改换挪推延提]|时间不变|钟点不变")
PROPOSED, AGREED = VisitStatus.PROPOSED, VisitStatus.AGREED


async def propose(turn: Turn, args: Arguments) -> None:
    """约 12 …: answers the time on the table with another, or names a first or further one."""
    meeting = await meetings.find(turn, args.number, EXAMPLE)
    open_proposals = await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED)
    visit = open_proposals[-1] if open_proposals else None
    await read_and_put(turn, meeting, visit, args.rest)


async def suggest(turn: Turn, understood: Understanding) -> None:
    """A time in prose: what it is about follows from what stands already."""
    text = without_numbers(turn.text)
    if await _keep_wish(turn, understood):
        return
    meeting = await meetings.find(turn, understood.demand_no, EXAMPLE)
    desk = Desk.of(turn)
    proposals = await meetings.visits(desk, meeting.demand, PROPOSED)
    agreed = await meetings.ahead(turn, meeting.demand, AGREED)
    if not agreed and not proposals and _NOT_NOW.search(text):
        agreed = await meetings.just_begun(turn, meeting.demand)  # 今天来不赢了，明天一早行不行
    if consent.asks_time(text) or (agreed and not proposals and _UNCHANGED.search(text) and not _MOVED.search(text)):
        await _answer_when(turn, meeting, proposals or agreed)
        return
    if proposals:
        await read_or_relay(turn, meeting, proposals[-1], consent.without_conditions(text))
        return
    if not agreed and visit_times.names_refused(text, turn.now):
        await messages.pass_on(turn, Arguments(meeting.demand.no, turn.text))  # 我明天去北京开会 names no time to meet
    elif not agreed or MORE.search(text):
        await read_or_relay(turn, meeting, None, text)
    elif visit_times.puts_off(text, turn.now) or visit_times.refuses(text, turn.now, agreed[0].starts_at):
        await put_off(turn, meeting.demand.no, agreed[0])
    else:
        await move(turn, Arguments(meeting.demand.no, text), agreed[0].id)
        await tell_beside(turn, meeting, text)


async def _keep_wish(turn: Turn, understood: Understanding) -> bool:
    """Before anybody has claimed, the asker's time is kept with the demand."""
    if understood.demand_no is None and (turn.person.expert_ids or await meetings.mine(turn)):
        return False
    demands = await access.open_demands(turn)
    number = understood.demand_no or (demands[0].no if len(demands) == 1 else turn.talk.focus)
    demand = next((one for one in demands if one.no == number and one.expert_id is None), None)
    if demand is None:
        return False
    demand.text, demand.updated_at = f"{demand.text}\n{turn.text}", turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=common.cut(turn.text, 60), is_wish=True)
    turn.say(wording.wish_kept(demand.no))
    return True


async def wish(turn: Turn, demand: Demand) -> str:
    """What the asker said before the claim about when it suits."""
    history = await turn.uow.demands.history(demand.no)
    said = [str(entry.detail["note"]) for entry in history if entry.detail.get("is_wish")]
    return wording.wish(said[-1]) if said else ""


async def put_off(turn: Turn, number: int, visit: Visit) -> None:
    """不来了，天晴再说: the time is off and the other side hears why at once; it is asked when instead."""
    meeting = await meetings.find(turn, number, EXAMPLE)
    await _call_off(turn, meeting, visit, "visit_cancelled", turn.text)
    turn.talk.ask("visit_when", no=number, id=None)
    turn.say(wording.put_off(number, meeting.other, common.moment(visit.starts_at), is_expert=meeting.side == "expert"))


def ask_when(turn: Turn, visit: Visit) -> None:
    """改天吧: to when?"""
    turn.talk.ask("visit_when", no=visit.demand_no, id=visit.id)
    turn.say(wording.ask_when(visit.demand_no, common.moment(visit.starts_at)))


async def _answer_when(turn: Turn, meeting: Meeting, standing: list[Visit]) -> None:
    """周四是几号, 周五几点: the time that stands is said with its date; where none stands the other side is asked."""
    no = meeting.demand.no
    if not standing:
        await messages.pass_on(turn, Arguments(no, turn.text))
    elif standing[-1].status is PROPOSED and not meeting.is_mine(standing[-1]):
        turn.say(wording.answer_me(no, common.moment(standing[-1].starts_at)))
    elif standing[-1].status is PROPOSED:
        turn.say(wording.still_asked(no, meeting.other, common.moment(standing[-1].starts_at)))
    else:
        turn.say(wording.already_agreed(no, common.moment(standing[0].starts_at)))


async def move(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """改约 12 …: the old time is off, the other side is asked for the new one."""
    meeting = await meetings.find(turn, args.number, "改约 12 周日上午9点")
    found = await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED, AGREED)
    if not found and visit_id is None and visit_times.has_time(args.rest, turn.now, None):
        await read_and_put(turn, meeting, None, args.rest)  # nothing stands any more: a first time
        return
    visit = await pick(turn, meeting, found, "move", args.rest, visit_id)
    if visit is None:
        return
    mode = visit_notes.read_mode(turn, args.rest)
    if mode and mode != visit.mode and not visit_times.has_time(args.rest, turn.now, visit.starts_at):
        await put(turn, meeting, visit, Slot(visit.starts_at), mode)
        return
    await read_and_put(turn, meeting, visit, args.rest)


async def agree(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """同意 12: the time stands; a yes with another time counters it."""
    meeting = await meetings.find(turn, args.number, "同意 12")
    found = await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED)
    theirs = [visit for visit in found if not meeting.is_mine(visit)]
    if not theirs:
        await _nothing_to_agree(turn, meeting, found)
        return
    if visit_id is None and len(theirs) == 1 and visit_times.has_time(args.rest, turn.now, theirs[0].starts_at):
        await read_and_put(turn, meeting, theirs[0], args.rest)
        return
    if (visit := await pick(turn, meeting, theirs, "agree", "", visit_id)) is not None:
        await settle(turn, meeting, visit)


async def _nothing_to_agree(turn: Turn, meeting: Meeting, mine: list[Visit]) -> None:
    if mine:
        raise DomainError("own_proposal", no=meeting.demand.no)
    agreed = await meetings.ahead(turn, meeting.demand, AGREED)
    if not agreed:
        raise DomainError("no_visit", no=meeting.demand.no)
    turn.say(wording.already_agreed(meeting.demand.no, common.moment(agreed[0].starts_at)))


async def refuse(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """不行 12: the time is off, the other side hears why; a no with another time counters it."""
    meeting = await meetings.find(turn, args.number, "不行 12")
    found = await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED)
    theirs = [visit for visit in found if not meeting.is_mine(visit)]
    if not theirs:
        await cancel(turn, replace(args, number=meeting.demand.no), visit_id)
        return
    if visit_id is None and len(theirs) == 1 and visit_times.has_time(args.rest, turn.now, theirs[0].starts_at):
        await read_and_put(turn, meeting, theirs[0], args.rest)
    elif (visit := await pick(turn, meeting, theirs, "refuse", args.rest, visit_id)) is not None:
        await _call_off(turn, meeting, visit, "visit_refused", args.rest)
        turn.say(wording.refused(meeting.demand.no, meeting.other, common.moment(visit.starts_at)))


async def cancel(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """取消约 12: reminders die, the other side is told."""
    meeting = await meetings.find(turn, args.number, "取消约 12")
    found = await meetings.visits(Desk.of(turn), meeting.demand, PROPOSED, AGREED)
    if (visit := await pick(turn, meeting, found, "cancel", args.rest, visit_id)) is not None:
        await _call_off(turn, meeting, visit, "visit_cancelled", args.rest)
        turn.say(wording.cancelled(meeting.demand.no, meeting.other, common.moment(visit.starts_at)))


async def _call_off(turn: Turn, meeting: Meeting, visit: Visit, kind: str, reason: str) -> None:
    desk = Desk.of(turn)
    await appointments.drop_waiting(desk, visit)
    visit.move(VisitStatus.CANCELLED)
    await turn.uow.visits.save(visit)
    await appointments.settle_status(desk, meeting.demand)
    await publishing.note(turn, meeting.demand, "visit_cancelled", note=common.moment(visit.starts_at))
    await visit_notes.tell(turn, meeting, visit, kind, reason=common.cut(reason, 60))
    turn.talk.set_focus(meeting.demand.no)
