"""The knowledge tables as one fast matcher: which subjects, signs and terms a text mentions, and of which field."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlu.labels.fields import DATA, fields
from nlu.text.phrases import PhraseMatcher

LONGEST = 10
MOST_SECONDS = 4  # a phrase of more second levels says nothing about the field


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a knowledge table."""

    field: str
    second: str
    subjects: tuple[str, ...]
    signs: tuple[str, ...]
    terms: tuple[str, ...]
    test: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what sort (`subject`, `sign`, `term`, `word`) and the second levels that it speaks for."""

    phrase: str
    sort: str
    keys: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]  # what it is to the classifier
    is_of_crops: bool  # it speaks of nothing but crops and animals


def _cells(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").replace(",", "、").split("、") if part.strip())


def read_rows(folder: Path = DATA / "knowledge") -> Iterator[Row]:
    """All rows of all tables whose second level exists in `fields.toml`."""
    for path in sorted(folder.glob("*.tsv")):
        code = path.stem
        if code not in fields():
            continue
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["second"] in fields()[code].second:
                yield Row(
                    code,
                    row["second"],
                    _cells(row["subject"]),
                    _cells(row["signs"]),
                    _cells(row["terms"]),
                    (row.get("test") or "").strip(),
                )


def read_vocabulary(path: Path = DATA / "vocabulary.tsv") -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(field, second level, words): what a field is spoken of with, beyond the knowledge tables."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row["field"], row["second"], tuple(row["words"].split())


class TermMatcher:
    """Finds the longest phrases of the knowledge tables, left to right; built once, then only read."""

    def __init__(self, rows: list[Row], vocabulary: Iterable[tuple[str, str, tuple[str, ...]]] = ()) -> None:
        keys: dict[str, set[tuple[str, str]]] = defaultdict(set)
        sorts: dict[str, str] = {}
        for row in rows:
            for sort, phrases in (("subject", row.subjects), ("sign", row.signs), ("term", row.terms)):
                for phrase in phrases:
                    if 2 <= len(phrase) <= LONGEST:
                        keys[phrase].add((row.field, row.second))
                        sorts.setdefault(phrase, sort)
        for field, second, words in vocabulary:
            for word in words:
                if 2 <= len(word) <= LONGEST:
                    keys[word].add((field, second))
                    sorts.setdefault(word, "word")
        self._matcher = PhraseMatcher(
            (
                (phrase, Hit(phrase, sorts[phrase], *_told(sorts[phrase], tuple(sorted(found)))))
                for phrase, found in keys.items()
                if len(found) <= MOST_SECONDS
            ),
            is_watching=True,
        )

    @classmethod
    def load(cls) -> TermMatcher:
        """The matcher over the shipped tables."""
        return cls(list(read_rows()), read_vocabulary())

    def find(self, text: str) -> list[Hit]:
        """All hits; a phrase inside a longer one that begins earlier or at the same place is not repeated."""
        return [hit for _, _, hit in self._matcher.find(text)]


@cache
def _told(sort: str, keys: tuple[tuple[str, str], ...]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool]:
    """What all phrases of the same sort and second levels share."""
    weight = "one" if len(keys) == 1 else "some"
    names = [name for code, second in keys for name in (f"k:{weight}:{sort}:{code}:{second}", f"k:{code}")]
    return keys, tuple(dict.fromkeys(names)), sort != "term" and {code for code, _ in keys} == {"agriculture"}
