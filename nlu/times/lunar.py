"""Lunar dates and solar terms on the common calendar, with `lunar_python` behind two cached tables."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from lunar_python import Lunar, LunarYear, Solar


@lru_cache(maxsize=64)
def _months(year: int) -> dict[int, tuple[date, int]]:
    """First day and length of every month of a lunar year; a leap month has the negative number."""
    months: dict[int, tuple[date, int]] = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            solar = Solar.fromJulianDay(month.getFirstJulianDay())
            first = date(solar.getYear(), solar.getMonth(), solar.getDay())
            months[month.getMonth()] = (first, month.getDayCount())
    return months


@lru_cache(maxsize=64)
def solar_terms(year: int) -> dict[str, date]:
    """The 24 solar terms that fall into a year."""
    table = Lunar.fromYmd(year, 6, 1).getJieQiTable()
    named = {
        _term_name(key): date(s.getYear(), s.getMonth(), s.getDay()) for key, s in table.items() if s.getYear() == year
    }
    return named


def _term_name(key: str) -> str:
    return _LATIN_TERMS.get(key, key)


_LATIN_TERMS = {
    "DA_XUE": "大雪",
    "DONG_ZHI": "冬至",
    "XIAO_HAN": "小寒",
    "DA_HAN": "大寒",
    "LI_CHUN": "立春",
    "YU_SHUI": "雨水",
    "JING_ZHE": "惊蛰",
}


def lunar_date(year: int, month: int, day: int) -> date | None:
    """The common date of a day of a lunar year, None where that month has no such day."""
    if not 1900 <= year <= 2100 or month not in _months(year):
        return None
    first, length = _months(year)[month]
    return first + timedelta(days=day - 1) if 1 <= day <= length else None


def lunar_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a lunar month."""
    if not 1900 <= year <= 2100 or month not in _months(year):
        return None
    first, length = _months(year)[month]
    return first, first + timedelta(days=length - 1)


def next_lunar(today: date, month: int, day: int) -> date | None:
    """The next such lunar date, today included; a leap month is looked for in the years around."""
    years = range(today.year - 1, today.year + (3 if month > 0 else 20))
    found = (lunar_date(year, month, day) for year in years)
    return next((each for each in found if each is not None and each >= today), None)


def day_in_month(today: date, step: int, day: int) -> date | None:
    """下个月初五 on the lunar calendar: that day of the month so many months on."""
    firsts = sorted(span for year in range(today.year - 1, today.year + 2) for span in _months(year).values())
    current = max(index for index, (first, _) in enumerate(firsts) if first <= today)
    first, length = firsts[current + step]
    return first + timedelta(days=day - 1) if 1 <= day <= length else None


def next_day_of_month(today: date, day: int) -> date | None:
    """初八 alone: the next eighth of a lunar month."""
    candidates = []
    for year in range(today.year - 1, today.year + 2):
        days = (lunar_date(year, month, day) for month in _months(year))
        candidates += [each for each in days if each is not None and each >= today]
    return min(candidates, default=None)


def year_end(year: int) -> date:
    """除夕 of a lunar year: the last day of its twelfth month."""
    first, length = _months(year)[12]
    return first + timedelta(days=length - 1)
