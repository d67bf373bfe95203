"""Learns weights from what people did with the experts they were offered: offline, small steps, never silently."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.matching import Weights
from domain.orders import ClaimStatus, PushStatus

TUNED = ("field", "place", "base", "tier", "title", "mode")  # relevance is the measure that they are weighed against
FEWEST_PAIRS = 30
STEPS = 150
STEP = 0.05
STEEPNESS = 6.0  # how surely a difference of one in the score decides
PULL = 0.6  # back to the weights in use: a few judgements move them little
HIGHEST = 0.6  # relevance stays ahead of any other part
LIKED_FROM, DISLIKED_TO = 4, 2
_NO_TIME = re.compile(r"出差|没空|没得空|没时间|太?忙|请假|有事|开会|生病|住院|身体|时间|排不开|走不开|在外")


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one expert for one demand; `score` and `is_solved` are the asker's, where rated."""

    demand_no: int
    expert_id: int
    push: PushStatus | None = None
    claim: ClaimStatus | None = None
    is_assigned: bool = False
    reason: str = ""
    score: int | None = None
    is_solved: bool | None = None


Shares = Mapping[str, float]
Judged = Sequence[tuple[int, Shares]]  # of one demand: grade and parts of each expert


@dataclass(frozen=True, slots=True)
class Outcome:
    """New weights, how many pairs they rest on, and the share of unseen pairs put in order before and after."""

    weights: Weights
    pairs: int
    before: float
    after: float

    @property
    def is_better(self) -> bool:
        """Whether it is worth writing down."""
        return self.pairs >= FEWEST_PAIRS and self.after > self.before


def grade(told: Told) -> int | None:
    """0 (wrong) to 3 (right); None says nothing of fit: no time, or somebody else was faster."""
    if told.claim in {ClaimStatus.WON, ClaimStatus.ENDED}:
        if told.is_solved is False or (told.score is not None and told.score <= DISLIKED_TO):
            return 0
        is_praised = told.score is not None and told.score >= LIKED_FROM
        return 3 if is_praised or told.is_assigned else 2
    if told.claim is not None or told.push is PushStatus.DECLINED:
        return None if _NO_TIME.search(told.reason) else 0
    return 1 if told.push is PushStatus.PUSHED else None


def tune(demands: Sequence[Judged], weights: Weights) -> Outcome:
    """Fit on all; the figures are of halves that the fit of the other half has not seen."""
    halves = [[pair for judged in demands[start::2] for pair in _pairs(judged)] for start in (0, 1)]
    count = sum(len(half) for half in halves)
    before, after = 0.0, 0.0
    for seen, unseen in (halves, halves[::-1]):
        fitted = _fit(seen, weights)
        before += _in_order(unseen, weights)
        after += _in_order(unseen, fitted)
    return Outcome(_fit([*halves[0], *halves[1]], weights), count, before / max(1, count), after / max(1, count))


def _pairs(judged: Judged) -> list[dict[str, float]]:
    """Parts of the better one less those of the worse one."""
    return [
        {name: better[name] - worse.get(name, 0.0) for name in better}
        for high, better in judged
        for low, worse in judged
        if high > low
    ]


def _margin(pair: Shares, weights: Weights) -> float:
    return math.fsum(getattr(weights, name) * difference for name, difference in pair.items())


def _in_order(pairs: Sequence[Shares], weights: Weights) -> float:
    return float(sum(1.0 if (margin := _margin(pair, weights)) > 0 else 0.5 * (margin == 0) for pair in pairs))


def _fit(pairs: Sequence[Shares], start: Weights) -> Weights:
    """Gradient steps on the pairs, pulled back to where they began."""
    weights = start
    for _ in range(STEPS if pairs else 0):
        slopes = dict.fromkeys(TUNED, 0.0)
        for pair in pairs:
            doubt = 1 / (1 + math.exp(max(-50.0, min(50.0, STEEPNESS * _margin(pair, weights)))))
            for name in TUNED:
                slopes[name] += doubt * STEEPNESS * pair.get(name, 0.0) / len(pairs)
        moved = {
            name: getattr(weights, name)
            + STEP * (slopes[name] - PULL * (getattr(weights, name) - getattr(start, name)))
            for name in TUNED
        }
        weights = replace(weights, **{name: min(HIGHEST, max(0.0, value)) for name, value in moved.items()})
    return replace(weights, **{name: round(getattr(weights, name), 3) for name in TUNED})
