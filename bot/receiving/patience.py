"""Waits for a task for a while and leaves it running: what `asyncio.wait` does, for one task and half the cost."""

from __future__ import annotations

import asyncio
from typing import Any


async def is_done_within(task: asyncio.Future[Any], seconds: float) -> bool:
    """Whether it ended, in whatever way, before so many seconds were over."""
    if task.done():
        return True
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def end(_: object = None) -> None:
        if not ended.done():
            ended.set_result(None)

    timer = loop.call_later(seconds, end)
    task.add_done_callback(end)
    try:
        await ended
    finally:
        timer.cancel()
        task.remove_done_callback(end)
    return task.done()
