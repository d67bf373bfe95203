"""Training: the same examples give the same weights, the split holds, and the shipped model keeps its level."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from nlu.labels.corpus import is_held_out, read_examples
from nlu.report import measure, split_cases
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
FLOORS = {"intent": 0.92, "role": 0.91, "kind": 0.92, "urgency": 0.97, "field": 0.86, "second": 0.78}


def test_a_situation_is_on_one_side_only() -> None:
    sides: dict[str, set[bool]] = {}
    for example in read_examples():
        sides.setdefault(example.situation, set()).add(is_held_out(example.situation))
    assert all(len(side) == 1 for side in sides.values())
    assert 0.05 < sum(True in side for side in sides.values()) / len(sides) < 0.3


def test_the_shipped_model_keeps_its_level() -> None:
    tally = measure(Understander.load(), split_cases())
    weak = {key: tally.share(key) for key, floor in FLOORS.items() if tally.share(key) < floor}
    assert weak == {}


def test_training_is_deterministic(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    from nlu.training import train

    examples = [
        row
        for row in read_examples()
        if row.field in {"food", "chips"} or row.intent in {"greet", "claim", "emergency"}
    ]
    understander = Understander.load(classifier=None)
    first, second = train(examples, understander), train(examples, understander)
    first.save(tmp_path / "first.npz")
    second.save(tmp_path / "second.npz")
    with np.load(tmp_path / "first.npz") as one, np.load(tmp_path / "second.npz") as other:
        assert all(np.array_equal(one[name], other[name]) for name in one.files)


def test_worse_weights_are_refused_and_equal_ones_kept() -> None:
    pytest.importorskip("sklearn")
    from nlu.training import is_worse

    before = {"intent": 0.92, "field": 0.88}
    assert is_worse({"intent": 0.90, "field": 0.88}, before)
    assert not is_worse(dict(before), before)
    assert not is_worse({"intent": 0.93, "field": 0.88}, before)


def test_a_doubtful_field_is_doubtful_and_its_choices_hold_the_answer() -> None:
    understander = Understander.load()
    rows = [row for row in read_examples() if is_held_out(row.situation) and row.intent == "demand" and row.field]
    read = [(row.field, understander.understand(row.text, NOW)) for row in rows]
    doubtful = [(code, found) for code, found in read if found.field and found.field.confidence < 0.6]
    sure = [(code, found) for code, found in read if found.field and found.field.confidence >= 0.9]
    assert 0.3 <= sum(found.field.code == code for code, found in doubtful if found.field) / len(doubtful) <= 0.7
    assert sum(found.field.code == code for code, found in sure if found.field) / len(sure) >= 0.94
    offered = [code in {choice.code for choice in found.field_choices} for code, found in doubtful]
    right = [found.field is not None and found.field.code == code for code, found in doubtful]
    assert sum(a or b for a, b in zip(offered, right, strict=True)) / len(doubtful) >= 0.8


def test_a_row_may_leave_the_head_of_danger_alone() -> None:
    rows = [row for row in read_examples() if row.situation.startswith("moves_in_own_words")]
    assert {row.label("danger") for row in rows} == {"?"}
    assert {"signup", "help", "leave"} <= {row.label("intent") for row in rows}
