"""The disciplines that profiles name, and the knowledge rows each of them serves: 肛肠科 for piles, 植保 for rust."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import NamedTuple

from nlu.labels.fields import DATA
from nlu.labels.terms import Row

ROWS_REMEMBERED = 4096


class Discipline(NamedTuple):
    """A discipline of one second level, under all its names, and how well it serves the rows of its topics, 0 to 1."""

    key: tuple[str, str]
    names: tuple[str, ...]
    among: frozenset[str]  # second levels whose rows it serves
    topics: tuple[str, ...]  # one of them stands in the row's subjects or terms; none: it serves all rows
    share: float


@cache
def disciplines() -> tuple[Discipline, ...]:
    """All of the table."""
    lines = (DATA / "disciplines.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return tuple(
        Discipline(
            (row["field"], row["second"]),
            tuple(row["names"].split("、")),
            frozenset((row["among"] or row["second"]).split("、")),
            tuple(row["topics"].lower().split("、")) if row["topics"] else (),
            float(row["share"]),
        )
        for row in table
    )


@lru_cache(ROWS_REMEMBERED)
def serving(row: Row) -> tuple[Discipline, ...]:
    """The disciplines that serve a knowledge row."""
    words = "\n".join((*row.subjects, *row.terms)).lower()
    return tuple(
        one
        for one in disciplines()
        if row.second in one.among and (not one.topics or any(topic in words for topic in one.topics))
    )
