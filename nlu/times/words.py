"""The words of `nlu/data/times/`, read once, so that specialists may extend them without touching the grammar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "times"


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table with a header line; comment lines start with #."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t")


@lru_cache(maxsize=None)
def words(kind: str) -> dict[str, str]:
    """Word to value, for one kind of word."""
    return {row["word"]: row["value"] for row in read_rows("words.tsv") if row["kind"] == kind}


@lru_cache(maxsize=None)
def public_holidays() -> dict[str, str]:
    """The public holiday that belongs to a festival's name."""
    return {row["word"]: row["holiday"] for row in read_rows("words.tsv") if row["holiday"]}


def alternatives(kind: str) -> str:
    """The words of a kind as a pattern, the longest first."""
    return "|".join(sorted(words(kind), key=lambda word: (-len(word), word)))
