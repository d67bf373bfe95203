"""Rebuilds the classifier from the corpus and the knowledge tables (`python -m nlu.training`); needs scikit-learn."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.labels.classifier import MODEL, Classifier, Head, Vector, Vectorizer
from nlu.labels.corpus import Example, is_held_out, knowledge_examples, read_examples, vocabulary_examples
from nlu.labels.terms import read_rows, read_vocabulary
from nlu.understand import Understander


@dataclass(frozen=True, slots=True)
class Way:
    """How a head is fitted: `strength` is the inverse of the penalty, `balance` how far rare answers are lifted.

    `counted` is the part of a naive Bayes model in the sum: it counts what the regression weighs, errs elsewhere, and
    costs nothing at run time, since the sum of linear models is one. `divided` is the part of a support vector machine:
    it looks only at what lies near the border between two answers.
    """

    strength: float
    balance: float = 0.35
    tolerance: float = 2e-3
    counted: float = 0.0
    divided: float = 0.0


HEADS = {  # chosen by cross-validation over the situations that are learned from
    "intent": Way(30.0, 0.5, 1e-3, 0.7),
    "danger": Way(8.0, 0.0),
    "role": Way(5.0, counted=1.0, divided=8.0),
    "kind": Way(10.0, counted=1.0, divided=4.0),
    "topic": Way(5.0),
    "field": Way(25.0, 0.35, 5e-4, 2.0, 8.0),
    "second": Way(10.0, 0.35, 5e-4, 2.0, 8.0),
    "urgency": Way(5.0),
}
MOST_FEATURES = 90_000
SELECTING = (
    "intent",
    "danger",
    "role",
    "kind",
    "field",
)  # the heads whose weights say which features are worth keeping
SMALLEST = 1.5  # weights under this many 127ths of the largest of their output are left out
PLAIN = {"danger"}  # heads whose shares are compared with fixed limits: neither balanced nor tempered
MOST_LIFT = 4.0  # times the weight of an example of a rare answer
BORDER = 2.0  # inverse of the penalty of the support vector machines
SMOOTHING = 0.1  # occurrences of every feature that naive Bayes takes for granted
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


def _sample_weights(labels: list[str], prepared: Sequence[Prepared], balance: float) -> Vector:
    counts = Counter(labels)
    usual = len(labels) / len(counts)
    factors = [min((usual / counts[label]) ** balance, MOST_LIFT) for label in labels]
    return np.array([row.example.weight * factor for row, factor in zip(prepared, factors, strict=True)], np.float32)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned for one head: the regression (answers by features), and what the other models add to it."""

    head: str
    labels: list[str]
    regression: Vector
    intercept: Vector
    added: Vector
    added_intercept: Vector

    @property
    def weights(self) -> Vector:
        """Features by answers; of two answers one row of the regression stands for both sides."""
        both = np.vstack((-self.regression, self.regression)) / 2 if len(self.labels) == 2 else self.regression
        return np.asarray((both + self.added).T, np.float32)

    @property
    def bias(self) -> Vector:
        """One number an answer."""
        both = np.concatenate((-self.intercept, self.intercept)) / 2 if len(self.labels) == 2 else self.intercept
        return np.asarray(both + self.added_intercept, np.float32)


def _fit(matrix: Any, prepared: Sequence[Prepared], head: str, start: Fitted | None) -> Fitted:
    """One head; `start` is what was learned from nearly the same examples, where the search then begins."""
    from sklearn.linear_model import LogisticRegression

    way = HEADS[head]
    chosen = [row for row, item in enumerate(prepared) if item.example.label(head) != "?"]
    labels = [prepared[row].example.label(head) for row in chosen]
    usable = [prepared[row] for row in chosen]
    weights = None if head in PLAIN else _sample_weights(labels, usable, way.balance)
    model = LogisticRegression(C=way.strength, max_iter=400, tol=way.tolerance, warm_start=True)
    if start is not None and start.labels == sorted(set(labels)):
        model.coef_, model.intercept_ = start.regression, start.intercept
    model.fit(matrix[chosen], labels, sample_weight=weights)
    added, added_intercept = np.zeros(1, np.float32), np.zeros(1, np.float32)
    if way.counted:
        added = way.counted * _counted(matrix[chosen], labels, weights)
    if way.divided:
        borders, offsets = _divided(matrix[chosen], labels, weights)
        added, added_intercept = added + way.divided * borders, way.divided * offsets
    return Fitted(head, list(model.classes_), model.coef_, model.intercept_, added, added_intercept)


def _divided(matrix: Any, labels: list[str], weights: Vector | None) -> tuple[Vector, Vector]:
    """Weights (answers by features) and intercepts of linear support vector machines, one answer against all others."""
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=BORDER, tol=1e-3, random_state=0).fit(matrix, labels, sample_weight=weights)
    return np.asarray(model.coef_, np.float32), np.asarray(model.intercept_, np.float32)


def _counted(matrix: Any, labels: list[str], weights: Vector | None) -> Vector:
    """Weights (answers by features) of a complement naive Bayes model, without what all answers share."""
    from sklearn.naive_bayes import ComplementNB

    model = ComplementNB(alpha=SMOOTHING).fit(matrix, labels, sample_weight=weights)
    found = np.asarray(model.feature_log_prob_, np.float32)
    return np.asarray(found - found.mean(axis=0), np.float32)


def _temperature(logits: Vector, truth: Sequence[int]) -> float:
    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        chosen = scaled[np.arange(len(truth)), list(truth)]
        return float((np.log(np.exp(scaled).sum(axis=1)) - chosen).mean())

    return min((round(step * 0.05, 2) for step in range(4, 61)), key=loss) if len(truth) else 1.0


def _fit_all(
    prepared: Sequence[Prepared], vectorizer: Vectorizer, heads: Sequence[str], before: Mapping[str, Fitted]
) -> dict[str, Fitted]:
    matrix = _matrix(prepared, vectorizer)
    return {head: _fit(matrix, prepared, head, before.get(head)) for head in heads}


def _assemble(fitted: Mapping[str, Fitted], vectorizer: Vectorizer, temperatures: Mapping[str, float]) -> Classifier:
    heads: list[Head] = []
    start = 0
    for name, one in fitted.items():
        heads.append(Head(name, tuple(one.labels), start, temperatures.get(name, 1.0)))
        start += len(one.labels)
    weights = np.concatenate([one.weights for one in fitted.values()], axis=1)
    bias = np.concatenate([one.bias for one in fitted.values()])
    scales = (np.abs(weights).max(axis=0) / 127.0).astype(np.float32)
    whole = weights / scales
    whole[np.abs(whole) < SMALLEST] = 0
    return Classifier(vectorizer, tuple(heads), np.rint(whole).astype(np.int8), scales, bias)


def _most_telling(fitted: Iterable[Fitted], rarity: Vector) -> NDArray[np.int64]:
    """Positions of the features with the largest weights in any regression."""
    strength = np.max([np.abs(one.regression).max(axis=0) for one in fitted], axis=0) * rarity
    return np.sort(np.argsort(-strength, kind="stable")[:MOST_FEATURES])


def _calibrate(
    prepared: Sequence[Prepared], vectorizer: Vectorizer, before: Mapping[str, Fitted]
) -> tuple[dict[str, float], dict[str, Fitted]]:
    """The temperature of each head on a part held back, and what was learned from the rest."""
    inner = [row for row in prepared if row.example.situation and _is_inner(row.example.situation)]
    rest = [row for row in prepared if not (row.example.situation and _is_inner(row.example.situation))]
    fitted = _fit_all(rest, vectorizer, tuple(HEADS), before)
    classifier = _assemble(fitted, vectorizer, {})
    logits = np.array([classifier.logits(row.surface, row.evidence) for row in inner])
    found = {}
    for name in [name for name in classifier.heads if name not in PLAIN]:
        head = classifier.heads[name]
        order = {label: position for position, label in enumerate(head.labels)}
        usable = [row for row, item in enumerate(inner) if item.example.label(name) in order]
        truth = [order[inner[row].example.label(name)] for row in usable]
        found[name] = _temperature(logits[usable][:, head.start : head.stop], truth)
    return found, fitted


def _is_inner(situation: str) -> bool:
    return zlib.crc32(f"inner {situation}".encode()) % 100 < 12


def train(examples: Sequence[Example], understander: Understander) -> Classifier:
    """A classifier that learned from `examples`; the same examples give the same weights."""
    prepared = prepare(examples, understander)
    vocabulary, rarity = _weights_of(prepared, least=2)
    vectorizer = Vectorizer(vocabulary, rarity)
    before: dict[str, Fitted] = {}
    if len(vocabulary) > MOST_FEATURES:
        chosen = _fit_all(prepared, vectorizer, SELECTING, {})
        kept = _most_telling(chosen.values(), rarity)
        vectorizer = Vectorizer([vocabulary[position] for position in kept], rarity[kept])
        before = {name: replace(one, regression=one.regression[:, kept]) for name, one in chosen.items()}
    temperatures, fitted = _calibrate(prepared, vectorizer, before)
    return _assemble(_fit_all(prepared, vectorizer, tuple(HEADS), fitted), vectorizer, temperatures)


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
