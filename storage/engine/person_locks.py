"""A person's turn inside one process: whoever comes second waits here, so that one at most stands at the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class PersonLocks:
    """Locks that exist only while somebody holds or awaits them."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, person_key: str | None) -> AsyncIterator[None]:
        """Hold the turn of that person; None waits for nobody."""
        if person_key is None:
            yield
            return
        lock, users = self._locks.get(person_key, (asyncio.Lock(), 0))
        self._locks[person_key] = (lock, users + 1)
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks[person_key]
            if users == 1:
                del self._locks[person_key]
            else:
                self._locks[person_key] = (lock, users - 1)
