"""APScheduler only ticks; what is due stands in rows, and a row is worked once whoever ticks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.work import Due, DueStatus
from handlers import dues
from handlers.turn import Services
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
EVERY = timedelta(seconds=1)
STEP = 25  # so many rows, and what they touch, are locked together


class Ticker:
    """Fires due moments."""

    def __init__(
        self, database: Database, services: Services, now: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._services = services
        self._now = now
        self._wake = wake
        self._scheduler = AsyncIOScheduler(timezone="Asia/Shanghai")

    def start(self) -> None:
        """Tick every second; a tick that is late or still running is not doubled."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=EVERY.total_seconds(), max_instances=1, coalesce=True, misfire_grace_time=30
        )
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> int:
        """Fire everything that is due now; the answer is how many."""
        fired = 0
        while True:
            now = self._now()
            done, is_more = await self._together(now)
            fired += done
            if not is_more:
                break
        if fired:
            self._wake()
        return fired

    async def _together(self, now: datetime) -> tuple[int, bool]:
        """Several in one unit, which is what makes it fast; where one of them fails, each in a unit of its own."""

        async def work(uow: StoredUnitOfWork) -> int:
            taken = await uow.dues.take_due(now, STEP)
            ended: dict[DueStatus, list[int]] = defaultdict(list)
            for one in taken:
                ended[await dues.fire(one, uow, self._services, now)].append(one.id)
            for status, due_ids in ended.items():
                await uow.dues.settle_all(due_ids, status, now)
            return len(taken)

        try:
            fired = await self._database.run(work, person_key=None)
        except Exception as error:
            log.warning("dues_one_by_one", error=type(error).__name__)
            return await self._one_by_one(now)
        return fired, fired == STEP

    async def _one_by_one(self, now: datetime) -> tuple[int, bool]:
        due = await self._database.read(partial(_next_due, now=now))
        fired = 0
        for one in due:
            fired += await self._fire(one, now)
        return fired, len(due) == STEP

    async def _fire(self, due: Due, now: datetime) -> int:
        async def work(uow: StoredUnitOfWork) -> int:
            taken = await uow.dues.take(due.id)
            if taken is None:
                return 0
            await uow.dues.settle(taken.id, await dues.fire(taken, uow, self._services, now), now)
            return 1

        try:
            return await self._database.run(work, person_key=None)
        except Exception:
            log.exception("due_failed", kind=due.kind.value, subject=due.subject)
            await self._database.run(lambda uow: uow.dues.postpone(due.id, now), person_key=None)
            return 0


async def _next_due(uow: StoredUnitOfWork, now: datetime) -> list[Due]:
    return await uow.dues.next_due(now, STEP)
