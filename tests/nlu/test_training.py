"""Training: the same examples give the same weights, the split holds, and the shipped model keeps its level."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.corpus import is_held_out, read_examples
from nlu.report import measure, split_cases
from nlu.understand import Understander

FLOORS = {"intent": 0.84, "role": 0.80, "kind": 0.88, "urgency": 0.96, "field": 0.84, "second": 0.75}


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

    examples = [row for row in read_examples() if row.field in {"food", "chips"} or row.intent in {"greet", "claim"}]
    understander = Understander.load(classifier=None)
    first, second = train(examples, understander), train(examples, understander)
    first.save(tmp_path / "first.npz")
    second.save(tmp_path / "second.npz")
    with np.load(tmp_path / "first.npz") as one, np.load(tmp_path / "second.npz") as other:
        assert all(np.array_equal(one[name], other[name]) for name in one.files)
