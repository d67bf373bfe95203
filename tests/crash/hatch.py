"""A door before a database server that a test can slam: connections break and new ones are refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from sqlalchemy.engine import make_url

from tests.ports import LOOPBACK, free_port


class Hatch:
    """Passes bytes to and fro while it is open."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.holds_ends_back = False  # what a server says last comes through, that it hung up does not
        self.port = free_port()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Let connections through."""
        self._server = await asyncio.start_server(self._pass, LOOPBACK, self.port)

    def slam(self) -> None:
        """As a server that dies: what is under way is cut, what comes is refused."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.cut()

    def cut(self) -> None:
        """All connections break; new ones are let through."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        other_reader, other_writer = await asyncio.open_connection(*self._target)
        self._writers |= {writer, other_writer}
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(_copy(reader, other_writer), self._bring(other_reader, writer))
        self._writers -= {writer, other_writer}
        writer.close()

    async def _bring(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _copy(reader, writer, is_ended=lambda: not self.holds_ends_back)


async def _copy(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_ended: Callable[[], bool] = lambda: True
) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    if is_ended():
        writer.close()


@asynccontextmanager
async def hatch_before(url: str) -> AsyncIterator[tuple[Hatch, str]]:
    """An open door, and the database's address through it."""
    address = make_url(url)
    hatch = Hatch(address.host or LOOPBACK, address.port or 5432)
    await hatch.open()
    try:
        through = address.set(host=LOOPBACK, port=hatch.port, query={**address.query, "ssl": "disable"})
        yield hatch, through.render_as_string(hide_password=False)
    finally:
        hatch.slam()
