"""Issues access tokens by the platform's rules, so that careless refreshing is noticed before it goes live."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

LIFETIME = timedelta(hours=2)
OVERLAP = timedelta(minutes=5)
FORCED_PER_DAY = 20
FORCED_APART = timedelta(seconds=30)


@dataclass(slots=True)
class _Token:
    value: str
    expires_at: datetime
    is_condemned: bool = False


class TokenDesk:
    """The tokens of one account; `issued` counts them."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._tokens: dict[str, _Token] = {}
        self._current: _Token | None = None
        self._forced_at: list[datetime] = []
        self.issued = 0

    def request(self, force: bool) -> tuple[str, int] | int:
        """Token and seconds left, or an error code; a plain request repeats the valid token."""
        now = self._now()
        if force:
            return self._forced(now)
        if self._current is None or now >= self._current.expires_at - OVERLAP:
            self._issue(now)
        return self._answer(now)

    def check(self, value: str) -> int:
        """0 for a good token, else the error code of a call that carries it."""
        if not value:
            return 41001
        token = self._tokens.get(value)
        if token is None or token.is_condemned:
            return 40001
        return 0 if self._now() < token.expires_at else 42001

    def rotate(self) -> None:
        """As if somebody else had forced a refresh: the current token is dead, a plain request gives another."""
        if self._current is not None:
            self._current.is_condemned = True
        self._issue(self._now())

    def condemn(self) -> None:
        """The current token is called bad though a plain request still repeats it: only force helps."""
        if self._current is not None:
            self._current.is_condemned = True

    def _forced(self, now: datetime) -> tuple[str, int] | int:
        self._forced_at = [at for at in self._forced_at if now - at < timedelta(days=1)]
        if len(self._forced_at) >= FORCED_PER_DAY:
            return 45009
        if not self._forced_at or now - self._forced_at[-1] >= FORCED_APART:
            self._forced_at.append(now)
            self.rotate()
        return self._answer(now)

    def _issue(self, now: datetime) -> None:
        if self._current is not None:
            self._current.expires_at = min(self._current.expires_at, now + OVERLAP)
        self._current = _Token(secrets.token_urlsafe(48), now + LIFETIME)
        self._tokens[self._current.value] = self._current
        self.issued += 1

    def _answer(self, now: datetime) -> tuple[str, int]:
        assert self._current is not None
        return self._current.value, int((self._current.expires_at - now).total_seconds())
