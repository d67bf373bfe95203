"""Working days with 法定调休: `chinese_calendar` where its years reach, a table beyond, weekends where neither does."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from nlu.text.tables import read_table

HOLIDAYS_OF_LIBRARY = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}
USUAL_LENGTHS = {"春节": 8, "国庆节": 7, "劳动节": 5, "元旦": 3, "清明节": 3, "端午节": 3, "中秋节": 3}


@lru_cache(maxsize=1)
def _table() -> dict[date, tuple[str, str]]:
    return {date.fromisoformat(row["date"]): (row["kind"], row["holiday"]) for row in read_table("times/holidays.tsv")}


def is_workday(day: date) -> bool:
    """Whether offices work on that day."""
    if day in _table():
        return _table()[day][0] == "work"
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_workdays(day: date, count: int) -> date:
    """The day that many working days later; the first day itself does not count."""
    step = timedelta(days=1 if count >= 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def holiday_span(festival_day: date, holiday: str) -> tuple[date, date]:
    """First and last day off around a festival: as published, else as long as it usually is."""
    first = last = festival_day
    while _holiday_of(first - timedelta(days=1)) == holiday:
        first -= timedelta(days=1)
    while _holiday_of(last + timedelta(days=1)) == holiday:
        last += timedelta(days=1)
    usual = USUAL_LENGTHS.get(holiday, 1)
    if not _is_published(festival_day) and (last - first).days + 1 < usual:
        last = _usual_end(first, usual)
    return first, last


def _usual_end(first: date, usual: int) -> date:
    if usual != 3:
        return first + timedelta(days=usual - 1)
    joined = {0: 0, 4: 2, 5: 2, 6: 1}  # a single day off joins the weekend that it touches
    return first + timedelta(days=joined.get(first.weekday(), 0))


def _holiday_of(day: date) -> str | None:
    if day in _table():
        return _table()[day][1] if _table()[day][0] == "off" else None
    name = chinese_calendar.constants.holidays.get(day)
    return HOLIDAYS_OF_LIBRARY.get(name) if name else None


def _is_published(day: date) -> bool:
    return any(known.year == day.year for known in chinese_calendar.constants.workdays)
