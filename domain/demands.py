"""A demand: what somebody needs, who is party to it, and the moves it may make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.lifecycle import check_move


class DemandStatus(StrEnum):
    """Where a demand stands; the names are part of the outside contract."""

    REGISTERED = "registered"
    PUBLISHED = "published"
    CLAIMED = "claimed"
    SCHEDULED = "scheduled"
    SERVED = "served"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    ESCALATED = "escalated"


_S = DemandStatus
TRANSITIONS: Mapping[DemandStatus, frozenset[DemandStatus]] = {
    _S.REGISTERED: frozenset({_S.PUBLISHED, _S.CLAIMED, _S.CLOSED, _S.WITHDRAWN, _S.ESCALATED}),
    _S.PUBLISHED: frozenset({_S.CLAIMED, _S.REGISTERED, _S.CLOSED, _S.WITHDRAWN, _S.ESCALATED}),
    _S.CLAIMED: frozenset(
        {_S.SCHEDULED, _S.SERVED, _S.PUBLISHED, _S.REGISTERED, _S.CLOSED, _S.WITHDRAWN, _S.ESCALATED}
    ),
    _S.SCHEDULED: frozenset(
        {_S.CLAIMED, _S.SERVED, _S.PUBLISHED, _S.REGISTERED, _S.CLOSED, _S.WITHDRAWN, _S.ESCALATED}
    ),
    _S.SERVED: frozenset({_S.CLOSED, _S.REOPENED, _S.SCHEDULED, _S.CLAIMED, _S.ESCALATED}),
    _S.CLOSED: frozenset({_S.REOPENED}),
    _S.REOPENED: frozenset(
        {_S.PUBLISHED, _S.CLAIMED, _S.SCHEDULED, _S.SERVED, _S.REGISTERED, _S.CLOSED, _S.WITHDRAWN, _S.ESCALATED}
    ),
    _S.WITHDRAWN: frozenset({_S.REGISTERED}),  # wanted again after all
    _S.ESCALATED: frozenset({_S.PUBLISHED, _S.CLAIMED, _S.REGISTERED, _S.SERVED, _S.CLOSED, _S.WITHDRAWN}),
}
ENDED = frozenset({_S.CLOSED, _S.WITHDRAWN})


class PartyRole(StrEnum):
    """How somebody belongs to a demand."""

    REPORTER = "reporter"
    BENEFICIARY = "beneficiary"
    HANDLER = "handler"
    LISTENER = "listener"


@dataclass(slots=True)
class Party:
    """Somebody who belongs to a demand: a person who chats, or only a name (父亲, 白帝镇 23 户)."""

    role: PartyRole
    person_id: int | None = None
    label: str | None = None


@dataclass(slots=True)
class HistoryEntry:
    """What happened to a demand; `action` is a verb of the trade, `detail` holds what it needs to be told."""

    demand_no: int
    action: str
    at: datetime
    person_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    id: int = 0


@dataclass(slots=True)
class Demand:
    """One need of one asker. `no` is 0 until it is stored; `expert_id` is the one who has it."""

    base: str
    reporter_id: int
    summary: str
    text: str
    created_at: datetime
    updated_at: datetime
    no: int = 0
    status: DemandStatus = DemandStatus.REGISTERED
    kind: str | None = None
    field_code: str | None = None
    second: str | None = None
    place_code: str | None = None
    place_name: str | None = None
    town: str | None = None
    role: str | None = None
    organization: str | None = None
    urgency: str = "normal"
    hazard: str | None = None
    mode: str | None = None
    households: int | None = None
    tags: tuple[str, ...] = ()
    restriction: str = "public"  # public | matched | butler
    promised_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    expert_id: int | None = None
    parent_no: int | None = None
    parties: list[Party] = field(default_factory=list)

    def move(self, after: DemandStatus, now: datetime, by: int | None, **detail: Any) -> HistoryEntry:
        """Move to `after` or raise `illegal_move`; the answer is the history entry to keep."""
        check_move(TRANSITIONS, self.status, after, "demand")
        before, self.status, self.updated_at = self.status, after, now
        if after is DemandStatus.CLOSED:
            self.closed_at = now
        return HistoryEntry(self.no, after.value, now, by, {"before": before.value, **detail})

    @property
    def is_ended(self) -> bool:
        """Closed or withdrawn: nobody works on it."""
        return self.status in ENDED

    @property
    def is_confidential(self) -> bool:
        """Whether it must never appear on the order list."""
        return self.restriction != "public" or self.hazard in {"animal_epidemic", "plant_epidemic", "critical_patient"}

    def beneficiary(self) -> Party | None:
        """Whom it concerns where that is not the reporter."""
        return next((party for party in self.parties if party.role is PartyRole.BENEFICIARY), None)
