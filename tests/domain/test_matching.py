from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.experts import Expert
from domain.matching import Standing, Wanted, Weights, judge, nearness, seniority

WANTED = Wanted("500236", "农业", "果树", "重庆", date(2026, 11, 21), demand_no=7)
EXPERT = Expert("重庆", "陈立春", "渝东果树研究所", "研究员", "500236", "奉节县", ("果树",), ("李属裂果防控",), id=1)


def score(expert=EXPERT, relevance=0.8, wanted=WANTED, weights=None, standing=None):
    return judge(expert, relevance, ("李属裂果防控",), wanted, weights or Weights(), standing).score


def test_the_score_is_the_sum_of_its_named_parts():
    match = judge(EXPERT, 0.8, ("李属裂果防控",), WANTED, Weights(), None)
    assert match.score == pytest.approx(sum(match.parts.values()))
    assert match.parts["relevance"] == pytest.approx(Weights().relevance * 0.8)
    assert {"place", "tier", "title", "room", "mode", "rating", "response", "fairness"} <= set(match.parts)


@pytest.mark.parametrize(
    "worse",
    [
        replace(EXPERT, place_code="500101"),
        replace(EXPERT, place_code="510100"),
        replace(EXPERT, title="农艺师"),
        replace(EXPERT, open_orders=2),
        replace(EXPERT, fields=("蔬菜",)),
        replace(EXPERT, base="四川"),
    ],
)
def test_the_nearer_the_freer_and_the_more_senior_comes_first(worse):
    assert score(worse) < score()


def test_a_higher_tier_counts():
    assert score(replace(EXPERT, tier="关键专家")) > score(replace(EXPERT, tier="在岗专家")) > score()


def test_relevance_beats_everything_else_together_short_of_a_tie():
    perfect_stranger = replace(EXPERT, tier="关键专家")
    far_fit = replace(EXPERT, place_code=None, title="", tier="入库专家", base="四川")
    assert score(far_fit, 0.95) > score(perfect_stranger, 0.3)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Standing(rating=5.0), Standing(rating=2.0)),
        (Standing(response=0.9), Standing(response=0.1)),
        (Standing(is_acquainted=True), Standing()),
        (Standing(recent_pushes=0), Standing(recent_pushes=6)),
    ],
)
def test_what_is_recorded_counts(better, worse):
    assert score(standing=better) > score(standing=worse)


def test_distance_hardly_matters_online():
    online = replace(WANTED, mode="online")
    far = replace(EXPERT, place_code="510100")
    assert score(wanted=online) - score(far, wanted=online) < score() - score(far)


def test_reasons_can_be_checked():
    expert = replace(EXPERT, tier="关键专家", open_orders=1)
    reasons = judge(expert, 0.9, ("李属裂果防控",), WANTED, Weights(), Standing(rating=4.8)).reasons
    assert reasons == ("专长“李属裂果防控”对口", "就在本地", "关键专家", "评价 4.8 分", "在办 1/3")


def test_reasons_name_the_partner_base_and_the_profile():
    expert = replace(EXPERT, base="四川", place_code="510100", place_name="成都市", skills=())
    assert judge(expert, 0.9, ("主持裂果攻关",), WANTED, Weights()).reasons[:2] == (
        "简介提到“主持裂果攻关”",
        "四川专家",
    )


def test_weights_come_from_the_configuration():
    assert Weights.named({"place": 0.5}).place == 0.5
    assert score(weights=Weights.named({"tier": 0.0})) < score()
    with pytest.raises(ValueError, match="distance"):
        Weights.named({"distance": 1.0})


@pytest.mark.parametrize(
    ("there", "here", "share"),
    [
        ("510722", "510722", 1),
        ("510722", "510781", 0.6),
        ("500236", "500101", 0.3),
        ("500236", "510722", 0),
        (None, "500236", 0),
    ],
)
def test_nearness(there, here, share):
    assert nearness(there, here) == share


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("主任医师", "副主任医师"),
        ("正高级农艺师", "高级农艺师"),
        ("高级工程师", "工程师"),
        ("教授", "副教授"),
        ("工程师", "助理工程师"),
    ],
)
def test_titles_are_ordered(higher, lower):
    assert seniority(higher) > seniority(lower) > seniority("")


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_relevance_never_lowers_the_score(one, other):
    low, high = sorted((one, other))
    assert score(relevance=low) <= score(relevance=high)


def chosen(weights: Weights, demands: int = 1000, kinds: int = 12, equals: int = 10) -> Counter[int]:
    """Pushes by expert: `kinds` groups of equally fitting experts, three told for each demand."""
    pool = {
        kind: [replace(EXPERT, id=100 * kind + one, max_open=1000) for one in range(equals)] for kind in range(kinds)
    }
    pushes: Counter[int] = Counter()
    for number in range(demands):
        wanted = replace(WANTED, demand_no=number)
        matches = [
            judge(expert, 0.9, (), wanted, weights, Standing(recent_pushes=pushes[expert.id]))
            for expert in pool[number % kinds]
        ]
        pushes.update(match.expert.id for match in sorted(matches, key=lambda one: (-one.score, one.expert.id))[:3])
    return pushes


def test_no_one_is_asked_too_often_where_ten_fit_equally_well():
    pushes = chosen(Weights())
    assert max(pushes.values()) / pushes.total() <= 0.03
    assert len(pushes) == 120


def test_without_fairness_and_rotation_the_same_three_are_always_asked():
    pushes = chosen(Weights.named({"fairness": 0.0, "rotation": 0.0}))
    assert len(pushes) == 36
