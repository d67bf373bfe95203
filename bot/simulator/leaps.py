"""How far the clock is to jump: read from what the clock panel asks for."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

LONGEST = timedelta(days=400)
_STEP = re.compile(r"([0-9]{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class UnfitLeapError(Exception):
    """Its text is the sentence that the page shows."""


def read_leap(asked: object, now: datetime, next_at: datetime | None) -> timedelta:
    """`30m`, `2h`, `1d`, `next` (to the next reminder) or a moment in ISO 8601, always forward."""
    if asked == "next":
        if next_at is None:
            raise UnfitLeapError("眼下没有等着发的提醒")
        return max(next_at - now, timedelta(0)) + timedelta(seconds=1)
    if not isinstance(asked, str):
        raise UnfitLeapError("没看懂要拨到什么时候")
    step = _STEP.fullmatch(asked)
    leap = timedelta(**{_UNITS[step[2]]: int(step[1])}) if step else read_moment(asked) - now
    if leap <= timedelta(0):
        raise UnfitLeapError("时钟只能往前拨")
    if leap > LONGEST:
        raise UnfitLeapError("一次最多往前拨 400 天")
    return leap


def read_moment(text: str) -> datetime:
    """A moment in ISO 8601; without a zone it is Chinese time."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = datetime.fromisoformat(f"{text}+08:00")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnfitLeapError("没看懂要拨到什么时候") from error
