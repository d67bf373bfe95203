"""How much a process takes on at once, from everybody and from one person; what is beyond is stored for later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

AT_ONCE = 64
FEW = 24
SLOW_SECONDS = 1.5
BURST = 60
REFILL_SECONDS = 1.0
REMEMBERED = 10_000


class PersonalPace:
    """A bucket of `BURST` messages for each person, refilled by one each `REFILL_SECONDS`."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._buckets: dict[str, tuple[float, datetime, bool]] = {}

    def take(self, person: str) -> bool:
        """Whether this person may be served one more message now."""
        now = self._now()
        left, was_told = self._left(person, now)
        if left < 1:
            self._buckets[person] = (left, now, was_told)
            return False
        self._buckets[person] = (left - 1, now, was_told and left < BURST / 2)
        return True

    def tell(self, person: str) -> bool:
        """Whether the sentence about going slower is due: once for each rush."""
        now = self._now()
        left, was_told = self._left(person, now)
        self._buckets[person] = (left, now, True)
        return not was_told

    def _left(self, person: str, now: datetime) -> tuple[float, bool]:
        if len(self._buckets) > REMEMBERED:
            self._forget_the_calm()
        left, at, was_told = self._buckets.get(person, (float(BURST), now, False))
        gained = (now - at).total_seconds() / REFILL_SECONDS
        return min(float(BURST), left + max(0.0, gained)), was_told

    def _forget_the_calm(self) -> None:
        now = self._now()
        calm = BURST * REFILL_SECONDS
        self._buckets = {name: one for name, one in self._buckets.items() if (now - one[1]).total_seconds() < calm}


def is_beyond_capacity(running: int, oldest_seconds: float) -> bool:
    """Little's law in short: too many at once, or quite a few while the first of them waits for long already."""
    return running >= AT_ONCE or (running >= FEW and oldest_seconds > SLOW_SECONDS)
