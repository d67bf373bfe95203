"""A corrected field reaches other wordings of the same trouble and leaves alike-sounding others alone."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone

import pytest

from nlu.labels.corrections import Correction
from nlu.labels.fields import DATA
from nlu.understand import Understander

NOW = datetime(2026, 11, 21, 10, tzinfo=timezone(timedelta(hours=8)))
PATH = DATA / "paraphrases" / "pairs.tsv"
LINES = [line for line in PATH.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
ROWS = list(csv.DictReader(LINES, delimiter="\t"))[1::2]  # the odd ones chose the threshold


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander.load()


def field_after(understander: Understander, corrected: str, text: str) -> str | None:
    wrong = Correction(corrected, "science", "科普活动")
    field = understander.understand(text, NOW, corrections=[wrong]).field
    return field.code if field else None


def test_most_paraphrases_follow_and_most_others_do_not(understander: Understander) -> None:
    follow = [row for row in ROWS if field_after(understander, row["corrected"], row["paraphrase"]) == "science"]
    stray = [row for row in ROWS if field_after(understander, row["corrected"], row["different"]) == "science"]
    assert len(follow) >= 0.7 * len(ROWS), follow
    assert len(stray) <= 0.4 * len(ROWS), stray


def test_an_unrelated_message_never_follows(understander: Understander) -> None:
    stray = [
        (one["corrected"], other["paraphrase"])
        for one in ROWS
        for other in ROWS
        if one is not other and field_after(understander, one["corrected"], other["paraphrase"]) == "science"
    ]
    assert len(stray) <= 1, stray


def test_the_same_text_always_follows(understander: Understander) -> None:
    fields = [field_after(understander, row["corrected"], row["corrected"]) for row in ROWS]
    assert {field for field in fields if field is not None} == {"science"}
    assert len([field for field in fields if field is None]) <= 1  # what is not heard as a need has no field to correct
