from dataclasses import replace
from random import Random

import pytest

from domain.matching import Weights
from domain.orders import ClaimStatus, PushStatus
from domain.tuning import FEWEST_PAIRS, HIGHEST, TUNED, Told, grade, tune

TOLD = Told(1, 1, PushStatus.PUSHED)
WON = replace(TOLD, push=PushStatus.CLAIMED, claim=ClaimStatus.WON)
DECLINED = replace(TOLD, push=PushStatus.DECLINED)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (TOLD, 1),
        (replace(TOLD, push=PushStatus.CLOSED), None),
        (WON, 2),
        (replace(WON, score=5), 3),
        (replace(WON, is_assigned=True), 3),
        (replace(WON, is_assigned=True, score=2), 0),
        (replace(WON, score=5, is_solved=False), 0),
        (replace(DECLINED, reason="我是搞柑橘的，李子不懂"), 0),
        (replace(DECLINED, reason="这周在外地出差"), None),
        (replace(WON, claim=ClaimStatus.RETURNED, reason="家里有事"), None),
        (replace(WON, claim=ClaimStatus.REVOKED, reason="管家改派"), 0),
    ],
)
def test_what_became_of_an_offer_is_a_judgement_of_fit_or_none(told, expected):
    assert grade(told) == expected


def offers(count, likes, seed=1):
    """Demands with two experts of equal relevance; whoever has more of the part `likes` does better."""
    random = Random(seed)
    found = []
    for _ in range(count):
        parts = [{"relevance": 0.8, **{name: random.random() for name in TUNED}} for _ in range(2)]
        better = max(parts, key=lambda one: one[likes])
        found.append([(2 if one is better else 1, one) for one in parts])
    return found


@pytest.mark.parametrize("likes", ["place", "title", "mode"])
def test_what_people_go_by_gains_weight(likes):
    outcome = tune(offers(120, likes), Weights())
    assert outcome.is_better
    assert outcome.after > 0.85
    gained = {name: getattr(outcome.weights, name) - getattr(Weights(), name) for name in TUNED}
    assert max(gained, key=lambda name: gained[name]) == likes
    assert getattr(outcome.weights, likes) <= HIGHEST
    assert outcome.weights.relevance == Weights().relevance
    assert outcome.weights.fairness == Weights().fairness


def test_chance_is_not_learnt():
    random = Random(3)
    noise = [[(random.choice((1, 2)), one) for _, one in judged] for judged in offers(200, "place")]
    assert abs(tune(noise, Weights()).after - 0.5) < 0.12


def test_a_few_judgements_are_too_few():
    assert not tune(offers(FEWEST_PAIRS - 1, "place"), Weights()).is_better
    assert tune([], Weights()).weights == Weights()
