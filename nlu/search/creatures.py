"""The crops and animals that a need and a profile name: who names one tells by it that another is not meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.labels.fields import DATA
from nlu.labels.terms import Row
from nlu.search.grams import phrase_pairs
from nlu.search.opened import Opened
from nlu.search.postings import Floats
from nlu.search.shelf import FIELD, PROFILE, SKILL, TOLD, Shelf

OF_ANIMALS = frozenset({"畜牧", "兽医", "水产"})
NAMES_IT = np.array([sort in {SKILL, FIELD, TOLD, PROFILE} for sort in range(7)])
IS_ASIDE = np.array([sort == PROFILE for sort in range(7)])  # beside a list of skills an introduction only adds
OF_PLANTS = frozenset("子树")  # what a crop's name of one character takes on
NEAR, STRANGE, SILENT = -0.3, -1.0, -2.0  # another one of the same family, and any other


class Creatures:
    """Which crop or animal a pair of characters speaks of; built once from the table, then only read."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """The subjects of `rows` tell which words only sound like an animal (鱼腥草)."""
        members, families = _read_table()
        kinds = self._names = [*members, *families]
        self._lone: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._alone: dict[str, int] = {}  # 桃 for 桃子, where a list names nothing beside it
        for number, words in enumerate([*members.values(), *([one] for one in families)]):
            for word in words:
                known = self._lone if len(word) == 1 else self._words
                known.setdefault(word.lower(), number)
                if len(word) == 2 and word[1] in OF_PLANTS:
                    self._alone.setdefault(word[0], number)
        subjects = [one for row in rows if row.second not in OF_ANIMALS for one in row.subjects]
        self._idioms = {
            pair for one in subjects for pair in phrase_pairs(one) if not self._lone.keys().isdisjoint(pair)
        }
        self.kinship = np.full((len(kinds), len(kinds)), STRANGE, dtype=np.float32)
        of_family = {name: [kinds.index(one) for one in found] for name, found in families.items()}
        for found in of_family.values():
            self.kinship[np.ix_(found, found)] = NEAR
        for found in of_family.values():
            others = [kinds.index(one) for one in families if set(of_family[one]) & set(found)]
            self.kinship[np.ix_(others, [*others, *found])] = 1.0
            self.kinship[np.ix_(found, others)] = 1.0
        np.fill_diagonal(self.kinship, 1.0)
        self._phrases: dict[str, tuple[int, ...]] = {}  # of the knowledge rows: no more than these have
        self._is_family = np.array(
            [at >= len(members) and self._lone.keys().isdisjoint(one) for at, one in enumerate(kinds)]
        )

    def named(self, said: Iterable[str]) -> tuple[int, ...]:
        """Those that these pairs of characters speak of."""
        found = {number for pair in said if (number := self.of(pair)) is not None}
        return tuple(sorted(found))

    def without_others(self, phrases: Sequence[str], named: Sequence[int]) -> Sequence[str]:
        """The phrases but for those that speak of other creatures than the named ones and their families."""
        return [one for one in phrases if not self._is_of_others(one, named)] if named else phrases

    def _is_of_others(self, phrase: str, named: Sequence[int]) -> bool:
        own = self._of_phrase(phrase)
        return bool(own) and all(self.kinship[one, other] < 0 for one in named for other in own)

    def _of_phrase(self, phrase: str) -> tuple[int, ...]:
        found = self._phrases.get(phrase)
        if found is None:
            found = self._phrases[phrase] = self.named(phrase_pairs(phrase))
        return found

    def usual(self, pair: str) -> str | None:
        """The first name of the one that a word means by itself."""
        number = self._words.get(pair)
        return self._names[number] if number is not None else None

    def of(self, pair: str) -> int | None:
        """The one that a pair speaks of."""
        number = self._words.get(pair) if len(pair) > 1 else self._alone.get(pair)
        if number is None and pair not in self._idioms:
            return next((self._lone[one] for one in pair if one in self._lone), None)
        return number

    def table(self, shelf: Shelf) -> NDArray[np.int16]:
        """For each feature of a shelf the creature it speaks of, or -1; the last one is of none."""
        found = [-1 if (number := self.of(pair)) is None else number for pair in shelf.vocabulary]
        return np.array([*found, -1], dtype=np.int16)

    def kin(self, table: NDArray[np.int16], opened: Opened, named: Sequence[int]) -> Floats:
        """For each candidate 1 where the profile names what the need names, -1 where only others, else 0."""
        numbers = table[opened.tokens]
        at = (numbers >= 0).nonzero()[0]
        parts = opened.ends.searchsorted(at, side="right")
        sorts = opened.shelf.sorts[opened.segments[parts]]
        near = self.kinship[list(named)].max(axis=0)
        kept = NAMES_IT[sorts] & ((near[numbers[at]] > 0) | ~IS_ASIDE[sorts])
        kinds, owners = numbers[at[kept]], opened.owners[parts[kept]]
        kin = near[kinds]
        own, family = np.full((2, len(opened.rows)), SILENT, dtype=np.float32)
        is_family = self._is_family[kinds]
        np.maximum.at(own, owners[~is_family], kin[~is_family])
        np.maximum.at(family, owners[is_family], kin[is_family])
        own[own == SILENT] = family[own == SILENT]  # who names members means these, not the whole family
        own[own == SILENT] = 0.0
        return own


def _read_table() -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """The words of each crop or animal by its first one, and the members of each family."""
    lines = (DATA / "creatures.tsv").read_text(encoding="utf-8").splitlines()
    members: dict[str, list[str]] = {}
    families: dict[str, list[str]] = {}
    for row in csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"):
        words = row["words"].split("、")
        members[words[0]] = words
        for name in row["family"].split("、") if row["family"] else ():
            families.setdefault(name, []).append(words[0])
    return members, families
