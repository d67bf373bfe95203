"""A dictionary that finds its phrases inside a text: one pass, longest phrase first, no segmentation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import add
from typing import Generic, TypeVar

from nlu.text.pieces import Lengths, Watch

Payload = TypeVar("Payload")


class PhraseMatcher(Generic[Payload]):
    """Phrases of at least two characters, each with what it stands for (never None); built once, then only read."""

    def __init__(self, entries: Iterable[tuple[str, Payload]], *, is_watching: bool = False) -> None:
        """`is_watching`: for a table that lasts and reads every message (see `nlu.text.pieces`)."""
        self._entries: dict[str, Payload] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase, payload in entries:
            if len(phrase) >= 2:
                self._entries.setdefault(phrase, payload)
                lengths[phrase[:2]].add(len(phrase))
        self._lengths: dict[str, Lengths] = {}
        self._watch: Watch | None = None
        found = {head: tuple(sorted(tried, reverse=True)) for head, tried in lengths.items()}
        if is_watching:
            self._watch = Watch(found)
        else:
            self._lengths = found

    def find(self, text: str) -> list[tuple[int, str, Payload]]:
        """Every (start, phrase, payload), left to right; a phrase wholly inside an earlier one is left out."""
        entries, end, found = self._entries, 0, []
        for start, lengths in self._heads(text):
            for length in lengths:
                if start + length <= end:  # this one and the shorter ones lie inside what was found
                    break
                phrase = text[start : start + length]
                payload = entries.get(phrase)
                if payload is not None:
                    if start + len(phrase) > end:  # the end of the text may have cut it short
                        end = start + len(phrase)
                        found.append((start, phrase, payload))
                    break
        return found

    def _heads(self, text: str) -> Sequence[tuple[int, Lengths]]:
        """Where a phrase may begin, with the lengths to try."""
        if self._watch is not None:
            return self._watch.starts(text)
        pairs = enumerate(map(self._lengths.get, map(add, text, text[1:])))
        return [(start, found) for start, found in pairs if found is not None]
