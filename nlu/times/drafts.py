"""A phrase becomes moments: the draft of a time expression, still open to be joined into a span or a deadline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nlu.times import dates, days, festivals
from nlu.times.atoms import Atom
from nlu.times.clock import Clock, part_of, read_clock
from nlu.times.days import Days, Setting
from nlu.times.numerals import read_number
from nlu.times.phrases import Phrase
from nlu.times.relative import read_amount, read_distance, shift_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST_SECOND = time(23, 59, 59)
LATEST_VISIT = 21


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


DAY_READERS: dict[str, Callable[[Atom, Setting], Days | None]] = {
    "iso": days.read_iso,
    "compact": days.read_compact,
    "date": dates.read_date,
    "slash": days.read_slash,
    "dotted": days.read_slash,
    "pair": days.read_pair,
    "month_day": days.read_month_day,
    "bare_day": days.read_month_day,
    "lunar_day": days.read_lunar_day,
    "weekday": days.read_weekday,
    "bare_weekday": days.read_bare_weekday,
    "weekend": days.read_weekend,
    "week": days.read_week,
    "third": days.read_third,
    "day": days.read_named_day,
    "day_short": days.read_short_day,
    "that_day": days.read_that_day,
    "workday": days.read_workday,
    "festival": festivals.read_festival,
    "term": festivals.read_festival,
    "new_year": festivals.read_festival,
}


def moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """That time in Shanghai; hours beyond 23 run into the next day."""
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24, minute), SHANGHAI)


def end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_SECOND, SHANGHAI)


def read_phrase(
    phrase: Phrase, setting: Setting, now: datetime, agreed: datetime | None, inherited: Draft | None
) -> Draft | None:
    """The draft of a phrase; `inherited` is the phrase before it, whose day and part of the day carry over."""
    if phrase.reference is not None:
        return _read_reference(phrase, phrase.reference, agreed)
    if phrase.day is not None and phrase.day.kind == "ahead":
        return _read_ahead(phrase, phrase.day, now)
    if phrase.day is not None and phrase.day.kind in ("relative", "coming"):
        distant = _read_relative(phrase, now)
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
        outer = DAY_READERS[phrase.container.kind](phrase.container, setting)
        setting = replace(setting, latest=outer, latest_kind=phrase.container.kind)
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
        found = day or days.single(setting.agreed or now.date())
        if found is None:
            return None
        return _of_days(phrase, found, part, has_day=day is not None or setting.agreed is not None)
    return _of_days(phrase, found, part)


def _of_days(phrase: Phrase, found: Days, part: str, *, has_day: bool = True) -> Draft:
    kind = phrase.day.kind if phrase.day is not None else "part"
    end = end_of(found.last) if found.is_span else None
    notes = found.notes + ((part,) if part else ())
    return Draft(
        phrase.start, phrase.end, moment(found.first), end, found.grain, notes, kind, found, part, False, has_day
    )


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


def _read_relative(phrase: Phrase, now: datetime) -> Draft | None:
    distance = read_distance(phrase.day) if phrase.day is not None else None
    target = shift_moment(now, distance) if distance is not None else None
    if distance is None or target is None:
        return None
    is_past = distance.sign < 0
    if distance.is_clock:
        grain = "hour" if distance.is_whole else "minute"
        start, end = (None, target) if distance.is_limit else (target, None)
        return Draft(phrase.start, phrase.end, start, end, grain, (), "relative", None, "", True, True, is_past)
    found = days.single(target.date(), is_fixed=True)
    start, end = (None, end_of(target.date())) if distance.is_limit else (moment(target.date()), None)
    return Draft(phrase.start, phrase.end, start, end, "day", (), "relative", found, "", False, True, is_past)


def _read_ahead(phrase: Phrase, atom: Atom, now: datetime) -> Draft | None:
    """未来三天: from tomorrow on; 未来两周 and 未来两个月: the next whole ones."""
    count = read_amount(atom)
    if count is None or count != int(count) or count > 60:
        return None
    unit, count = atom.piece("unit") or "", int(count)
    if unit in ("小时", "钟头"):
        end = now + timedelta(hours=count)
        return Draft(phrase.start, phrase.end, now, end, "hour", (), "ahead", days.single(now.date()), "", True)
    found = days.coming_days(now.date(), unit, count)
    return None if found is None else _of_days(phrase, found, "")


def _read_reference(phrase: Phrase, atom: Atom, agreed: datetime | None) -> Draft | None:
    """原来那个时间 and 推迟一个小时 need a time agreed before."""
    if agreed is None:
        return None
    start: datetime | None = agreed
    if atom.kind == "moved":
        distance = read_distance(atom)
        if distance is None:
            return None
        back = (atom.piece("way") or "").startswith(("提", "早", "往前"))
        start = shift_moment(agreed, replace(distance, sign=-1 if back else 1))
    if start is None:
        return None
    grain = "minute" if start.minute else "hour"
    return Draft(phrase.start, phrase.end, start, None, grain, (), "reference", days.single(start.date()), "", True)
