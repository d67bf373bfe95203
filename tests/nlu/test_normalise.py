"""Normalising keeps the meaning, drops the noise and changes nothing the second time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＡＢ１２３", "AB123"),
        ("重慶市奉節縣臍橙裂果", "重庆市奉节县脐橙裂果"),
        ("急！！！！！", "急！"),
        ("啊啊啊啊啊快来", "啊啊快来"),
        ("四川　 达州", "四川 达州"),
        ("第一行\r\n\n  第二行", "第一行\n第二行"),
        ("猪\u200b死\u202e了\x00", "猪死了"),
        ("\u2067猪\ud83d死\u2069了\udc00", "猪死了"),
        ("一三八一一一一二二二二", "一三八一一一一二二二二"),
        ("⭐⭐⭐⭐⭐", "⭐⭐⭐⭐⭐"),
        ("选①", "选1"),
        ("你好，在吗？", "你好，在吗？"),
        ("13800000000", "13800000000"),
        ("", ""),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=60))
def test_a_second_time_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
