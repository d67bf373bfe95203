"""The loop of a worker that looks for work, does it, and rests until it is woken or a while is over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger()
PAUSE_SECONDS = 0.5


class Rounds:
    """Steps until `stop`; a step that fails is logged as `failing` and tried again."""

    def __init__(self, step: Callable[[], Awaitable[int]], failing: str, least_rest_seconds: float = 0.0) -> None:
        self._step = step
        self._failing = failing
        self._least_rest = least_rest_seconds  # however often it is woken
        self._woken = asyncio.Event()
        self._stopped = False

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def stop(self) -> None:
        """After the step in hand."""
        self._stopped = True
        self._woken.set()

    async def run(self) -> None:
        """Until `stop`; what wakes it during a step is not missed. To be cancelled works as with any task."""
        while not self._stopped:
            self._woken.clear()
            try:
                done = await self._step()
            except Exception:
                log.exception(self._failing)
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            if not done and not self._stopped:
                await self._rest()

    async def _rest(self) -> None:
        await asyncio.sleep(self._least_rest)
        try:
            await asyncio.wait_for(self._woken.wait(), PAUSE_SECONDS)
        except TimeoutError:
            return
