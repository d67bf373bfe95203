"""What messages say about when to meet: points, spans, deadlines, and what is no time to arrange anything."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nlu.times import read_times
from nlu.understanding import TimeExpression

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = "2026-11-21T10:00:00"
FOLDER = Path(__file__).parent / "data"


def cases(name: str) -> list[Any]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [pytest.param(row, id=row["text"]) for row in rows]


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def plain(time: TimeExpression) -> dict[str, object]:
    return {"start": time.start, "end": time.end, "grain": time.grain, "notes": sorted(time.notes)}


def expected(time: dict[str, Any]) -> dict[str, object]:
    return {
        "start": moment(time["start"]),
        "end": moment(time["end"]),
        "grain": time["grain"],
        "notes": sorted(time["notes"]),
    }


@pytest.mark.parametrize("case", cases("times.jsonl"))
def test_message_is_read(case: dict[str, Any]) -> None:
    now = moment(case.get("now", SATURDAY))
    assert now is not None
    times = read_times(case["text"], now, previous=moment(case.get("previous")))
    assert [plain(time) for time in times] == [expected(time) for time in case["times"]]


@pytest.mark.parametrize("case", cases("times_now.jsonl"))
def test_message_is_read_against_its_clock(case: dict[str, Any]) -> None:
    test_message_is_read(case)


def test_text_is_the_words_of_the_message() -> None:
    (time,) = read_times("那就下週三下午三點，我在屋頭等", datetime.fromisoformat("2026-11-21T10:00:00+08:00"))
    assert time.text == "下週三下午三點"


def test_now_of_another_zone_is_the_same_moment() -> None:
    (time,) = read_times("明天", datetime.fromisoformat("2026-11-21T20:00:00+00:00"))
    assert time.start == datetime(2026, 11, 23, tzinfo=SHANGHAI)
