"""How well the best few hundred candidates meet a need: terms against parts of a profile, as one calibrated number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.fields import fields
from nlu.search.grams import phrase_pairs
from nlu.search.knowledge import Expansion
from nlu.search.postings import Floats
from nlu.search.shelf import FIELD, SORT_WEIGHTS, Shelf

MOST_TERMS = 40
LEAST_COVER = 0.35  # a smaller share of a term in common is chance
PART_NAMES = ("terms", "direct", "subject", "second", "field", "certainty")


@dataclass(frozen=True, slots=True)
class Calibration:
    """The logistic weights that turn the parts into a relevance, fitted on the open half of the judged set."""

    bias: float = -4.2
    terms: float = 4.2
    direct: float = 3.0
    subject: float = 1.2
    second: float = 1.6
    field: float = 0.5
    certainty: float = 0.8

    def relevance(self, parts: NDArray[np.float32]) -> Floats:
        """Relevance 0 to 1 of rows of parts, in the order of PART_NAMES."""
        weights = np.array([getattr(self, name) for name in PART_NAMES], dtype=np.float32)
        return np.asarray(1 / (1 + np.exp(-(parts @ weights + self.bias))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Judged:
    """Parts of each candidate, and which of its segments met best (or -1)."""

    parts: NDArray[np.float32]
    best_segment: NDArray[np.int64]


def measure(
    shelf: Shelf,
    rows: NDArray[np.int64],
    expansion: Expansion,
    direct: Sequence[str],
    field_code: str | None,
    second: str | None,
) -> Judged:
    """All parts of all candidates (`rows`) at once."""
    segments, starts = _segments(shelf, rows)
    terms = sorted(expansion.terms.items(), key=lambda item: -item[1])[:MOST_TERMS]
    subjects = list(expansion.subjects.items())
    phrases = [term for term, _ in terms] + [subject for subject, _ in subjects] + list(direct)
    cover = _cover(shelf, segments, phrases)
    kinds = SORT_WEIGHTS[shelf.sorts[segments]][:, None]
    met = np.asarray(np.maximum.reduceat(cover * kinds, starts, axis=0), dtype=np.float32)
    first, last = len(terms), len(terms) + len(subjects)
    weights = np.array([weight for _, weight in terms] + [weight for _, weight in subjects], dtype=np.float32)
    parts = np.zeros((len(rows), len(PART_NAMES)), dtype=np.float32)
    parts[:, 0] = _together(met[:, :first] * weights[:first]) * (0.4 + 0.6 * expansion.certainty)
    parts[:, 1] = _together(met[:, last:])
    parts[:, 2] = (met[:, first:last] * weights[first:]).max(axis=1) if subjects else 0.0
    parts[:, 3], parts[:, 4] = _labels(shelf, segments, starts, expansion, field_code, second)
    parts[:, 5] = expansion.certainty
    strength = (cover[:, :first] * weights[:first]).max(axis=1) if terms else np.zeros(len(segments))
    if direct:
        strength = np.maximum(strength, cover[:, last:].max(axis=1))
    strength = strength * kinds[:, 0] * (shelf.sorts[segments] != FIELD)
    return Judged(parts, _best(segments, starts, strength))


def _segments(shelf: Shelf, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The segments of the candidates, and where each candidate's begin."""
    counts = shelf.segment_starts[rows + 1] - shelf.segment_starts[rows]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(rows) else np.zeros(0, dtype=np.int64)
    offsets = np.arange(int(counts.sum())) - np.repeat(starts, counts)
    return np.repeat(shelf.segment_starts[rows], counts) + offsets, starts


def _cover(shelf: Shelf, segments: NDArray[np.int64], phrases: Sequence[str]) -> Floats:
    """How much of each phrase's telling features each segment holds, 0 to 1; chance meetings count nothing."""
    local: dict[int, int] = {}
    columns: list[tuple[int, int, float]] = []
    for number, phrase in enumerate(phrases):
        weights = [(pair, _weight(shelf, pair)) for pair in phrase_pairs(phrase)]
        whole = sum(weight for _, weight in weights) or 1.0
        for pair, weight in weights:
            feature = shelf.vocabulary.get(pair)
            if feature is not None:
                columns.append((local.setdefault(feature, len(local)), number, weight / whole))
    if not local or not len(segments):
        return np.zeros((len(segments), len(phrases)), dtype=np.float32)
    terms = np.zeros((len(local), len(phrases)), dtype=np.float32)
    for feature, number, weight in columns:
        terms[feature, number] = weight
    cover = _presence(shelf, segments, local) @ terms
    return np.asarray(np.clip((cover - LEAST_COVER) / (1 - LEAST_COVER), 0, 1) ** 1.3, dtype=np.float32)


def _weight(shelf: Shelf, pair: str) -> float:
    feature = shelf.vocabulary.get(pair)
    return float(shelf.rarity[feature]) if feature is not None else math.log1p(2.0 * len(shelf.ids) + 1)


def _presence(shelf: Shelf, segments: NDArray[np.int64], local: dict[int, int]) -> Floats:
    counts = shelf.token_starts[segments + 1] - shelf.token_starts[segments]
    starts = np.cumsum(counts) - counts
    offsets = np.arange(int(counts.sum())) - np.repeat(starts, counts)
    tokens = shelf.tokens[np.repeat(shelf.token_starts[segments], counts) + offsets]
    known = np.array(sorted(local), dtype=np.int64)
    place = np.searchsorted(known, tokens)
    place[place == len(known)] = 0
    held = known[place] == tokens
    columns = np.array([local[feature] for feature in known.tolist()])
    presence = np.zeros((len(segments), len(local)), dtype=np.float32)
    presence[np.repeat(np.arange(len(segments)), counts)[held], columns[place[held]]] = 1.0
    return presence


def _together(strengths: Floats) -> Floats:
    """The best meeting, and what further ones add; never above 1."""
    if strengths.shape[1] == 0:
        return np.zeros(len(strengths), dtype=np.float32)
    ordered = -np.sort(-strengths, axis=1)[:, :4]
    shares = np.array([0.7, 0.2, 0.07, 0.03], dtype=np.float32)[: ordered.shape[1]]
    return np.asarray(ordered @ shares, dtype=np.float32)


def _labels(
    shelf: Shelf,
    segments: NDArray[np.int64],
    starts: NDArray[np.int64],
    expansion: Expansion,
    field_code: str | None,
    second: str | None,
) -> tuple[Floats, Floats]:
    """Whether the expert's own fields name the second level, and anything of the top level."""
    seconds = dict(expansion.seconds)
    if field_code and second:
        seconds[(field_code, second)] = 1.0
    codes = {field_code: 1.0} if field_code else {code: weight for (code, _), weight in seconds.items()}
    names = [name for (_, name) in seconds]
    tops = [name for code in codes for name in (fields()[code].name, *fields()[code].second)] if codes else []
    cover = _cover(shelf, segments, [*names, *tops]) * (shelf.sorts[segments] == FIELD)[:, None]
    if not len(segments):
        return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
    met = np.maximum.reduceat(cover, starts, axis=0)
    weights = np.array(list(seconds.values()), dtype=np.float32)
    by_second = (met[:, : len(names)] * weights).max(axis=1) if names else np.zeros(len(starts), dtype=np.float32)
    by_field = met[:, len(names) :].max(axis=1) if tops else np.zeros(len(starts), dtype=np.float32)
    return by_second, by_field


def _best(segments: NDArray[np.int64], starts: NDArray[np.int64], strength: Floats) -> NDArray[np.int64]:
    found = np.full(len(starts), -1, dtype=np.int64)
    ends = np.append(starts[1:], len(segments))
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end > start and strength[start:end].max() > 0:
            found[number] = segments[start + int(strength[start:end].argmax())]
    return found
