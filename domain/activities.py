"""Briefings, trainings and other activities: who is told, who signs up, who waits, who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import DomainError
from domain.lifecycle import check_move


class ActivityStatus(StrEnum):
    """`planned` waits for the confirmation that announces it."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    HELD = "held"


_A = ActivityStatus
ACTIVITY_TRANSITIONS: Mapping[ActivityStatus, frozenset[ActivityStatus]] = {
    _A.PLANNED: frozenset({_A.ANNOUNCED, _A.CANCELLED}),
    _A.ANNOUNCED: frozenset({_A.CANCELLED, _A.HELD}),
    _A.CANCELLED: frozenset(),
    _A.HELD: frozenset(),
}


class SignUpStatus(StrEnum):
    """A place, a turn on the waiting list, or withdrawn; `checked_in` was there."""

    SIGNED_UP = "signed_up"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    CHECKED_IN = "checked_in"


@dataclass(slots=True)
class Activity:
    """One activity. `places` None is no limit; `audience` is what was said of those concerned, in words."""

    base: str
    title: str
    starts_at: datetime
    place: str
    audience: str
    created_by: int
    created_at: datetime
    kind: str = "briefing"
    status: ActivityStatus = ActivityStatus.PLANNED
    places: int | None = None
    audience_roles: tuple[str, ...] = ()
    audience_fields: tuple[str, ...] = ()
    audience_places: tuple[str, ...] = ()
    revision: int = 1
    signed_up: int = 0
    waiting: int = 0
    checked_in: int = 0
    id: int = 0

    def move(self, after: ActivityStatus) -> None:
        """Move to `after` or raise `illegal_move`."""
        check_move(ACTIVITY_TRANSITIONS, self.status, after, "activity")
        self.status = after
        self.revision += 1

    def check_open(self, now: datetime) -> None:
        """Raise unless people may sign up now."""
        if self.status is ActivityStatus.CANCELLED:
            raise DomainError("activity_cancelled", activity=self.id)
        if self.status is ActivityStatus.PLANNED:
            raise DomainError("activity_unknown", activity=self.id)
        if self.starts_at <= now or self.status is ActivityStatus.HELD:
            raise DomainError("activity_past", activity=self.id)

    def free_places(self) -> int | None:
        """Places left, or None where there is no limit."""
        return None if self.places is None else max(0, self.places - self.signed_up)


@dataclass(slots=True)
class SignUp:
    """One person signs up for `heads` people; `position` orders the waiting list."""

    activity_id: int
    person_id: int
    heads: int
    status: SignUpStatus
    at: datetime
    position: int = 0
    id: int = 0
