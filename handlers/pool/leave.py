"""Away and back: no new orders for a while; what is in hand stays, and visits that fall into it are named."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from domain.experts import Expert
from handlers.turn import Arguments, Turn
from handlers.visits import appointments
from handlers.wording import common
from handlers.wording import leave as wording
from nlu.text.patterns import lazy_regex
from nlu.times import read_times
from nlu.times.numerals import read_number

_DOTTED = lazy_regex(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?!\d)")
_SPAN = lazy_regex(
    r"(?P<half>半)?(?P<count>[一二两三四五六七八九十\d]{1,3})?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<more>半)?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}
_UNTIL = ("到", "至")


async def go(turn: Turn, args: Arguments) -> None:
    """请假 到12月5日, 请假三天, 下周都不在; without an end it lasts until 销假."""
    experts = await _mine(turn)
    today = turn.now.astimezone(SHANGHAI).date()
    start, until = _days(_DOTTED.sub(r"\1月\2日", args.rest), turn.now, today)
    names_day = args.name or re.search(r"[\d到至]", args.rest)
    if until is None and start == today and args.rest and names_day:
        raise DomainError("date_needed")
    if until and until < today:
        raise DomainError("date_past", day=f"{until.month}月{until.day}日")
    for one in experts:
        one.leave_from, one.leave_until, one.updated_at = start, until, turn.now
        await turn.uow.experts.save(one)
    turn.say(wording.kept(start if start > today else None, until, today))
    turn.say(await _visits_in_between(turn, experts, start, until))


async def come_back(turn: Turn, args: Arguments) -> None:
    """销假."""
    for one in await _mine(turn):
        one.leave_from = one.leave_until = None
        one.updated_at = turn.now
        await turn.uow.experts.save(one)
    turn.say(wording.ended())


def read_span(text: str, now: datetime) -> tuple[date, date | None]:
    """First and last day of a leave in anybody's words; no last day where none is said."""
    return _days(_DOTTED.sub(r"\1月\2日", text), now, now.astimezone(SHANGHAI).date())


async def _mine(turn: Turn) -> list[Expert]:
    experts = await turn.uow.experts.get_many(turn.person.expert_ids)
    if not experts:
        raise DomainError("not_an_expert")
    return list(experts.values())


def _days(text: str, now: datetime, today: date) -> tuple[date, date | None]:
    """First and last day; no last day where none is said."""
    times = read_times(text, now)
    moments = [moment.astimezone(SHANGHAI).date() for one in times for moment in (one.start, one.end) if moment]
    is_until = text.lstrip().startswith(_UNTIL) or bool(times and times[0].start is None)
    start = today if is_until or not moments else max(today, moments[0])
    if (length := _length(text)) and len(moments) <= 1 and not is_until:
        return start, start + timedelta(days=length - 1)
    if not times or "after" in times[-1].notes:
        return start, None
    if len(moments) == 1 and not is_until and re.search("[到至]", text):
        start = today
    return start, moments[-1]


def _length(text: str) -> int | None:
    """三天, 半个月, 两周: in days."""
    for found in _SPAN.finditer(text):
        count = read_number(found["count"]) if found["count"] else None
        if count is None and not found["half"]:
            continue
        if found["unit"] in {"日", "年", "月"} and found["count"] and not re.search("个|半", found[0]):
            continue  # 12月5日 is a date
        days = _DAYS[found["unit"]]
        return max(1, round(days * ((count or 0) + (0.5 if found["half"] or found["more"] else 0))))
    return None


async def _visits_in_between(turn: Turn, experts: list[Expert], start: date, until: date | None) -> str:
    since = max(turn.now, datetime.combine(start, time(), SHANGHAI).astimezone(UTC))
    end = datetime.combine(until, time.max, SHANGHAI).astimezone(UTC) if until else since + timedelta(days=90)
    found = [visit for one in experts for visit in await turn.uow.visits.of_expert(one.id, since, end)]
    open_ones = sorted((visit for visit in found if visit.status in appointments.OPEN), key=lambda one: one.starts_at)
    return wording.visits_in_between([(one.demand_no, common.moment(one.starts_at)) for one in open_ones[:4]])
