"""Measures the time reader on outside suites of time expressions, leaving out by named reason what no visit needs."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nlu.times import read_times
from nlu.times.draft import SHANGHAI
from nlu.understanding import TimeExpression

LONGEST = timedelta(days=63)
SECOND = timedelta(seconds=1)
OWN_CONVENTIONS = Path(__file__).parent / "time_conventions.tsv"
SEASON = re.compile(r"季|[春夏秋冬]$|世纪|年代|半年|伊始|暑假|年初|年[底末](?!前)")
PART = re.compile(r"早上|早晨|上午|中午|午后|下午|晚上|夜间|白天|黎明|半夜|午夜")
CLOCK = re.compile(r"[点时:：]|[ap]m?$", re.I)
UNITS = re.compile(r"秒|:\d\d:\d\d|(?<![0-9一二两三四五六七八九十])半?年(?:后|内|以)|年[半多]?(?:之|以)?[后内]")


@dataclass(frozen=True)
class Case:
    """One case of a suite: the first moment, the last one (inclusive), and the grain where the suite names one."""

    suite: str
    text: str
    now: datetime
    first: datetime | None
    last: datetime | None
    grain: str | None
    kind: str


def read_suite(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _duckling_case(path.stem, row) if "dim" in row["label"] else _span_case(path.stem, row)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def _duckling_case(suite: str, row: dict[str, Any]) -> Case:
    label, now = row["label"], datetime.fromisoformat(row["ref"]).replace(tzinfo=SHANGHAI)
    if label.get("value"):
        return Case(suite, row["text"], now, _moment(label["value"]), None, label["grain"], "point")
    last = _moment(label["to_exclusive"])
    return Case(suite, row["text"], now, _moment(label["from"]), last and last - SECOND, label["grain"], "span")


def _span_case(suite: str, row: dict[str, Any]) -> Case:
    label = row["label"]
    if label["type"] in ("time_delta", "time_period"):
        return Case(suite, row["text"], datetime.now(SHANGHAI), None, None, None, str(label["type"]))
    first, last = label["time"]
    return Case(suite, row["text"], _reference(row["ref"]), _moment(first), _moment(last), None, "range")


def _reference(value: Any) -> datetime:
    parts: list[int] = [1, 1, 1]
    if isinstance(value, str) and (found := _moment(value)):
        return found
    if isinstance(value, str) and (numbers := re.findall(r"\d+", value)):
        parts = [int(number) for number in numbers]
    elif isinstance(value, list):
        parts = value
    elif isinstance(value, dict):
        parts = list(value.values())
    else:
        return datetime.now(SHANGHAI).replace(microsecond=0)
    return datetime(*[*parts, 1, 1][: max(3, len(parts))], tzinfo=SHANGHAI)  # type: ignore[arg-type]


def conventions() -> dict[tuple[str, str], str]:
    """Cases where our reading differs on purpose: suite and text to the reason."""
    lines = OWN_CONVENTIONS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(suite, text): reason for suite, text, reason in rows}


def reason_to_skip(case: Case, own: dict[tuple[str, str], str]) -> str | None:
    """Why a case is no matter of arranging a visit, or None."""
    if case.kind in ("time_delta", "time_period"):
        return "duration" if case.kind == "time_delta" else "recurrence"
    if (case.suite, case.text) in own:
        return "own convention: " + own[case.suite, case.text]
    if case.text in ("现在", "此时", "此刻", "当前"):
        return "the present moment"
    if case.grain in ("second", "year") or UNITS.search(case.text):
        return "seconds or years"
    if SEASON.search(case.text) or (case.first and case.last and case.last - case.first > LONGEST):
        return "season, quarter, year or longer"
    if _is_past(case) or "以来" in case.text:
        return "lies in the past"
    return None


def _is_past(case: Case) -> bool:
    if case.last is not None:
        return case.last < case.now + timedelta(minutes=1) and case.first != case.last
    if case.first is None or case.kind == "range":
        return case.first is None
    whole = {"day": 1, "week": 7, "month": 31}.get(case.grain or "", 0)
    return case.first + timedelta(days=whole) < case.now


def agrees(case: Case, found: tuple[TimeExpression, ...]) -> bool:
    """Whether the one expression read says what the suite expects."""
    if len(found) != 1:
        return False
    time = found[0]
    if case.grain is not None and case.kind == "point":
        return time.start == case.first and time.grain == case.grain
    if PART.search(case.text) and not CLOCK.search(case.text) and time.start and case.first:
        return time.start.date() == case.first.date()
    if time.start is None:
        return _same_last(time.end, case.last)
    if time.start != case.first:
        return False
    return time.end is None or _same_last(time.end, case.last)


def _same_last(ours: datetime | None, theirs: datetime | None) -> bool:
    if ours is None or theirs is None:
        return False
    return ours <= theirs <= ours + timedelta(minutes=59, seconds=59)


def main(paths: list[str]) -> int:
    own = conventions()
    for path in paths:
        skipped: Counter[str] = Counter()
        failures, total, past_good = [], 0, 0
        for case in read_suite(Path(path)):
            reason = reason_to_skip(case, own)
            found = read_times(case.text, case.now)
            if reason:
                skipped[reason.split(":")[0]] += 1
                past_good += reason == "lies in the past" and agrees(case, found)
                continue
            total += 1
            if not agrees(case, found):
                failures.append((case, found))
        report(Path(path).stem, total, failures, skipped, past_good)
    return 0


def report(
    name: str,
    total: int,
    failures: list[tuple[Case, tuple[TimeExpression, ...]]],
    skipped: Counter[str],
    past_good: int,
) -> None:
    rate = (total - len(failures)) / total if total else 0
    print(f"{name}: {total - len(failures)} of {total} = {rate:.1%}")
    for reason, count in skipped.most_common():
        note = f" ({past_good} of them read alike)" if reason == "lies in the past" else ""
        print(f"  left out, {reason}: {count}{note}")
    for case, found in failures:
        ours = [(time.text, str(time.start), str(time.end), time.grain) for time in found]
        print(f"  differs: {case.text} expected {case.first} – {case.last} {case.grain or ''} now {case.now}")
        print(f"    read {ours}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
