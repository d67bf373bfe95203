"""A second opinion on danger: a small linear model over hashed n-grams, weighed together with what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from operator import mul
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.labels.features import EDGE, as_learned
from nlu.labels.fields import DATA
from nlu.labels.ngrams import LONGEST, codes_of
from nlu.text.patterns import lazy_regex

Vector = NDArray[np.float32]
MODEL = DATA / "danger.npz"
SORTS = ("calm", "person", "critical", "epidemic")
BITS = 16  # of the hash that an n-gram's row of weights is found by
BITS_OF_NAMES = 13
WINDOW = 14  # characters; a danger may stand in one clause of a long request
TELEGRAM = 8  # characters
LEAST, MOST = 1e-5, 1.0 - 1e-5
_FACTOR = np.array(0x9E37_79B9_7F4A_7C15, dtype=np.uint64)
_SHIFT = np.array(64 - BITS, dtype=np.uint64)
_SHIFT_OF_NAMES = np.array(64 - BITS_OF_NAMES, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a message before it is asked about: the large classifier's share of danger, the rules' word."""

    share: float
    is_ruled: bool
    is_case: bool
    is_epidemic: bool
    of_crops: bool
    of_animal: bool


def rows_of(text: str) -> NDArray[np.int64]:
    """The hashes of all n-grams, four at each character."""
    return (codes_of(EDGE + as_learned(text) + EDGE) * _FACTOR).view(np.int64)


def places(hashes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of weights of the sorts."""
    return (hashes.view(np.uint64) >> _SHIFT).view(np.int64)


def places_of_names(hashes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of weights of the names."""
    return (hashes.view(np.uint64) >> _SHIFT_OF_NAMES).view(np.int64)


def described(signs: Signs, shares: list[float], of_window: float, length: int) -> list[float]:
    """What the decision is made of, in the order of its weights."""
    person = _logit(shares[1])
    return [
        1.0,
        person,
        _logit(shares[2]),
        _logit(shares[3]),
        _logit(signs.share),
        float(signs.is_ruled),
        _logit(signs.share) if signs.is_ruled else 0.0,
        float(signs.is_case),
        float(signs.is_epidemic),
        float(signs.of_crops),
        float(signs.of_animal),
        float(length <= TELEGRAM),
        max(_logit(of_window) - person, 0.0),
    ]


class DangerModel:
    """Answers what sort of message it is, and what a danger to a person is most like."""

    def __init__(
        self,
        weights: NDArray[np.int8],
        scales: Vector,
        bias: Vector,
        names: tuple[str, ...],
        naming: NDArray[np.int8],
        naming_scales: Vector,
        naming_bias: Vector,
        decision: list[list[float]],
    ) -> None:
        self._weights, self._scales, self._bias = weights, scales, bias
        self._names, self._naming, self._naming_scales, self._naming_bias = names, naming, naming_scales, naming_bias
        self._decision = decision

    @classmethod
    def load(cls, path: Path = MODEL) -> DangerModel:
        """The shipped weights."""
        with np.load(path, allow_pickle=False) as file:
            return cls(
                file["weights"],
                file["scales"],
                file["bias"],
                tuple(bytes(file["names"]).decode("utf-8").split(",")),
                file["naming"],
                file["naming_scales"],
                file["naming_bias"],
                file["decision"].tolist(),
            )

    def save(self, path: Path = MODEL) -> None:
        """Write the weights; the same weights give the same bytes."""
        np.savez_compressed(
            path,
            weights=self._weights,
            scales=self._scales,
            bias=self._bias,
            names=np.frombuffer(",".join(self._names).encode("utf-8"), dtype=np.uint8),
            naming=self._naming,
            naming_scales=self._naming_scales,
            naming_bias=self._naming_bias,
            decision=np.array(self._decision),
        )

    def shares(self, text: str) -> tuple[list[float], float]:
        """The shares of the sorts, and the greatest share of danger to a person in any part of a long text."""
        found = self._weights.take(places(rows_of(text)), 0)
        return shares_of(found, self._scales, self._bias)

    def decide(self, text: str, signs: Signs) -> list[float]:
        """The shares of the sorts when everything is weighed together."""
        shares, of_window = self.shares(text)
        known = described(signs, shares, of_window, len(text))
        sums = [sum(map(mul, row, known)) for row in self._decision]
        top = max(sums)
        powers = [exp(one - top) for one in sums]
        total = sum(powers)
        return [power / total for power in powers]

    def name(self, text: str) -> str:
        """What a danger to a person is most like; no flood without water, no fire without a flame."""
        found = self._naming.take(places_of_names(rows_of(text)), 0)
        sums = found.sum(0, dtype=np.int32) * (self._naming_scales / np.float32(len(found) ** 0.5)) + self._naming_bias
        names = [self._names[at] for at in (-sums).argsort()]
        fitting = (one for one in names if one not in _SHOWN_BY or _SHOWN_BY[one].search(text))
        return (
            names[0]
            if names[0] not in _SHOWN_BY or _SHOWN_BY[names[0]].search(text)
            else _of_body(text) or next(fitting)
        )


_SHOWN_BY = {
    "flood": lazy_regex("[水洪涝淹涨漫溃堤坝]"),
    "drowning": lazy_regex("[水河塘池井沟江库]"),
    "fire": lazy_regex("[火烧燃烟炸爆焦糊]"),
    "landslide": lazy_regex("[坡山土石泥滑垮塌岩]"),
    "unstable": lazy_regex("[坡山土石墙屋房楼桥坎架吊裂斜歪垮塌]"),
    "storm": lazy_regex("[风雨雷雹雪闪]"),
    "lift": lazy_regex("电?梯"),
}
_BODY = lazy_regex("病人|患者|血压|血糖|心口|胸口|胸闷|吃药|住院|发烧")


def _of_body(text: str) -> str | None:
    """病人血压高到200: somebody is ill, whatever else it sounds like."""
    return "collapse" if _BODY.search(text) else None


def shares_of(found: NDArray[np.int8], scales: Vector, bias: Vector) -> tuple[list[float], float]:
    """See `DangerModel.shares`; `found` are the rows of the text's n-grams."""
    if len(found) <= 2 * WINDOW * LONGEST:
        added = _ONES[: len(found)].dot(found.astype(np.float32))  # as exact as a sum of integers, and sooner done
        shares = _softmax((added * (scales / np.float32(len(found) ** 0.5)) + bias).tolist())
        return shares, shares[1]
    ends = found.cumsum(0, dtype=np.int32)
    whole = _softmax((ends[-1] * (scales / np.float32(len(found) ** 0.5)) + bias).tolist())
    step = WINDOW * LONGEST
    parts = ends[step - 1 :: LONGEST].astype(np.float32) - np.concatenate(
        (_NOTHING, ends[LONGEST - 1 : -step : LONGEST])
    )
    parts *= scales / np.float32(step**0.5)
    parts += bias
    powers = np.exp(parts - parts.max(1, keepdims=True))
    return whole, float((powers[:, 1] / powers.sum(1)).max())


_NOTHING = np.zeros((1, len(SORTS)), dtype=np.int32)
_ONES = np.ones(2 * WINDOW * LONGEST, dtype=np.float32)


def _softmax(sums: list[float]) -> list[float]:
    top = max(sums)
    powers = [exp(one - top) for one in sums]
    total = sum(powers)
    return [power / total for power in powers]


def _logit(share: float) -> float:
    share = min(max(share, LEAST), MOST)
    return log(share / (1.0 - share))


@lru_cache(maxsize=1)
def danger_model() -> DangerModel:
    """The shipped model, read when first asked."""
    return DangerModel.load()
