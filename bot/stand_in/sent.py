"""The record of what reached people's phones, with ways to wait for it and to listen to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Listener = Callable[["SentMessage"], None]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """One message as it is shown on a phone; `channel` is custom, template or subscribe, `kind` text, image or notice.

    `fields` are keyword and value of a notice after the platform has cut them.
    """

    number: int
    openid: str
    channel: str
    kind: str
    at: datetime
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    media_id: str = ""
    template_id: str = ""
    address: str = ""

    @property
    def shown(self) -> str:
        """All the words a person sees of it."""
        return "\n".join(value for _, value in self.fields) if self.fields else self.text


class SentRecord:
    """All messages in their order; listeners hear of each at once."""

    def __init__(self) -> None:
        self.messages: list[SentMessage] = []
        self._by_openid: dict[str, list[SentMessage]] = {}
        self._listeners: list[Listener] = []
        self._arrival = asyncio.Event()
        self._seen: dict[str, int] = {}

    def add(self, message: SentMessage) -> None:
        """Record a message and tell everyone who listens or waits."""
        self.messages.append(message)
        self._by_openid.setdefault(message.openid, []).append(message)
        arrival, self._arrival = self._arrival, asyncio.Event()
        arrival.set()
        for listener in tuple(self._listeners):
            listener(message)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every message from now on; the returned function ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def to(self, openid: str) -> list[SentMessage]:
        """What one person has received."""
        return list(self._by_openid.get(openid, ()))

    async def next_message(self, openid: str, timeout: float = 5.0) -> SentMessage:  # noqa: ASYNC109
        """The oldest message to this person not yet returned here; `TimeoutError` where none comes."""
        async with asyncio.timeout(timeout):
            while True:
                arrival = self._arrival
                received = self.to(openid)
                seen = self._seen.get(openid, 0)
                if len(received) > seen:
                    self._seen[openid] = seen + 1
                    return received[seen]
                await arrival.wait()
