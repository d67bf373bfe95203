"""From the words of whoever announces an activity to the moment it starts: what is missing or past is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.calendar import SHANGHAI
from handlers.wording import activity_planning as wording
from handlers.wording import common
from nlu.times import read_times
from nlu.understanding import TimeExpression

FARTHEST = timedelta(days=366)
FEW_BESIDE = 1  # characters


@dataclass(frozen=True, slots=True)
class Start:
    """`at` is the moment; without it `problem` says what to ask, `day` keeps a day that was said without an hour."""

    at: datetime | None = None
    problem: str = ""
    remark: str = ""
    day: datetime | None = None


def has_time(text: str, now: datetime) -> bool:
    """Whether the words name a moment or a day."""
    return _from_iso(text) is not None or any(one.start is not None for one in read_times(text, now))


def is_nothing_else(text: str, now: datetime) -> bool:
    """12月4号吧, 下午三点开; but not 下午三点打电话给他."""
    left = text
    for one in read_times(text, now):
        left = left.replace(one.text, "")
    return len(left.strip()) <= FEW_BESIDE


def read_start(text: str, now: datetime, day: datetime | None = None) -> Start:
    """When it starts; `day` is the day that was said before, so that 上午九点 finds it."""
    if (exact := _from_iso(text)) is not None:
        return checked(exact, now, "")
    found = [one for one in read_times(text, now, previous=day) if one.start is not None]
    if not found:
        return Start(problem=wording.ask_time(), day=day)
    if len({one.start for one in found}) > 1:
        return Start(problem=wording.ask_one_time([one.text for one in found]), day=day)
    return _read(found[0], now)


def moved(words: str, now: datetime, standing: datetime) -> Start:
    """As `read_start` for what stands already: a day without an hour keeps the hour."""
    start = read_start(words, now, standing)
    if start.at is None and start.day is not None:
        clock = standing.astimezone(SHANGHAI).time()
        start = checked(datetime.combine(start.day.date(), clock, SHANGHAI), now)
    return start


def _from_iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _read(one: TimeExpression, now: datetime) -> Start:
    start = one.start
    assert start is not None
    if one.grain in {"week", "month"} or "after" in one.notes:
        return Start(problem=wording.ask_exact(one.text))
    if one.grain == "day":
        if start.date() < now.astimezone(SHANGHAI).date():
            return Start(problem=wording.ask_later(common.day(start)))
        return Start(problem=wording.ask_clock(common.day(start)), day=start)
    return checked(start, now, _remark(one, start))


def checked(start: datetime, now: datetime, remark: str = "") -> Start:
    """The moment, unless it is past or too far ahead."""
    if start <= now:
        return Start(problem=wording.ask_later(common.moment(start)))
    if start > now + FARTHEST:
        return Start(problem=wording.ask_sooner(common.moment(start)))
    return Start(start.astimezone(UTC), remark=remark)


def _remark(one: TimeExpression, start: datetime) -> str:
    """What was assumed is said, so that it can be put right before anybody is told."""
    if "lunar" in one.notes:
        return wording.assumed_lunar(one.text)
    if "ambiguous_half" in one.notes:
        return wording.assumed_half(is_morning=start.hour < 12)
    if "ambiguous_day" in one.notes:
        return wording.assumed_day(one.text)
    return wording.assumed_night() if "night" in one.notes else ""
