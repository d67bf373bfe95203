"""A dictionary that finds its phrases inside a text: one pass, longest phrase first, no segmentation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Payload = TypeVar("Payload")


class PhraseMatcher(Generic[Payload]):
    """Phrases of at least two characters, each with what it stands for; built once, then only read."""

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        buckets: dict[str, list[tuple[str, Payload]]] = defaultdict(list)
        for phrase, payload in entries:
            if len(phrase) >= 2:
                buckets[phrase[:2]].append((phrase, payload))
        self._buckets = {
            head: tuple(sorted(bucket, key=lambda entry: (-len(entry[0]), entry[0])))
            for head, bucket in buckets.items()
        }

    def find(self, text: str) -> Iterator[tuple[int, str, Payload]]:
        """Every (start, phrase, payload), left to right; a phrase wholly inside an earlier one is left out."""
        buckets = self._buckets
        end = 0
        for start in range(len(text) - 1):
            bucket = buckets.get(text[start : start + 2])
            if bucket is None:
                continue
            for phrase, payload in bucket:
                if text.startswith(phrase, start):
                    if start + len(phrase) > end:
                        end = start + len(phrase)
                        yield start, phrase, payload
                    break
