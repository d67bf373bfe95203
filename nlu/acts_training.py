"""Rebuilds the reader of acts from its sentences (`python -m nlu.acts_training`); needs scikit-learn.

Prints how it does on sentences that somebody else wrote and that it never learns from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlu.dialogue.acts import MODEL, SIDES, SURE, Side, act_features
from nlu.labels.classifier import Classifier, Head, Vector, Vectorizer
from nlu.labels.fields import DATA

SENTENCES = DATA / "acts"
HELD_OUT = DATA / "heldout" / "acts"
FOLDS = 5
STRENGTH = 20.0  # the inverse of the penalty
COUNTED = 1.0  # the part of naive Bayes in the sum of the models …
DIVIDED = 8.0  # … and of a support vector machine
BORDER = 0.5  # the inverse of its penalty
SMOOTHING = 0.1
LEAST_MET = 2  # sentences that a feature must stand in


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said on one side, and what it does."""

    side: Side
    act: str
    text: str
    features: frozenset[str]


class SentenceError(ValueError):
    """A line of the sentences is not an act and a text."""


def read_sentences(folder: Path = SENTENCES) -> Iterator[Sentence]:
    """All sentences of both sides; SentenceError names the file and the line."""
    for side in SIDES:
        path = folder / f"{side}.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
            act, _, text = line.partition("\t")
            if not act or not text.strip():
                raise SentenceError(f"{path.name}, line {number}: an act, a tab and a text are wanted")
            yield Sentence(side, act, text, frozenset(act_features(text).surface))


def train(sentences: Sequence[Sentence]) -> Classifier:
    """A model with a head for each side; the same sentences give the same weights."""
    counts = Counter(feature for one in sentences for feature in one.features)
    vocabulary = sorted(feature for feature, count in counts.items() if count >= LEAST_MET and len(feature) <= 4)
    rarity = 1.0 + np.log((1 + len(sentences)) / (1 + np.array([counts[feature] for feature in vocabulary])))
    vectorizer = Vectorizer(vocabulary, rarity.astype(np.float16).astype(np.float32))
    heads: list[Head] = []
    weights: list[Vector] = []
    biases: list[Vector] = []
    start = 0
    for side in SIDES:
        own = [one for one in sentences if one.side == side]
        labels, matrix, bias, temperature = _fit(own, vectorizer)
        heads.append(Head(side, labels, start, temperature))
        start += len(labels)
        weights.append(matrix)
        biases.append(bias)
    whole = np.concatenate(weights, axis=1)
    scales = (np.abs(whole).max(axis=0) / 127.0).astype(np.float32)
    rounded = np.ascontiguousarray(np.rint(whole / scales), np.int8)  # a message takes some rows
    return Classifier(vectorizer, tuple(heads), rounded, scales, np.concatenate(biases))


def _fit(own: Sequence[Sentence], vectorizer: Vectorizer) -> tuple[tuple[str, ...], Vector, Vector, float]:
    """Labels, weights (features by labels), biases and the temperature that the folds held back ask for."""
    from sklearn.model_selection import StratifiedKFold

    matrix = _matrix(own, vectorizer)
    acts = np.array([one.act for one in own])
    labels, weights, bias = _learn(matrix, acts)
    order = {label: position for position, label in enumerate(labels)}
    logits, truth = [], []
    for learnt, held in StratifiedKFold(FOLDS, shuffle=True, random_state=7).split(acts, acts):
        _, part, part_bias = _learn(matrix[learnt], acts[learnt])
        logits.append(matrix[held] @ part + part_bias)
        truth += [order[act] for act in acts[held]]
    return labels, weights, bias, _temperature(np.concatenate(logits), truth)


def _learn(matrix: Any, acts: Any) -> tuple[tuple[str, ...], Vector, Vector]:
    """The sum of a regression, complement naive Bayes and a support vector machine, which err in other places.

    A sum of linear models is one and costs no more.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import ComplementNB
    from sklearn.svm import LinearSVC

    regression = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced").fit(matrix, acts)
    counted = np.asarray(ComplementNB(alpha=SMOOTHING).fit(matrix, acts).feature_log_prob_)
    counted = counted - counted.mean(axis=0)
    borders = LinearSVC(C=BORDER, class_weight="balanced", random_state=0).fit(matrix, acts)
    weights = np.asarray((regression.coef_ + COUNTED * counted + DIVIDED * borders.coef_).T, np.float32)
    bias = np.asarray(regression.intercept_ + DIVIDED * borders.intercept_, np.float32)
    return tuple(map(str, regression.classes_)), weights, bias


def _matrix(own: Sequence[Sentence], vectorizer: Vectorizer) -> Any:
    from scipy.sparse import csr_matrix

    rows = [vectorizer.vector(one.features, frozenset()) for one in own]
    ends = np.cumsum([0, *(len(positions) for positions, _ in rows)])
    columns = np.concatenate([positions for positions, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, ends), shape=(len(own), len(vectorizer.vocabulary)))


def _temperature(logits: Vector, truth: Sequence[int]) -> float:
    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(truth)), list(truth)]).mean())

    return min((round(0.05 * step, 2) for step in range(4, 61)), key=loss)


def judged(model: Classifier, sentences: Sequence[Sentence]) -> list[tuple[Sentence, str, float]]:
    """Each sentence with the act it is taken for and that act's share."""
    found = []
    for one in sentences:
        act, share = model.shares(model.logits(one.features, frozenset())).best(one.side)
        found.append((one, act, share))
    return found


def main() -> None:
    """The command."""
    model = train(list(read_sentences()))
    model.save(MODEL)
    held_out = judged(model, list(read_sentences(HELD_OUT)))
    for side in SIDES:
        own = [(one, act, share) for one, act, share in held_out if one.side == side]
        sure = [(one, act) for one, act, share in own if share >= SURE]
        right = sum(one.act == act for one, act, _ in own)
        right_sure = sum(one.act == act for one, act in sure)
        print(f"{side:7} {right} of {len(own)} right; where it is sure {right_sure} of {len(sure)}")
        errors = Counter((one.act, act) for one, act, _ in own if one.act != act)
        for (act, found), count in errors.most_common(8):
            print(f"        {act:12} taken for {found:12} {count}")


if __name__ == "__main__":
    main()
