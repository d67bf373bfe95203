"""Tells which second levels an expert belongs to by the words of the profile, for few profiles name them literally."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.fields import fields
from nlu.search.grams import phrase_pairs
from nlu.search.knowledge import Knowledge
from nlu.search.postings import Floats, Postings
from nlu.search.shelf import FIELD, PROFILE, SKILL, TITLE, Shelf

KEPT = 3  # second levels for each expert
LEAST = 0.35  # of the strongest one's share
SORTS = {SKILL: 1.0, FIELD: 2.0, PROFILE: 0.3, TITLE: 0.2}
NAME_WEIGHT = 4.0  # of a second level's own name among its terms
CHUNK = 20_000  # experts at a time, to bound memory


@dataclass(frozen=True, slots=True)
class Specialties:
    """For each expert the numbers of at most KEPT second levels, with shares 0 to 1."""

    numbers: NDArray[np.int16]
    shares: Floats
    postings: Postings  # second levels to experts


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far each candidate's second levels are the need's: the labelled one, those its rows point to, the field."""

    label: Floats
    second: Floats
    field: Floats
    agreed: float  # how far the knowledge rows point to the labelled second level


class SpecialtyReader:
    """The words of each second level, as the terms of its rows have them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.keys = [(field.code, second) for field in fields().values() for second in field.second]
        self.number_of = {key: number for number, key in enumerate(self.keys)}
        self._weights = self._words(knowledge)

    def _words(self, knowledge: Knowledge) -> dict[str, Floats]:
        counts: dict[str, Floats] = {}

        def note(phrase: str, number: int, weight: float) -> None:
            for pair in phrase_pairs(phrase):
                if pair not in counts:
                    counts[pair] = np.zeros(len(self.keys), dtype=np.float32)
                counts[pair][number] += weight

        for row in knowledge.rows:
            number = self.number_of[row.field, row.second]
            for phrase in row.terms:
                note(phrase, number, 1.0)
            for phrase in row.subjects:
                note(phrase, number, 0.5)
        for number, (_, second) in enumerate(self.keys):
            note(second, number, NAME_WEIGHT)
        sizes = sum(counts.values(), np.zeros(len(self.keys), dtype=np.float32))
        return {
            pair: _telling(np.asarray(np.log1p(count) / np.log1p(sizes + 20), dtype=np.float32))
            for pair, count in counts.items()
        }

    def compare(
        self,
        specialties: Specialties,
        rows: NDArray[np.int64],
        seconds: Mapping[tuple[str, str], float],
        field_code: str | None,
        second: str | None,
    ) -> Likeness:
        """The likeness of the candidates to a need."""
        label = np.zeros(len(self.keys), dtype=np.float32)
        pointed = np.zeros(len(self.keys), dtype=np.float32)
        if (number := self.number_of.get((field_code or "", second or ""))) is not None:
            label[number] = 1.0
        for key, share in seconds.items():
            pointed[self.number_of[key]] = share
        codes = {field_code} if field_code else {code for code, _ in seconds}
        field = np.array([code in codes for code, _ in self.keys], dtype=np.float32)
        numbers, shares = specialties.numbers[rows], specialties.shares[rows]
        found = [(weights[numbers] * shares).max(axis=1) for weights in (label, pointed, field)]
        return Likeness(found[0], found[1], found[2], seconds.get((field_code or "", second or ""), 0.0))

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
        for pair, feature in shelf.vocabulary.items():
            if pair in self._weights:
                table[feature] = self._weights[pair]
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


def _telling(shares: Floats) -> Floats:
    """A pair that many second levels have says little about any of them."""
    total = float(shares.sum())
    return np.asarray(shares * (float((shares**2).sum()) ** 0.5 / total), dtype=np.float32) if total else shares


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
