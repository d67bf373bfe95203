"""The pool for an index in memory: all of it once, then what changed, whichever process changed it.

On PostgreSQL a transaction may commit after one that began later, so a number alone would skip rows. The cursor is
therefore the oldest transaction that was still running: everything from it on is read again, which does no harm.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, cast, func, select

from domain.experts import Expert, ExpertStatus
from storage.engine.session import Session
from storage.experts import EXPERT, IN_HAND, read_expert
from storage.tables.demands import demand
from storage.tables.experts import expert, expert_change


class ExpertFeed:
    """Read in a unit that only reads."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def cursor(self) -> int:
        """Where the feed stands; take it before reading the pool."""
        if self._session.dialect == "postgresql":
            oldest_running = func.pg_snapshot_xmin(func.pg_current_snapshot())
            return int(await self._session.value(select(cast(cast(oldest_running, Text), BigInteger))))
        return int(await self._session.value(select(func.coalesce(func.max(expert_change.c.id), 0))))

    async def changes_since(self, cursor: int) -> tuple[int, list[int]]:
        """The new cursor and the experts that may have changed since the old one."""
        reached = await self.cursor()
        if self._session.dialect == "postgresql":
            condition: Any = expert_change.c.transaction_id >= cursor
        else:
            condition = expert_change.c.id > cursor
        rows = await self._session.all(
            select(expert_change.c.expert_id).where(condition).distinct().order_by(expert_change.c.expert_id)
        )
        return reached, [row[0] for row in rows]

    async def reach(self) -> tuple[int, int]:
        """The oldest and the newest number that the feed holds; (0, 0) where it is empty."""
        lines = select(func.coalesce(func.min(expert_change.c.id), 0), func.coalesce(func.max(expert_change.c.id), 0))
        oldest, newest = (await self._session.all(lines))[0]
        return int(oldest), int(newest)

    async def active(self) -> list[tuple[int, datetime | None]]:
        """Who is in service, by id, and when each was changed last."""
        statement = select(expert.c.id, expert.c.updated_at).where(expert.c.status == ExpertStatus.ACTIVE.value)
        return [(row[0], row[1]) for row in await self._session.all(statement.order_by(expert.c.id))]

    async def all_experts(self) -> list[Expert]:
        """The whole pool."""
        in_hand = (
            select(demand.c.expert_id, func.count().label("open"))
            .where(demand.c.expert_id.is_not(None), demand.c.status.in_(IN_HAND))
            .group_by(demand.c.expert_id)
            .subquery()
        )
        statement = (
            select(*EXPERT.columns, expert.c.phone_sealed, func.coalesce(in_hand.c.open, 0))
            .outerjoin_from(expert, in_hand, in_hand.c.expert_id == expert.c.id)
            .order_by(expert.c.id)
        )
        return [read_expert(row, self._session.sealer) for row in await self._session.all(statement)]
