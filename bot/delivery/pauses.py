"""Ways out that are closed for a while because the platform said so: too fast, quota used up, not authorised."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.channels.errcodes import Verdict
from domain.calendar import SHANGHAI
from domain.notices import Rung

SHORT = timedelta(minutes=1)
FIXED = {
    Verdict.SLOW_DOWN: timedelta(seconds=10),
    Verdict.ALERT: timedelta(minutes=10),
    Verdict.DISABLE_CHANNEL: timedelta(days=1),
}


class Pauses:
    """One process's knowledge of closed rungs."""

    def __init__(self) -> None:
        self._until: dict[Rung, datetime] = {}

    def pause(self, rung: Rung, verdict: Verdict, now: datetime) -> datetime:
        """Close a rung for as long as the verdict wants; quotas begin anew at midnight in China."""
        until = now + FIXED[verdict] if verdict in FIXED else next_midnight(now)
        self._until[rung] = max(until, self._until.get(rung, until))
        return self._until[rung]

    def closed(self, now: datetime) -> dict[Rung, datetime]:
        """The rungs that are closed now, and until when."""
        return {rung: until for rung, until in self._until.items() if until > now}


def next_midnight(now: datetime) -> datetime:
    """When the platform's daily quotas are reset."""
    tomorrow = now.astimezone(SHANGHAI).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), SHANGHAI)
