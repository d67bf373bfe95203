"""Distances from now or from the time agreed before: 半小时后, 两天后, 三个工作日内, 推迟一个小时."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nlu.text.patterns import lazy_regex
from nlu.times.atoms import Atom
from nlu.times.numerals import read_number
from nlu.times.workdays import add_workdays

MINUTES = {"分": 1, "分钟": 1, "刻钟": 15, "小时": 60, "钟头": 60}
DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
VAGUE = lazy_regex("[一二两三四五六七八九]{2}")
LIMIT = 3660  # days; nobody arranges a visit beyond


@dataclass(frozen=True, slots=True)
class Distance:
    """Minutes, or days, or working days, or months; `sign` is -1 for 前."""

    amount: float
    unit: str  # minutes | days | workdays | months
    sign: int = 1
    is_limit: bool = False  # 三天内
    is_whole: bool = True

    @property
    def is_clock(self) -> bool:
        """Whether it is counted in minutes and hours, not in days."""
        return self.unit == "minutes"


def read_distance(atom: Atom) -> Distance | None:
    """三天内, 半小时后, 两个半月前 of an atom `relative`, `coming` or `moved`."""
    count = read_amount(atom)
    if count is None:
        return None
    unit = atom.piece("unit") or "天"
    way = atom.piece("way") if atom.kind == "relative" else "后"
    sign = -1 if way and "前" in way else 1
    is_limit = bool(way) and "内" in str(way)
    if unit in MINUTES:
        is_whole = unit in ("小时", "钟头") and count == int(count)
        return Distance(count * MINUTES[unit], "minutes", sign, is_limit, is_whole)
    if unit in ("工作日", "交易日"):
        return Distance(count, "workdays", sign, is_limit)
    if unit == "月":
        return Distance(count, "months", sign, is_limit)
    return Distance(count * DAYS[unit], "days", sign, is_limit)


def read_amount(atom: Atom) -> float | None:
    """The number of an atom, with its half: 两个半, 半, 三天半."""
    text = atom.piece("count") or ""
    pieces = atom.match.groupdict()
    add = 0.5 if any(pieces.get(f"{atom.kind}_{name}") for name in ("half", "tail")) else 0.0
    if text == "半":
        return 0.5
    if VAGUE.fullmatch(text):  # 三五天内 is at most five, 两三天后 no day at all
        way = pieces.get(f"{atom.kind}_way") or ""
        return float(read_number(text[-1]) or 0) if "内" in way else None
    number = read_number(text)
    return None if number is None else number + add


def shift_date(day: date, distance: Distance) -> date | None:
    """The day that far away, None where it is out of all reason."""
    amount = distance.amount * distance.sign
    if abs(amount) > LIMIT:
        return None
    if distance.unit == "workdays":
        return add_workdays(day, int(amount)) if abs(amount) <= 250 else None
    if distance.unit == "months":
        return _shift_months(day, amount) if abs(amount) <= 120 else None
    return day + timedelta(days=int(amount))


def _shift_months(day: date, amount: float) -> date:
    whole = int(amount)
    month = day.month - 1 + whole
    year, month = day.year + month // 12, month % 12 + 1
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=15) if amount != whole and amount > 0 else moved


def shift_moment(moment: datetime, distance: Distance) -> datetime | None:
    """The moment that far away."""
    if distance.is_clock:
        return moment + timedelta(minutes=distance.amount * distance.sign) if distance.amount <= LIMIT * 1440 else None
    day = shift_date(moment.date(), distance)
    return None if day is None else datetime.combine(day, moment.timetz())
