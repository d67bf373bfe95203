"""The connections to PostgreSQL of one process: kept open from transaction to transaction, the warmest first.

SQLAlchemy's own pool spends more on lending a connection than the server does on a small statement. And what it opens
beyond its size it closes at once: with that go the statements that the connection had prepared.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.engine.columns import json_text

LOCK_TIMEOUT_MILLISECONDS = 3500
MOST = 16
LONGEST_WAIT_SECONDS = 30.0
LONGEST_LIFE_SECONDS = 1800.0
CLOSING_SECONDS = 2.0
SILENCE = {"TCP_USER_TIMEOUT": 15_000, "TCP_KEEPIDLE": 10, "TCP_KEEPINTVL": 3, "TCP_KEEPCNT": 3}  # ms, then s
ARGUMENTS: dict[str, Any] = {
    "statement_cache_size": 512,
    "server_settings": {
        "lock_timeout": str(LOCK_TIMEOUT_MILLISECONDS),
        "idle_in_transaction_session_timeout": "60000",
        "application_name": "jiebang",
    },
}


class DatabaseAwayError(Exception):
    """No connection was to be had, whatever the server's reason: it is gone, starts, is full, or its door is shut."""


@dataclass(frozen=True, slots=True)
class Link:
    """One connection, in autocommit: to SQLAlchemy, and to the driver below it; `opened_at` is monotonic seconds."""

    connection: AsyncConnection
    driver: asyncpg.Connection[Any]
    opened_at: float

    @property
    def is_fit(self) -> bool:
        """Whether it may serve once more."""
        if self.connection.invalidated or self.driver.is_closed():
            return False
        return time.monotonic() - self.opened_at < LONGEST_LIFE_SECONDS

    async def close(self) -> None:
        """It serves nobody any more."""
        await self._end()
        await self.connection.close()

    async def give_up(self) -> None:
        """Nobody knows what is under way on it."""
        await self._end()
        await self.connection.invalidate()

    async def _end(self) -> None:
        """Politely where the server answers, and in any case soon: it may have gone without a word."""
        with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
            await self.driver.close(timeout=CLOSING_SECONDS)


class Connections:
    """Lends up to `MOST` connections; whoever comes when all are lent waits."""

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(
            make_url(url),
            isolation_level="AUTOCOMMIT",
            poolclass=NullPool,
            connect_args=ARGUMENTS,
            json_serializer=json_text,
        )
        event.listen(self._engine.sync_engine, "handle_error", _notice_loss)
        self._idle: list[Link] = []
        self._room = asyncio.Semaphore(MOST)
        self._is_closed = False

    async def _take(self) -> Link:
        """Lend one; `DatabaseAwayError` where none is to be had."""
        await self._find_room()
        try:
            while self._idle:
                link = self._idle.pop()
                if link.is_fit:
                    return link
                await link.close()
            return await self._open()
        except BaseException:
            self._room.release()
            raise

    async def _give_back(self, link: Link) -> None:
        """It serves the next one, unless it is lost; no transaction may be left on it."""
        try:
            if link.connection.in_transaction():  # SQLAlchemy's own notion of one: in autocommit the server has none
                await link.connection.rollback()
            if link.is_fit and not self._is_closed:
                self._idle.append(link)
            else:
                await link.close()
        finally:
            self._room.release()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Link]:
        """One connection for a while; given up where a cancelled call may still be on its way."""
        link = await self._take()
        try:
            yield link
        except Exception:
            raise
        except BaseException:
            await link.give_up()
            raise
        finally:
            await self._give_back(link)

    async def close(self) -> None:
        """Let go of all that are not lent; the others follow when they come back."""
        self._is_closed = True
        while self._idle:
            await self._idle.pop().close()
        await self._engine.dispose()

    async def _find_room(self) -> None:
        if not self._room.locked():
            await self._room.acquire()  # at once, without a timer
            return
        try:
            async with asyncio.timeout(LONGEST_WAIT_SECONDS):
                await self._room.acquire()
        except TimeoutError as error:
            raise DatabaseAwayError("no connection was free") from error

    async def _open(self) -> Link:
        try:
            connection = await self._engine.connect()
        except DBAPIError as error:
            raise DatabaseAwayError(type(error.orig).__name__) from error
        except asyncpg.InternalClientError as error:  # it broke while it was being made
            raise DatabaseAwayError(type(error).__name__) from error
        driver = (await connection.get_raw_connection()).driver_connection
        assert isinstance(driver, asyncpg.Connection)
        _notice_silence(driver)
        return Link(connection, driver, time.monotonic())


def _notice_loss(context: ExceptionContext) -> None:
    """After an internal error of the driver no connection is what it was: it is given up and the work run again."""
    cause: BaseException | None = context.original_exception
    while cause is not None and not isinstance(cause, asyncpg.InternalClientError):
        cause = cause.__cause__
    if cause is not None and context.connection is not None:
        driver = context.connection.connection.driver_connection
        assert isinstance(driver, asyncpg.Connection)
        driver.terminate()  # closing it politely would wait for an answer
        context.is_disconnect = True


def _notice_silence(driver: asyncpg.Connection[Any]) -> None:
    """A server that is gone without a word, as with its power, is noticed in seconds, not in a quarter of an hour."""
    transport = getattr(driver, "_transport", None)  # asyncpg has no other way to its socket
    one: socket.socket | None = transport.get_extra_info("socket") if transport is not None else None
    if one is None or one.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    one.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in SILENCE.items():
        if hasattr(socket, name):  # each system knows its own
            one.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
