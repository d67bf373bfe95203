"""The one writer of a SQLite file: works that wait together are committed together, and resume after the commit.

Works run on the event loop itself: a statement takes some ten microseconds, less than a change of threads costs.
Only the commit, which waits for the disk, happens in a thread, and meanwhile the next works gather.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from storage.engine.statements import DirectStatements, finish

Work = Callable[[DirectStatements], Awaitable[Any]]
GROUP = 64
YIELD_EVERY = 8
QUIET_ROUNDS = 3  # a message needs so many rounds of the event loop from its socket to the queue
RETRY_SECONDS = 0.01
GIVE_UP_SECONDS = 30.0


@dataclass(slots=True)
class _Waiting:
    work: Work
    future: asyncio.Future[Any]


class SqliteWriter:
    """Takes works in their order; each in a savepoint, so that one that fails takes nothing else with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self._driver = driver
        self._queue: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._commits = ThreadPoolExecutor(1, "sqlite-commit")
        self._task = asyncio.create_task(self._write())
        self._is_closed = False

    async def run(self, work: Work) -> Any:
        """Queue a work; its answer comes after the commit."""
        if self._is_closed:
            raise RuntimeError("the database is closed")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(work, future))
        self._wake.set()
        return await future

    async def close(self) -> None:
        """Do what is queued, then stop."""
        self._is_closed = True
        self._wake.set()
        await self._task
        self._commits.shutdown()

    async def _write(self) -> None:
        while not (self._is_closed and not self._queue):
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                await self._group()

    async def _group(self) -> None:
        done: list[tuple[_Waiting, Any]] = []
        try:
            await self._begin()
            await self._do_all(done)
            await asyncio.get_running_loop().run_in_executor(self._commits, self._driver.execute, "COMMIT")
        except Exception as error:
            self._fail(done, error)
            return
        for waiting, answer in done:
            if not waiting.future.done():
                waiting.future.set_result(answer)

    async def _do_all(self, done: list[tuple[_Waiting, Any]]) -> None:
        """What is queued, and what the event loop has at hand besides: a commit costs as much as several works."""
        quiet = 0
        while quiet < QUIET_ROUNDS and len(done) < GROUP:
            worked = 0
            while self._queue and worked < YIELD_EVERY and len(done) < GROUP:
                waiting = self._queue.popleft()
                if not waiting.future.cancelled():
                    self._do(waiting, done)
                worked += 1
            quiet = 0 if worked else quiet + 1
            await asyncio.sleep(0)

    async def _begin(self) -> None:
        """Another process may hold the file: ask again instead of blocking the event loop."""
        deadline = asyncio.get_running_loop().time() + GIVE_UP_SECONDS
        while True:
            try:
                self._driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if asyncio.get_running_loop().time() > deadline:
                    raise
                await asyncio.sleep(RETRY_SECONDS)

    def _do(self, waiting: _Waiting, done: list[tuple[_Waiting, Any]]) -> None:
        self._driver.execute("SAVEPOINT work")
        try:
            answer = finish(_coroutine(waiting.work, DirectStatements(self._connection, self._driver)))
        except Exception as error:
            if not waiting.future.done():
                waiting.future.set_exception(error)
            self._driver.execute("ROLLBACK TO work")
            self._driver.execute("RELEASE work")
            return
        self._driver.execute("RELEASE work")
        done.append((waiting, answer))

    def _fail(self, done: list[tuple[_Waiting, Any]], error: Exception) -> None:
        """The group as a whole could not begin or commit: nothing of it happened."""
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")
        waiting_ones = [waiting for waiting, _ in done]
        if not done and self._queue:
            waiting_ones = [self._queue.popleft()]
        for waiting in waiting_ones:
            if not waiting.future.done():
                waiting.future.set_exception(error)


async def _coroutine(work: Work, statements: DirectStatements) -> Any:
    return await work(statements)
