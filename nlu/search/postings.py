"""An inverted index in flat NumPy arrays: which documents carry a feature and how much it weighs there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """`documents[starts[f]:starts[f + 1]]` carry feature f with `weights` of the same positions."""

    starts: NDArray[np.int64]
    documents: Integers
    weights: NDArray[np.float16]
    count: int

    @classmethod
    def build(
        cls, features: Integers, documents: Integers, weights: Floats, feature_count: int, document_count: int
    ) -> Postings:
        """From parallel arrays; of doubles (feature, document) the heaviest stays."""
        order = np.lexsort((-weights, documents, features))
        features, documents, weights = features[order], documents[order], weights[order]
        if len(features):
            first = np.empty(len(features), dtype=bool)
            first[0] = True
            first[1:] = (features[1:] != features[:-1]) | (documents[1:] != documents[:-1])
            features, documents, weights = features[first], documents[first], weights[first]
        starts = np.zeros(feature_count + 1, dtype=np.int64)
        np.cumsum(np.bincount(features, minlength=feature_count), out=starts[1:])
        return cls(starts, documents.astype(np.int32), weights.astype(np.float16), document_count)

    def frequency(self) -> NDArray[np.int64]:
        """In how many documents each feature occurs."""
        return np.diff(self.starts)

    def score(self, features: Sequence[int] | NDArray[Any], weights: Sequence[float] | NDArray[Any]) -> NDArray[Any]:
        """The sum of weight times posting for every document."""
        positions, counts = self._positions(features)
        values = self.weights[positions].astype(np.float32)
        values *= np.asarray(weights, dtype=np.float32).repeat(counts)
        return self._summed(positions, values)

    def sums(self, features: Sequence[int] | NDArray[Any], worth: Floats) -> NDArray[Any]:
        """The sum of the worth of these features' postings for every document; `worth` is of all postings."""
        positions, _ = self._positions(features)
        return self._summed(positions, worth[positions])

    def _summed(self, positions: NDArray[np.int64], values: Floats) -> NDArray[np.float64]:
        """For every document the sum of its values; without any, whole noughts come back, which are no floats."""
        return np.asarray(np.bincount(self.documents[positions], values, self.count), dtype=np.float64)

    def _positions(self, features: Sequence[int] | NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the postings of these features stand, and how many each has."""
        numbers = np.asarray(features, dtype=np.int64)
        starts = self.starts[numbers]
        counts = self.starts[numbers + 1] - starts
        return spread(starts, counts), counts


def starts_of(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Where each stretch begins, and the end of the last."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """The positions start, start + 1 … of all stretches, one after another."""
    if not len(counts):
        return np.zeros(0, dtype=np.int64)
    ends = counts.cumsum()
    positions: NDArray[np.int64] = (starts - ends + counts).repeat(counts)
    positions += np.arange(len(positions))
    return positions


def greatest(scores: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Where the `count` greatest scores above nought stand, in ascending order; equals of the last are included."""
    if count >= len(scores):
        return (scores > 0).nonzero()[0]
    far = _far_enough(scores, count)
    near = scores[far]
    least = np.partition(near, len(near) - count)[len(near) - count]
    if least <= 0:
        return (scores > 0).nonzero()[0]
    return np.asarray(far[near >= least])


def _far_enough(scores: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Where scores stand that are no less than some `count` of all; few of them, so that the rest need no ordering."""
    length = len(scores) // (2 * count)
    if length < 2:
        return np.arange(len(scores))
    highest = scores[: length * 2 * count].reshape(-1, length).max(axis=1)
    return np.asarray((scores >= np.partition(highest, count)[count]).nonzero()[0])


def rarity(frequency: NDArray[Any], count: int) -> Floats:
    """How telling a feature is: high for rare ones, near 0 for those that most documents carry."""
    shares = np.log1p((count - frequency + 0.5) / (frequency + 0.5))
    return np.asarray(shares, dtype=np.float32)
