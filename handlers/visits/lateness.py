"""On the way and late: within the hour before a visit nobody is asked again, the other side is just told."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from handlers.desk import Desk
from handlers.offering import publishing
from handlers.turn import Turn
from handlers.visits import appointments, meetings
from handlers.visits import notes as visit_notes
from handlers.visits.heard import times as visit_times
from handlers.visits.meetings import Meeting
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex

_ARRIVES_AT = lazy_regex(
    r"(?:点|时)(?:\d{1,2}|[一二三四五]?十?[一二三四五六七八九]?)(?:分|半|刻|多)?(?:钟|左右|样子)*(?:才|能|就|可以)*(?:到|拢)(?:得(?:了|到))?[了哈嘛吧。]*$"
)
_ARRIVES_LATE = lazy_regex(r"晚到|迟到|来晚|到得?晚|晚[一点些]+到")
LATE = lazy_regex(
    r"晚到|迟到|晚[一点些]*(?:到|来|过来)|[要会得可能](?:稍微?)?晚[一点些个半十二三四五\d]|来晚|堵车|塞车|爆胎|胎(?:都)?爆|抛锚|车(?:子)?(?:坏|出(?:了)?(?:问题|毛病))|堵(?:起|在|到|倒|着|死|得)|耽[搁误]|(?:[在正还]|^|[，,。！!\s])路上(?![来去走过]|的)"
)
NOT_LATE = lazy_regex(
    r"来不了|去不了|到不了|不来|改天|改到|改成|取消|小心|平安|慢点|路(?:上|面|边)?.{0,3}(?:烂|滑|窄|陡|断|泥|坑|不好|在修)|开得?[上拢]|好走|难走"
)
BEFORE, AFTER = timedelta(hours=3), timedelta(hours=2)
DAY_BEFORE = timedelta(hours=36)  # 明天可能晚到二十分钟
MOST = timedelta(hours=2)  # beyond that the other side has to agree
LONGEST = 40


def speaks_of_it(text: str) -> bool:
    """Words of somebody who is held up."""
    if len(text) > LONGEST or has_points(text):
        return False  # 打三分，迟到 tells what it was worth
    return (LATE.search(text) or _ARRIVES_AT.search(text)) is not None and not NOT_LATE.search(text)


async def hear(turn: Turn) -> bool:
    """堵车，要晚二十分钟: False where no agreed visit is about to begin or the delay is too long to be only told."""
    if not speaks_of_it(turn.text):
        return False
    for demand in await meetings.mine(turn):
        for visit in await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED):
            before = DAY_BEFORE if _ARRIVES_LATE.search(turn.text) else BEFORE
            if -AFTER <= visit.starts_at - turn.now <= before:
                return await _run_late(turn, visit)
    return False


async def _run_late(turn: Turn, visit: Visit) -> bool:
    at = _arrival(turn, visit)
    if at is None and LATE.search(turn.text) is None:
        return False
    if at is not None and not timedelta(0) < at - visit.starts_at <= MOST:
        return False
    meeting = await meetings.find(turn, visit.demand_no, "改约 12 周日上午9点")
    if at is not None and at > turn.now:
        await _put_back(turn, meeting, visit, at)
    when = common.moment(visit.starts_at) if at is not None and at > turn.now else ""
    await publishing.note(turn, meeting.demand, "visit_late", note=when or common.cut(turn.text, 30))
    await visit_notes.tell(turn, meeting, visit, "visit_late", arrives=when, said=common.cut(turn.text, 40))
    turn.talk.set_focus(visit.demand_no)
    turn.say(wording.late_told(visit.demand_no, meeting.other, when))
    return True


def _arrival(turn: Turn, visit: Visit) -> datetime | None:
    """When the visit begins instead, as far as said."""
    text = turn.text
    if not visit_times.is_shift(text) and not visit_times.has_time(text, turn.now, visit.starts_at):
        return None
    try:
        slots = visit_times.read_slots(text, turn.now, visit.starts_at, visit.demand_no)
    except DomainError:
        return None
    return slots.choices[0].starts_at if len(slots.choices) == 1 else None


async def _put_back(turn: Turn, meeting: Meeting, visit: Visit, at: datetime) -> None:
    """Still agreed, a little later: reminders follow."""
    desk = Desk.of(turn)
    await appointments.drop_waiting(desk, visit)
    visit.starts_at = at
    visit.revision += 1
    await turn.uow.visits.save(visit)
    await appointments.watch(desk, meeting.demand, visit, meeting.expert)
