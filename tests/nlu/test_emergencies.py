"""Danger to a person is caught, what only sounds like it is not, and cases for others get their own hazard."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from nlu.corpus import is_held_out, read_examples
from nlu.emergencies import read_hazard
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "emergencies.jsonl").read_text(encoding="utf-8").splitlines()
]


def is_emergency(text: str) -> bool:
    hazard = read_hazard(text)
    return hazard is not None and hazard.is_emergency


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_tells_real_from_alike(case: dict[str, object]) -> None:
    assert is_emergency(str(case["text"])) is case["emergency"]


def test_the_engine_misses_almost_none_of_the_corpus() -> None:
    understander = Understander.load()
    real = [row.text for row in read_examples() if row.intent == "emergency"]
    missed = [text for text in real if understander.understand(text, NOW).intent != "emergency"]
    assert len(missed) <= len(real) / 50, missed


def test_at_most_one_calm_message_in_two_hundred_is_flagged() -> None:
    understander = Understander.load()
    calm = [row.text for row in read_examples() if row.intent != "emergency" and is_held_out(row.situation)]
    flagged = [text for text in calm if understander.understand(text, NOW).intent == "emergency"]
    assert len(flagged) <= len(calm) / 200, flagged


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本院ICU患者氧合一直往下掉，急求会诊", "critical_patient"),
        ("圈里的猪接二连三地死，怀疑非洲猪瘟", "animal_epidemic"),
        ("马尾松成片枯红，怕是松材线虫", "plant_epidemic"),
    ],
)
def test_other_hazards_are_no_emergency(text: str, name: str) -> None:
    hazard = read_hazard(text)
    assert hazard is not None
    assert (hazard.name, hazard.is_emergency) == (name, False)


@pytest.mark.parametrize("text", ["想请老师讲黄龙病防控", "急诊科想请专家培训", "今年价格跌得要命", ""])
def test_calm_words_have_no_hazard(text: str) -> None:
    assert read_hazard(text) is None
