"""The process's one clock; the demo's can be moved ahead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]


def system_clock() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class MovableClock:
    """The real clock plus what was jumped; never moves back."""

    def __init__(self, base: Now = system_clock) -> None:
        self._base = base
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        """The moment by this clock, in UTC."""
        return self._base() + self.ahead

    def advance(self, by: timedelta) -> datetime:
        """Jump ahead; the answer is the new moment."""
        if by < timedelta(0):
            raise ValueError("the clock only moves ahead")
        self.ahead += by
        return self()
