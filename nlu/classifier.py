"""Linear models scored with NumPy: trained offline, shipped as one small file of weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.fields import DATA

Vector = NDArray[np.float32]
MODEL = DATA / "model.npz"
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


def softmax(logits: Vector) -> Vector:
    """Probabilities of one head."""
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


class Vectorizer:
    """Named features to a sparse vector: an index into the vocabulary and a value for each."""

    def __init__(self, vocabulary: list[str], weights: Vector) -> None:
        self.vocabulary = vocabulary
        self._index = {feature: position for position, feature in enumerate(vocabulary)}
        self.weights = weights

    def block(self, features: set[str], length: float) -> tuple[list[int], Vector]:
        """The known ones of `features`, scaled to a vector of the given length."""
        found = sorted(position for position in map(self._index.get, features) if position is not None)
        values = self.weights[found]
        norm = float(np.sqrt(values @ values)) if found else 0.0
        return found, values * np.float32(length / norm) if norm else values

    def vector(self, surface: set[str], evidence: set[str]) -> tuple[NDArray[np.int64], Vector]:
        """Positions and values of both blocks together."""
        first, first_values = self.block(surface, 1.0)
        second, second_values = self.block(evidence, EVIDENCE_WEIGHT)
        return np.array(first + second, dtype=np.int64), np.concatenate((first_values, second_values))


class Classifier:
    """Answers every head at once: a gather of rows, a product, a softmax a head."""

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
            vocabulary = bytes(file["vocabulary"]).decode("utf-8").split("\n")
            vectorizer = Vectorizer(vocabulary, file["weights"].astype(np.float32))
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
            vocabulary=np.frombuffer("\n".join(self.vectorizer.vocabulary).encode("utf-8"), dtype=np.uint8),
            weights=self.vectorizer.weights.astype(np.float16),
            matrix=self._matrix,
            scales=self._scales,
            bias=self._bias,
        )

    def logits(self, surface: set[str], evidence: set[str]) -> Vector:
        """The raw outputs of all heads."""
        positions, values = self.vectorizer.vector(surface, evidence)
        if not len(positions):
            return self._bias
        rows = self._matrix[positions].astype(np.float32)
        return np.asarray((values @ rows) * self._scales + self._bias, dtype=np.float32)

    def likeliest(self, logits: Vector, name: str) -> str:
        """The best answer of one head, where nobody asks how sure it is."""
        head = self.heads[name]
        return head.labels[int(logits[head.start : head.stop].argmax())]

    def probabilities(self, logits: Vector, name: str) -> Vector:
        """Calibrated probabilities of one head, in the order of its labels."""
        head = self.heads[name]
        return softmax(logits[head.start : head.stop] / np.float32(head.temperature))
