"""Accuracy by key on messages that were never trained on, with the confusions of each key (`python -m nlu.report`)."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from nlu.labels.corpus import is_held_out, read_examples
from nlu.labels.fields import DATA
from nlu.understand import Understander, to_parse_json

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
HELD_OUT = DATA / "heldout"
LISTS = {"phones", "times", "names"}


@dataclass(frozen=True, slots=True)
class Case:
    """A message with the keys that are known of it, flattened (`field`, `second`, `place` …)."""

    text: str
    now: datetime
    expected: dict[str, Any]


def split_cases() -> Iterator[Case]:
    """The project's own split that is never trained on."""
    for example in read_examples():
        if is_held_out(example.situation):
            expected: dict[str, str | None] = {
                "intent": example.intent,
                "urgency": example.urgency,
            }
            if example.role != "?":
                expected["role"] = example.role or None
            if example.label("kind") != "?":
                expected["kind"] = example.kind or None
            if example.field and example.intent in {"demand", "policy"}:
                expected |= {"field": example.field, "second": example.second or None}
            yield Case(example.text, NOW, expected)


def file_cases(path: Path) -> Iterator[Case]:
    """Hand-written cases in the shape of the `parse` answer, with `now`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            now = datetime.fromisoformat(row.pop("now")) if row.get("now") else NOW
            yield Case(row["text"], now, flat(row))


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """The keys that are compared: codes instead of objects."""
    kept = {
        key: value for key, value in answer.items() if key not in {"text", "summary", "situation", "field", "place"}
    }
    if "field" in answer:
        entry = answer["field"]
        is_object = isinstance(entry, dict)
        kept["field"] = entry["code"] if is_object else entry
        if is_object:
            kept["second"] = entry.get("second")
    if "place" in answer:
        entry = answer["place"]
        kept["place"] = entry["code"] if isinstance(entry, dict) else entry
    if "times" in kept:
        kept["times"] = [(time.get("start"), time.get("end"), time.get("grain")) for time in kept["times"]]
    return kept


class Tally:
    """Right and wrong answers by key, and what was taken for what."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.confusions: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.wrong: list[tuple[str, str, str, str]] = []

    def add(self, case: Case, answer: dict[str, Any]) -> None:
        """Compare one answer with what is known."""
        given = flat(answer)
        for key, expected in case.expected.items():
            if key not in given and key != "second":
                continue
            found = given.get(key)
            self.total[key] += 1
            if _same(key, expected, found):
                self.right[key] += 1
            else:
                self.confusions[key][str(expected), str(found)] += 1
                self.wrong.append((key, str(expected), str(found), case.text))

    def share(self, key: str) -> float:
        """The share of right answers for a key."""
        return self.right[key] / self.total[key] if self.total[key] else 1.0


def _same(key: str, expected: Any, found: Any) -> bool:
    if key in LISTS:
        return [str(item) for item in expected] == [str(item) for item in found]
    return bool(expected == found)


def measure(understander: Understander, cases: Iterable[Case]) -> Tally:
    """Run all cases."""
    tally = Tally()
    for case in cases:
        tally.add(case, to_parse_json(understander.understand(case.text, case.now)))
    return tally


def print_tally(name: str, tally: Tally, *, most: int, with_texts: bool) -> None:
    """The figures, then the commonest confusions of each key."""
    print(f"# {name}")
    for key in tally.total:
        print(f"{key:13} {tally.share(key):7.1%}  {tally.right[key]}/{tally.total[key]}")
    for key, confusions in tally.confusions.items():
        print(f"\n## {key}: expected → found")
        for (expected, found), count in confusions.most_common(most):
            print(f"{count:4}  {expected} → {found}")
    if with_texts:
        for key, expected, found, text in tally.wrong:
            print(f"{key}: {expected} → {found} | {text}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Accuracy of the understanding by key")
    parser.add_argument("files", nargs="*", type=Path, help="further held-out files in the shape of the parse answer")
    parser.add_argument("--texts", action="store_true", help="list every wrong answer")
    parser.add_argument("--most", type=int, default=12, help="how many confusions a key shows")
    arguments = parser.parse_args()
    understander = Understander.load()
    tally = measure(understander, split_cases())
    print_tally("the split that is never trained on", tally, most=arguments.most, with_texts=arguments.texts)
    files = arguments.files or sorted(HELD_OUT.glob("*.jsonl"))
    for path in files:
        tally = measure(understander, file_cases(path))
        print()
        print_tally(path.name, tally, most=arguments.most, with_texts=arguments.texts)


if __name__ == "__main__":
    main()
