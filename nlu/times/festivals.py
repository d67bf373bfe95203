"""Festivals and solar terms, and the days counted from them: 国庆, 冬至前一天, 国庆后第一天, 春节期间."""

from __future__ import annotations

from datetime import date, timedelta

from nlu.times import lunar
from nlu.times.atoms import Atom
from nlu.times.days import Days, Setting, named_year, shift_days, single
from nlu.times.numerals import read_number
from nlu.times.words import public_holidays, words
from nlu.times.workdays import add_workdays, holiday_span


def read_festival(atom: Atom, setting: Setting) -> Days | None:
    """The festival's day in the year named, else the next one, today included."""
    name = atom.piece("name") or ""
    rule = next(words(kind)[name] for kind in ("festival", "loose_term", "new_year") if name in words(kind))
    year = named_year(atom.piece("year"), setting.today)
    notes = ("lunar",) if rule.startswith(("lunar", "eve")) else ()
    holiday = public_holidays().get(name, "")
    if year is not None:
        return single(_on(rule, year), is_fixed=True, notes=notes, holiday=holiday)
    candidates = (_on(rule, each) for each in range(setting.today.year - 1, setting.today.year + 3))
    day = next((each for each in candidates if each is not None and each >= setting.today), None)
    return single(day, notes=notes, holiday=holiday)


def _on(rule: str, year: int) -> date | None:
    way, _, value = rule.partition(":")
    if not 1901 <= year <= 2099:
        return None
    if way == "eve":
        return lunar.year_end(year)
    if way == "term":
        return lunar.solar_terms(year).get(value)
    numbers = [int(number) for number in value.split("-")]
    if way == "lunar":
        return lunar.lunar_date(year, numbers[0], numbers[1])
    if way == "nth":
        return _nth_weekday(year, *numbers)
    return date(year, numbers[0], numbers[1])


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - 1 - first.weekday()) % 7 + 7 * (nth - 1))


def whole_holiday(days: Days) -> Days:
    """春节期间: from the first to the last day off."""
    if not days.holiday:
        return days
    first, last = holiday_span(days.first, days.holiday)
    return Days(first, last, is_span=True, is_fixed=days.is_fixed, notes=days.notes, holiday=days.holiday)


def move_from(days: Days, offset: Atom) -> Days:
    """后第一天 counts from the end of a public holiday, 前一天 and 后两天 from the day itself."""
    base = Days(days.first, days.first, is_fixed=days.is_fixed, notes=days.notes)
    if offset.kind == "that_day":  # 第二天
        return shift_days(base, 1)
    side, nth = offset.piece("side"), offset.piece("nth")
    if side:
        count = read_number(offset.piece("count") or "") or 1
        return shift_days(base, -count if side == "前" else count)
    last = whole_holiday(days).last
    base = Days(last, last, is_fixed=days.is_fixed, notes=days.notes)
    count = read_number(nth) or 1 if nth else 1
    if offset.piece("unit") == "工作日":
        day = add_workdays(last, count)
        return Days(day, day, is_fixed=days.is_fixed, notes=days.notes)
    return shift_days(base, count)
