"""Visits: a time that one side names, the other agrees to or counters, and that then happens or does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.lifecycle import check_move


class VisitStatus(StrEnum):
    """The names are part of the outside contract."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


_V = VisitStatus
VISIT_TRANSITIONS: Mapping[VisitStatus, frozenset[VisitStatus]] = {
    _V.PROPOSED: frozenset({_V.PROPOSED, _V.AGREED, _V.CANCELLED, _V.DONE}),
    _V.AGREED: frozenset({_V.PROPOSED, _V.DONE, _V.CANCELLED, _V.MISSED}),
    _V.DONE: frozenset(),
    _V.CANCELLED: frozenset(),
    _V.MISSED: frozenset({_V.PROPOSED, _V.DONE, _V.CANCELLED}),
}
VISIT_LENGTH = timedelta(hours=2)
ONSITE, ONLINE = "onsite", "online"


@dataclass(slots=True)
class Visit:
    """A meeting for a demand. `proposed_by` is the person whose word stands; the other side agrees."""

    demand_no: int
    expert_id: int
    mode: str
    starts_at: datetime
    proposed_by: int
    created_at: datetime
    status: VisitStatus = VisitStatus.PROPOSED
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    revision: int = 1
    done_at: datetime | None = None
    summary: str | None = None
    id: int = 0

    def move(self, after: VisitStatus) -> None:
        """Move to `after` or raise `illegal_move`; every move makes older reminders worthless."""
        check_move(VISIT_TRANSITIONS, self.status, after, "visit")
        self.status = after
        self.revision += 1

    def clashes_with(self, other: Visit, gap: timedelta = VISIT_LENGTH) -> bool:
        """Whether one expert cannot well be at both: less than `gap` between the two starts."""
        return self.id != other.id and abs(self.starts_at - other.starts_at) < gap
