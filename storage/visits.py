"""Visits, and the ratings that follow them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from domain.errors import DomainError
from domain.ratings import Rating
from domain.visits import Visit, VisitStatus
from storage.engine.prepared import reading
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.serving import rating, visit

VISIT = RowMap(Visit, visit)
RATING = RowMap(Rating, rating)
BY_ID = reading(VISIT.columns, visit.c.id == bindparam("id"))
OF_DEMAND = reading(VISIT.columns, visit.c.demand_no == bindparam("no"), order_by=[visit.c.id])


class StoredVisits:
    """Fulfils `domain.ports.Visits`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: Visit) -> int:
        return await self._session.new_id(visit, VISIT.values(one))

    async def get(self, visit_id: int) -> Visit | None:
        rows = await self._session.found(BY_ID, id=visit_id)
        return VISIT.build(rows[0]) if rows else None

    async def save(self, one: Visit) -> None:
        await self._session.change(visit, one.id, VISIT.values(one))

    async def of_demand(self, no: int, statuses: Sequence[VisitStatus] = ()) -> list[Visit]:
        visits = [VISIT.build(row) for row in await self._session.found(OF_DEMAND, no=no)]
        return [one for one in visits if not statuses or one.status in statuses]

    async def of_expert(self, expert_id: int, since: datetime, until: datetime) -> list[Visit]:
        rows = await self._session.all(
            select(*VISIT.columns)
            .where(
                visit.c.expert_id == expert_id,
                visit.c.starts_at >= since,
                visit.c.starts_at < until,
                visit.c.status.in_([VisitStatus.PROPOSED.value, VisitStatus.AGREED.value]),
            )
            .order_by(visit.c.starts_at, visit.c.id)
        )
        return [VISIT.build(row) for row in rows]


class StoredRatings:
    """Fulfils `domain.ports.Ratings`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: Rating) -> int:
        rating_id = await self._session.value(
            self._session.insert(rating)
            .on_conflict_do_nothing(index_elements=["demand_no", "side", "round"])
            .returning(rating.c.id),
            RATING.values(one),
        )
        if rating_id is None:
            raise DomainError("already_rated", no=one.demand_no)
        return int(rating_id)

    async def save(self, one: Rating) -> None:
        await self._session.change(rating, one.id, RATING.values(one))

    async def of_demand(self, no: int, round: int | None = None) -> list[Rating]:
        statement = select(*RATING.columns).where(rating.c.demand_no == no).order_by(rating.c.id)
        if round is not None:
            statement = statement.where(rating.c.round == round)
        return [RATING.build(row) for row in await self._session.all(statement)]
