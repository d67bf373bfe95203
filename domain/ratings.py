"""Ratings that are blind until both sides have spoken or the window has closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import DomainError


class RatingSide(StrEnum):
    """Who rates; the names are part of the outside contract."""

    ASKER = "asker"
    EXPERT = "expert"


@dataclass(slots=True)
class Rating:
    """One side's word on one demand: `score` 1 to 5; `solved` only from the asker. One for each side and round."""

    demand_no: int
    side: RatingSide
    person_id: int
    at: datetime
    score: int | None = None
    solved: bool | None = None
    comment: str = ""
    round: int = 1
    id: int = 0


def check_score(score: int) -> int:
    """The score, or `rating_out_of_range`."""
    if not 1 <= score <= 5:
        raise DomainError("rating_out_of_range", score=score)
    return score


def are_revealed(ratings: Iterable[Rating], served_at: datetime, window: timedelta, now: datetime) -> bool:
    """Both are in, or the window has closed: only then does staff see them."""
    return {rating.side for rating in ratings} == set(RatingSide) or now >= served_at + window
