"""Who came and who did not: a no-show is told to the other side and to the butler."""

from __future__ import annotations

from datetime import timedelta

from domain.visits import Visit, VisitStatus
from domain.work import TaskKind
from handlers.desk import Desk
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, meetings, tabling
from handlers.visits import notes as visit_notes
from handlers.visits.heard import times as visit_times
from handlers.visits.meetings import Meeting
from handlers.wording import common, owed
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex

NOT_COME = lazy_regex(
    r"没(?:有)?(?:来|到|拢|见到?|看到|等到|得人)|(?:不见|莫得|没得)(?:他|她|人|专家|老师)|爽约|放(?:我|了)?.{0,3}鸽子|白等|失约|找不到人|没人|(?:电话|视频)(?:都|也|还|根本)*没(?:有)?(?:打|来|接|连|响)|没(?:有)?(?:给我)?打(?:过)?(?:电话|视频)来"
)
HAS_COME = lazy_regex(r"(?<![没不别莫])来(?:看|讲|弄|修|教)?过|(?<![没不别莫])(?:看|讲|修|弄)完|走了|等(?:下|会|一)")
RECENT = timedelta(days=7)


async def hear_of_missed(turn: Turn) -> bool:
    """专家没来 in plain words, where a visit of this person has just begun or gone by."""
    since = turn.now - RECENT
    for demand in await meetings.mine(turn):
        for visit in await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED):
            if since <= visit.starts_at <= turn.now:
                await report_missed(turn, Arguments(demand.no), visit.id)
                return True
    return False


async def report_missed(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """没来 12: reported by either side; the other side and the butler hear of it."""
    meeting = await meetings.find(turn, args.number, "没来 12")
    desk, demand = Desk.of(turn), meeting.demand
    agreed = await meetings.visits(desk, demand, VisitStatus.AGREED)
    begun = [visit for visit in agreed if visit.starts_at <= turn.now]
    if agreed and not begun:
        turn.say(wording.not_yet(demand.no, common.moment(agreed[0].starts_at)))
        return
    visit = await tabling.pick(turn, meeting, begun[-1:], "missed", "", visit_id)
    if visit is None:
        return
    await appointments.drop_waiting(desk, visit)
    visit.move(VisitStatus.MISSED)
    await turn.uow.visits.save(visit)
    await appointments.settle_status(desk, demand)
    await _tell_missed(turn, meeting, visit)


async def report_and_go_on(turn: Turn, no: int, visit_id: int) -> None:
    """打了没人接，换后天同一时间: missed, and the time that the same words name is put before the other side."""
    await report_missed(turn, Arguments(no), visit_id)
    words = tabling.without_numbers(turn.text)
    if visit_times.puts_forward(words, turn.now):
        meeting = await meetings.find(turn, no, "约 12 周六上午9点")
        await tabling.read_or_relay(turn, meeting, None, words)


async def _tell_missed(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    demand, when = meeting.demand, common.moment(visit.starts_at)
    desk = Desk.of(turn)
    by_asker = meeting.side == "asker"
    await desk.record(demand, "visit_missed", note=when, by=meeting.side)
    note = owed.missed(when, is_expert=by_asker)
    await desk.owe(demand, TaskKind.FOLLOW_UP, note, key=f"missed:{visit.id}")
    await visit_notes.tell(turn, meeting, visit, "visit_missed", to_expert=by_asker)
    turn.talk.set_focus(demand.no)
    turn.say(wording.missed(demand.no, meeting.other, when) if by_asker else wording.missed_by_expert(demand.no, when))
