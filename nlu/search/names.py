"""Finds experts whom a query calls by name (找专家 王建国老师), with a typing error too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nlu.text.patterns import lazy_regex

NAMED = 1.0  # the relevance of one whom the query calls by name
NEARLY_NAMED = 0.8  # of one whose name is a typing error away
NEAR = 65  # per cent; one character of three
_BREAK = lazy_regex(r"[\s，。、,.;；:：!！?？]+")
_CALL = lazy_regex(r"^(?:找专家|找|请|联系)|(?:老师|专家|教授|主任|医生|院长|所长|站长|研究员|工程师|博士|师傅|工)$")


@dataclass(frozen=True, slots=True)
class Named:
    """Rows with their relevance; `is_all` where the query says nothing but names."""

    rows: Mapping[int, float]
    is_all: bool


def find_names(text: str, by_name: Mapping[str, Sequence[int]], *, may_be_near: bool = True) -> Named:
    """The experts called by name, exactly or else, where the text is one word only, nearly."""
    words = [word for part in _BREAK.split(text) if (word := part if part in by_name else _CALL.sub("", part))]
    exact = [word for word in words if word in by_name]
    rows = {row: NAMED for word in exact for row in by_name[word]}
    if may_be_near and not rows and len(words) == 1 and 2 <= len(words[0]) <= 4:
        for name in nearest(words[0], by_name):
            rows.update(dict.fromkeys(by_name[name], NEARLY_NAMED))
    return Named(rows, bool(exact) and len(exact) == len(words))


def nearest(word: str, names: Mapping[str, Sequence[int]]) -> list[str]:
    """Names of the same length with one character changed."""
    alike = [name for name in names if len(name) == len(word) and (name[0] == word[0] or name[1:] == word[1:])]
    return [str(found[0]) for found in process.extract(word, alike, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)]
