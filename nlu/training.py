"""Rebuilds the classifier from the corpus and the knowledge tables (`python -m nlu.training`); needs scikit-learn."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np

from nlu.classifier import MODEL, Classifier, Head, Vector, Vectorizer
from nlu.corpus import Example, is_held_out, knowledge_examples, read_examples, vocabulary_examples
from nlu.terms import read_rows, read_vocabulary
from nlu.understand import Understander

HEADS = {"intent": 8.0, "role": 3.0, "kind": 5.0, "topic": 5.0, "field": 8.0, "second": 10.0, "urgency": 5.0}
MOST_FEATURES = 60_000
SELECTING = ("intent", "role", "kind", "field")  # the heads whose weights say which features are worth keeping
SMALLEST = 1.5  # weights under this many 127ths of the largest of their output are left out
TOLERANCE = 0.005
NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with its features."""

    example: Example
    surface: set[str]
    evidence: set[str]


def prepare(examples: Sequence[Example], understander: Understander) -> list[Prepared]:
    """The features of all examples, by the same code as at run time.

    What stems from a knowledge table contains its phrases by its nature: as evidence they would count too much.
    """
    return [_prepared(example, understander) for example in examples]


def _prepared(example: Example, understander: Understander) -> Prepared:
    surface, evidence = understander.features(example.text, NOW)
    return Prepared(example, surface, evidence if example.situation else set())


def _weights_of(prepared: Sequence[Prepared], least: int) -> tuple[list[str], Vector]:
    counts: Counter[str] = Counter()
    for row in prepared:
        counts.update(row.surface)
        counts.update(row.evidence)
    vocabulary = sorted(feature for feature, count in counts.items() if count >= least)
    total = len(prepared)
    rarity = [1.0 + float(np.log((1 + total) / (1 + counts[feature]))) for feature in vocabulary]
    return vocabulary, np.array(rarity, dtype=np.float16).astype(np.float32)


def _matrix(prepared: Sequence[Prepared], vectorizer: Vectorizer) -> Any:
    from scipy.sparse import csr_matrix

    data: list[Vector] = []
    columns: list[Any] = []
    ends = [0]
    for row in prepared:
        positions, values = vectorizer.vector(row.surface, row.evidence)
        columns.append(positions)
        data.append(values)
        ends.append(ends[-1] + len(positions))
    shape = (len(prepared), len(vectorizer.vocabulary))
    return csr_matrix((np.concatenate(data), np.concatenate(columns), np.array(ends)), shape=shape)


def _sample_weights(labels: list[str], prepared: Sequence[Prepared]) -> Vector:
    counts = Counter(labels)
    usual = len(labels) / len(counts)
    balance = [min((usual / counts[label]) ** 0.35, 4.0) for label in labels]
    return np.array([row.example.weight * factor for row, factor in zip(prepared, balance, strict=True)], np.float32)


def _fit(matrix: Any, prepared: Sequence[Prepared], head: str, strength: float) -> tuple[list[str], Vector, Vector]:
    from sklearn.linear_model import LogisticRegression

    chosen = [row for row, item in enumerate(prepared) if item.example.label(head) != "?"]
    labels = [prepared[row].example.label(head) for row in chosen]
    weights = _sample_weights(labels, [prepared[row] for row in chosen])
    model = LogisticRegression(C=strength, max_iter=250, tol=5e-4 if head in {"field", "second"} else 2e-3)
    model.fit(matrix[chosen], labels, sample_weight=weights)
    coefficients, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row stands for both sides
        coefficients = np.vstack((-coefficients, coefficients)) / 2
        intercept = np.concatenate((-intercept, intercept)) / 2
    return list(model.classes_), coefficients.T.astype(np.float32), intercept.astype(np.float32)


def _temperature(logits: Vector, truth: Sequence[int]) -> float:
    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(truth)), list(truth)]
        return float((np.log(np.exp(scaled).sum(axis=1)) - chosen).mean())

    return min((round(step * 0.05, 2) for step in range(4, 61)), key=loss) if len(truth) else 1.0


def _fit_all(
    prepared: Sequence[Prepared], vectorizer: Vectorizer, heads: Sequence[str] = tuple(HEADS)
) -> list[tuple[str, list[str], Vector, Vector]]:
    matrix = _matrix(prepared, vectorizer)
    return [(head, *_fit(matrix, prepared, head, HEADS[head])) for head in heads]


def _assemble(
    fitted: list[tuple[str, list[str], Vector, Vector]], vectorizer: Vectorizer, temperatures: dict[str, float]
) -> Classifier:
    heads: list[Head] = []
    start = 0
    for name, labels, _, _ in fitted:
        heads.append(Head(name, tuple(labels), start, temperatures.get(name, 1.0)))
        start += len(labels)
    weights = np.concatenate([coefficients for _, _, coefficients, _ in fitted], axis=1)
    bias = np.concatenate([intercept for _, _, _, intercept in fitted])
    scales = (np.abs(weights).max(axis=0) / 127.0).astype(np.float32)
    whole = weights / scales
    whole[np.abs(whole) < SMALLEST] = 0
    return Classifier(vectorizer, tuple(heads), np.rint(whole).astype(np.int8), scales, bias)


def _keep_telling(
    fitted: list[tuple[str, list[str], Vector, Vector]], vectorizer: Vectorizer, rarity: Vector
) -> Vectorizer:
    strength = np.max([np.abs(weights).max(axis=1) for _, _, weights, _ in fitted], axis=0) * rarity
    kept = np.sort(np.argsort(-strength, kind="stable")[:MOST_FEATURES])
    return Vectorizer([vectorizer.vocabulary[position] for position in kept], rarity[kept])


def _calibrate(prepared: Sequence[Prepared], vectorizer: Vectorizer) -> dict[str, float]:
    inner = [row for row in prepared if row.example.situation and _is_inner(row.example.situation)]
    rest = [row for row in prepared if not (row.example.situation and _is_inner(row.example.situation))]
    classifier = _assemble(_fit_all(rest, vectorizer), vectorizer, {})
    logits = np.array([classifier.logits(row.surface, row.evidence) for row in inner])
    found = {}
    for name, head in classifier.heads.items():
        order = {label: position for position, label in enumerate(head.labels)}
        usable = [row for row, item in enumerate(inner) if item.example.label(name) in order]
        truth = [order[inner[row].example.label(name)] for row in usable]
        found[name] = _temperature(logits[usable][:, head.start : head.stop], truth)
    return found


def _is_inner(situation: str) -> bool:
    return zlib.crc32(f"inner {situation}".encode()) % 100 < 12


def train(examples: Sequence[Example], understander: Understander) -> Classifier:
    """A classifier that learned from `examples`; the same examples give the same weights."""
    prepared = prepare(examples, understander)
    vocabulary, rarity = _weights_of(prepared, least=2)
    vectorizer = Vectorizer(vocabulary, rarity)
    if len(vocabulary) > MOST_FEATURES:
        vectorizer = _keep_telling(_fit_all(prepared, vectorizer, SELECTING), vectorizer, rarity)
    temperatures = _calibrate(prepared, vectorizer)
    return _assemble(_fit_all(prepared, vectorizer), vectorizer, temperatures)


def accuracy(classifier: Classifier, prepared: Sequence[Prepared]) -> dict[str, float]:
    """The share of right answers of each head."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in prepared:
        logits = classifier.logits(row.surface, row.evidence)
        for name, head in classifier.heads.items():
            truth = row.example.label(name)
            if truth == "?":
                continue
            total[name] += 1
            right[name] += head.labels[int(logits[head.start : head.stop].argmax())] == truth
    return {name: right[name] / total[name] for name in classifier.heads if total[name]}


def corpus_split() -> tuple[list[Example], list[Example]]:
    """(to learn from, never trained on); the knowledge tables are to learn from."""
    examples = list(read_examples())
    learn = [example for example in examples if not is_held_out(example.situation)]
    learn += [example for row in read_rows() for example in knowledge_examples(row)]
    learn += [example for entry in read_vocabulary() for example in vocabulary_examples(*entry)]
    return learn, [example for example in examples if is_held_out(example.situation)]


def _mean(scores: dict[str, float]) -> float:
    return sum(scores.values()) / len(scores)


def is_worse(scores: dict[str, float], before: dict[str, float]) -> bool:
    """Whether new weights answer the fixed split worse than those they would replace."""
    return _mean(scores) < _mean(before) - TOLERANCE


def rebuild(extra: Sequence[Example] = (), *, path: Path = MODEL, force: bool = False) -> tuple[bool, dict[str, float]]:
    """Train on the corpus and `extra`, and keep the result unless it is worse on the fixed split."""
    understander = Understander.load(classifier=None)
    learn, held_out = corpus_split()
    classifier = train([*learn, *extra], understander)
    prepared = prepare(held_out, understander)
    scores = accuracy(classifier, prepared)
    if path.exists() and not force:
        before = accuracy(Classifier.load(path), prepared)
        if is_worse(scores, before):
            return False, scores
    classifier.save(path)
    return True, scores


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Rebuild the classifier's weights")
    parser.add_argument("--force", action="store_true", help="keep the result even if it is worse")
    parser.add_argument("--out", type=Path, default=MODEL)
    arguments = parser.parse_args()
    kept, scores = rebuild(path=arguments.out, force=arguments.force)
    for name, share in scores.items():
        print(f"{name:8} {share:.1%}")
    print("kept" if kept else "refused: worse than the present weights on the fixed split")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
