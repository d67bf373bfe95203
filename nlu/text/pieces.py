"""One look at a text on behalf of all tables: which of the pieces that they wait for stand in it, and where.

Dozens of tables (names of places, phrases of knowledge, rules) have nothing to say about most messages. Each names the
pieces (characters, and pairs of neighbours) without which it has nothing to say, and a text's pieces are looked up for
all tables at once: rules as bits of one number, phrases as the places where they may begin.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import count
from operator import add

Lengths = tuple[int, ...]
Entry = tuple[int, tuple[tuple[int, Lengths], ...]]  # the gates that a pair opens; tables of phrases, with what to try
_PAIRS: dict[str, Entry] = {}
_CHARACTERS: dict[str, int] = {}  # the gates that a character opens
_SHARED: dict[Entry, Entry] = {}  # one of each, for most pairs have the same few
_TAKEN: dict[int, int] = {}  # for each table of gates its first bit and one past its last
_NUMBERS = count()
_NONE: Entry = (0, ())


class Gates:
    """Gates by number, each opened by any of its pieces; they are forgotten with the table that asks."""

    __slots__ = ("__weakref__", "_all", "_bits", "_first")

    def __init__(self, choices: Sequence[Collection[str]]) -> None:
        """The pieces of each gate: characters and pairs of characters."""
        self._first = max(_TAKEN.values(), default=0)
        self._all = (1 << len(choices)) - 1
        self._bits = self._all << self._first
        _TAKEN[self._first] = self._first + max(1, len(choices))
        opened: dict[str, int] = {}
        for number, choice in enumerate(choices):
            for piece in choice:
                opened[piece] = opened.get(piece, 0) | 1 << number
        for piece, bits in opened.items():
            _open(piece, bits << self._first)
        _glance.cache_clear()
        weakref.finalize(self, _close, tuple(opened), self._first, self._all).atexit = False

    def open(self, text: str) -> int:
        """The gates that the text opens, as bits."""
        return _glance(text)[0] >> self._first & self._all

    def are_all_open(self, text: str) -> bool:
        """Whether the text opens every one of them."""
        return _glance(text)[0] & self._bits == self._bits


class Watch:
    """What a table of phrases waits for: the pairs of characters that its phrases begin with."""

    __slots__ = ("__weakref__", "_number")

    def __init__(self, pairs: Mapping[str, Lengths]) -> None:
        """Pairs of characters with the lengths of the phrases that begin with them."""
        self._number = number = next(_NUMBERS)
        for pair, lengths in pairs.items():
            bits, watches = _PAIRS.get(pair, _NONE)
            _set(pair, bits, (*watches, (number, lengths)))
        _glance.cache_clear()
        weakref.finalize(self, _leave, tuple(pairs), number).atexit = False

    def starts(self, text: str) -> Sequence[tuple[int, Lengths]]:
        """Where the pairs begin in the text, in order, each with the lengths to try."""
        return _glance(text)[1].get(self._number, ())


def _open(piece: str, bits: int) -> None:
    if len(piece) == 1:
        _CHARACTERS[piece] = _CHARACTERS.get(piece, 0) | bits
    else:
        before, watches = _PAIRS.get(piece, _NONE)
        _set(piece, before | bits, watches)


def _close(pieces: Collection[str], first: int, every: int) -> None:
    kept = ~(every << first)
    for piece in pieces:
        if len(piece) == 2:
            bits, watches = _PAIRS[piece]
            _set(piece, bits & kept, watches)
        elif left := _CHARACTERS[piece] & kept:
            _CHARACTERS[piece] = left
        else:
            del _CHARACTERS[piece]
    del _TAKEN[first]
    _glance.cache_clear()


def _leave(pairs: Collection[str], number: int) -> None:
    for pair in pairs:
        bits, watches = _PAIRS[pair]
        _set(pair, bits, tuple(watch for watch in watches if watch[0] != number))
    _glance.cache_clear()


def _set(pair: str, bits: int, watches: tuple[tuple[int, Lengths], ...]) -> None:
    if bits or watches:
        entry = (bits, watches)
        _PAIRS[pair] = _SHARED.setdefault(entry, entry)
    else:
        del _PAIRS[pair]


@lru_cache(maxsize=4)
def _glance(text: str) -> tuple[int, dict[int, list[tuple[int, Lengths]]]]:
    """The gates that the text opens, and for each table of phrases the places where one may begin."""
    opened = 0
    starts: dict[int, list[tuple[int, Lengths]]] = {}
    characters = list(text)
    for start, entry in enumerate(map(_PAIRS.get, map(add, characters, characters[1:]))):
        if entry is not None:
            bits, watches = entry
            opened |= bits
            for number, lengths in watches:
                if number in starts:
                    starts[number].append((start, lengths))
                else:
                    starts[number] = [(start, lengths)]
    for gates in map(_CHARACTERS.get, characters):
        if gates is not None:
            opened |= gates
    return opened, starts
