"""Prints where a message's CPU goes: decrypt, understand, match, database, encrypt, the handlers' own, HTTP.

Run as `python -m bench stages [FILE.svg]`; with a file, the plot is written too. The service runs in this process,
32 messages at once, on SQLite; HTTP is a server of its own that does nothing else.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bench import mix
from bench.bars import draw
from bench.callback import echo
from bench.ground import configuration, fill, sqlite_copy
from bench.measured import LOAD_CORE, SERVER_CORE, pin
from bot.channels.wechat_messages import read_message
from bot.channels.wechat_replies import text_reply
from bot.clock import system_clock
from bot.process import Process
from storage.engine.statements import DirectStatements

AT_ONCE = 32
SIZE = 3_000
STAGES = ("HTTP", "decrypt", "understand", "match", "database", "handlers, event loop, commits", "encrypt")


class Clock:
    """CPU seconds of this thread by stage; a stage inside another counts for itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.statements: Counter[int] = Counter()
        self._inside: list[float] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs within."""
        started = time.thread_time()
        self._inside.append(0.0)
        try:
            yield
        finally:
            spent = time.thread_time() - started
            self.seconds[name] += spent - self._inside.pop()
            if self._inside:
                self._inside[-1] += spent

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, counted."""

        def counted(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return work(*arguments, **named)

        return counted


def count_statements(clock: Clock) -> None:
    """Every statement of this process is counted as the database's time from now on."""
    rows, add, execute = DirectStatements.rows, DirectStatements.add, DirectStatements.execute

    async def counted_rows(self: DirectStatements, *arguments: Any) -> Any:
        with clock.stage("database"):
            return await rows(self, *arguments)

    async def counted_add(self: DirectStatements, *arguments: Any) -> Any:
        with clock.stage("database"):
            return await add(self, *arguments)

    async def counted_execute(self: DirectStatements, *arguments: Any) -> Any:
        with clock.stage("database"):
            return await execute(self, *arguments)

    DirectStatements.rows = counted_rows  # type: ignore[method-assign]
    DirectStatements.add = counted_add  # type: ignore[method-assign]
    DirectStatements.execute = counted_execute  # type: ignore[method-assign]


async def deliver(process: Process, clock: Clock, request: bytes) -> None:
    """What the callback does with one delivery, without HTTP."""
    head, _, body = request.partition(b"\r\n\r\n")
    query = dict(parse_qsl(urlsplit(head.split(b" ")[1].decode()).query))
    gate = process.callback._gate
    with clock.stage("decrypt"):
        incoming = read_message(gate.open_envelope(body, query), process.configuration.wechat.app_id)
    answer = await process.dispatcher.handle(incoming)
    with clock.stage("encrypt"):
        if answer.reply:
            gate.seal(text_reply(incoming.sender.openid, "gh_bench", answer.reply, system_clock()))


async def deliver_all(process: Process, clock: Clock, requests: Sequence[bytes]) -> None:
    """So many at once."""
    left = iter(requests)

    async def one_after_the_other() -> None:
        for request in left:
            await deliver(process, clock, request)

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))


def few_statements(process: Process, clock: Clock) -> None:
    """Notes how many statements each unit of work ran."""
    run = process.database.run

    async def counted(work: Any, *, person_key: str | None) -> Any:
        units: list[Any] = []

        async def watched(uow: Any) -> Any:
            units.append(uow)
            return await work(uow)

        answer = await run(watched, person_key=person_key)
        clock.statements[units[-1].statements.count] += 1
        return answer

    process.database.run = counted  # type: ignore[method-assign]


async def measure(size: int = SIZE) -> tuple[dict[str, float], Counter[int]]:
    """Microseconds of each stage for a delivery of the mix; how many statements how many units ran."""
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="jiebang-bench-") as folder:
        directory = Path(folder)
        filled = directory / "filled.db"
        await fill(f"sqlite+aiosqlite:///{filled}", directory)
        process = await Process.open(configuration(sqlite_copy(filled, directory), directory), system_clock)
        services = process.services
        object.__setattr__(services, "understand", clock.timed("understand", services.understand))
        process.pool.index.search = clock.timed("match", process.pool.index.search)  # type: ignore[method-assign]
        few_statements(process, clock)
        await deliver_all(process, clock, mix.deliveries(500, 99)[0])
        count_statements(clock)
        clock.seconds.clear()
        clock.statements.clear()
        requests, _ = mix.deliveries(size, 1)
        started = time.process_time()
        await deliver_all(process, clock, requests)
        whole = time.process_time() - started
        await process.stop()
    each = {name: 1e6 * spent / size for name, spent in clock.seconds.items()}
    each["handlers, event loop, commits"] = 1e6 * whole / size - sum(each.values())
    each["HTTP"] = (await echo("plain", size, 1)).cpu_each
    return {name: each[name] for name in STAGES}, clock.statements


def main() -> None:
    """From the command line."""
    pin([SERVER_CORE])
    stages, statements = asyncio.run(measure())
    pin([SERVER_CORE, LOAD_CORE])
    whole = sum(stages.values())
    print("CPU of one delivery of the mix, SQLite")
    for name, spent in stages.items():
        print(f"  {name:32}{spent:8.0f} µs {100 * spent / whole:5.1f} %")
    print(f"  {'together':32}{whole:8.0f} µs, {1e6 / whole:,.0f} deliveries a second on a core that does nothing else")
    units = sum(statements.values())
    for most in (1, 2, 3, 4, 8):
        share = sum(number for count, number in statements.items() if count <= most) / units
        print(f"  units of work with at most {most} statements beside the commit: {100 * share:.0f} %")
    for name in sys.argv[1:]:
        if name.endswith(".svg"):
            Path(name).write_text(draw("CPU of one message by stage (µs)", stages), encoding="utf-8")


if __name__ == "__main__":
    main()
