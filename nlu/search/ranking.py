"""How well the best few hundred candidates meet a need: terms against parts of a profile, as one calibrated number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.search.grams import phrase_pairs
from nlu.search.knowledge import Expansion
from nlu.search.postings import Floats
from nlu.search.shelf import FIELD, SORT_WEIGHTS, Shelf, spread
from nlu.search.specialties import Likeness

MOST_TERMS = 40
SHARES = np.array([0.7, 0.2, 0.07, 0.03], dtype=np.float32)  # of the best, the second best … meeting
WELL_EXPLAINED = 0.35  # the share of a need known to the best row that leaves no doubt
LEAST_COVER = 0.25  # a smaller share of a term in common is chance
PART_NAMES = ("terms", "direct", "subject", "label", "second", "field", "known", "astray")


@dataclass(frozen=True, slots=True)
class Calibration:
    """The logistic weights that turn the parts into a relevance, fitted on the open half of the judged set."""

    bias: float = -3.6
    terms: float = 3.0
    direct: float = 2.1
    subject: float = 0.8
    label: float = 0.5
    second: float = 2.2
    field: float = 0.3
    known: float = 2.3  # terms again, as far as the best row explains the need
    astray: float = -0.8  # label and knowledge agree on a second level that is not the expert's

    def relevance(self, parts: NDArray[np.float32]) -> Floats:
        """Relevance 0 to 1 of rows of parts, in the order of PART_NAMES."""
        weights = np.array([getattr(self, name) for name in PART_NAMES], dtype=np.float32)
        return np.asarray(1 / (1 + np.exp(-(parts @ weights + self.bias))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Judged:
    """Parts of each candidate, and which of its segments met best (or -1)."""

    parts: NDArray[np.float32]
    best_segment: NDArray[np.int64]


def measure(shelf: Shelf, rows: NDArray[np.int64], expansion: Expansion, likeness: Likeness) -> Judged:
    """All parts of all candidates (`rows`) at once; `likeness` is of the same candidates."""
    segments, starts = _segments(shelf, rows)
    terms = dict(sorted(expansion.terms.items(), key=lambda item: -item[1])[:MOST_TERMS])
    groups = [terms, expansion.subjects, expansion.words]
    phrases = [phrase for group in groups for phrase in group]
    weights = np.array([weight for group in groups for weight in group.values()], dtype=np.float32)
    cover = _cover(shelf, segments, phrases) * weights * SORT_WEIGHTS[shelf.sorts[segments]][:, None]
    first, last = len(terms), len(terms) + len(expansion.subjects)
    met = np.maximum.reduceat(cover, starts, axis=0)
    by_terms = _together(met[:, :first])
    parts = np.stack(
        [
            by_terms,
            _together(met[:, last:]),
            _best_of(met[:, first:last]),
            likeness.label,
            likeness.second,
            likeness.field,
            by_terms * min(1.0, expansion.explained / WELL_EXPLAINED),
            likeness.agreed * (1 - likeness.label),
        ],
        axis=1,
    )
    strength = np.maximum(_best_of(cover[:, :first]), _best_of(cover[:, last:]))
    strength = strength * (shelf.sorts[segments] != FIELD)
    return Judged(parts, _best_segments(segments, starts, strength))


def _segments(shelf: Shelf, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The segments of the candidates, and where each candidate's begin."""
    counts = shelf.segment_starts[rows + 1] - shelf.segment_starts[rows]
    return spread(shelf.segment_starts[rows], counts), np.cumsum(counts) - counts


def _cover(shelf: Shelf, segments: NDArray[np.int64], phrases: Sequence[str]) -> Floats:
    """How much of each phrase's telling features each segment holds, 0 to 1; chance meetings count nothing."""
    features, numbers, weights = _columns(shelf, phrases)
    width = len(phrases)
    if not len(features):
        return np.zeros((len(segments), width), dtype=np.float32)
    counts = shelf.token_starts[segments + 1] - shelf.token_starts[segments]
    tokens = shelf.tokens[spread(shelf.token_starts[segments], counts)]
    known, first, lengths = np.unique(features, return_index=True, return_counts=True)
    place = np.searchsorted(known, tokens)
    place[place == len(known)] = 0
    held = np.nonzero(known[place] == tokens)[0]
    place = place[held]
    entries = spread(first[place], lengths[place])
    holders = np.repeat(np.repeat(np.arange(len(segments)), counts)[held], lengths[place])
    cover = np.bincount(holders * width + numbers[entries], weights=weights[entries], minlength=len(segments) * width)
    scaled = np.clip((cover.reshape(len(segments), width) - LEAST_COVER) / (1 - LEAST_COVER), 0, 1)
    return np.asarray(scaled**1.3, dtype=np.float32)


def _columns(shelf: Shelf, phrases: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """(feature, number of the phrase, share of the phrase), sorted by feature."""
    found: list[tuple[int, int, float]] = []
    for number, phrase in enumerate(phrases):
        weights = [(shelf.vocabulary.get(pair), shelf.weight_of(pair)) for pair in phrase_pairs(phrase)]
        whole = sum(weight for _, weight in weights) or 1.0
        found += [(feature, number, weight / whole) for feature, weight in weights if feature is not None]
    found.sort()
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    return np.array(columns[0], np.int64), np.array(columns[1], np.int64), np.array(columns[2], np.float64)


def _together(strengths: Floats) -> Floats:
    """The best meeting, and what further ones add; never above 1."""
    kept = min(4, strengths.shape[1])
    if not kept:
        return np.zeros(len(strengths), dtype=np.float32)
    ordered = -np.sort(-strengths, axis=1)[:, :kept]
    return np.asarray((ordered * SHARES[:kept]).sum(axis=1), dtype=np.float32)


def _best_of(strengths: Floats) -> Floats:
    if not strengths.shape[1]:
        return np.zeros(len(strengths), dtype=np.float32)
    return np.asarray(strengths.max(axis=1), dtype=np.float32)


def _best_segments(segments: NDArray[np.int64], starts: NDArray[np.int64], strength: Floats) -> NDArray[np.int64]:
    """Of each candidate the segment that met best, or -1."""
    best = np.maximum.reduceat(strength, starts)
    counts = np.diff(np.append(starts, len(segments)))
    is_best = (strength == np.repeat(best, counts)) & (strength > 0)
    found = np.full(len(starts), -1, dtype=np.int64)
    owners = np.repeat(np.arange(len(starts)), counts)
    positions = np.nonzero(is_best)[0][::-1]
    found[owners[positions]] = segments[positions]
    return found
