"""An order: a demand as experts see it; who was told of it, and who claims it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.lifecycle import check_move


class OrderStatus(StrEnum):
    """`awaiting_approval` is not on the list yet; `listed` may be claimed; `taken` has one winner."""

    AWAITING_APPROVAL = "awaiting_approval"
    LISTED = "listed"
    TAKEN = "taken"
    ENDED = "ended"


_O = OrderStatus
ORDER_TRANSITIONS: Mapping[OrderStatus, frozenset[OrderStatus]] = {
    _O.AWAITING_APPROVAL: frozenset({_O.LISTED, _O.TAKEN, _O.ENDED}),
    _O.LISTED: frozenset({_O.TAKEN, _O.ENDED, _O.AWAITING_APPROVAL}),
    _O.TAKEN: frozenset({_O.LISTED, _O.ENDED}),
    _O.ENDED: frozenset({_O.LISTED, _O.TAKEN}),
}


class ClaimStatus(StrEnum):
    """`won` is unique for an order in the database itself."""

    WON = "won"
    RETURNED = "returned"
    REVOKED = "revoked"
    ENDED = "ended"


class PushStatus(StrEnum):
    """What became of telling one expert about one order."""

    PUSHED = "pushed"
    CALL = "call"  # fits better but cannot be reached: on the butler's call sheet
    DECLINED = "declined"
    CLAIMED = "claimed"
    CLOSED = "closed"  # somebody else has it


@dataclass(slots=True)
class Order:
    """A demand as published, with only what may be public. One for each demand; `round` counts its listings."""

    demand_no: int
    base: str
    status: OrderStatus
    field_code: str | None
    second: str | None
    title: str
    county: str | None
    created_at: datetime
    listed_at: datetime | None = None
    round: int = 1
    id: int = 0

    def move(self, after: OrderStatus, now: datetime) -> None:
        """Move to `after` or raise `illegal_move`."""
        check_move(ORDER_TRANSITIONS, self.status, after, "order")
        self.status = after
        if after is OrderStatus.LISTED:
            self.listed_at = now


@dataclass(slots=True)
class Claim:
    """An expert has an order: by claiming or by assignment. `members` are further experts of the team."""

    order_id: int
    expert_id: int
    at: datetime
    status: ClaimStatus = ClaimStatus.WON
    is_assigned: bool = False
    reason: str | None = None
    members: tuple[int, ...] = ()
    id: int = 0


@dataclass(slots=True)
class Push:
    """One expert was told of one order (or ought to be called), with the reasons that can be checked."""

    order_id: int
    demand_no: int
    expert_id: int
    status: PushStatus
    score: float
    reasons: tuple[str, ...]
    at: datetime
    id: int = 0
