"""What staff teach in chat: a layman's words for a trouble, and what experts of that field call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class KnowledgeEntry:
    """One line of the knowledge, of the base whose staff wrote it but used by all; a removed one counts no more."""

    base: str
    field_code: str
    second: str
    subjects: tuple[str, ...]  # what it is about (脆李); may be empty
    signs: tuple[str, ...]  # what a layman says
    terms: tuple[str, ...]  # what an expert's profile says
    added_by: int
    added_at: datetime
    removed_by: int | None = None
    removed_at: datetime | None = None
    version: int = 1
    id: int = 0

    def says_the_same(self, other: KnowledgeEntry) -> bool:
        """Whether both lead from the same words to the same words, in whatever order."""
        mine, theirs = ((one.field_code, one.second) for one in (self, other))
        return mine == theirs and all(
            set(ours) == set(others)
            for ours, others in (
                (self.subjects, other.subjects),
                (self.signs, other.signs),
                (self.terms, other.terms),
            )
        )
