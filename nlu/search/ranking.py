"""How well the best few hundred candidates meet a need: terms against parts of a profile, as one calibrated number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.search.knowledge import Expansion
from nlu.search.opened import Met, Opened
from nlu.search.phrasing import Phrasing
from nlu.search.postings import Floats
from nlu.search.shelf import PROFILE, SKILL, SORT_WEIGHTS, TOLD
from nlu.search.specialties import Likeness

SHARES = np.array([0.7, 0.2, 0.07, 0.03], dtype=np.float32)  # of the best, the second best … meeting
WELL_EXPLAINED = 0.35  # the share of a need known to the best row that leaves no doubt
LEAST_COVER = 0.25  # a smaller share of a term in common is chance
LEAST_SHOWN = 0.1  # a weaker meeting is no reason to show to people
_SHOWN = np.array([sort in {SKILL, PROFILE, TOLD} for sort in range(len(SORT_WEIGHTS))])
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
    astray: float = -0.8  # label and knowledge agree on a second level that neither is the expert's nor is served by it

    def leanings(self, parts: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log odds that each candidate fits, from rows of parts in the order of PART_NAMES."""
        return np.asarray(parts @ _weights_of(self) + self.bias, dtype=np.float64)


@lru_cache(maxsize=8)
def _weights_of(calibration: Calibration) -> Floats:
    return np.array([getattr(calibration, name) for name in PART_NAMES], dtype=np.float32)


class Judged(NamedTuple):
    """Parts of each candidate, and which of its segments met best (or -1)."""

    parts: NDArray[np.float32]
    best_segment: NDArray[np.int64]


def measure(opened: Opened, found: Met, expansion: Expansion, likeness: Likeness, asked: Phrasing) -> Judged:
    """All parts of all candidates at once; `likeness` is of the same candidates, `found` what they have of `asked`."""
    count = len(opened.rows)
    met = _meetings(found, asked)
    by_terms, by_subjects, by_words = _by_kind(met, asked, count)
    terms = _together(by_terms)
    parts = np.empty((count, len(PART_NAMES)), dtype=np.float32)
    parts[:, 0] = terms
    parts[:, 1] = _together(by_words)
    parts[:, 2] = by_subjects[:, -1]
    parts[:, 3] = likeness.label
    parts[:, 4] = likeness.second
    parts[:, 5] = likeness.field
    parts[:, 6] = terms * min(1.0, expansion.explained / WELL_EXPLAINED)
    parts[:, 7] = expansion.agreed * (1 - np.maximum(likeness.label, likeness.second))
    return Judged(parts, _best_segments(met, found, asked, count))


class _Meetings(NamedTuple):
    """Which part (as `Met` has them) of which candidate meets which phrase, and how strongly, in their order."""

    holders: NDArray[np.int64]
    candidates: NDArray[np.int64]
    phrases: NDArray[np.int64]
    strengths: Floats


def _meetings(found: Met, asked: Phrasing) -> _Meetings:
    """How much of each phrase's telling features each part holds; chance meetings count nothing."""
    cover = found.cover[:, : len(asked.weights)]
    holders, phrases = np.divmod((cover > LEAST_COVER).ravel().nonzero()[0], len(asked.weights))
    scaled = np.minimum(1.0, (cover[holders, phrases] - LEAST_COVER) / (1 - LEAST_COVER)) ** 1.3
    strengths = scaled * asked.weights[phrases] * SORT_WEIGHTS[found.sorts[holders]]
    return _Meetings(holders, found.owners[holders], phrases, strengths.astype(np.float32))


def _by_kind(met: _Meetings, asked: Phrasing, count: int) -> NDArray[np.float32]:
    """The strongest meetings of each candidate with terms, with subjects and with other words; the best come last."""
    first, last = asked.terms, asked.terms + asked.subjects
    width = max(first, asked.subjects, len(asked.weights) - last, len(SHARES))
    places = np.arange(len(asked.weights))
    places[first:] += count * width - first
    places[last:] += count * width - asked.subjects
    table = np.zeros(3 * count * width, dtype=np.float32)
    np.maximum.at(table, places[met.phrases] + met.candidates * width, met.strengths)
    kinds = np.asarray(table.reshape(3, count, width))
    kinds.sort(axis=2)
    return kinds


def _together(ordered: Floats) -> Floats:
    """The best meeting, and what further ones add; never above 1."""
    return np.asarray((ordered[:, : -len(SHARES) - 1 : -1] * SHARES).sum(axis=1), dtype=np.float32)


def _best_segments(met: _Meetings, found: Met, asked: Phrasing, count: int) -> NDArray[np.int64]:
    """Of each candidate the skill or sentence that met best, or -1; where somebody works tells of nothing done."""
    tells = np.ones(len(asked.weights), dtype=bool)
    tells[asked.terms : asked.terms + asked.subjects] = False
    told = met.strengths * (tells[met.phrases] & _SHOWN[found.sorts][met.holders])
    best = np.zeros(count, dtype=np.float32)
    np.maximum.at(best, met.candidates, told)
    at = ((told > LEAST_SHOWN) & (told == best[met.candidates])).nonzero()[0][::-1]
    segments = np.full(count, -1, dtype=np.int64)
    segments[met.candidates[at]] = found.segments[met.holders[at]]  # the last one counts: of equals the first
    return segments
