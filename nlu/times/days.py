"""Day phrases to dates: 下周三, 25号, 11月25日, 月底, 周末; what lies ahead is meant where the words leave it open."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlu.times.atoms import Atom
from nlu.times.numerals import read_number, read_year
from nlu.times.words import words

WEEKDAYS = (
    {char: index for index, char in enumerate("一二三四五六日")}
    | {"天": 6, "末": 5}
    | {str(n): n - 1 for n in range(1, 8)}
)
YEAR_STEPS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "次年": 1,
    "下年": 1,
    "来年": 1,
    "后年": 2,
    "大后年": 3,
}
RECENT = timedelta(days=60)  # a date that passed so lately is taken for the passed one, not for next year's


@dataclass(frozen=True, slots=True)
class Days:
    """The days a phrase names; `is_fixed` where its words alone decide past or future (上周三, 2024年3月1日)."""

    first: date
    last: date
    grain: str = "day"
    is_span: bool = False
    is_fixed: bool = False
    notes: tuple[str, ...] = ()
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is read against: today, the day agreed before, and the phrase read just before it."""

    today: date
    agreed: date | None = None
    latest: Days | None = None
    latest_kind: str = ""


def single(day: date | None, *, is_fixed: bool = False, notes: tuple[str, ...] = (), holiday: str = "") -> Days | None:
    """One day, or nothing where there is no such day."""
    return None if day is None else Days(day, day, is_fixed=is_fixed, notes=notes, holiday=holiday)


def month_days(year: int, month: int, first: int = 1, last: int = 31) -> Days | None:
    """A month or a part of it."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    length = monthrange(year, month)[1]
    grain = "month" if (first, last) == (1, 31) else "day"
    return Days(date(year, month, first), date(year, month, min(last, length)), grain, is_span=True)


def valid_date(year: int, month: int, day: int) -> date | None:
    """That date, None where the calendar lacks it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> Days:
    """Monday to Sunday around a day."""
    first = monday(day)
    return Days(first, first + timedelta(days=6), "week", is_span=True, is_fixed=True)


def count_step(step: str | None) -> int | None:
    """下下周 two on, 下周 one, 这周 none, 上周 one back; None where no week or month is named."""
    if not step:
        return None
    return step.count("下") - step.count("上")


def read_named_day(atom: Atom, setting: Setting) -> Days | None:
    """今天, 后天, 大后天."""
    return single(setting.today + timedelta(days=int(words("day")[atom.piece("name") or ""])), is_fixed=True)


def read_pair(atom: Atom, setting: Setting) -> Days | None:
    """今明两天, 明后天."""
    first = setting.today + timedelta(days=0 if atom.piece("name") == "今明" else 1)
    return Days(first, first + timedelta(days=1), is_span=True, is_fixed=True)


def read_short_day(atom: Atom, setting: Setting) -> Days | None:
    """今早, 明晚: the day in front of the part."""
    steps = {"今": 0, "明": 1, "昨": -1}
    return single(setting.today + timedelta(days=steps[atom.piece("name") or "今"]), is_fixed=True)


def read_that_day(atom: Atom, setting: Setting) -> Days | None:
    """那天 and 次日: the day named before in the message, else the day agreed before."""
    base = setting.latest.first if setting.latest else setting.agreed
    if base is None:
        return None
    is_next = atom.piece("name") in ("次日", "第二天")
    return single(base + timedelta(days=1 if is_next else 0), is_fixed=True)


def read_month_day(atom: Atom, setting: Setting) -> Days | None:
    """25号: in the month of the phrase before, else the next such day."""
    number = read_number(atom.piece("day") or "")
    if number is None:
        return None
    if setting.latest is not None and setting.latest_kind in ("date", "month_day", "bare_day", "slash", "iso", "third"):
        base = setting.latest.first
        months = [(base.year, base.month + add) for add in (0, 1)]
        day = _first_date(months, number, base)
    else:
        months = [(setting.today.year, setting.today.month + add) for add in range(4)]
        day = _first_date(months, number, setting.today)
    return single(day)


def _first_date(months: list[tuple[int, int]], number: int, not_before: date) -> date | None:
    candidates = (valid_date(year + (month - 1) // 12, (month - 1) % 12 + 1, number) for year, month in months)
    return next((day for day in candidates if day is not None and day >= not_before), None)


def ahead_of(today: date, make: Callable[[int], date | None]) -> date | None:
    """This year's date, next year's where this year's is long past; 29 February waits for its year."""
    years = (make(year) for year in range(today.year, today.year + 9))
    return next((day for day in years if day is not None and day >= today - RECENT), None)


def named_year(text: str | None, today: date) -> int | None:
    """2026年, 26年, 明年 as a year."""
    if not text:
        return None
    text = text.strip().rstrip("的").strip()
    if text in YEAR_STEPS:
        return today.year + YEAR_STEPS[text]
    return read_year(text.removesuffix("年"), today.year)


def shift_days(days: Days, count: int) -> Days:
    """The same days, so many days later."""
    step = timedelta(days=count)
    return replace(days, first=days.first + step, last=days.last + step)


def coming_days(today: date, unit: str, count: int) -> Days | None:
    """The next days from tomorrow, the next weeks from Monday, the next months from their first."""
    if unit == "天":
        return Days(today + timedelta(days=1), today + timedelta(days=count), is_span=True, is_fixed=True)
    if unit == "月":
        first, last = month_days(today.year, today.month + 1), month_days(today.year, today.month + count)
        return first and last and Days(first.first, last.last, "month", is_span=True, is_fixed=True)
    first_day = monday(today) + timedelta(days=7)
    return Days(first_day, first_day + timedelta(days=7 * count - 1), "week", is_span=True, is_fixed=True)
