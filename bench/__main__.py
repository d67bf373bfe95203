"""`python -m bench` prints every figure in one go, `python -m bench NAME…` chosen ones; nothing here asserts a time."""

from __future__ import annotations

import subprocess
import sys
import time

from bench.measured import ROOT

BENCHES = {
    "callback": ("bench.callback",),
    "stages": ("bench.stages",),
    "reminders": ("bench.reminders",),
    "starting": ("bench.starting",),
    "nlu": ("bench.nlu",),
    "match": ("bench.match_speed", "30000"),
}


def main() -> None:
    """Each in a process of its own; what follows the first name that is no bench goes to that bench."""
    names = [one for one in sys.argv[1:] if one in BENCHES] or list(BENCHES)
    more = [one for one in sys.argv[1:] if one not in BENCHES]
    if more and len(names) != 1:
        print(f"Known: {', '.join(BENCHES)}")
        raise SystemExit(2)
    failed = [name for name in names if not _ran(name, more)]
    raise SystemExit(1 if failed else 0)


def _ran(name: str, more: list[str]) -> bool:
    print(f"\n== {name}", flush=True)
    started = time.perf_counter()
    arguments = more or list(BENCHES[name][1:])
    code = subprocess.run([sys.executable, "-m", BENCHES[name][0], *arguments], cwd=ROOT, check=False).returncode
    print(f"({time.perf_counter() - started:.0f} s)", flush=True)
    return code == 0


if __name__ == "__main__":
    main()
