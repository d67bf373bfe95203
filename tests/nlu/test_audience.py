"""For whom an activity is, read from the words of whoever announces it."""

from __future__ import annotations

import pytest

from nlu.dialogue.audience import EVERYBODY, AudiencePart, is_audience, read_audience
from nlu.text.tables import read_table
from nlu.understanding import ROLES


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("云阳菜农", [("farmer", "云阳")]),
        ("巫山、奉节的柑橘种植户", [(None, "巫山"), ("farmer", "奉节的柑橘")]),
        ("村医和乡镇卫生院", [("hospital", ""), ("hospital", "")]),
        ("药店老板", [("shop", "")]),
        ("广大农户", [("farmer", "")]),
        ("集成电路专家", [("expert", "集成电路")]),
        ("全体", [(EVERYBODY, "")]),
        ("中小企业负责人", [("enterprise", "")]),
    ],
)
def test_parts(text: str, parts: list[tuple[str | None, str]]) -> None:
    assert read_audience(text) == tuple(AudiencePart(*part) for part in parts)


def test_a_place_is_no_audience() -> None:
    assert not is_audience("白帝镇文化中心")
    assert is_audience("果农、专家")


def test_the_table_names_roles_only_and_each_word_once() -> None:
    rows = read_table("audience.tsv")
    assert {row["role"] for row in rows} <= {*ROLES, EVERYBODY}
    words = [word for row in rows for word in row["words"].split()]
    assert len(words) == len(set(words))
