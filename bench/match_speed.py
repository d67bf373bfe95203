"""Prints how fast a match is at 30,000 and 300,000 experts, beside rapidfuzz over all and plain BM25.

Run as `python -m bench.match_speed [SIZE…]`; each size runs in a process of its own, so that memory is its own too.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.baselines import BruteForce, PlainBM25
from bench.pool import grow, read_experts, read_needs
from nlu.search import ExpertIndex, Query
from nlu.search.knowledge import Knowledge

SIZES = (30_000, 300_000)
QUERIES = 200
BRUTE_QUERIES = 8


def main() -> None:
    """Each size in its own process."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        print(measure(int(sys.argv[2])))
        return
    for size in [int(text) for text in sys.argv[1:]] or SIZES:
        subprocess.run([sys.executable, "-m", "bench.match_speed", "--one", str(size)], check=True)


def measure(size: int) -> str:
    """The lines for one size."""
    experts, numbers = read_experts()
    texts = [need.text for need in read_needs(numbers) if need.half == "open"][:QUERIES]
    pool = list(grow(experts, size))
    knowledge = Knowledge.load()
    before = resident()
    started = time.perf_counter()
    index = ExpertIndex.build(pool, knowledge)
    built = time.perf_counter() - started
    grown = resident() - before
    ours = timed(lambda text: index.search(Query(text, ("重庆", "四川")), 20), texts)
    mapped = restart(index, knowledge)
    plain, brute = PlainBM25(pool), BruteForce(pool)
    plain_times = timed(lambda text: plain.search(text, 20), texts)
    brute_times = timed(lambda text: brute.search(text, 20), texts[:BRUTE_QUERIES])
    lines = [
        f"{size:,} experts: built in {built:.1f} s, {grown:.0f} MB, snapshot mapped in {mapped:.2f} s",
        line("ours", ours, ours),
        line("plain BM25", plain_times, ours),
        line("rapidfuzz over all", brute_times, ours),
    ]
    return "\n".join(lines)


def restart(index: ExpertIndex, knowledge: Knowledge) -> float:
    """Seconds from the kept snapshot to the first answer."""
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder) / "index")
        started = time.perf_counter()
        ExpertIndex.load(Path(folder) / "index", knowledge).search(Query("李子裂口子"), 5)
        return time.perf_counter() - started


def timed(search: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each search, after one to warm up; time of this process alone counts."""
    search(texts[0])
    found = []
    for text in texts:
        started = time.process_time()
        search(text)
        found.append(1000 * (time.process_time() - started))
    return found


def line(name: str, times: Sequence[float], ours: Sequence[float]) -> str:
    """Median and 99th percentile, and how many times ours."""
    median, high = statistics.median(times), sorted(times)[max(0, int(len(times) * 0.99) - 1)]
    ratio = median / statistics.median(ours)
    return f"  {name:20} median {median:8.2f} ms   p99 {high:8.2f} ms   {ratio:8.1f} x"


def resident() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
