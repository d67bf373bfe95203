"""A clock that tests set, so that no test waits for time to pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> None:
        self.at += timedelta(**parts)
