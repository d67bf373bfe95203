"""Works on what was stored in a rush, as soon as the rush is over; the replies leave by another rung."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from bot.receiving.dispatcher import Dispatcher
from storage.engine.database import Database
from storage.receiving.parking import Parked

log = structlog.get_logger()
PAUSE = 0.5
BATCH = 16


class CatchingUp:
    """One worker of each process."""

    def __init__(self, database: Database, dispatcher: Dispatcher, wake_delivery: Callable[[], None]) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._wake_delivery = wake_delivery
        self._woken = asyncio.Event()
        self._stopped = False

    def wake(self) -> None:
        """Something was parked."""
        self._woken.set()

    async def run(self) -> None:
        """Until `stop`."""
        while not self._stopped:
            self._woken.clear()
            try:
                done = await self.step() if self._dispatcher.is_rush_over else 0
            except Exception:
                log.exception("catching_up_failed")
                done = 0
            if not done and not self._stopped:
                await self._rest()

    def stop(self) -> None:
        """After the messages in hand; the others wait on record."""
        self._stopped = True
        self._woken.set()

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

    async def _rest(self) -> None:
        """A parked message that its person's pace holds back does not make us spin."""
        await asyncio.sleep(PAUSE / 10)
        try:
            await asyncio.wait_for(self._woken.wait(), PAUSE)
        except TimeoutError:
            return
