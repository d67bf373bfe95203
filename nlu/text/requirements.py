"""What a pattern cannot do without: read from its syntax tree as sets of characters and pairs of characters.

Whatever the pattern matches holds at least one piece of each set. The stretches of a pattern that stand for a few
strings only are written out, and each string gives a pair of its characters: 我的?(?:爸|妈)爸 needs 爸爸 or 妈爸.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from importlib import import_module
from itertools import pairwise
from operator import or_
from typing import Any

Strings = frozenset[str]
Needs = tuple[Strings, ...]
Tokens = Iterable[tuple[Any, Any]]
MOST_STRINGS = 200  # that a stretch is written out to
COMMON, FREQUENT = 8, 60  # a character is met so many times as often as a pair, one of every other message
EVERYDAY = frozenset("的了是我你们不有在人个家请年上头下天到一和来大想要么这那怎")
WIDEST = 480  # a choice that costs more says too little to be worth a look
_PARSER: Any = import_module("re._parser")
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_WIDTHLESS = frozenset(("AT", "ASSERT", "ASSERT_NOT"))
_EMPTY: Strings = frozenset(("",))


def needs(pattern: str) -> Needs:
    """Sets of pieces, of each of which at least one stands in whatever the pattern matches; the most telling first."""
    tree = _PARSER.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return ()
    found = sorted(set(_of_sequence(tree)), key=_rank)
    return tuple(choice for choice in found if _cost(choice) <= WIDEST)


def _cost(choice: Strings) -> int:
    return sum(1 if len(piece) == 2 else FREQUENT if piece in EVERYDAY else COMMON for piece in choice)


def _rank(choice: Strings) -> tuple[int, list[str]]:
    return _cost(choice), sorted(choice)


def _of_sequence(tokens: Tokens) -> list[Strings]:
    """The needs of what follows one upon the other; a stretch runs as far as it can be written out."""
    found: list[Strings] = []
    stretch = _EMPTY
    for token, value in tokens:
        if str(token) == "ASSERT":  # what is looked at before or behind stands in the text too
            found += _of_sequence(value[1])
        strings = _written_out(str(token), value)
        longer = None if strings is None else _product((stretch, strings))
        if longer is not None:
            stretch = longer
            continue
        found += _of_stretch(stretch)
        stretch = strings or _EMPTY
        if strings is None:
            found += _of_token(str(token), value)
    return found + _of_stretch(stretch)


def _of_stretch(strings: Strings) -> list[Strings]:
    """One piece of each string, told apart from everyday talk and shared with others where that is possible.

    Nothing where a string may be empty.
    """
    if "" in strings:
        return []
    shared = Counter(pair for string in strings for pair in {first + second for first, second in pairwise(string)})
    return [frozenset(_piece(string, shared) for string in strings)]


def _piece(string: str, shared: Counter[str]) -> str:
    pairs = [first + second for first, second in pairwise(string)]
    return max(pairs, key=lambda pair: (not EVERYDAY.issuperset(pair), shared[pair], pair), default=string)


def _of_token(token: str, value: Any) -> list[Strings]:
    """The needs of what cannot be written out."""
    if token == "SUBPATTERN":
        return _of_sequence(value[-1]) if not value[1] else []
    if token == "ATOMIC_GROUP":
        return _of_sequence(value)
    if token in _REPEATS:
        return _of_sequence(value[2]) if value[0] else []
    if token == "BRANCH":
        branches = [_of_sequence(branch) for branch in value[1]]
        return [reduce(or_, (min(branch, key=_rank) for branch in branches))] if all(branches) else []
    return []


def _written_out(token: str, value: Any) -> Strings | None:
    """All strings that a token can match, None where they are too many."""
    if token == "LITERAL":
        return frozenset(chr(value))
    if token in _WIDTHLESS:
        return _EMPTY
    if token == "IN":
        return _of_set(value)
    if token == "SUBPATTERN":
        return _all_of(value[-1]) if not value[1] else None
    if token in _REPEATS:
        return _repeated(value)
    if token == "BRANCH":
        branches = [_all_of(branch) for branch in value[1]]
        whole = [branch for branch in branches if branch is not None]
        return _bounded(reduce(or_, whole)) if len(whole) == len(branches) else None
    return None


def _repeated(value: Any) -> Strings | None:
    least, most, tokens = value
    strings = _all_of(tokens) if most <= 3 else None
    if strings is None:
        return None
    found: Strings = frozenset()
    for count in range(least, most + 1):
        product = _product([strings] * count)
        if product is None:
            return None
        found |= product
    return _bounded(found)


def _all_of(tokens: Tokens) -> Strings | None:
    """All strings of a sequence."""
    strings = [_written_out(str(token), value) for token, value in tokens]
    whole = [one for one in strings if one is not None]
    return _product(whole) if len(whole) == len(strings) else None


def _product(parts: Sequence[Strings]) -> Strings | None:
    found = _EMPTY
    for strings in parts:
        if len(found) * len(strings) > MOST_STRINGS:
            return None
        found = frozenset(first + second for first in found for second in strings)
    return found


def _bounded(strings: Strings) -> Strings | None:
    return strings if len(strings) <= MOST_STRINGS else None


def _of_set(value: Any) -> Strings | None:
    found: set[str] = set()
    for kind, content in value:
        if str(kind) == "LITERAL":
            found.add(chr(content))
        elif str(kind) == "RANGE" and content[1] - content[0] < MOST_STRINGS:
            found.update(map(chr, range(content[0], content[1] + 1)))
        else:
            return None
    return _bounded(frozenset(found))


def last_characters(pattern: str) -> frozenset[str]:
    """The characters of which one ends whatever the pattern matches, where that is not nothing."""
    return _ends_of(_PARSER.parse(pattern))[0]


def _ends_of(tokens: Sequence[tuple[Any, Any]]) -> tuple[Strings, bool]:
    """The last characters of a sequence, and whether it can match nothing at all."""
    found: Strings = frozenset()
    for token, value in reversed(tokens):
        ends, is_open = _ends_of_token(str(token), value)
        found |= ends
        if not is_open:
            return found, False
    return found, True


def _ends_of_token(token: str, value: Any) -> tuple[Strings, bool]:
    if token in _WIDTHLESS:
        return frozenset(), True
    if token == "SUBPATTERN":
        return _ends_of(value[-1])
    if token in _REPEATS:
        ends, is_open = _ends_of(value[2])
        return ends, is_open or not value[0]
    if token == "BRANCH":
        branches = [_ends_of(branch) for branch in value[1]]
        return reduce(or_, (ends for ends, _ in branches)), any(is_open for _, is_open in branches)
    strings = _written_out(token, value)
    if strings is None:
        raise ValueError(f"too many characters may stand for {token}")
    return strings, False
