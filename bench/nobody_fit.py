"""Fits the two odds by which it is told that nobody fits: of having understood, and of the foremost one fitting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Table = NDArray[np.float64]
FIRMNESS = 1.0  # of keeping the weights small, each clue measured in its own spread
NEVER = 1e-6  # probabilities nearer to 0 and 1 than this are not told apart


@dataclass(frozen=True, slots=True)
class Fitted:
    """A bias and weights for each of the two odds; the probability that somebody fits is the product of both."""

    first: Table
    second: Table

    def shares(self, first: Table, second: Table) -> Table:
        """The probability for each case, from the clues of both odds."""
        return np.asarray(_shares(with_bias(first) @ self.first) * _shares(with_bias(second) @ self.second))


def fit(first: Table, second: Table, is_served: NDArray[np.bool_], weights: Table) -> Fitted:
    """Rows are cases, columns clues; of the second odds the first clue is the leaning, from which the search starts."""
    scales = [clues.std(axis=0) + NEVER for clues in (first, second)]
    one, other = (with_bias(clues / scale) for clues, scale in zip((first, second), scales, strict=True))
    count = one.shape[1]
    kept = np.concatenate([[0.0], np.ones(count - 1), [0.0], np.ones(other.shape[1] - 1)])  # biases are free

    def loss(values: Table) -> tuple[float, Table]:
        understood, fits = _shares(one @ values[:count]), _shares(other @ values[count:])
        both = np.clip(understood * fits, NEVER, 1 - NEVER)
        lost = -(weights * np.where(is_served, np.log(both), np.log(1 - both))).sum()
        slope = weights * np.where(is_served, -1 / both, 1 / (1 - both)) * both
        steps = np.concatenate([one.T @ (slope * (1 - understood)), other.T @ (slope * (1 - fits))])
        return float(lost + FIRMNESS * (kept * values**2).sum()), steps + 2 * FIRMNESS * kept * values

    start = np.zeros(len(kept))
    start[count + 1] = 1.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return Fitted(_unscaled(found[:count], scales[0]), _unscaled(found[count:], scales[1]))


def with_bias(clues: Table) -> Table:
    """A column of ones before them."""
    return np.column_stack([np.ones(len(clues)), clues])


def _unscaled(values: Table, scale: Table) -> Table:
    return np.concatenate([values[:1], values[1:] / scale])


def _shares(odds: Table) -> Table:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -50, 50))))
