"""Whether anybody fits: a need must have been understood, and an expert must hold what it is about.

Both are needed, so the two odds are multiplied and not added: a need that is perfectly understood is no reason to send
somebody who does not hold its subject, and an expert who answers well to a guess is still a guess.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.search.knowledge import Expansion
from nlu.search.postings import Floats

Odds = NDArray[np.float64]
FEWEST, MOST = 5, 1000  # experts between whom their number counts


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for or against having understood a need; each is a plain number that a person can check."""

    certainty: float  # 0 to 1: how strongly the best knowledge row speaks
    heard: float  # the sum of the weights of everything heard, in hundreds: long talk meets something by chance
    agreed: float  # 0 to 1: how far the knowledge points to the labelled second level
    in_field: float  # 0 to 1: how far the foremost expert is of the labelled field; a label alone finds such a one
    outright: float  # 0 to 1: how far the need names the row's subject and terms, so that nothing less will do
    leeway: float  # for a foremost expert who tells little, the more the fewer there are: of many one is near by chance


def read_clues(expansion: Expansion, in_field: float, told: float, count: int) -> Clues:
    """How far the foremost expert is of the labelled field, how much that profile tells, and of how many it is."""
    leeway = (1 - told) * math.log10(MOST / min(max(count, FEWEST), MOST))
    return Clues(expansion.certainty, expansion.heard / 100, expansion.agreed, in_field, expansion.outright, leeway)


@dataclass(frozen=True, slots=True)
class Decision:
    """The weights of both odds, fitted by `python -m bench.nobody_report`."""

    certainty: float = 16.01
    heard: float = -0.88
    agreed: float = 2.37
    in_field: float = -1.60
    understood: float = -6.54  # bias of the first
    leaning: float = 0.98  # each candidate's own log odds
    held: float = 4.46  # how far each candidate holds a subject of the best row
    outright: float = -2.08
    kin: float = 1.2  # the profile, of the same field, names the crop or animal that the need names …
    strange: float = -1.4  # … or only others
    leeway: float = 0.6
    holds: float = -2.65  # bias of the second
    least: float = 0.4  # the probability from which somebody is asked; it becomes a relevance of one half

    def understanding(self, clues: Clues) -> float:
        """The probability that the need was understood."""
        odds = self.understood + self.certainty * clues.certainty + self.heard * clues.heard
        odds += self.agreed * clues.agreed + self.in_field * clues.in_field
        return 1 / (1 + math.exp(-odds))

    def standing(self, leanings: Odds, held: Floats, kin: Floats | None = None) -> Odds:
        """Log odds that order the candidates of one need: how well each answers, and whether it holds the subject.

        `kin` is 1 for who names the crop or animal of the need, -1 for who names only others; None where it names none.
        """
        odds = self.leaning * leanings + self.held * held
        if kin is not None:
            odds = odds + self.kin * np.maximum(kin, 0) + self.strange * np.maximum(-kin, 0)
        return np.asarray(odds, dtype=np.float64)

    def relevance(self, standing: Odds, clues: Clues) -> Odds:
        """0 to 1 for each candidate; at one half and above a candidate fits."""
        odds = standing + self.holds + self.outright * clues.outright + self.leeway * clues.leeway
        fits = self.understanding(clues) / (1 + np.exp(-odds))
        wanted, unwanted = fits * (1 - self.least), (1 - fits) * self.least
        return np.asarray(wanted / (wanted + unwanted), dtype=np.float64)
