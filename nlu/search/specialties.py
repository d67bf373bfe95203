"""Tells which second levels an expert belongs to by the words of the profile, for few profiles name them literally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.labels.fields import fields
from nlu.labels.terms import read_vocabulary
from nlu.search.disciplines import disciplines
from nlu.search.grams import phrase_pairs
from nlu.search.knowledge import Knowledge
from nlu.search.postings import Floats, Postings
from nlu.search.shelf import FIELD, PROFILE, SKILL, TITLE, TOLD, UNIT, WORKPLACE, Shelf

KEPT = 3  # second levels for each expert
LEAST = 0.35  # of the strongest one's share
SORTS = {SKILL: 1.0, FIELD: 2.0, PROFILE: 0.3, TITLE: 0.2, TOLD: 1.0, UNIT: 0.05, WORKPLACE: 1.0}
NAME_WEIGHT = 4.0  # of a second level's own name among its terms
_NONE = np.zeros(0, dtype=np.int64)
CHUNK = 20_000  # experts at a time, to bound memory


@dataclass(frozen=True, slots=True)
class Specialties:
    """For each expert the numbers of at most KEPT second levels, with shares 0 to 1."""

    numbers: NDArray[np.int16]
    shares: Floats
    postings: Postings  # second levels to experts


class Likeness(NamedTuple):
    """How far each candidate's second levels are the need's: the labelled one, those its rows point to, the field."""

    label: Floats
    second: Floats
    field: Floats

    def of_creature(self, kin: Floats, told: Floats) -> Likeness:
        """With the second level for who tells little but the need's crop or animal: 林学；花椒 where 果树 is asked."""
        return self._replace(second=np.maximum(self.second, (kin > 0) * (1 - told) * self.field))


class SpecialtyReader:
    """The words of each second level, as the terms of its rows have them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.keys = [(field.code, second) for field in fields().values() for second in field.second]
        self.number_of = {key: number for number, key in enumerate(self.keys)}
        numbers: dict[str, list[int]] = {}
        for number, (code, _) in enumerate(self.keys):
            numbers.setdefault(code, []).append(number)
        self._of_field = {code: np.array(found) for code, found in numbers.items()}
        self._rows = knowledge.rows

    @cached_property
    def _weights(self) -> tuple[dict[str, int], NDArray[np.float16]]:
        """What each pair of characters says for each second level: where its row stands, and the rows."""
        entries = [
            (pair, number, weight)
            for number, phrases, weight in self._phrases()
            for phrase in phrases
            for pair in phrase_pairs(phrase)
        ]
        rows = {pair: at for at, pair in enumerate(dict.fromkeys(pair for pair, _, _ in entries))}
        counts = np.zeros((len(rows), len(self.keys)), dtype=np.float32)
        places = np.array([(rows[pair], number) for pair, number, _ in entries]).T
        np.add.at(counts, (places[0], places[1]), np.array([weight for _, _, weight in entries], dtype=np.float32))
        shares = np.log1p(counts) / np.log1p(counts.sum(axis=0) + 20)
        total = shares.sum(axis=1, keepdims=True)
        spread_out = (shares**2).sum(axis=1, keepdims=True) ** 0.5 / np.where(total > 0, total, 1)
        return rows, np.asarray(shares * spread_out, dtype=np.float16)  # what many have says little about any

    def _phrases(self) -> Iterator[tuple[int, Sequence[str], float]]:
        """The words of each second level: number, phrases, weight."""
        for row in self._rows:
            if not row.second:
                continue
            number = self.number_of[row.field, row.second]
            yield number, row.terms, 1.0
            yield number, row.subjects, 0.5
        for code, second, words in read_vocabulary():
            if (code, second) in self.number_of:
                yield self.number_of[code, second], words, 0.5
        for number, (_, second) in enumerate(self.keys):
            yield number, (second,), NAME_WEIGHT
        for discipline in disciplines():
            yield self.number_of[discipline.key], discipline.names, NAME_WEIGHT

    def compare(
        self,
        specialties: Specialties,
        rows: NDArray[np.int64],
        seconds: Mapping[tuple[str, str], float],
        field_code: str | None,
        second: str | None,
    ) -> Likeness:
        """The likeness of the candidates to a need."""
        wanted = np.zeros((3, len(self.keys)), dtype=np.float32)
        if (number := self.number_of.get((field_code or "", second or ""))) is not None:
            wanted[0, number] = 1.0
        for key, share in seconds.items():
            wanted[1, self.number_of[key]] = share
        for code in {field_code} if field_code else {code for code, _ in seconds}:
            wanted[2, self._of_field.get(code, _NONE)] = 1.0
        each = wanted.take(specialties.numbers[rows].T, axis=1) * specialties.shares[rows].T
        found = reduce(np.maximum, [each[:, place] for place in range(KEPT)])
        return Likeness(found[0], found[1], found[2])

    def favour(
        self,
        specialties: Specialties,
        seconds: Mapping[tuple[str, str], float],
        field_code: str | None,
        second: str | None,
    ) -> NDArray[np.float64]:
        """For every expert how far the second levels are the need's: to choose candidates by."""
        weights = {self.number_of[key]: share for key, share in seconds.items()}
        if (number := self.number_of.get((field_code or "", second or ""))) is not None:
            weights[number] = weights.get(number, 0.0) + 1.0
        return specialties.postings.score(list(weights), list(weights.values()))

    def read(self, shelf: Shelf) -> Specialties:
        """The second levels of every expert of a shelf."""
        table = np.zeros((len(shelf.vocabulary) + 1, len(self.keys)), dtype=np.float32)
        places, weights = self._weights
        known = [(feature, places[pair]) for pair, feature in shelf.vocabulary.items() if pair in places]
        if known:
            features, rows = np.array(known).T
            table[features] = weights[rows]
        numbers = np.zeros((len(shelf.ids), KEPT), dtype=np.int16)
        shares = np.zeros((len(shelf.ids), KEPT), dtype=np.float32)
        for start in range(0, len(shelf.ids), CHUNK):
            end = min(start + CHUNK, len(shelf.ids))
            numbers[start:end], shares[start:end] = _strongest(_sums(shelf, table, start, end))
        return Specialties(numbers, shares, self._postings(numbers, shares))

    def _postings(self, numbers: NDArray[np.int16], shares: Floats) -> Postings:
        owners = np.repeat(np.arange(len(numbers), dtype=np.int32), KEPT)
        held = shares.ravel() > 0
        return Postings.build(
            numbers.ravel()[held].astype(np.int32), owners[held], shares.ravel()[held], len(self.keys), len(numbers)
        )


@lru_cache(maxsize=1)
def reader_of(knowledge: Knowledge) -> SpecialtyReader:
    """The reader of this knowledge; its weights take a fifth of a second, whatever the number of experts."""
    return SpecialtyReader(knowledge)


def _sums(shelf: Shelf, table: Floats, start: int, end: int) -> Floats:
    """What the words of each expert say for each second level, summed."""
    weights = np.array([SORTS.get(sort, 0.0) for sort in range(max(SORTS) + 2)], dtype=np.float32)
    first, last = int(shelf.segment_starts[start]), int(shelf.segment_starts[end])
    lengths = np.diff(shelf.token_starts[first : last + 1])
    tokens = shelf.tokens[shelf.token_starts[first] : shelf.token_starts[last]]
    factors = np.repeat(weights[shelf.sorts[first:last]] / np.maximum(lengths, 1) ** 0.5, lengths)
    owners = np.repeat(shelf.owners[first:last], lengths) - start
    sums = np.zeros((end - start, table.shape[1]), dtype=np.float32)
    bounds = np.searchsorted(owners, np.arange(end - start + 1))
    for row in range(end - start):
        part = slice(bounds[row], bounds[row + 1])
        sums[row] = factors[part] @ table[tokens[part]]
    return sums


def _strongest(sums: Floats) -> tuple[NDArray[np.int16], Floats]:
    best = np.argsort(-sums, axis=1)[:, :KEPT]
    values = np.take_along_axis(sums, best, axis=1)
    shares = values / np.maximum(values[:, :1], 1e-6)
    shares[shares < LEAST] = 0.0
    shares[values[:, 0] <= 0] = 0.0
    return best.astype(np.int16), np.asarray(shares, dtype=np.float32)
