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

    def score(self, features: Sequence[int], weights: Sequence[float]) -> NDArray[Any]:
        """The sum of weight times posting for every document."""
        slices = [slice(self.starts[feature], self.starts[feature + 1]) for feature in features]
        if not slices:
            return np.zeros(self.count)
        documents = np.concatenate([self.documents[part] for part in slices])
        values = np.concatenate([self.weights[part] for part in slices]).astype(np.float32)
        lengths = [part.stop - part.start for part in slices]
        values *= np.repeat(np.asarray(weights, dtype=np.float32), lengths)
        return np.bincount(documents, weights=values, minlength=self.count)


def rarity(frequency: NDArray[Any], count: int) -> Floats:
    """How telling a feature is: high for rare ones, near 0 for those that most documents carry."""
    shares = np.log1p((count - frequency + 0.5) / (frequency + 0.5))
    return np.asarray(shares, dtype=np.float32)
