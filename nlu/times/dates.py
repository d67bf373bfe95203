"""Month dates, common or lunar, and what hangs on a month: 11月25号, 下月初, 12月上旬, 十月第一个星期一."""

from __future__ import annotations

from datetime import date, timedelta

from nlu.times import lunar
from nlu.times.atoms import Atom
from nlu.times.days import (
    RECENT,
    WEEKDAYS,
    Days,
    Setting,
    ahead_of,
    count_step,
    month_days,
    named_year,
    single,
    valid_date,
)
from nlu.times.numerals import read_number

LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
THIRDS = {
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "初": (1, 5),
    "中": (11, 20),
    "底": (25, 31),
    "末": (25, 31),
}
LUNAR_LEADS = ("初", "廿", "卅")


def read_date(atom: Atom, setting: Setting) -> Days | None:
    """A month with or without its day; lunar where a lunar word or a lunar way of counting says so."""
    year = named_year(atom.piece("year") or atom.piece("year2"), setting.today)
    step = atom.piece("step")
    if step is not None:
        if (atom.piece("day") or "").startswith(LUNAR_LEADS):
            number = read_number(atom.piece("day") or "") or 0
            found = lunar.day_in_month(setting.today, count_step(step) or 0, number)
            return single(found, is_fixed=True, notes=("lunar",))
        base = month_days(setting.today.year, setting.today.month + (count_step(step) or 0))
        return None if base is None else _inside_month(atom, setting, base.first.year, base.first.month, is_fixed=True)
    name = atom.piece("month") or ""
    month = LUNAR_MONTHS.get(name) or (1 if name == "元" else read_number(name))
    if month is None or not 1 <= month <= 12:
        return None
    if _is_lunar(atom, name):
        return _read_lunar(atom, setting, year, -month if atom.piece("leap") else month)
    return _inside_month(atom, setting, year, month, is_fixed=year is not None)


def _is_lunar(atom: Atom, month: str) -> bool:
    day = atom.piece("day") or ""
    return bool(atom.piece("lunar") or atom.piece("leap")) or month in LUNAR_MONTHS or day.startswith(LUNAR_LEADS)


def _read_lunar(atom: Atom, setting: Setting, year: int | None, month: int) -> Days | None:
    if atom.piece("day") is None:
        return lunar_month_days(year, month, setting)
    number = read_number(atom.piece("day") or "")
    if number is None:
        return None
    if number == 30 and month == 12 and year is None:
        return single(_next_year_end(setting.today), notes=("lunar",))
    found = lunar.lunar_date(year, month, number) if year else lunar.next_lunar(setting.today, month, number)
    return single(found, is_fixed=year is not None, notes=("lunar",))


def _next_year_end(today: date) -> date | None:
    return next((day for year in (today.year - 1, today.year) if (day := lunar.year_end(year)) >= today), None)


def _inside_month(atom: Atom, setting: Setting, year: int | None, month: int, *, is_fixed: bool) -> Days | None:
    if atom.piece("day"):
        return _read_day(atom, setting, year, month, is_fixed=is_fixed)
    first, last = THIRDS.get((atom.piece("third") or "").removeprefix("月"), (1, 31))
    years = [year] if year is not None else [setting.today.year, setting.today.year + 1]
    found = None
    for each in years:
        found = _nth_week(atom, each, month) or month_days(each, month, first, last)
        if found is not None and (is_fixed or found.last >= setting.today - RECENT):
            break
    return found and Days(found.first, found.last, found.grain, found.is_span, is_fixed)


def _read_day(atom: Atom, setting: Setting, year: int | None, month: int, *, is_fixed: bool) -> Days | None:
    number = read_number(atom.piece("day") or "")
    if number is None:
        return None
    if year is not None:
        return single(valid_date(year, month, number), is_fixed=is_fixed)
    if setting.latest is not None and setting.latest_kind in ("date", "iso"):
        floor = setting.latest.first
        years = (valid_date(floor.year + add, month, number) for add in (0, 1))
        return single(next((day for day in years if day is not None and day >= floor), None))
    return single(ahead_of(setting.today, lambda each: valid_date(each, month, number)))


def _nth_week(atom: Atom, year: int, month: int) -> Days | None:
    """第二周: the second week that starts in the month; 第二个周三: its second Wednesday."""
    whole, nth, week = month_days(year, month), atom.piece("nth"), atom.piece("week")
    count = read_number(nth or week or "")
    if whole is None or count is None:
        return None
    index = WEEKDAYS[atom.piece("nth_day") or "一"]
    start = whole.first + timedelta(days=(index - whole.first.weekday()) % 7 + 7 * (count - 1))
    if nth:
        return single(start)
    if inner := atom.piece("week_day"):
        return single(start + timedelta(days=WEEKDAYS[inner]))
    return Days(start, start + timedelta(days=6), "week", is_span=True)


def read_iso(atom: Atom, setting: Setting) -> Days | None:
    """2026-11-25."""
    year, month, day = (int(atom.piece(name) or 0) for name in ("year", "month", "day"))
    return single(valid_date(year, month, day), is_fixed=True)


def read_compact(atom: Atom, setting: Setting) -> Days | None:
    """20261125."""
    text = atom.piece("text") or ""
    return single(valid_date(int(text[:4]), int(text[4:6]), int(text[6:])), is_fixed=True)


def read_slash(atom: Atom, setting: Setting) -> Days | None:
    """11/25, of the year that lies ahead."""
    month, day = int(atom.piece("month") or 0), int(atom.piece("day") or 0)
    return single(ahead_of(setting.today, lambda year: valid_date(year, month, day)))


def read_third(atom: Atom, setting: Setting) -> Days | None:
    """月底, 中旬 of this month (of the next once it is over), 年底 as December."""
    name = atom.piece("name") or ""
    if "年" in name:
        year = named_year(f"{atom.piece('year') or '今'}年", setting.today)
        return None if year is None else month_days(year, 12)
    base = setting.latest.first if setting.latest is not None and setting.latest_kind == "date" else setting.today
    first, last = THIRDS[name.removeprefix("月")]
    found = month_days(base.year, base.month, first, last)
    if found is not None and found.last < setting.today:
        return month_days(base.year, base.month + 1, first, last)
    return found


def read_lunar_day(atom: Atom, setting: Setting) -> Days | None:
    """初八, 廿三, of the lunar month that lies ahead; 正月 in front where it is said."""
    number = read_number(atom.piece("day") or "")
    if number is None:
        return None
    if atom.piece("new"):
        return single(lunar.next_lunar(setting.today, 1, number), notes=("lunar",))
    return single(lunar.next_day_of_month(setting.today, number), notes=("lunar",))


def lunar_month_days(year: int | None, month: int, setting: Setting) -> Days | None:
    """All days of a lunar month, of the year said or the next one that is not over."""
    years = [year] if year else range(setting.today.year - 1, setting.today.year + 3)
    spans = (lunar.lunar_month(each, month) for each in years)
    found = next((span for span in spans if span and (year or span[1] >= setting.today)), None)
    return Days(*found, grain="month", is_span=True, is_fixed=bool(year), notes=("lunar",)) if found else None
