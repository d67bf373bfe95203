"""Clock times to hour and minute; where morning or afternoon is left open, the hour at which one visits."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.times.atoms import Atom
from nlu.times.numerals import read_number
from nlu.times.words import words

SHORT_PARTS = {"早": "morning", "晚": "evening", "夜": "evening", "黑": "evening"}
QUARTERS = {"一": 15, "1": 15, "二": 30, "2": 30, "三": 45, "3": 45}
CLOCK_KINDS = frozenset(("clock", "clock_to", "digital", "english", "bare_hour"))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `hour` may be 24 and more (晚上12点 is the next day's start), `until` is the 8 of 七八点."""

    hour: int
    minute: int
    grain: str
    notes: tuple[str, ...] = ()
    until: int | None = None


def part_of(atom: Atom | None) -> str:
    """early, morning, midday, afternoon, evening, or nothing."""
    if atom is None:
        return ""
    name = atom.piece("name") or ""
    return SHORT_PARTS.get(name) or words("part")[name]


def read_clock(atom: Atom, part: str) -> Clock | None:
    """The clock time of an atom beside a part of the day."""
    if atom.kind in ("digital", "english"):
        return _read_figures(atom, part)
    hour, minutes = read_number(atom.piece("hour") or ""), _read_minutes(atom)
    if hour is None or hour > 24 or minutes is None or minutes > 59:
        return None
    settled, notes = settle_hour(hour, part)
    if atom.kind == "clock" and atom.piece("first"):
        return Clock(settled - 1, 0, "hour", notes, until=settled)
    hour, minute = divmod(settled * 60 + minutes, 60)
    return Clock(hour, minute, "minute" if _names_minutes(atom) else "hour", notes)


def _read_minutes(atom: Atom) -> int | None:
    """The minutes past the hour; below zero for 差五分."""
    if atom.kind == "bare_hour":
        return 0
    if less := atom.piece("less"):
        number = 15 if less == "一刻" else read_number(less)
        return None if number is None else -number
    if atom.kind == "clock_to":
        return None
    half, minute = atom.piece("half") or "", atom.piece("minute")
    if minute is not None:
        return read_number(minute)
    return 30 if half == "半" else QUARTERS[half[0]] if "刻" in half else 0


def _names_minutes(atom: Atom) -> bool:
    if atom.kind == "clock":
        half = atom.piece("half") or ""
        return bool(atom.piece("minute") or atom.piece("less") or half == "半" or "刻" in half)
    return atom.kind == "clock_to"


def _read_figures(atom: Atom, part: str) -> Clock:
    hour = int(atom.piece("hour") or 0)
    half = (atom.piece("half") or "").lower()
    minute = int(atom.piece("minute") or 0) if atom.kind == "digital" else 0
    grain = "minute" if atom.kind == "digital" else "hour"
    if half:
        return Clock(hour % 12 + (12 if half == "p" else 0), minute, grain)
    if not part and ((atom.piece("hour") or "").startswith("0") or hour >= 6):
        return Clock(hour, minute, grain)
    settled, notes = settle_hour(hour, part)
    return Clock(settled, minute, grain, notes)


def settle_hour(hour: int, part: str) -> tuple[int, tuple[str, ...]]:
    """The hour on the 24-hour clock, with what should be asked about it."""
    if part:
        return _settle_in_part(hour, part), ()
    if hour == 0 or hour > 12:
        return hour, ()
    if hour == 12:
        return 12, ("noon",)
    if hour <= 4:
        return hour + 12, ()
    return (hour + 12 if hour <= 6 else hour), ("ambiguous_half",)


def _settle_in_part(hour: int, part: str) -> int:
    if hour > 12:
        return hour
    if part == "early":
        return hour + 12 if 8 <= hour <= 12 else hour
    if part == "morning":
        return hour
    if part == "midday":
        return hour + 12 if hour <= 3 else hour
    if part == "daytime":
        return hour + 12 if hour <= 6 else hour
    if part == "afternoon":
        return hour if hour == 12 else hour + 12
    return hour + 24 if 1 <= hour <= 4 else hour + 12
