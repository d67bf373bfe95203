"""What waits for somebody: a prompt to answer, a task on a butler's list, a due moment, an invitation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.people import Role


class PromptKind(StrEnum):
    """What a person was asked by a notice, so that a bare "行" or "1" finds its question."""

    CLAIM = "claim"  # an order was pushed to an expert
    QUESTION = "question"  # an expert asked the asker back
    ADVICE = "advice"  # an expert answered without claiming: is that enough?
    VISIT = "visit"  # the other side names a time
    RATING = "rating"
    LOOK_BACK = "look_back"
    SIGN_UP = "sign_up"
    SENT_BACK = "sent_back"  # staff sent a demand back: what is missing


@dataclass(slots=True)
class Prompt:
    """One open question to one person; `ref_id` is the visit, exchange, activity or order it is about."""

    person_id: int
    kind: PromptKind
    asked_at: datetime
    demand_no: int | None = None
    ref_id: int | None = None
    expires_at: datetime | None = None
    is_open: bool = True
    id: int = 0


class TaskKind(StrEnum):
    """What a butler owes somebody."""

    CALL_EXPERT = "call_expert"  # fits, but cannot be reached by message
    CALL_PERSON = "call_person"  # an urgent notice that could not be sent
    LISTEN = "listen"  # a voice message without recognition
    UNMATCHED = "unmatched"  # nobody in the pool fits
    APPROVE_EXPERT = "approve_expert"
    APPROVE_ORDER = "approve_order"
    EMERGENCY = "emergency"
    HUMAN = "human"  # a person wants a person
    COMPLAINT = "complaint"
    NOT_SOLVED = "not_solved"
    UNDELIVERED = "undelivered"
    OVERDUE = "overdue"
    PRIVACY = "privacy"
    FOLLOW_UP = "follow_up"


@dataclass(slots=True)
class Task:
    """One line on a base's butlers' list. Doubles are refused by `key` while the first is open."""

    base: str
    kind: TaskKind
    created_at: datetime
    demand_no: int | None = None
    expert_id: int | None = None
    person_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    is_open: bool = True
    done_at: datetime | None = None
    done_by: int | None = None
    key: str | None = None
    id: int = 0


class DueKind(StrEnum):
    """What a due moment is for."""

    VISIT_REMINDER = "visit_reminder"
    VISIT_FOLLOW_UP = "visit_follow_up"
    ACTIVITY_REMINDER = "activity_reminder"
    RATING_WINDOW = "rating_window"
    CLAIM_OVERDUE = "claim_overdue"
    CLOSE_OVERDUE = "close_overdue"
    LOOK_BACK = "look_back"
    UNSEEN_EMERGENCY = "unseen_emergency"


class DueStatus(StrEnum):
    """`skipped` came too late to be of use; `dead` was moved or cancelled."""

    WAITING = "waiting"
    FIRED = "fired"
    SKIPPED = "skipped"
    DEAD = "dead"


@dataclass(slots=True)
class Due:
    """When something has to happen. Unique by (kind, subject, person, due_at); `revision` must still hold."""

    kind: DueKind
    subject: str
    due_at: datetime
    person_id: int | None = None
    revision: int | None = None
    useful_until: datetime | None = None
    status: DueStatus = DueStatus.WAITING
    id: int = 0


@dataclass(slots=True)
class Invitation:
    """A one-time code, kept only as a hash: who shows it becomes `role` in `base`."""

    code_hash: str
    role: Role
    base: str
    created_at: datetime
    expires_at: datetime
    expert_id: int | None = None
    name: str | None = None
    used_at: datetime | None = None
    used_by: int | None = None
    id: int = 0
