"""The smallest pieces of a time phrase (下周三, 上午, 九点半, 三天内), found by one pattern over the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nlu.times.patterns import LEADS, NUMERAL_CHARS, NUMERIC, PATTERNS
from nlu.times.words import words

TRADITIONAL = str.maketrans(
    "點週後號兩鐘內個時間禮過這農曆臘陰舊閏節慶國紅陽", "点周后号两钟内个时间礼过这农历腊阴旧闰节庆国红阳"
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece found; `kind` is a key of `PATTERNS`, `pieces` its named parts."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    def piece(self, name: str) -> str | None:
        value: str | None = self.match.group(f"{self.kind}_{name}")
        return value


@cache
def _pattern() -> re.Pattern[str]:
    body = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items())
    begins = {word[0] for kind in ("day", "part", "festival", "loose_term") for word in words(kind)}
    return re.compile(f"(?=[{''.join(sorted(LEADS | begins))}])(?:{body})")


def normalise(text: str) -> str:
    """The same text, character for character, in simplified characters and half-width figures."""
    return text.translate(TRADITIONAL | FULL_WIDTH)


def find_atoms(text: str) -> Iterator[Atom]:
    """The pieces from left to right; none starts inside a longer number."""
    search, position, before = _pattern().search, 0, 0
    while match := search(text, position):
        kind = match.lastgroup or ""
        if _is_inside_number(text, match.start(), kind, before) or match.end() == match.start():
            position = match.start() + 1
            continue
        position = before = match.end()
        yield Atom(kind, match.start(), match.end(), match)


def _is_inside_number(text: str, start: int, kind: str, before: int) -> bool:
    if kind not in NUMERIC or start == 0 or start == before:
        return False
    previous = text[start - 1]
    if previous in ".．:：/" and start > 1 and text[start - 2].isdigit():
        return True
    return previous in NUMERAL_CHARS or (previous.isascii() and previous.isalpha())
