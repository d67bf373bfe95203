"""What a sentence does in a running matter: a linear model over its n-grams, for wordings that no pattern foresees.

An expert's 弄巴适了，回城了 tells that the service is done, an asker's 要是下雨就算了 would rather not be visited.
Patterns find the plain cases; this reader says of all others what they are most like, and how sure that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from nlu.labels.classifier import Classifier, Shares
from nlu.labels.features import Features, mask
from nlu.labels.fields import DATA
from nlu.text.normalise import normalise

Side = Literal["expert", "asker", "staff"]
SIDES: tuple[Side, ...] = ("expert", "asker", "staff")
MODEL = DATA / "acts.npz"
LONGEST = 200  # characters that are read: what a sentence does shows in its beginning and its end
REMEMBERED = 512  # texts: several rooms ask of one message
LIKELY, SURE = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Acts:
    """How likely each act is; the shares add up to one."""

    shares: dict[str, float]

    @property
    def best(self) -> str:
        """The likeliest act."""
        return max(self.shares, key=self.shares.__getitem__)

    def share(self, *acts: str) -> float:
        """The share of these acts together; KeyError for one that the side does not have."""
        return sum(self.shares[act] for act in acts)

    def is_likely(self, *acts: str, least: float = LIKELY) -> bool:
        """Whether it is one of these rather than all others."""
        return self.share(*acts) >= least


def read_act(text: str, side: Side) -> Acts:
    """What `text` does where an expert or an asker says it while a matter of theirs runs."""
    return _read(text, side)


def act_features(text: str) -> Features:
    """What the model sees: n-grams of the text in one written form, figures as one sign."""
    plain = normalise(text)
    if len(plain) > LONGEST:
        plain = plain[: LONGEST // 2] + plain[-LONGEST // 2 :]
    return Features(mask(plain, (), (), ()), (), frozenset())


@cache
def _model() -> Classifier:
    return Classifier.load(MODEL)


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, side: Side) -> Acts:
    return Acts(dict(zip(_model().heads[side].labels, _shares(text).of(side), strict=True)))


@lru_cache(maxsize=REMEMBERED)
def _shares(text: str) -> Shares:
    """Of both sides: some rooms ask of one, some of the other."""
    return _model().shares(_model().logits_of(act_features(text)))
