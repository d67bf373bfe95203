"""Works on what was stored in a rush, as soon as the rush is over; the replies leave by another rung."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from bot.receiving.dispatcher import Dispatcher
from bot.rounds import Rounds
from storage.engine.database import Database
from storage.receiving.parking import Parked

log = structlog.get_logger()
BATCH = 16
LEAST_REST_SECONDS = 0.05  # a parked message that its person's pace holds back does not make us spin


class CatchingUp:
    """One worker of each process."""

    def __init__(self, database: Database, dispatcher: Dispatcher, wake_delivery: Callable[[], None]) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._wake_delivery = wake_delivery
        self._rounds = Rounds(self._step_after_rush, "catching_up_failed", LEAST_REST_SECONDS)

    def wake(self) -> None:
        """Something was parked."""
        self._rounds.wake()

    async def run(self) -> None:
        """Until `stop`."""
        await self._rounds.run()

    def stop(self) -> None:
        """After the messages in hand; the others wait on record."""
        self._rounds.stop()

    async def _step_after_rush(self) -> int:
        return await self.step() if self._dispatcher.is_rush_over else 0

    async def step(self) -> int:
        """The oldest of some people; the answer is how many were worked on."""
        rows = await self._database.read(lambda uow: uow.parking.waiting(BATCH))
        done = sum(await asyncio.gather(*(self._work(row) for row in rows)))
        if done:
            self._wake_delivery()
        return done

    async def _work(self, row: Parked) -> bool:
        try:
            return await self._dispatcher.resume(row)
        except Exception:
            log.exception("parked_message_failed", inbox=row.inbox_id, kind=row.incoming.kind)
            return False
