"""Shows how evenly pushes fall on a pool with and without fairness: 1,000 needs, ten experts who fit each equally well.

Run as `python -m bench.fairness`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.experts import Expert
from domain.matching import Standing, Wanted, Weights, judge

DEMANDS = 1000
KINDS = 20  # of need; the commoner ones come more often
EQUALS = 10
TOLD = 3
DAY = date(2026, 11, 21)


def main() -> None:
    """Both figures."""
    print("\n".join(fairness_lines()))


def fairness_lines() -> list[str]:
    """Gini coefficient and the largest share before and after."""
    plain = Weights.named({"fairness": 0.0, "rotation": 0.0})
    lines = []
    for name, weights in (("without fairness", plain), ("with fairness", Weights())):
        pushes = simulate(weights)
        largest = max(pushes) / sum(pushes)
        lines.append(f"  {name:18} Gini {gini(pushes):.3f}   largest share {largest:.2%}")
    return lines


def simulate(weights: Weights) -> list[int]:
    """Pushes of every expert of the pool."""
    pool = {kind: [_expert(kind, number) for number in range(EQUALS)] for kind in range(KINDS)}
    pushes: Counter[int] = Counter()
    for number in range(DEMANDS):
        wanted = Wanted("500236", None, None, "重庆", DAY, demand_no=number)
        matches = [
            judge(expert, 0.9, (), wanted, weights, Standing(recent_pushes=pushes[expert.id]))
            for expert in pool[_kind(number)]
        ]
        best = sorted(matches, key=lambda match: (-match.score, match.expert.id))[:TOLD]
        pushes.update(match.expert.id for match in best)
    return [pushes[expert.id] for experts in pool.values() for expert in experts]


def _kind(number: int) -> int:
    """Kinds by a law of small numbers: half of all needs fall on a quarter of the kinds."""
    return (number * 7919 % KINDS) if number % 2 else (number * 7919 % (KINDS // 4))


def _expert(kind: int, number: int) -> Expert:
    return Expert(
        "重庆", f"{kind}-{number}", "某单位", place_code="500236", max_open=DEMANDS, id=1 + kind * EQUALS + number
    )


def gini(counts: Sequence[int]) -> float:
    """0 where all have the same, near 1 where one has all."""
    ordered = sorted(counts)
    total = sum(ordered)
    weighted = sum(rank * count for rank, count in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered) if total else 0.0


if __name__ == "__main__":
    main()
