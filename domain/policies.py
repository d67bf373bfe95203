"""What an office has published, as it is kept: the paper with its source, and the passages that may be quoted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(slots=True)
class Passage:
    """A stretch of the paper, word for word, below the headings it stands under."""

    heading: str
    text: str
    position: int = 0
    policy_id: int = 0
    id: int = 0


@dataclass(slots=True)
class Policy:
    """One published paper. `place_code` is where it holds, None everywhere; a repealed one is quoted no more."""

    title: str
    issuer: str
    source: str
    digest: str
    number: str | None = None
    issued_on: date | None = None
    place_code: str | None = None
    is_repealed: bool = False
    version: int = 1
    updated_at: datetime | None = None
    id: int = 0
    passages: list[Passage] = field(default_factory=list)


class Stored(StrEnum):
    """What storing a paper did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
