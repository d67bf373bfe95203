"""Prints how long the import of 30,000 experts, the start after it, a restart, and the first answer of each take.

Run as `python -m bench starting [NUMBER]`; the commands are the shipped ones, the database is SQLite.
"""

from __future__ import annotations

import asyncio
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from bench.ground import experts, settings
from bench.load import send_all
from bench.measured import ROOT, free_port, running
from bench.wire import request, text_message

NUMBER = 30_000
FIRST = "奉节县，脐橙树叶子发黄落果，想请专家来看看"


def write_roster(path: Path, number: int) -> None:
    """A spreadsheet of that many experts."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("姓名 职称 单位 专业领域 擅长 简介".split())
        for at, one in enumerate(experts(number)):
            name = one.name.rstrip("0123456789")
            cells = [name, one.title, f"{one.unit}{at}室", "、".join(one.fields), "、".join(one.skills), one.profile]
            writer.writerow(cells)


def command(environment: dict[str, str], *arguments: str) -> float:
    """Seconds of one shipped command."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=dict(os.environ) | environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


async def start(environment: dict[str, str], kept: Path) -> tuple[float, float]:
    """Seconds until `/readyz` says so, and of the first answer after it; runs on until the search is kept."""
    port = free_port()
    started = time.perf_counter()
    chosen = environment | {"JIEBANG_SERVER__PORT": str(port)}
    async with running(("bot", "serve"), chosen, sorted(os.sched_getaffinity(0)), port):
        async with aiohttp.ClientSession() as session:
            status = 0
            while status != 200:
                status = (await session.get(f"http://127.0.0.1:{port}/readyz")).status
        ready = time.perf_counter() - started
        first = request(text_message("first", FIRST, 1, int(time.time())))
        outcome = await send_all([first], [port])
        await asyncio.to_thread(wait_for, kept)
        return ready, outcome.waits[0]


def wait_for(path: Path) -> None:
    """Until the file is there."""
    while not path.exists():
        time.sleep(0.2)


def main() -> None:
    """From the command line."""
    number = next((int(one) for one in sys.argv[1:] if one.isdigit()), NUMBER)
    with tempfile.TemporaryDirectory(prefix="jiebang-bench-") as folder:
        directory = Path(folder)
        environment = settings(f"sqlite+aiosqlite:///{directory / 'pool.db'}", directory)
        roster = directory / "roster.csv"
        write_roster(roster, number)
        command(environment, "migrate")
        imported = command(environment, "experts", "import", str(roster), "--base", "重庆")
        kept = directory / "search" / "experts" / "words.json"
        starts = [asyncio.run(start(environment, kept)) for _ in range(2)]
    print(f"{number:,} experts, SQLite: import {imported:.1f} s")
    for name, (ready, first) in zip(("first start", "restart"), starts, strict=True):
        print(f"  {name}: until /readyz {ready:.1f} s; first answer after it {1000 * first:.0f} ms")


if __name__ == "__main__":
    main()
