"""The fast engine cuts as jieba does, and the fallback can be built."""

from __future__ import annotations

import json
from pathlib import Path

from nlu.text import segment as engine
from nlu.text.segment import cut_known, is_plain_word, segment

TEXTS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "data" / "places.jsonl").read_text("utf-8").splitlines()
]


def test_both_engines_cut_alike() -> None:
    classic = engine._classic_engine()
    assert [segment(text) for text in TEXTS] == [classic.cut(text) for text in TEXTS]
    assert [cut_known(text) for text in TEXTS] == [classic.cut_known(text) for text in TEXTS]


def test_words_joined_are_the_text() -> None:
    assert ["".join(segment(text)) for text in TEXTS] == TEXTS


def test_names_are_told_from_words() -> None:
    assert is_plain_word("高中")
    assert not is_plain_word("李明")
