"""Stores what cannot be worked on now, many messages in one commit: storing is all that a rush leaves time for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from domain.message import Incoming
from storage.receiving.inbox import DoubleDeliveryError, Received
from storage.unit_of_work import StoredUnitOfWork

Run = Callable[[Callable[[StoredUnitOfWork], Awaitable[list[Received]]]], Awaitable[list[Received]]]
AT_ONCE = 128
TRIES = 5


class ParkingLot:
    """What arrives while a commit is under way shares the next one."""

    def __init__(self, run: Run, now: Callable[[], datetime]) -> None:
        self._run = run
        self._now = now
        self._queue: list[tuple[Incoming, asyncio.Future[Received]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def park(self, incoming: Incoming) -> Received:
        """After the commit; a repeat tells what is stored already."""
        future: asyncio.Future[Received] = asyncio.get_running_loop().create_future()
        self._queue.append((incoming, future))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store())
        return await future

    async def _store(self) -> None:
        while self._queue:
            batch, self._queue = self._queue[:AT_ONCE], self._queue[AT_ONCE:]
            try:
                stored = await self._store_batch([incoming for incoming, _ in batch])
            except Exception as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                continue
            for (_, future), received in zip(batch, stored, strict=True):
                if not future.done():
                    future.set_result(received)

    async def _store_batch(self, incomings: list[Incoming]) -> list[Received]:
        """Once more where somebody was met by another process at the same moment."""
        for _ in range(TRIES - 1):
            try:
                return await self._run(lambda uow: uow.parking.store(incomings, self._now()))
            except DoubleDeliveryError:
                continue
        return await self._run(lambda uow: uow.parking.store(incomings, self._now()))
