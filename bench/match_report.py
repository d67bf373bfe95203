"""Prints how well the match finds the judged experts, beside plain BM25 and rapidfuzz over the same pool.

Run as `make match-report`. The half called open was looked at while building; the figures that count are the sealed
half's. Ours ranks what it would push: where it says that nobody fits, its list is empty. The two others rank without a
threshold; for saying that nobody fits each gets the threshold that is best for it on the open half.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.baselines import BruteForce, PlainBM25, Ranking
from bench.fairness import fairness_lines
from bench.pool import Need, read_experts, read_needs
from nlu.search import FIT, ExpertIndex, Query
from nlu.search.coverage import coverage_lines
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DEPTH = 5
HALVES = ("open", "sealed")
Searcher = Callable[[str], Ranking]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is printed for one searcher and one half."""

    ndcg: float
    recall: float
    reciprocal: float
    none_f1: float


def main() -> None:
    """The whole report."""
    experts, numbers = read_experts()
    needs = list(read_needs(numbers))
    nobody = sum(not need.grades for need in needs)
    print(f"{len(experts)} experts, {len(needs)} needs, {nobody} of them that nobody fits\n")
    ours = our_search(ExpertIndex.build(experts))
    plain, brute = PlainBM25(experts), BruteForce(experts)
    table: list[tuple[str, Searcher]] = [
        ("ours", ours),
        ("plain BM25", lambda text: plain.search(text, 20)),
        ("rapidfuzz", lambda text: brute.search(text, 20)),
    ]
    found = {name: {need.text: search(need.text) for need in needs} for name, search in table}
    for half in HALVES:
        print_half(half, [need for need in needs if need.half == half], needs, found)
    print("Fairness, 1,000 needs with ten equals each:")
    print("\n".join(fairness_lines()))
    print("\nKnowledge by field (rows, second levels without enough):")
    print("\n".join(coverage_lines()))


def our_search(index: ExpertIndex) -> Searcher:
    """The search with the labels that the understanding gives."""
    understander = Understander.load()

    def search(text: str) -> Ranking:
        return [(hit.expert_id, hit.relevance) for hit in index.search(labelled_query(understander, text), 20)]

    return search


def labelled_query(understander: Understander, text: str) -> Query:
    """A text with the field that it is understood to be of."""
    field = understander.understand(text, NOW).field
    return Query(text, field_code=field.code if field else None, second=field.second if field else None)


def print_half(half: str, needs: Sequence[Need], every: Sequence[Need], found: dict[str, dict[str, Ranking]]) -> None:
    """One table."""
    print(f"{half} half, {len(needs)} needs")
    print(f"  {'':12} nDCG@5  Recall@5    MRR  none-fits F1")
    for name, rankings in found.items():
        open_half = [need for need in every if need.half == "open"]
        at = FIT if name == "ours" else best_threshold(open_half, rankings)
        figures = measure(needs, rankings, at, is_cut=name == "ours")
        numbers = f"{figures.ndcg:6.3f}  {figures.recall:8.3f}  {figures.reciprocal:5.3f}  {figures.none_f1:12.3f}"
        print(f"  {name:12} {numbers}")
    print()


def measure(needs: Sequence[Need], rankings: dict[str, Ranking], at: float, *, is_cut: bool) -> Figures:
    """All figures; where `is_cut`, nothing below the threshold is listed."""
    ndcg, recall, reciprocal = [], [], []
    for need in needs:
        if need.grades:
            ids = [number for number, score in rankings[need.text] if not is_cut or score >= at]
            ndcg.append(normalised_gain(ids, need))
            recall.append(len(set(ids[:DEPTH]) & set(need.grades)) / min(DEPTH, len(need.grades)))
            reciprocal.append(next((1 / rank for rank, one in enumerate(ids, 1) if one in need.grades), 0.0))
    return Figures(
        statistics.fmean(ndcg), statistics.fmean(recall), statistics.fmean(reciprocal), none_f1(needs, rankings, at)
    )


def normalised_gain(ids: Sequence[int], need: Need) -> float:
    """nDCG over the first five, with gains of 2 ** grade - 1."""
    gains = [2 ** need.grades.get(one, 0.0) - 1 for one in ids[:DEPTH]]
    ideal = sorted((2**grade - 1 for grade in need.grades.values()), reverse=True)[:DEPTH]
    return discounted(gains) / discounted(ideal)


def discounted(gains: Sequence[float]) -> float:
    """Later ranks count less."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def none_f1(needs: Sequence[Need], rankings: dict[str, Ranking], at: float) -> float:
    """F1 of saying that nobody fits."""
    said = [not any(score >= at for _, score in rankings[need.text]) for need in needs]
    hits = sum(one and not need.grades for one, need in zip(said, needs, strict=True))
    named = sum(said) + sum(not need.grades for need in needs)
    return 2 * hits / named if named else 0.0


def best_threshold(needs: Sequence[Need], rankings: dict[str, Ranking]) -> float:
    """The score below which saying that nobody fits is right most often."""
    tops = sorted({rankings[need.text][0][1] for need in needs if rankings[need.text]})
    return max(tops, key=lambda at: none_f1(needs, rankings, at), default=0.0)


if __name__ == "__main__":
    main()
