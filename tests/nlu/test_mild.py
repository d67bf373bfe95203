"""Things that fail and bodies that age are no danger, however their words sound; people struck beside them are."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from nlu.understand import Understander

NOW = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
TABLE = Path(__file__).parent / "data" / "mild.tsv"


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


@pytest.mark.parametrize("row", TABLE.read_text(encoding="utf-8").splitlines()[1:])
def test_only_people_struck_are_an_emergency(understander: Understander, row: str) -> None:
    expected, text = row.split("\t")
    found = understander.understand(text, NOW)
    assert ("danger" if found.intent == "emergency" else "calm") == expected
