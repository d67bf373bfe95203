"""What the knowledge is read by: its subjects, everyday messages as background, names of places to leave out."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from functools import cache

from nlu.labels.fields import DATA
from nlu.labels.terms import Row
from nlu.search.grams import pairs, singles, sounds
from nlu.text.phrases import PhraseMatcher

OUTSIDE = "other"  # the field of what belongs to no other


def heard(text: str) -> list[str]:
    """All features by which a text is compared with a row."""
    return [*pairs(text), *singles(text), *sounds(text)]


def subject_matcher(rows: Sequence[Row]) -> PhraseMatcher[tuple[int, ...]]:
    """Finds the subjects of the knowledge rows in a text, and the rows that each belongs to."""
    places: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for subject in row.subjects if row.second else ():  # who names water pipes may still need an engineer
            if len(subject) >= 2:
                places.setdefault(subject, []).append(number)
    return PhraseMatcher((subject, tuple(numbers)) for subject, numbers in places.items())


def lone_subjects(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Subjects of one character (猪, 牛) with their rows."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for subject in row.subjects:
            if len(subject) == 1:
                found.setdefault(subject, []).append(number)
    return found


def everyday_messages() -> list[str]:
    """The texts of the labelled demands."""
    paths = sorted((DATA / "corpus").glob("demands_*.jsonl"))
    return [
        json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]


@cache
def outside() -> tuple[Row, ...]:
    """Rows of everyday wishes that no expert serves: of no second level, in no expert's words."""
    lines = (DATA / "outside.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return tuple(
        Row(OUTSIDE, "", tuple(row["subject"].split("、")), tuple(row["signs"].split("、")), (), row["test"])
        for row in table
    )


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The names by which profiles call the families that a crop or animal belongs to."""
    lines = (DATA / "families.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"):
        for member in row["members"].split("、"):
            found[member] = (*found.get(member, ()), *row["names"].split("、"))
    return found


@cache
def place_matcher() -> PhraseMatcher[bool]:
    """Finds names of regions, with and without 市, 县 and 区: they say nothing about a trade."""
    lines = (DATA / "regions" / "regions.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    names = {row["name"] for row in table}
    short = {name[:-1] for name in names if name[-1] in "市县区" and len(name) >= 3}
    return PhraseMatcher((name, True) for name in names | short)
