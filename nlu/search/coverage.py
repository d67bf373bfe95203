"""Shows how thick the knowledge tables are by field, and whether each row's test sentence leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from nlu.labels.fields import fields
from nlu.search.knowledge import Knowledge

THIN = 8  # rows; a second level with fewer is named


def coverage_lines(knowledge: Knowledge | None = None) -> Iterator[str]:
    """One line for each field: rows, phrases, share of test sentences that lead home, thin second levels."""
    knowledge = knowledge or Knowledge.load()
    rows = Counter((row.field, row.second) for row in knowledge.rows)
    phrases: Counter[str] = Counter()
    for row in knowledge.rows:
        phrases[row.field] += len(row.subjects) + len(row.signs) + len(row.terms)
    home = sentences_home(knowledge)
    for field in fields().values():
        if field.second:
            count = sum(rows[field.code, second] for second in field.second)
            share = sum(home[field.code, second] for second in field.second) / max(1, count)
            thin = [f"{one} {rows[field.code, one]}" for one in field.second if rows[field.code, one] < THIN]
            note = f"  thin: {'、'.join(thin)}" if thin else ""
            yield f"  {field.name:　<8}{count:5} rows {phrases[field.code]:6} phrases  {share:4.0%} home{note}"


def sentences_home(knowledge: Knowledge) -> Counter[tuple[str, str]]:
    """By second level how many test sentences lead to a row of it, by the rows' other cells alone."""
    blind = Knowledge([replace(row, test="") for row in knowledge.rows], knowledge.background)
    found: Counter[tuple[str, str]] = Counter()
    for row in knowledge.rows:
        best = blind.rows_for(row.test, None, None)
        if best and (best[0][0].field, best[0][0].second) == (row.field, row.second):
            found[row.field, row.second] += 1
    return found


if __name__ == "__main__":
    print("\n".join(coverage_lines()))
