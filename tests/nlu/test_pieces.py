"""One look at a text for all tables finds the gates and places of each, and forgets tables that are gone."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from nlu.text import pieces
from nlu.text.phrases import PhraseMatcher
from nlu.text.pieces import Gates, Watch

FRUIT, PLACES = Gates([["李子", "子"], ["🙏"], ()]), Watch({"李子": (3, 2), "奉节": (2,), "🙏的": (4,)})
WORDS = [("李子", 1), ("李子树", 2), ("子树", 3), ("树叶", 4)]
PLAIN, WATCHING = PhraseMatcher(WORDS), PhraseMatcher(WORDS, is_watching=True)


def test_a_gate_is_opened_by_any_of_its_pieces() -> None:
    assert FRUIT.open("奉节的李子🙏") == 0b011
    assert FRUIT.open("桃子") == 0b001
    assert FRUIT.open("🙏") == 0b010
    assert FRUIT.open("李") == FRUIT.open("") == 0


def test_a_table_is_told_where_its_pairs_begin() -> None:
    assert list(PLACES.starts("奉节🙏的李子李子")) == [(0, (2,)), (2, (4,)), (4, (3, 2)), (6, (3, 2))]
    assert list(PLACES.starts("节奉")) == list(PLACES.starts("")) == []


def test_a_table_that_came_later_is_asked_and_one_that_is_gone_is_forgotten() -> None:
    text, rare = "㐀㐁子㐁", "㐀㐁"  # which no shipped table waits for
    assert FRUIT.open(text) == 0b001
    gates, watch = Gates([["子"], [rare, "㐁"]]), Watch({rare: (2,)})
    assert gates.open(text) == 0b11
    assert list(watch.starts(text)) == [(0, (2,))]
    del gates
    gc.collect()
    assert FRUIT.open(text) == 0b001
    assert list(watch.starts(text)) == [(0, (2,))]
    del watch
    gc.collect()
    assert rare not in pieces._PAIRS
    assert "㐁" not in pieces._CHARACTERS


def test_gates_take_the_room_of_those_that_are_gone() -> None:
    first = Gates([["㐀㐁"], ["㐁"]])
    begin = first._first
    del first
    gc.collect()
    assert Gates([["㐂"]])._first == begin


@given(st.text(alphabet="李子树叶", max_size=12))
def test_a_watching_matcher_finds_what_a_plain_one_finds(text: str) -> None:
    assert WATCHING.find(text) == PLAIN.find(text)
