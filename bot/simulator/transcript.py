"""What every phone has shown so far, so that a reloaded page finds it again and an open one hears of it at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing shown. `phone` is a person's key, empty for what concerns all; `side`: own, bot or system.

    `kind`: text, image, location, voice, notice, event, banner, clock. `tag`: passive, custom, template, subscribe
    or empty. `fields` are label and value of a notice; `media` is an address; `follows` is set where that changed.
    """

    phone: str
    side: str
    kind: str
    text: str = ""
    tag: str = ""
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    media: str = ""
    follows: bool | None = None

    def as_json(self, number: int, at: datetime) -> dict[str, Any]:
        """As the page reads it."""
        return {**asdict(self), "number": number, "at": at.isoformat()}


class Transcript:
    """All entries in their order; each reader gets the old ones first and then the new ones as they come."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.entries: list[dict[str, Any]] = []
        self._readers: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def add(self, entry: Entry) -> None:
        """Keep an entry and tell all readers."""
        written = entry.as_json(len(self.entries) + 1, self._now())
        self.entries.append(written)
        for reader in self._readers:
            reader.put_nowait(written)

    def close(self) -> None:
        """End all readers."""
        for reader in self._readers:
            reader.put_nowait(None)

    @asynccontextmanager
    async def reader(self, after: int) -> AsyncIterator[asyncio.Queue[dict[str, Any] | None]]:
        """A queue of all entries with a number above `after`; None in it means the end."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        for entry in self.entries[max(0, after) :]:
            queue.put_nowait(entry)
        self._readers.add(queue)
        try:
            yield queue
        finally:
            self._readers.discard(queue)
