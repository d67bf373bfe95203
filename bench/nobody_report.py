"""Prints how well it is told that nobody fits, with intervals, and fits the weights of that decision anew.

Run as `python -m bench.nobody_report`. It reads what is for building only: the open halves of both judged sets, small
pools drawn from them, `nobody.tsv`, `styles.tsv`.
The figures called "left out" are of demands that the weights had not seen (ten parts, each situation whole in one of
them); the weights that `nlu.search.deciding.Decision` should have are printed last. With `--blind` it counts
`nobody_blind.tsv` by the shipped weights, and prints no demand.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from bench.judged.make_experts import judged_pool
from bench.judged.nobody import BLIND, read_nobody
from bench.judged.styles import STYLES, profile, read_trades
from bench.match_report import FIT, labelled_query
from bench.nobody_fit import Fitted, fit
from bench.pool import JUDGED, Need, draw, read_experts, read_needs
from nlu.search import ExpertIndex
from nlu.search.knowledge import Knowledge
from nlu.understand import Understander

LEAST = 0.45  # probability from which somebody is asked: half of these fit nobody, of real demands perhaps one in eight
ROUNDS = 1000
PARTS = 10
FOREIGN = frozenset({"sense", "vague", "outside"})  # kinds that no pool serves
STYLE_WEIGHT = 0.1  # of a demand over the second pool, which asks the same five times
FOREIGN_WEIGHT = 0.6  # of one that no pool serves: rarer among real demands than here
UNDERSTANDING = ("certainty", "heard", "agreed", "in_field")  # the clues of the first odds
FITTING = ("leaning", "held", "kin", "strange", "outright", "leeway")  # and of the second
SIZES, DRAWN = (6, 12, 30), 40  # of the small pools, and how many of each
SMALL_WEIGHT = 0.1  # of a demand over a small pool: each comes in many


@dataclass(frozen=True, slots=True)
class Case:
    """A demand as the decision sees it."""

    kind: str
    situation: str
    is_served: bool
    is_told: bool  # that somebody fits, by the shipped weights
    clues: dict[str, float]  # those of the decision, and how the foremost expert stands


def main() -> None:
    """The whole report."""
    if "--blind" in sys.argv[1:]:
        print_blind()
        return
    cases = read_cases()
    sets = {
        "open half": [at for at, one in enumerate(cases) if one.kind == "open"],
        "second": [at for at, one in enumerate(cases) if one.kind == "second"],
        "nobody.tsv": [at for at, one in enumerate(cases) if one.kind not in {"open", "second", "styles", "small"}],
        "styles": [at for at, one in enumerate(cases) if one.kind == "styles"],
        "small": [at for at, one in enumerate(cases) if one.kind == "small"],
        "all": list(range(len(cases))),
    }
    shipped = np.array([one.is_told for one in cases])
    left_out = left_out_shares(cases) > LEAST
    for name, told in (("shipped", shipped), ("left out", left_out)):
        for part, rows in sets.items():
            print(f"{name:9} {part:11} {figures([cases[at] for at in rows], told[rows])}")
    print_kinds(cases)
    model = fitted(cases)
    for names, values in ((("understood", *UNDERSTANDING), model.first), (("holds", *FITTING), model.second)):
        for name, value in zip(names, values.tolist(), strict=True):
            print(f"  {name:11} {value:6.2f}")
    print(f"  {'least':11} {LEAST:6.2f}")


def print_blind() -> None:
    """What the shipped weights make of the demands that nobody looked at."""
    index, understander = ExpertIndex.build(read_experts()[0]), Understander.load()
    asked = read_nobody(judged_pool(), BLIND)
    found = [case(one.kind, one.text, one.text, bool(one.grades), index, understander) for one in asked]
    cases = [one for one in found if one is not None]
    print(f"{'shipped':9} {BLIND} {figures(cases, [one.is_told for one in cases])}")
    print_kinds(cases)


def print_kinds(cases: Sequence[Case]) -> None:
    """How many of each kind the shipped weights get right."""
    for kind in sorted({one.kind for one in cases}):
        told = [one.is_told == one.is_served for one in cases if one.kind == kind]
        print(f"  {kind:11} {sum(told):4} of {len(told)} right")


def read_cases() -> list[Case]:
    """Both sets over the judged pool, and the second pool's demands over each style of it, by the product's search."""
    experts, numbers = read_experts()
    knowledge, understander = Knowledge.load(), Understander.load()
    index = ExpertIndex.build(experts, knowledge)
    needs = list(read_needs(numbers))
    cases = open_cases("open", needs, index, understander)
    others, numbers = read_experts(JUDGED / "second_experts.csv")
    other_needs = list(read_needs(numbers, JUDGED / "second_demands.jsonl"))
    cases += open_cases("second", other_needs, ExpertIndex.build(others, knowledge), understander)
    for size, (pool, asked_of_it) in product(SIZES, ((experts, needs), (others, other_needs))):
        for few, inside in draw(pool, [one for one in asked_of_it if one.half == "open"], size, DRAWN):
            cases += open_cases("small", inside, ExpertIndex.build(few, knowledge), understander)
    asked = list(read_nobody(judged_pool()))
    cases += [case(one.kind, one.text, one.text, bool(one.grades), index, understander) for one in asked]
    trades = list(read_trades())
    for styles in (*((one,) for one in STYLES), STYLES):
        profiles = [profile(at, trade, style) for at, (trade, style) in enumerate(product(trades, styles), 1)]
        second = ExpertIndex.build(profiles, knowledge)
        cases += [
            case("styles", trade.identifier, text, True, second, understander)
            for trade in trades
            for text in trade.demands
        ]
        nobody = [one for one in asked if one.kind in FOREIGN]
        cases += [case("styles", one.text, one.text, False, second, understander) for one in nobody]
    return [one for one in cases if one is not None]


def open_cases(kind: str, needs: Iterable[Need], index: ExpertIndex, understander: Understander) -> list[Case | None]:
    """The open half of a judged set."""
    return [
        case(
            kind,
            str(sorted(need.grades.items())) if need.grades else need.text,
            need.text,
            bool(need.grades),
            index,
            understander,
        )
        for need in needs
        if need.half == "open"
    ]


def case(
    kind: str, situation: str, text: str, is_served: bool, index: ExpertIndex, understander: Understander
) -> Case | None:
    """A demand as the product sees it; None where no candidate is found at all."""
    query = labelled_query(understander, text)
    found = index.clues(query)
    if found is None:
        return None
    is_told = index.search(query, 1)[0].relevance >= FIT
    clues = {
        "leaning": found.leaning,
        "held": found.held,
        "kin": max(found.kin, 0.0),
        "strange": max(-found.kin, 0.0),
        **asdict(found.clues),
    }
    return Case(kind, situation, is_served, is_told, clues)


def columns(cases: Sequence[Case], names: Sequence[str]) -> NDArray[np.float64]:
    """One row for each case, one column for each clue."""
    return np.array([[case.clues[name] for name in names] for case in cases])


def fitted(cases: Sequence[Case]) -> Fitted:
    """The weights by which somebody fits."""
    kinds = {"styles": STYLE_WEIGHT, "small": SMALL_WEIGHT, **dict.fromkeys(FOREIGN, FOREIGN_WEIGHT)}
    weights = np.array([kinds.get(one.kind, 1.0) for one in cases])
    is_served = np.array([one.is_served for one in cases])
    return fit(columns(cases, UNDERSTANDING), columns(cases, FITTING), is_served, weights)


def left_out_shares(cases: Sequence[Case]) -> NDArray[np.float64]:
    """For each case the probability that somebody fits, by weights fitted without it and its situation."""
    found = np.zeros(len(cases))
    names = sorted({case.situation for case in cases})
    random.Random(1).shuffle(names)
    numbers = {name: number for number, name in enumerate(names)}
    groups = [numbers[case.situation] for case in cases]
    for learned, tried in GroupKFold(PARTS).split(cases, groups=groups):
        model, asked = fitted([cases[at] for at in learned]), [cases[at] for at in tried]
        found[tried] = model.shares(columns(asked, UNDERSTANDING), columns(asked, FITTING))
    return found


def figures(cases: Sequence[Case], told: Sequence[bool] | NDArray[np.bool_]) -> str:
    """F1, precision and recall of saying that nobody fits, each with its middle 95 % of redrawn sets."""
    pairs = [(not bool(one), not case.is_served) for one, case in zip(told, cases, strict=True)]
    chance = random.Random(2)
    rounds = [scores(chance.choices(pairs, k=len(pairs))) for _ in range(ROUNDS)]
    words = []
    for name, value, drawn in zip(("F1", "precision", "recall"), scores(pairs), zip(*rounds, strict=True), strict=True):
        ordered = sorted(drawn)
        words.append(f"{name} {value:.3f} ({ordered[ROUNDS // 40]:.2f} to {ordered[-ROUNDS // 40]:.2f})")
    return "  ".join(words)


def scores(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    """F1, precision, recall of (said, true) pairs."""
    hits = sum(said and true for said, true in pairs)
    said, true = sum(said for said, _ in pairs), sum(true for _, true in pairs)
    return 2 * hits / max(1, said + true), hits / max(1, said), hits / max(1, true)


if __name__ == "__main__":
    main()
