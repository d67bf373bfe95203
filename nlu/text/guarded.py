"""Many alternatives searched at once, each only where pieces that it cannot do without stand in the text.

A pattern of a hundred alternatives tries each of them at every character of a message; that costs more than all other
reading. What an alternative needs is read from its own syntax tree, so nobody has to keep a second list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from nlu.text.patterns import lazy_regex
from nlu.text.pieces import Gates
from nlu.text.requirements import Strings, needs

Search = Callable[[str], re.Match[str] | None]
WIDEST_OTHER = 60  # pieces; what is met by more of them tells too little to be worth a gate


class Possible:
    """Patterns by number; a text is looked at once to see which of them it could match at all."""

    def __init__(self, patterns: Iterable[str]) -> None:
        wanted = [needs(pattern) for pattern in patterns]
        self._patterns = (1 << len(wanted)) - 1
        self._free = sum(1 << number for number, choices in enumerate(wanted) if not choices)
        gates: list[Strings] = [choices[0] if choices else frozenset() for choices in wanted]
        shared: dict[Strings, int] = {}  # further needs, behind the gates of the patterns; many have the same ones
        self._others = [0] * len(wanted)  # as bits
        for number, choices in enumerate(wanted):
            for choice in choices[1:]:
                if len(choice) <= WIDEST_OTHER:
                    self._others[number] |= 1 << len(wanted) + shared.setdefault(choice, len(shared))
        self._gates = Gates([*gates, *shared])

    def numbers(self, text: str) -> Sequence[int]:
        """Those whose needs the text meets, in their order."""
        opened = self._gates.open(text)
        waiting = opened & self._patterns | self._free
        if not waiting:
            return ()
        others, found = self._others, []
        while waiting:
            lowest = waiting & -waiting
            waiting ^= lowest
            number = lowest.bit_length() - 1
            if not others[number] & ~opened:
                found.append(number)
        return found


class Gated:
    """One pattern that is only tried where the pieces it cannot do without stand in the text."""

    def __init__(self, pattern: str) -> None:
        self.pattern = lazy_regex(pattern)
        wanted = needs(pattern)
        self._gates = Gates(wanted) if wanted else None

    def is_possible(self, text: str) -> bool:
        """Whether it could match anywhere."""
        return self._gates is None or self._gates.are_all_open(text)

    def search(self, text: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self.pattern.search(text) if self.is_possible(text) else None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """As of `re.Pattern`."""
        return self.pattern.finditer(text) if self.is_possible(text) else ()

    def sub(self, replacement: str, text: str) -> str:
        """As of `re.Pattern`."""
        return self.pattern.sub(replacement, text) if self.is_possible(text) else text


class AnyGated(Gated):
    """Many patterns as one, tried only where the text holds what some one of them cannot do without."""

    def __init__(self, patterns: Iterable[str]) -> None:
        parts = [part for pattern in patterns for part in split(pattern)]
        self.pattern = lazy_regex("|".join(f"(?:{part})" for part in parts))
        self._possible = Possible(parts)

    def is_possible(self, text: str) -> bool:
        """Whether any of them could match anywhere."""
        return bool(self._possible.numbers(text))


class Guarded:
    """Patterns in groups, each searched only where it is possible."""

    def __init__(self, groups: Iterable[tuple[str, Iterable[str]]]) -> None:
        named = [(name, text) for name, patterns in groups for pattern in patterns for text in split(pattern)]
        self._entries = [(name, _finder(text)) for name, text in named]
        self._possible = Possible(text for _, text in named)

    def found(self, text: str) -> Iterator[str]:
        """The groups found, in their order, each once."""
        latest = None
        for number in self._possible.numbers(text):
            name, search = self._entries[number]
            if name != latest and search(text):
                latest = name
                yield name

    def first(self, text: str) -> str | None:
        """The first group found."""
        for number in self._possible.numbers(text):
            name, search = self._entries[number]
            if search(text):
                return name
        return None

    def search(self, text: str) -> bool:
        """Whether any pattern of any group is found."""
        return self.first(text) is not None

    def begins(self, text: str) -> dict[str, int]:
        """Where the leftmost match of each group found begins, in the order of the groups."""
        begins: dict[str, int] = {}
        for number in self._possible.numbers(text):
            name, search = self._entries[number]
            found = search(text)
            if found is not None:
                begins[name] = min(begins.get(name, found.start()), found.start())
        return begins


def _finder(pattern: str) -> Search:
    """A pattern bound to the beginning is not tried anywhere else."""
    regex, is_bound = lazy_regex(pattern), pattern.startswith("^")

    def search(text: str) -> re.Match[str] | None:
        return regex.match(text) if is_bound else regex.search(text)

    return search


def split(pattern: str) -> list[str]:
    """The alternatives of a pattern at its outermost level."""
    found, depth, in_set, start, position = [], 0, False, 0, 0
    while position < len(pattern):
        sign = pattern[position]
        if sign == "\\":
            position += 1
        elif in_set:
            in_set = sign != "]"
        elif sign == "[":
            in_set = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            found.append(pattern[start:position])
            start = position + 1
        position += 1
    return [*found, pattern[start:]]
