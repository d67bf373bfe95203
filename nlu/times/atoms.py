"""The smallest pieces of a time phrase (下周三, 上午, 九点半, 三天内), found by patterns in their precedence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from nlu.text.guarded import Possible
from nlu.text.patterns import lazy_regex
from nlu.times.patterns import LEADS, NUMERAL_CHARS, NUMERIC, PATTERNS
from nlu.times.words import words

TRADITIONAL = str.maketrans(
    "點週後號兩鐘內個時間禮過這農曆臘陰舊閏節慶國紅陽", "点周后号两钟内个时间礼过这农历腊阴旧闰节庆国红阳"
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")
PLAIN = TRADITIONAL | FULL_WIDTH
_OTHERWISE = lazy_regex(f"[{re.escape(''.join(map(chr, PLAIN)))}]")
Search = Callable[..., re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece found; `kind` is a key of `PATTERNS`, `pieces` its named parts."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    def piece(self, name: str) -> str | None:
        """What the named part of the pattern caught, or None."""
        value: str | None = self.match.group(f"{self.kind}_{name}")
        return value


class _Finders:
    """The patterns one by one, in their precedence: most messages could match none of them, few more than two."""

    def __init__(self) -> None:
        begins = {word[0] for kind in ("day", "part", "festival", "loose_term") for word in words(kind)}
        lead = f"(?=[{''.join(sorted(LEADS | begins))}])"
        self._searches = [(kind, re.compile(f"{lead}(?:{pattern})").search) for kind, pattern in PATTERNS.items()]
        self._possible = Possible(PATTERNS.values())

    def for_text(self, text: str) -> list[tuple[str, Search]]:
        """The kinds that the text could hold, with their searches."""
        return [self._searches[number] for number in self._possible.numbers(text)]


@cache
def _finders() -> _Finders:
    return _Finders()


def normalise(text: str) -> str:
    """The same text, character for character, in simplified characters and half-width figures."""
    return text if _OTHERWISE.search(text) is None else text.translate(PLAIN)


def find_atoms(text: str) -> Iterator[Atom]:
    """The pieces from left to right; none starts inside a longer number."""
    found = ((kind, search, search(text)) for kind, search in _finders().for_text(text))
    waiting = [(kind, search, match) for kind, search, match in found if match]
    position = before = 0
    while waiting:
        kind, _, match = min(waiting, key=_begin)  # of those that begin together the first
        if _is_inside_number(text, match.start(), kind, before) or match.end() == match.start():
            position = match.start() + 1
        else:
            position = before = match.end()
            yield Atom(kind, match.start(), match.end(), match)
        waiting = [
            (kind, search, later)
            for kind, search, match in waiting
            if (later := match if match.start() >= position else search(text, position))
        ]


def _begin(entry: tuple[str, Search, re.Match[str]]) -> int:
    return entry[2].start()


def _is_inside_number(text: str, start: int, kind: str, before: int) -> bool:
    if kind not in NUMERIC or start == 0 or start == before:
        return False
    previous = text[start - 1]
    if previous in ".．:：/" and start > 1 and text[start - 2].isdigit():
        return True
    return previous in NUMERAL_CHARS or (previous.isascii() and previous.isalpha())
