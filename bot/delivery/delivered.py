"""Which passive replies reached an open connection, kept a moment later and many at once."""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Now
from storage.engine.database import Database

log = structlog.get_logger()
GATHER = 0.05
AGAIN = 0.5


class DeliveredReplies:
    """`note` by the callback; what could not be kept is tried again, as who got a reply must not get it twice."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now
        self._waiting: list[int] = []
        self._timer: asyncio.TimerHandle | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._closed = False

    def note(self, inbox_id: int) -> None:
        """The reply to this message was written to its connection."""
        self._waiting.append(inbox_id)
        self._arm(GATHER)

    async def keep(self) -> None:
        """Everything noted so far, in one unit."""
        if not self._waiting:
            return
        ids, self._waiting = self._waiting, []
        try:
            now = self._now()
            await self._database.run(lambda uow: uow.inbox.mark_delivered(ids, now), person_key=None)
        except Exception as error:
            log.warning("delivered_not_kept", error=type(error).__name__)
            self._waiting = ids + self._waiting
            self._arm(AGAIN)

    async def close(self) -> None:
        """No timer and no task is left behind; one last try for what still waits."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        if self._keeping is not None:
            await self._keeping
        await self.keep()

    def _arm(self, wait: float) -> None:
        if self._timer is None and not self._closed:
            self._timer = asyncio.get_running_loop().call_later(wait, self._begin)

    def _begin(self) -> None:
        self._timer = None
        if self._keeping is not None and not self._keeping.done():
            self._arm(GATHER)
            return
        self._keeping = asyncio.create_task(self.keep())
