"""Prints how fast 100,000 due reminders are drained by two processes on PostgreSQL, beside the bare loop of the same.

Run as `python -m bench reminders [NUMBER]`. The bare loop claims as many rows at once and updates them, and does
nothing else: the database's own ceiling. That no row fired twice is counted from the notices that firing wrote.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bench.ground import configuration, has_postgres, postgres_database
from bench.measured import ROOT
from bot.clock import system_clock
from bot.process import Process
from bot.ticking import STEP
from storage.migrations.upgrading import migrate

NUMBER = 100_000
PROCESSES = 2

# A visit tomorrow for each demand, and a reminder of it that has been due for a second.
SEED = (
    "INSERT INTO expert (base, name, unit, title, place_name, fields, skills, profile, tier, max_open, status, reach)"
    " VALUES ('重庆', '张三', '农科院', '', '', '[]', '[]', '', '入库专家', 50, 'active', 'unbound')",
    "INSERT INTO person (is_following, created_at) SELECT true, now() FROM generate_series(1, :number)",
    "INSERT INTO identity (person_id, channel, account, openid, created_at)"
    " SELECT id, 'wechat', 'wxbench', 'open-' || id, now() FROM person",
    "INSERT INTO demand (base, reporter_id, summary, created_at, updated_at, status, urgency, tags, restriction)"
    " SELECT '重庆', id, '果树落果', now(), now(), 'scheduled', 'normal', '[]', '' FROM person",
    "INSERT INTO visit (demand_no, expert_id, mode, starts_at, proposed_by, created_at, status, revision)"
    " SELECT no, 1, 'onsite', now() + interval '1 day', reporter_id, now(), 'agreed', 1 FROM demand",
    "INSERT INTO due (kind, subject, person_id, due_at, revision, useful_until, status, attempts, ready_at)"
    " SELECT 'visit_reminder', 'visit:' || visit.id, demand.reporter_id, now() - interval '1 second', 1,"
    " visit.starts_at, 'waiting', 0, now() - interval '1 second' FROM visit JOIN demand ON demand.no = visit.demand_no",
)
BARE_TABLE = "CREATE TABLE bare AS SELECT * FROM due"
BARE_INDEX = "CREATE INDEX ON bare (ready_at, id) WHERE status = 'waiting'"
BARE_CLAIM = (
    "SELECT id FROM bare WHERE status = 'waiting' AND ready_at <= now() ORDER BY ready_at, id"
    " LIMIT :step FOR UPDATE SKIP LOCKED"
)
BARE_UPDATE = "UPDATE bare SET status = 'fired', settled_at = now() WHERE id = ANY(:ids)"


async def execute(url: str, *statements: str, **parameters: Any) -> Any:
    """Run statements one by one; the first value of the last."""
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            wanted = {name: value for name, value in parameters.items() if f":{name}" in statement}
            found = await connection.execute(text(statement), wanted)
        answer = found.scalar() if found.returns_rows else None
    await engine.dispose()
    return answer


async def work(role: str, url: str) -> None:
    """What one of the processes does: `ours` ticks, `bare` claims and updates, until nothing is due."""
    if role == "bare":
        await bare(url)
        return
    with tempfile.TemporaryDirectory() as folder:
        process = await Process.open(configuration(url, Path(folder)), system_clock)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        await process.ticker.tick()
        await process.stop()


async def bare(url: str) -> None:
    """Claim and update, nothing else."""
    engine = create_async_engine(url)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    async with engine.connect() as connection:
        while ids := (await connection.execute(text(BARE_CLAIM), {"step": STEP})).scalars().all():
            await connection.execute(text(BARE_UPDATE), {"ids": list(ids)})
            await connection.commit()
    await engine.dispose()


def _started(arguments: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def drain(role: str, url: str) -> float:
    """Seconds that two processes take together, their start not counted."""
    arguments = [sys.executable, "-m", "bench.reminders", "--work", role, url]
    workers = [await asyncio.to_thread(_started, arguments) for _ in range(PROCESSES)]
    for worker in workers:
        assert worker.stdout is not None
        await asyncio.to_thread(worker.stdout.readline)
    started = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    await asyncio.gather(*(asyncio.to_thread(worker.wait) for worker in workers))
    return time.perf_counter() - started


async def run(number: int = NUMBER) -> None:
    """Seed, drain both, count."""
    if not await has_postgres():
        print("PostgreSQL does not answer: set JIEBANG_TEST_POSTGRES")
        return
    async with postgres_database() as url:
        await migrate(url)
        await execute(url, *SEED, BARE_TABLE, BARE_INDEX, "VACUUM ANALYZE", number=number)
        ceiling = number / await drain("bare", url)
        rate = number / await drain("ours", url)
        left = await execute(url, "SELECT count(*) FROM due WHERE status <> 'fired'")
        notices = await execute(url, "SELECT count(*) FROM outgoing")
        doubled = await execute(
            url, "SELECT count(*) FROM (SELECT 1 FROM outgoing GROUP BY person_id, kind HAVING count(*) > 1) AS twice"
        )
    print(f"{number:,} due reminders, two processes, PostgreSQL")
    print(f"  fired {rate:,.0f}/s; bare claim and update {ceiling:,.0f}/s; share {rate / ceiling:.2f}")
    print(f"  left {left}, notices {notices:,}, twice {doubled}")


def main() -> None:
    """From the command line."""
    if sys.argv[1:2] == ["--work"]:
        asyncio.run(work(sys.argv[2], sys.argv[3]))
        return
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    asyncio.run(run(*numbers[:1]))


if __name__ == "__main__":
    main()
