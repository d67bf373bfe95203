"""Durations as people write them in the configuration: 30s, 15m, 2h, 1d, and 3wd for working days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

_PATTERN = re.compile(r"^(\d+)(s|m|h|d|wd)$")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of clock time, or a number of working days that only a calendar can turn into a moment."""

    span: timedelta = timedelta(0)
    working_days: int = 0

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read 2h or 3wd; anything else is a ValueError that shows the text."""
        found = _PATTERN.match(text.strip().lower())
        if not found:
            raise ValueError(f"{text!r} is no duration: write a number and s, m, h, d or wd, like 2h or 3wd")
        amount, unit = int(found[1]), found[2]
        if amount > 100_000:
            raise ValueError(f"{text!r} is longer than anybody plans")
        return cls(working_days=amount) if unit == "wd" else cls(span=timedelta(seconds=amount * _SECONDS[unit]))
