"""Phrases to drafts: the day, the part of the day and the clock of a phrase put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from nlu.times import dates, days, festivals, weeks
from nlu.times.atoms import Atom
from nlu.times.clock import Clock, part_of, read_clock
from nlu.times.days import Days, Setting
from nlu.times.distances import read_ahead, read_reference, read_relative
from nlu.times.draft import Draft, moment, of_days
from nlu.times.numerals import read_number
from nlu.times.phrases import Phrase
from nlu.times.relative import read_distance, shift_date

LATEST_VISIT = 21
PART_ENDS = {"early": 6, "morning": 12, "midday": 14, "daytime": 18, "afternoon": 18, "evening": 23}
DAY_READERS: dict[str, Callable[[Atom, Setting], Days | None]] = {
    "iso": dates.read_iso,
    "compact": dates.read_compact,
    "date": dates.read_date,
    "slash": dates.read_slash,
    "dotted": dates.read_slash,
    "pair": days.read_pair,
    "month_day": days.read_month_day,
    "bare_day": days.read_month_day,
    "lunar_day": dates.read_lunar_day,
    "weekday": weeks.read_weekday,
    "bare_weekday": weeks.read_bare_weekday,
    "weekend": weeks.read_weekend,
    "week": weeks.read_week,
    "third": dates.read_third,
    "day": days.read_named_day,
    "day_short": days.read_short_day,
    "that_day": days.read_that_day,
    "workday": weeks.read_workday,
    "festival": festivals.read_festival,
    "term": festivals.read_festival,
    "new_year": festivals.read_festival,
}


def read_phrase(
    phrase: Phrase, setting: Setting, now: datetime, agreed: datetime | None, inherited: Draft | None
) -> Draft | None:
    """The draft of a phrase; `inherited` is the phrase before it, whose day and part of the day carry over."""
    if phrase.reference is not None:
        return read_reference(phrase, phrase.reference, agreed)
    if phrase.day is not None and phrase.day.kind == "ahead":
        return read_ahead(phrase, phrase.day, now)
    if phrase.day is not None and phrase.day.kind in ("relative", "coming"):
        distant = read_relative(phrase, now)
        if distant is None or distant.days is None or (phrase.clock is None and phrase.part is None):
            return distant
        return _with_time(phrase, distant.days, now, inherited, setting)
    found = _read_days(phrase, setting) if phrase.day is not None else None
    if phrase.day is not None and found is None and phrase.day.kind != "that_day":
        return None
    return _with_time(phrase, found, now, inherited, setting)


def _read_days(phrase: Phrase, setting: Setting) -> Days | None:
    if phrase.day is None:
        return None
    if phrase.container is not None:
        setting = _inside(phrase.container, setting)
    if phrase.day.kind == "bare_month":
        return _read_bare_month(phrase.day, setting)
    found = DAY_READERS[phrase.day.kind](phrase.day, setting)
    if found is None:
        return None
    if phrase.offset is not None:
        found = festivals.move_from(found, phrase.offset)
    if phrase.during is not None:
        found = festivals.whole_holiday(found)
    return _check_weekday(found, phrase.check)


def _inside(container: Atom, setting: Setting) -> Setting:
    """The setting inside the 下周 of 下周的周三, or inside the week that 两周后 leads to."""
    if container.kind not in ("relative", "coming"):
        return replace(setting, latest=DAY_READERS[container.kind](container, setting), latest_kind=container.kind)
    distance = read_distance(container)
    day = shift_date(setting.today, distance) if distance is not None and not distance.is_clock else None
    return replace(setting, latest=None if day is None else days.week_of(day), latest_kind="week")


def _read_bare_month(atom: Atom, setting: Setting) -> Days | None:
    month = read_number(atom.piece("month") or "")
    if not month or month > 12:
        return None
    return days.month_days(setting.today.year + (month < setting.today.month), month)


def _check_weekday(found: Days, check: Atom | None) -> Days:
    if check is None or days.WEEKDAYS[check.piece("day") or "一"] == found.first.weekday():
        return found
    return replace(found, notes=(*found.notes, "ambiguous_day"))


def _with_time(
    phrase: Phrase, found: Days | None, now: datetime, inherited: Draft | None, setting: Setting
) -> Draft | None:
    part = part_of(phrase.part)
    if phrase.clock is not None:
        return _with_clock(phrase, phrase.clock, found, part, now, inherited, setting)
    if found is None:
        if phrase.part is None:
            return None
        day = inherited.days if inherited is not None else None
        found = day or days.single(setting.agreed or _day_for(part, now))
        if found is None:
            return None
        return of_days(phrase, found, part, has_day=day is not None or setting.agreed is not None)
    return of_days(phrase, found, part)


def _day_for(part: str, now: datetime) -> date:
    """Today, or tomorrow where that part of today is over."""
    return now.date() + timedelta(days=1 if now.hour >= PART_ENDS[part] else 0)


def _with_clock(
    phrase: Phrase, atom: Atom, found: Days | None, part: str, now: datetime, inherited: Draft | None, setting: Setting
) -> Draft | None:
    own_day = found is not None
    if found is None and inherited is not None:
        found, part = inherited.days, part or (inherited.part if inherited.has_clock and not phrase.day else "")
    if found is None and setting.agreed is not None:
        found = days.single(setting.agreed)
    clock = read_clock(atom, part)
    if clock is None:
        return None
    day = found.first if found is not None else now.date()
    start, clock = _place(day, clock, now, is_free=found is None)
    end = moment(start.date(), clock.until, 0) if clock.until else None
    days_read = (
        replace(found, first=start.date() if found is None else found.first) if found else days.single(start.date())
    )
    kind = phrase.day.kind if phrase.day is not None else "clock"
    notes = (found.notes if own_day and found else ()) + clock.notes
    return Draft(phrase.start, phrase.end, start, end, clock.grain, notes, kind, days_read, part, True, own_day)


def _place(day: date, clock: Clock, now: datetime, *, is_free: bool) -> tuple[datetime, Clock]:
    """The moment; without a day the next such time, on today an hour that is over moves into the evening."""
    start = moment(day, clock.hour, clock.minute)
    if start >= now or day != now.date():
        return start, clock
    if is_free:
        return moment(day + timedelta(days=1), clock.hour, clock.minute), clock
    if "ambiguous_half" in clock.notes and clock.hour + 12 <= LATEST_VISIT:
        later = moment(day, clock.hour + 12, clock.minute)
        return (later, clock) if later > now else (start, clock)
    return start, clock
