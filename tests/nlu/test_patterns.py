"""Patterns that wait for their first use behave as compiled ones, and none of the tower's is faulty."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from nlu.text.patterns import compile_waiting, lazy_regex

ROOT = Path(__file__).parents[2]


def test_a_waiting_pattern_answers_as_a_compiled_one() -> None:
    lazy, compiled = (
        lazy_regex(r"(?P<crop>李|桃)子?(\d+)亩", re.IGNORECASE),
        re.compile(r"(?P<crop>李|桃)子?(\d+)亩", re.IGNORECASE),
    )
    text = "种了李子12亩，桃3亩"
    assert lazy.pattern == compiled.pattern
    assert lazy.groupindex == compiled.groupindex
    assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in compiled.finditer(text)]
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.sub("…", text) == compiled.sub("…", text)
    assert lazy.split(text) == compiled.split(text)
    assert lazy.match(text) is None
    assert lazy.match(text, 2) is not None


def test_a_faulty_pattern_is_told_by_the_look_at_all() -> None:
    lazy_regex("(李")
    with pytest.raises(re.error):
        compile_waiting()


def test_every_pattern_of_the_tower_can_be_compiled() -> None:
    for floor in ("nlu", "handlers"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    compile_waiting()
