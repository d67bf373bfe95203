"""The draft of a time expression: moments read from a phrase, still open to be joined into a span or a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nlu.times.days import Days
from nlu.times.phrases import Phrase

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a phrase says so far: `start` and `end` as in `TimeExpression`, `days` and `part` for what follows."""

    begin: int
    finish: int
    start: datetime | None
    end: datetime | None
    grain: str
    notes: tuple[str, ...] = ()
    kind: str = ""
    days: Days | None = None
    part: str = ""
    has_clock: bool = False
    has_day: bool = True
    is_past_word: bool = False


def moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That time in Shanghai; hours beyond 23 run into the next day."""
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24, minute), SHANGHAI)


def end_of(day: date) -> datetime:
    """The last second of that day."""
    return datetime.combine(day, LAST_SECOND, SHANGHAI)


def of_days(phrase: Phrase, found: Days, part: str, *, has_day: bool = True) -> Draft:
    """A draft of whole days; `part` is the part of the day that was said with them."""
    kind = phrase.day.kind if phrase.day is not None else "part"
    end = end_of(found.last) if found.is_span else None
    notes = found.notes + ((part,) if part else ())
    return Draft(
        phrase.start, phrase.end, moment(found.first), end, found.grain, notes, kind, found, part, False, has_day
    )
