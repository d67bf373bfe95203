"""What the service wants to tell a person: structured, worded only when it is sent, with the life of its sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from domain.lifecycle import check_move


class Priority(IntEnum):
    """What goes first where messages are scarce."""

    EMERGENCY = 0
    REMINDER = 1
    ANSWER = 2
    NORMAL = 3
    ANNOUNCEMENT = 4


class Rung(StrEnum):
    """The ways out, cheapest first; the names are part of the outside contract."""

    REPLY = "reply"
    CUSTOM = "custom"
    SUBSCRIBE = "subscribe"
    TEMPLATE = "template"
    SMS = "sms"
    CALL = "call"


class OutgoingStatus(StrEnum):
    """Where the sending of one notice stands; the names are part of the outside contract."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    HELD = "held"
    FAILED = "failed"
    DROPPED = "dropped"


_N = OutgoingStatus
OUTGOING_TRANSITIONS: Mapping[OutgoingStatus, frozenset[OutgoingStatus]] = {
    _N.WAITING: frozenset({_N.CLAIMED, _N.SENT, _N.DROPPED, _N.HELD}),
    _N.CLAIMED: frozenset({_N.SENDING, _N.WAITING, _N.HELD, _N.DROPPED, _N.FAILED}),
    _N.SENDING: frozenset({_N.SENT, _N.UNKNOWN, _N.WAITING, _N.HELD, _N.FAILED, _N.DROPPED}),
    _N.SENT: frozenset(),
    _N.UNKNOWN: frozenset({_N.SENT, _N.DROPPED}),
    _N.HELD: frozenset({_N.WAITING, _N.SENT, _N.DROPPED}),
    _N.FAILED: frozenset({_N.WAITING, _N.DROPPED}),
    _N.DROPPED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person. `kind` and `fields` are all the wording gets; `fields` is plain JSON.

    `subject` ("visit:7", "activity:3") and `revision` let the sending check that it still makes sense;
    `urgent` ones that cannot be sent legally become a phone call on a butler's list; `media_id` is our media row.
    """

    kind: str
    person_id: int
    fields: dict[str, Any] = field(default_factory=dict)
    demand_no: int | None = None
    subject: str | None = None
    revision: int | None = None
    priority: Priority = Priority.NORMAL
    urgent: bool = False
    due_at: datetime | None = None
    expires_at: datetime | None = None
    media_id: int | None = None


@dataclass(slots=True)
class Outgoing:
    """A notice on its way: the row of the outbox."""

    notice: Notice
    created_at: datetime
    id: int = 0
    status: OutgoingStatus = OutgoingStatus.WAITING
    rung: Rung | None = None
    errcode: int | None = None
    attempts: int = 0
    next_try_at: datetime | None = None
    sent_at: datetime | None = None

    def move(self, after: OutgoingStatus) -> None:
        """Move to `after` or raise `illegal_move`."""
        check_move(OUTGOING_TRANSITIONS, self.status, after, "outgoing")
        self.status = after
