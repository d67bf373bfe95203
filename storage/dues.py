"""Due moments from the side of whoever fires them: what is due now, taken by one process only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from domain.work import Due, DueStatus
from storage.engine.session import Session
from storage.tables.working import due
from storage.work import DUE

BACK_OFF = timedelta(seconds=30)
LONGEST_BACK_OFF = timedelta(hours=1)


class Dues:
    """`take` holds the row until the unit ends, so that a due moment fires once whoever ticks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def next_due(self, now: datetime, limit: int) -> list[Due]:
        """Waiting and due, the oldest first."""
        rows = await self._session.all(
            select(*DUE.columns)
            .where(due.c.status == DueStatus.WAITING.value, due.c.ready_at <= now)
            .order_by(due.c.ready_at, due.c.id)
            .limit(limit)
        )
        return [_due(DUE.build(row)) for row in rows]

    async def take(self, due_id: int) -> Due | None:
        """None where it is settled already, or in another process's hands."""
        statement = select(*DUE.columns).where(due.c.id == due_id, due.c.status == DueStatus.WAITING.value)
        row = await self._session.first(statement.with_for_update(skip_locked=True))
        return _due(DUE.build(row)) if row else None

    async def take_due(self, now: datetime, limit: int) -> list[Due]:
        """Like `next_due` and `take` at once: several for one unit, none of them in another process's hands."""
        statement = (
            select(*DUE.columns)
            .where(due.c.status == DueStatus.WAITING.value, due.c.ready_at <= now)
            .order_by(due.c.ready_at, due.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [_due(DUE.build(row)) for row in await self._session.all(statement)]

    async def settle_all(self, due_ids: Sequence[int], status: DueStatus, now: datetime) -> None:
        """As `settle`, for many."""
        await self._session.run(
            update(due).where(due.c.id.in_(due_ids), due.c.status == DueStatus.WAITING.value),
            {"status": status.value, "settled_at": now},
        )

    async def settle(self, due_id: int, status: DueStatus, now: datetime) -> None:
        """Fired or skipped: over."""
        await self._session.run(
            update(due).where(due.c.id == due_id, due.c.status == DueStatus.WAITING.value),
            {"status": status.value, "settled_at": now},
        )

    async def postpone(self, due_id: int, now: datetime) -> None:
        """It failed: again later, and later still the more often."""
        attempts = await self._session.value(
            select(due.c.attempts).where(due.c.id == due_id, due.c.status == DueStatus.WAITING.value)
        )
        if attempts is None:
            return
        wait = min(BACK_OFF * 2 ** min(attempts, 10), LONGEST_BACK_OFF)
        await self._session.run(
            update(due).where(due.c.id == due_id), {"attempts": attempts + 1, "ready_at": now + wait}
        )

    async def next_moment(self) -> datetime | None:
        """When the next waiting one is due."""
        moment = await self._session.first(
            select(due.c.due_at).where(due.c.status == DueStatus.WAITING.value).order_by(due.c.due_at).limit(1)
        )
        return moment[0] if moment else None

    async def waiting(self) -> int:
        """How many wait, due or not."""
        return int(
            await self._session.value(
                select(func.count()).select_from(due).where(due.c.status == DueStatus.WAITING.value)
            )
        )


def _due(one: Due) -> Due:
    one.person_id = one.person_id or None
    return one
