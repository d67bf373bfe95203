"""Whole numbers as people type them: int() takes what no table can hold, and refuses what isdigit() likes."""

from __future__ import annotations

LONGEST = 9


def whole_number(text: str) -> int | None:
    """The value of up to nine figures and nothing else; None for 3.5, ², or a number nobody counts to."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None
