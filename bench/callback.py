"""Prints how many messages a second the whole callback takes, beside a bare echo (the floor) and WeRoBot (the peer).

Run as `python -m bench callback`. One process on one core, the load on the other, 32 connections, runs alternating.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bench.ground import fill, has_postgres, postgres_database, settings, sqlite_copy
from bench.load import Outcome, send_all
from bench.measured import LOAD_CORE, SERVER_CORE, Measured, free_port, pin, quiet_platform, running
from bench.mix import deliveries

ROUNDS = 3
MESSAGES = 3_000
OURS = "ours, SQLite"
FLOOR, PEER = "floor: aiohttp + wechatpy echo", "WeRoBot, default session"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what the load saw, the server's own seconds, what was kept."""

    outcome: Outcome
    cpu: float
    note: str = ""

    @property
    def cpu_each(self) -> float:
        """Microseconds of the server's CPU for each message."""
        return 1e6 * self.cpu / max(1, len(self.outcome.waits))


Runs = dict[str, list[Run]]


async def measure(ports: list[int], servers: list[Measured], size: int, seed: int) -> tuple[Run, int]:
    """One run against servers that are up: a warm-up, then the load."""
    warm, _ = deliveries(300, 10_000 + seed)
    requests, messages = deliveries(size, seed)
    await send_all(warm, ports)
    before = sum(server.cpu_seconds() for server in servers)
    outcome = await send_all(requests, ports)
    return Run(outcome, sum(server.cpu_seconds() for server in servers) - before), messages


async def echo(name: str, size: int, seed: int) -> Run:
    """One of the peers."""
    port = free_port()
    async with running(("bench.peers", name, str(port)), {}, [SERVER_CORE], port) as server:
        return (await measure([port], [server], size, seed))[0]


async def ours(url: str, directory: Path, size: int, seed: int, processes: int = 1) -> Run:
    """The service itself, with its workers, before a platform that takes everything."""
    cores = [SERVER_CORE] if "sqlite" in url else [SERVER_CORE, LOAD_CORE]
    async with contextlib.AsyncExitStack() as stack:
        api = await stack.enter_async_context(quiet_platform())
        servers = []
        for _ in range(processes):
            port = free_port()
            environment = settings(url, directory, api) | {"JIEBANG_SERVER__PORT": str(port)}
            servers.append(await stack.enter_async_context(running(("bot", "serve"), environment, cores, port)))
        run, messages = await measure([server.port for server in servers], servers, size, seed)
        kept = await count_kept(url, seed)
        lost = f"{kept:,} of {messages:,} messages on record"
        return Run(run.outcome, run.cpu, lost)


async def count_kept(url: str, seed: int) -> int:
    """How many messages of this run stand in the inbox."""
    engine = create_async_engine(make_url(url))
    first = seed * 10**9
    async with engine.connect() as connection:
        found: Any = await connection.execute(
            text("SELECT count(*) FROM inbox WHERE key >= :low AND key < :high AND key LIKE :shape"),
            {"low": f"m:{first}", "high": f"m:{first + 10**8}", "shape": f"m:{'_' * len(str(first))}:%"},
        )
        kept = int(found.scalar())
    await engine.dispose()
    return kept


async def on_one_core(directory: Path, size: int = MESSAGES, rounds: int = ROUNDS) -> Runs:
    """Floor, peers and ours, in turn."""
    filled = directory / "filled.db"
    await fill(f"sqlite+aiosqlite:///{filled}", directory)
    entrants: dict[str, Callable[[int], Awaitable[Run]]] = {FLOOR: lambda seed: echo("floor", size, seed)}
    if importlib.util.find_spec("werobot") and importlib.util.find_spec("waitress"):
        entrants["WeRoBot, no session"] = lambda seed: echo("werobot", size, seed)
        entrants[PEER] = lambda seed: echo("werobot-session", size // 4, seed)
    else:
        print("WeRoBot is not installed: pip install -c constraints.txt -e '.[bench]'")
    entrants[OURS] = lambda seed: ours(sqlite_copy(filled, directory), directory, size, seed)
    return await _alternate(entrants, rounds)


async def on_postgres(directory: Path, size: int = MESSAGES, rounds: int = ROUNDS) -> Runs:
    """One process and two on PostgreSQL, everything on the same cores."""

    async def with_processes(processes: int, template: str, seed: int) -> Run:
        async with postgres_database(template) as url:
            async with waits_watched(url) as waits:
                run = await ours(url, directory, size, seed, processes)
            return Run(run.outcome, run.cpu, f"{run.note}; {waits()}")

    async with postgres_database() as filled:
        await fill(filled, directory)
        template = make_url(filled).database or ""
        return await _alternate(
            {
                "ours, PostgreSQL, one process": lambda seed: with_processes(1, template, seed),
                "ours, PostgreSQL, two processes": lambda seed: with_processes(2, template, seed),
            },
            rounds,
        )


@contextlib.asynccontextmanager
async def waits_watched(url: str) -> Any:
    """Looks at the server's sessions every 20 ms; afterwards tells the share of them that waited for a lock."""
    seen: dict[str, int] = defaultdict(int)
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    query = text(
        "SELECT coalesce(wait_event_type, 'none'), state, count(*) FROM pg_stat_activity"
        " WHERE application_name = 'jiebang' AND datname = current_database() GROUP BY 1, 2"
    )

    async def watch() -> None:
        async with engine.connect() as connection:
            while True:
                for kind, state, sessions in (await connection.execute(query)).all():
                    if state != "idle":
                        seen["Lock" if kind == "Lock" else "other"] += sessions
                await asyncio.sleep(0.02)

    task = asyncio.create_task(watch())

    def told() -> str:
        total = sum(seen.values()) or 1
        return f"waiting for locks: {100 * seen['Lock'] / total:.1f} % of the sessions' time in transactions"

    try:
        yield told
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await engine.dispose()


async def _alternate(entrants: dict[str, Callable[[int], Awaitable[Run]]], rounds: int) -> Runs:
    runs: Runs = defaultdict(list)
    for number in range(rounds):
        for name, entrant in entrants.items():
            runs[name].append(await entrant(number + 1))
    return runs


def median_rate(runs: list[Run]) -> float:
    """The middle one of several runs."""
    return statistics.median(run.outcome.rate for run in runs)


def table(runs: Runs, floor: float, peer: float | None) -> str:
    """One line for each entrant."""
    head = f"{'':34}{'msg/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'CPU µs':>9}{'x floor':>9}{'x peer':>9}  not 200"
    return "\n".join([head, *(_line(name, some, floor, peer) for name, some in runs.items())])


def _line(name: str, runs: list[Run], floor: float, peer: float | None) -> str:
    rate = median_rate(runs)
    middle = sorted(runs, key=lambda run: run.outcome.rate)[len(runs) // 2]
    parts = [
        f"{name:34}{rate:8,.0f}",
        f"{middle.outcome.percentile(0.5):9.1f}{middle.outcome.percentile(0.99):9.1f}",
        f"{statistics.median(run.cpu_each for run in runs):9,.0f}",
        f"{rate / floor:9.2f}" + (f"{rate / peer:9.1f}" if peer else f"{'-':>9}"),
        f"  {sum(run.outcome.not_ok for run in runs)}",
    ]
    return "".join(parts) + (f"\n    {middle.note}" if middle.note else "")


async def run() -> None:
    """Both tables."""
    pin([LOAD_CORE])
    with tempfile.TemporaryDirectory(prefix="jiebang-bench-") as folder:
        directory = Path(folder)
        runs = await on_one_core(directory)
        floor = median_rate(runs[FLOOR])
        peer = median_rate(runs[PEER]) if PEER in runs else None
        print(table(runs, floor, peer), flush=True)
        if await has_postgres():
            print(table(await on_postgres(directory), floor, peer))
        else:
            print("PostgreSQL does not answer: set JIEBANG_TEST_POSTGRES")


def main() -> None:
    """From the command line."""
    asyncio.run(run())


if __name__ == "__main__":
    main()
