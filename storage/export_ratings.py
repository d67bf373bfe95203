"""Ratings as they may be shown: the words of one side stay closed until both have spoken or the window is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from storage.tables.demands import demand, demand_history
from storage.tables.serving import rating

RATING_COLUMNS = ("demand_no", "by", "score", "solved", "comment", "revealed")


def rating_pages() -> Select[Any]:
    """Key, what is shown, whether the other side has spoken, and when the demand was served last."""
    other = rating.alias("other")
    both = (
        select(other.c.id)
        .where(other.c.demand_no == rating.c.demand_no, other.c.round == rating.c.round, other.c.side != rating.c.side)
        .correlate(rating)
        .exists()
    )
    served_at = (
        select(func.max(demand_history.c.at))
        .where(demand_history.c.demand_no == rating.c.demand_no, demand_history.c.action == "served")
        .correlate(rating)
        .scalar_subquery()
    )
    shown = (rating.c.demand_no, rating.c.side, rating.c.score, rating.c.solved, rating.c.comment)
    return select(rating.c.id, *shown, both, func.coalesce(served_at, demand.c.updated_at)).join(
        demand, demand.c.no == rating.c.demand_no
    )


def read_rating(row: Sequence[Any], moment: tuple[datetime, timedelta]) -> tuple[Any, ...]:
    """One line; what is not revealed is empty."""
    _, no, side, score, solved, comment, both, served_at = row
    now, window = moment
    if both or now >= served_at + window:
        return (no, side, score, solved, comment, True)
    return (no, side, None, None, "", False)
