"""Reads the sets of the one question whether anybody fits: `nobody.tsv` and `nobody_blind.tsv`, by the judged pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.judged.make_demands import read_grades
from bench.judged.make_experts import Pool, rows_of

SERVED = "served"
BUILDING, BLIND = "nobody.tsv", "nobody_blind.tsv"


@dataclass(frozen=True)
class Asked:
    """A demand of the set; `grades` by expert id is empty where nobody of the pool fits, `kind` says why."""

    kind: str
    text: str
    grades: dict[str, int]


def read_nobody(pool: Pool, name: str = BUILDING) -> Iterator[Asked]:
    """All demands of one of the two sets; `BLIND` is for counting, never for building."""
    for row in rows_of(name):
        wanted = read_grades(row["grades"])
        yield Asked(row["class"], row["text"], {one["id"]: wanted[name] for name, one in pool if name in wanted})
