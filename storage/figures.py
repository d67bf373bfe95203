"""Counts for staff, taken from the rows at the moment of asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, func, select

from domain.activities import ActivityStatus, SignUpStatus
from domain.ratings import RatingSide
from storage.engine.session import Session
from storage.tables.demands import claim, demand, demand_order
from storage.tables.serving import activity, rating, sign_up

SATISFIED_FROM = 4


class StoredFigures:
    """Fulfils `domain.ports.Figures`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def demand_figures(
        self,
        bases: Sequence[str],
        since: datetime,
        until: datetime,
        *,
        place_prefix: str | None = None,
        field: str | None = None,
    ) -> dict[str, Any]:
        """`since` and `until` bound the registration; `field` is a code or the name of a second level."""
        within = [demand.c.base.in_(bases), demand.c.created_at >= since, demand.c.created_at < until]
        if place_prefix is not None:
            within.append(demand.c.place_code.startswith(place_prefix))
        if field is not None:
            within.append((demand.c.field_code == field) | (demand.c.second == field))
        by_status = await self._counts(demand.c.status, within)
        return {
            "total": sum(by_status.values()),
            "by_status": by_status,
            "by_field": await self._counts(demand.c.field_code, within),
            "by_place": await self._counts(demand.c.place_name, within),
            **await self._ratings(within),
            "hours_to_claim": await self._hours_to_claim(within),
            "hours_to_close": await self._hours_to_close(within),
        }

    async def activity_figures(self, bases: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """Activities by their start; heads, not sign-ups."""
        held = [
            activity.c.base.in_(bases),
            activity.c.status.in_([ActivityStatus.ANNOUNCED.value, ActivityStatus.HELD.value]),
            activity.c.starts_at >= since,
            activity.c.starts_at < until,
        ]
        heads = (
            select(sign_up.c.status, func.sum(sign_up.c.heads))
            .join(activity, activity.c.id == sign_up.c.activity_id)
            .where(*held)
            .group_by(sign_up.c.status)
        )
        counts = {row[0]: int(row[1]) for row in await self._session.all(heads)}
        came = counts.get(SignUpStatus.CHECKED_IN.value, 0)
        return {
            "activities": int(await self._session.value(select(func.count()).select_from(activity).where(*held))),
            "signed_up": came + counts.get(SignUpStatus.SIGNED_UP.value, 0),
            "checked_in": came,
        }

    async def _counts(self, column: ColumnElement[Any], within: list[Any]) -> dict[str, int]:
        count = func.count()
        rows = await self._session.all(
            select(column, count).where(*within).group_by(column).order_by(count.desc(), column)
        )
        return {row[0] or "": int(row[1]) for row in rows}

    async def _ratings(self, within: list[Any]) -> dict[str, int]:
        """The asker's last word on each demand counts."""
        rows = await self._session.all(
            select(rating.c.demand_no, rating.c.score, rating.c.solved)
            .join(demand, demand.c.no == rating.c.demand_no)
            .where(rating.c.side == RatingSide.ASKER.value, *within)
            .order_by(rating.c.round)
        )
        last = {row[0]: (row[1], row[2]) for row in rows}
        return {
            "asked": await self._asked(within),
            "by_phone": await self._by_phone(within),
            "solved": sum(1 for _, solved in last.values() if solved),
            "rated": sum(1 for score, _ in last.values() if score is not None),
            "satisfied": sum(1 for score, _ in last.values() if score is not None and score >= SATISFIED_FROM),
        }

    async def _asked(self, within: list[Any]) -> int:
        """Demands that came as far as a rating."""
        served = demand.c.status.in_(["served", "closed", "reopened"])
        return int(await self._session.value(select(func.count()).select_from(demand).where(served, *within)))

    async def _by_phone(self, within: list[Any]) -> int:
        """Solved by what a caller told staff, counted apart from the askers' own word."""
        told = demand.c.closed_by == "phone"
        return int(await self._session.value(select(func.count()).select_from(demand).where(told, *within)))

    async def _hours_to_claim(self, within: list[Any]) -> float | None:
        rows = await self._session.all(
            select(demand.c.created_at, func.min(claim.c.at))
            .join_from(claim, demand_order, demand_order.c.id == claim.c.order_id)
            .join(demand, demand.c.no == demand_order.c.demand_no)
            .where(*within)
            .group_by(demand.c.no, demand.c.created_at)
        )
        return _median_hours(rows)

    async def _hours_to_close(self, within: list[Any]) -> float | None:
        statement = select(demand.c.created_at, demand.c.closed_at).where(demand.c.closed_at.is_not(None), *within)
        return _median_hours(await self._session.all(statement))


def _median_hours(rows: Sequence[Any]) -> float | None:
    hours = [(end - start).total_seconds() / 3600 for start, end in rows]
    return round(median(hours), 1) if hours else None
