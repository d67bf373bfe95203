"""Turns situations graded by specialty into demands graded by expert, each in its half.

Run `python -m bench.judged.make_demands` after changing demands.tsv or anything `make_experts` reads.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bench.judged.make_experts import HERE, Pool, judged_pool, rows_of

EXACT = 3
HALVES = ("open", "sealed")


@dataclass(frozen=True)
class Telling:
    """One wording of a situation; several tellings may share it."""

    situation: str
    text: str
    grades: dict[str, int]


def read_grades(cell: str) -> dict[str, int]:
    pairs = [entry.partition(":") for entry in cell.split(",") if entry]
    return {name: int(grade) if grade else EXACT for name, _, grade in pairs}


def read_tellings() -> list[Telling]:
    return [Telling(row["situation"], row["text"], read_grades(row["grades"])) for row in rows_of("demands.tsv")]


def by_hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def dealt(sizes: dict[str, int]) -> dict[str, str]:
    """In the order of their hashes each situation goes whole to the half that holds fewer tellings so far."""
    filled = dict.fromkeys(HALVES, 0)
    half = {}
    for name in sorted(sizes, key=by_hash):
        half[name] = min(HALVES, key=lambda candidate: filled[candidate])
        filled[half[name]] += sizes[name]
    return half


def halves(tellings: list[Telling]) -> dict[str, str]:
    """Served and unserved situations are dealt apart, so that both halves hold their share of each."""
    served = Counter(telling.situation for telling in tellings if telling.grades)
    unserved = Counter(telling.situation for telling in tellings if not telling.grades)
    return dealt(served) | dealt(unserved)


def build_demands(tellings: list[Telling], pool: Pool) -> Iterator[dict[str, object]]:
    half = halves(tellings)
    for number, telling in enumerate(tellings, start=1):
        relevant = {row["id"]: telling.grades[name] for name, row in pool if name in telling.grades}
        yield {
            "id": f"D{number:04d}",
            "text": telling.text,
            "relevant": dict(sorted(relevant.items(), key=lambda item: (-item[1], item[0]))),
            "none": not relevant,
            "half": half[telling.situation],
        }


def main() -> None:
    demands = list(build_demands(read_tellings(), judged_pool()))
    lines = (json.dumps(demand, ensure_ascii=False) for demand in demands)
    (HERE / "demands.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(demands)} demands, {sum(bool(demand['none']) for demand in demands)} that nobody serves")


if __name__ == "__main__":
    main()
