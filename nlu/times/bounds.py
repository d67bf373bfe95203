"""Drafts get their bounds: two joined into a span, one turned into a deadline or an open beginning."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from nlu.times import context
from nlu.times.days import Days
from nlu.times.draft import Draft, end_of, moment
from nlu.times.festivals import whole_holiday

PERIODS_BEFORE = frozenset(("festival", "term", "new_year", "weekend"))
AROUND, AROUND_NEAR = timedelta(days=3), timedelta(days=1)
NEAR = frozenset(("day", "weekday", "bare_weekday"))
FINENESS = ("minute", "hour", "day", "week", "month")


def join(first: Draft, second: Draft) -> Draft | None:
    """Two phrases with 到 between them as a span, None where they do not make one."""
    if first.start is None or second.start is None or (first.end is not None and first.has_clock):
        return None
    end = second.start if second.has_clock else end_of(second.days.last) if second.days else None
    if end is None:
        return None
    if second.has_clock and not second.has_day and end <= first.start:
        end += timedelta(hours=12 if end + timedelta(hours=12) > first.start and end.hour < 12 else 24)
    if end < first.start:
        return None
    grain = min(first.grain, second.grain, key=FINENESS.index)
    notes = tuple(dict.fromkeys((*first.notes, *second.notes)))
    return replace(
        first, finish=second.finish, end=end, grain=grain, notes=notes, has_clock=first.has_clock or second.has_clock
    )


def shape(text: str, draft: Draft, now: datetime) -> Draft:
    """Deadline or open beginning, where the words around the phrase say so."""
    if draft.start is None:
        return draft
    found = context.DEADLINE_AFTER.match(text, draft.finish)
    if found is None and (draft.kind in PERIODS_BEFORE or draft.kind == "third"):
        found = context.COMING_BEFORE.match(text, draft.finish)  # 元旦前来 is before, 周三前来 on that day
    if found or context.DEADLINE_BEFORE.search(text[: draft.begin]):
        return to_deadline(draft, found.end() if found else draft.finish, is_before=found is not None)
    if (found := context.WITHIN_AFTER.match(text, draft.finish)) and draft.days and draft.days.first <= now.date():
        return to_deadline(draft, found.end(), is_before=False)
    if (found := context.AROUND_AFTER.match(text, draft.finish)) and draft.days and not draft.has_clock:
        return _around(draft, draft.days, found.end(), now)
    if found := context.OPEN_AFTER.match(text, draft.finish):
        return _open_after(draft, found.end())
    if found := context.FROM_AFTER.match(text, draft.finish):
        return replace(draft, finish=found.end(), end=None, notes=(*draft.notes, "after"))
    return draft


def to_deadline(draft: Draft, finish: int, *, is_before: bool) -> Draft:
    """周五前 runs to Friday's last second; 国庆前, 12月前 and 下周前 end before the period begins."""
    days = draft.days
    if draft.has_clock or days is None:
        end = draft.end or draft.start
    elif is_before and (draft.kind in PERIODS_BEFORE or (days.grain in ("week", "month") and draft.kind != "third")):
        end = end_of(days.first - timedelta(days=1))
    else:
        end = draft.end or end_of(days.last)
    grain = draft.grain if draft.has_clock else "day"
    return replace(draft, finish=finish, start=None, end=end, grain=grain)


def _open_after(draft: Draft, finish: int) -> Draft:
    notes = (*draft.notes, "after")
    if draft.has_clock or draft.part or draft.days is None:
        return replace(draft, finish=finish, end=None, notes=notes)
    last = whole_holiday(draft.days).last
    return replace(draft, finish=finish, start=moment(last + timedelta(days=1)), end=None, grain="day", notes=notes)


def _around(draft: Draft, days: Days, finish: int, now: datetime) -> Draft:
    """国庆前后, 25号前后: three days to either side of the day or the holiday, one of a weekday; never before today."""
    whole, reach = whole_holiday(days), AROUND_NEAR if draft.kind in NEAR else AROUND
    first = max(whole.first - reach, min(now.date(), whole.first))
    last = whole.last + reach
    around = replace(days, first=first, last=last, is_span=True)
    return replace(draft, finish=finish, start=moment(first), end=end_of(last), grain="day", days=around)
