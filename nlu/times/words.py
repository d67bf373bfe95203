"""The words of `nlu/data/times/`, read once, so that specialists may extend them without touching the grammar."""

from __future__ import annotations

from functools import cache

from nlu.text.tables import read_table


@cache
def words(kind: str) -> dict[str, str]:
    """Word to value, for one kind of word."""
    return {row["word"]: row["value"] for row in read_table("times/words.tsv") if row["kind"] == kind}


@cache
def public_holidays() -> dict[str, str]:
    """The public holiday that belongs to a festival's name."""
    return {row["word"]: row["holiday"] for row in read_table("times/words.tsv") if row["holiday"]}


def alternatives(kind: str) -> str:
    """The words of a kind as a pattern, the longest first."""
    return "|".join(sorted(words(kind), key=lambda word: (-len(word), word)))
