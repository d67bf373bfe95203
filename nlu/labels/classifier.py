"""Linear models scored with NumPy: trained offline, shipped as one small file of weights."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from math import exp, inf, sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.labels.features import MARK, Features, edged
from nlu.labels.fields import DATA
from nlu.labels.ngrams import NOTHING, CodeTable

Vector = NDArray[np.float32]
MODEL = DATA / "model.npz"
APART = "\n"
EVIDENCE_WEIGHT = 0.45  # length of the evidence block beside the n-gram block of length 1


@dataclass(frozen=True, slots=True)
class Head:
    """One question and its possible answers: a slice of the outputs."""

    name: str
    labels: tuple[str, ...]
    start: int
    temperature: float

    @property
    def stop(self) -> int:
        """One past the last output."""
        return self.start + len(self.labels)


class Vectorizer:
    """Features to a sparse vector: positions in the vocabulary and a value for each."""

    def __init__(self, vocabulary: Sequence[str], weights: Vector) -> None:
        self._names = APART.join(vocabulary).encode("utf-8")
        self.weights = weights

    @property
    def vocabulary(self) -> list[str]:
        """The names of all features by position."""
        return self._names.decode("utf-8").split(APART)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {feature: position for position, feature in enumerate(self.vocabulary)}

    @cached_property
    def tables(self) -> tuple[CodeTable, dict[str, int]]:
        """The n-grams by their codes, and all other features by name; only these are needed to read messages."""
        index = dict(zip(self.vocabulary, range(len(self.weights)), strict=True))
        marked = {feature: position for feature, position in index.items() if feature[1:2] == MARK}
        return CodeTable(index), marked

    def block(self, features: Set[str], length: float) -> tuple[NDArray[np.int64], Vector]:
        """The known ones of `features`, scaled to a vector of the given length."""
        known = self._index.keys() & features
        found = np.fromiter(map(self._index.__getitem__, known), np.int64, len(known))
        found.sort()
        values = self.weights[found]
        _scale(values, length)
        return found, values

    def vector(self, surface: Set[str], evidence: Set[str]) -> tuple[NDArray[np.int64], Vector]:
        """Positions and values of both blocks together."""
        first, first_values = self.block(surface, 1.0)
        second, second_values = self.block(evidence, EVIDENCE_WEIGHT)
        return np.concatenate((first, second)), np.concatenate((first_values, second_values))

    def vector_of(self, features: Features) -> tuple[NDArray[np.int64], Vector]:
        """The same of a text's features, without naming its n-grams."""
        grams, marked = self.tables
        surface = grams.find(edged(features.masked))
        surface.update(map(marked.get, features.words, repeat(NOTHING)))
        evidence = set(map(marked.get, features.evidence, repeat(NOTHING)))
        surface.discard(NOTHING)
        evidence.discard(NOTHING)
        known = len(surface)
        found = np.fromiter((*surface, *evidence), np.int64, known + len(evidence))
        found[:known].sort()
        found[known:].sort()
        values = self.weights.take(found)
        _scale(values[:known], 1.0)
        _scale(values[known:], EVIDENCE_WEIGHT)
        return found, values


def _scale(values: Vector, length: float) -> None:
    """Give the vector this length, in place; zero stays zero."""
    norm = sqrt(values.dot(values))
    if norm:
        values *= np.float32(length / norm)


class Shares:
    """Calibrated probabilities, each head's adding up to one; a head is only worked out when it is asked for."""

    __slots__ = ("_heads", "_logits")

    def __init__(self, logits: Vector, heads: dict[str, Head]) -> None:
        self._logits = logits
        self._heads = heads

    def powers(self, name: str) -> list[float]:
        """In proportion to the shares of a head, in the order of its labels; the greatest is 1."""
        head = self._heads[name]
        own: list[float] = self._logits[head.start : head.stop].tolist()
        top, temperature = max(own), head.temperature
        return [exp((logit - top) / temperature) for logit in own]  # few: sooner done than an array is made

    def of(self, name: str) -> list[float]:
        """The shares of a head, in the order of its labels."""
        powers = self.powers(name)
        total = sum(powers)
        return [power / total for power in powers]

    def by_label(self, name: str) -> dict[str, float]:
        """The share of each label of a head."""
        return dict(zip(self._heads[name].labels, self.of(name), strict=True))

    def powers_of_long(self, name: str) -> NDArray[np.float64]:
        """In proportion to the shares of a head of many labels; no weights of eight bits take these beyond a float."""
        head = self._heads[name]
        found: NDArray[np.float64] = np.exp(self._logits[head.start : head.stop] / head.temperature, dtype=np.float64)
        return found

    def likeliest(self, name: str, without: Sequence[str] = ()) -> str:
        """The label of the greatest share, some left out; it needs no share to be worked out."""
        head = self._heads[name]
        own: list[float] = self._logits[head.start : head.stop].tolist()
        for label in without:
            if label in head.labels:
                own[head.labels.index(label)] = -inf
        return head.labels[own.index(max(own))]

    def best(self, name: str, without: str | None = None) -> tuple[str, float]:
        """The likeliest label of a head and its share, one label left out where that is asked for."""
        labels, powers = self._heads[name].labels, self.powers(name)
        total = sum(powers)
        if without is not None and without in labels:
            powers[labels.index(without)] = 0.0
        power = max(powers)
        return labels[powers.index(power)], power / total


class Classifier:
    """Answers every head at once: a gather of rows and a product; a softmax for each head that is asked."""

    def __init__(
        self,
        vectorizer: Vectorizer,
        heads: tuple[Head, ...],
        matrix: NDArray[np.int8],
        scales: Vector,
        bias: Vector,
    ) -> None:
        self.vectorizer = vectorizer
        self.heads = {head.name: head for head in heads}
        self._matrix = matrix
        self._scales = scales
        self._bias = bias

    @classmethod
    def load(cls, path: Path = MODEL) -> Classifier:
        """The shipped weights."""
        with np.load(path, allow_pickle=False) as file:
            entries: list[dict[str, Any]] = json.loads(bytes(file["heads"]).decode("utf-8"))
            heads = tuple(
                Head(entry["name"], tuple(entry["labels"]), entry["start"], entry["temperature"]) for entry in entries
            )
            vocabulary = bytes(file["vocabulary"]).decode("utf-8").split(APART)
            vectorizer = Vectorizer(vocabulary, file["weights"].astype(np.float32))
            del vocabulary
            _ = vectorizer.tables  # what this takes for a moment, all that is loaded after it can use
            return cls(vectorizer, heads, file["matrix"], file["scales"], file["bias"])

    def save(self, path: Path = MODEL) -> None:
        """Write the weights; the same weights give the same bytes."""
        entries = [
            {"name": head.name, "labels": head.labels, "start": head.start, "temperature": head.temperature}
            for head in self.heads.values()
        ]
        np.savez_compressed(
            path,
            heads=np.frombuffer(json.dumps(entries, ensure_ascii=False).encode("utf-8"), dtype=np.uint8),
            vocabulary=np.frombuffer(APART.join(self.vectorizer.vocabulary).encode("utf-8"), dtype=np.uint8),
            weights=self.vectorizer.weights.astype(np.float16),
            matrix=self._matrix,
            scales=self._scales,
            bias=self._bias,
        )

    def logits(self, surface: Set[str], evidence: Set[str]) -> Vector:
        """The raw outputs of all heads for features by name."""
        return self._outputs(*self.vectorizer.vector(surface, evidence))

    def logits_of(self, features: Features) -> Vector:
        """The raw outputs of all heads for a text."""
        return self._outputs(*self.vectorizer.vector_of(features))

    def _outputs(self, positions: NDArray[np.int64], values: Vector) -> Vector:
        if not len(positions):
            return self._bias
        outputs: Vector = values.dot(self._matrix.take(positions, 0).astype(np.float32))
        outputs *= self._scales
        outputs += self._bias
        return outputs

    def shares(self, logits: Vector) -> Shares:
        """What the raw outputs say of each label."""
        return Shares(logits, self.heads)
