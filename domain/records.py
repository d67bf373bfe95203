"""What is kept beside a demand: what was said between the sides, files, the audit trail, a person's conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class ExchangeKind(StrEnum):
    """A question to the asker, advice without a claim, the answer to either, a message passed on."""

    QUESTION = "question"
    ADVICE = "advice"
    ANSWER = "answer"
    MESSAGE = "message"


@dataclass(slots=True)
class Exchange:
    """Something one side of a demand said to the other, relayed without phone numbers."""

    demand_no: int
    kind: ExchangeKind
    from_person: int
    to_person: int | None
    at: datetime
    text: str = ""
    media_ids: tuple[int, ...] = ()
    expert_id: int | None = None
    answered_at: datetime | None = None
    accepted: bool | None = None
    id: int = 0


class MediaStatus(StrEnum):
    """Files are fetched by job within the three days that the platform keeps them."""

    WAITING = "waiting"
    FETCHED = "fetched"
    FAILED = "failed"


@dataclass(slots=True)
class MediaItem:
    """A picture, voice message, video or pin; `file` is its path below the media directory once it is fetched."""

    person_id: int
    kind: str
    received_at: datetime
    media_id: str = ""
    url: str = ""
    demand_no: int | None = None
    status: MediaStatus = MediaStatus.WAITING
    file: str | None = None
    content_type: str | None = None
    size: int | None = None
    transcript: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    label: str | None = None
    attempts: int = 0
    id: int = 0


@dataclass(slots=True)
class AuditEntry:
    """Who of the staff did what to what, or was refused what is for staff, and how it ended."""

    at: datetime
    person_id: int
    role: str
    action: str
    subject: str
    outcome: str
    id: int = 0


@dataclass(slots=True)
class Conversation:
    """Where a person stands in talking with us; `state` is plain JSON owned by the handlers."""

    person_id: int
    state: dict[str, Any] = field(default_factory=dict)
    updated_at: datetime | None = None
