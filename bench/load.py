"""Sends prepared requests over 32 kept connections and notes how long each answer took."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 32
LONGEST_SECONDS = 180.0


@dataclass(slots=True)
class Outcome:
    """What one run saw; `seconds` is the whole run, `waits` each answer's."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    not_ok: int = 0
    empty: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds within which that share of the answers came."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class _Connection(asyncio.Protocol):
    """One request at a time; the answer must carry its length."""

    def __init__(self, requests: Iterator[bytes], outcome: Outcome) -> None:
        self._requests = requests
        self._outcome = outcome
        self._buffer = b""
        self._sent_at = 0.0
        self.is_over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, rest = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(rest) < length:
            return
        self._note(head, rest)
        self._buffer = b""
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.is_over.done():
            self._outcome.not_ok += 1
            self.is_over.set_result(None)

    def _note(self, head: bytes, body: bytes) -> None:
        self._outcome.waits.append(time.perf_counter() - self._sent_at)
        self._outcome.not_ok += not head.startswith(b"HTTP/1.1 200")
        self._outcome.empty += body == b"success"

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is None:
            if not self.is_over.done():
                self.is_over.set_result(None)
            self._transport.close()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)


async def send_all(requests: Sequence[bytes], ports: Sequence[int]) -> Outcome:
    """All requests, in their order, as fast as the answers come; several ports share the connections."""
    outcome, left = Outcome(), iter(requests)
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    connections = [
        (await loop.create_connection(lambda: _Connection(left, outcome), "127.0.0.1", ports[number % len(ports)]))[1]
        for number in range(CONNECTIONS)
    ]
    await asyncio.wait_for(asyncio.gather(*(one.is_over for one in connections)), LONGEST_SECONDS)
    outcome.seconds = time.perf_counter() - started
    return outcome
