"""The profiles of a few candidates laid open side by side: which of their parts have which features of a need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.search.postings import Floats, spread
from nlu.search.shelf import PART, Shelf

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """Features that are asked for, each with the phrases that have it: known feature k's are `first[k]` and on.

    Entry e says that feature k is `shares[e]` of phrase `numbers[e]`; there are `counts[k]` of them.
    """

    count: int  # of phrases
    known: Numbers
    first: Numbers
    counts: Numbers
    numbers: Numbers
    shares: Floats

    @classmethod
    def of(cls, parts: Sequence[bytes]) -> Asked:
        """From the parts of each phrase in their order, as `Shelf.parts_of` has them."""
        flat = np.frombuffer(b"".join(parts), PART)
        numbers = np.arange(len(parts)).repeat([len(part) // PART.itemsize for part in parts])
        features = flat["feature"].astype(np.int64)
        order = features.argsort(kind="stable")
        features = features[order]
        first = _begins(features).nonzero()[0]
        counts = np.empty(len(first), dtype=np.int64)
        np.subtract(first[1:], first[:-1], out=counts[:-1])
        counts[-1:] = len(features) - first[-1:]
        return cls(len(parts), features[first], first, counts, numbers[order], flat["share"][order])


class Met(NamedTuple):
    """Part h, which has any of what is asked, has of phrase p the share `cover[h, p]`; where it stands, whose it is."""

    segments: Numbers
    owners: Numbers
    sorts: NDArray[np.int8]
    cover: NDArray[np.float64]

    def of_phrases(self, first: int, last: int) -> Met:
        """What there is of some phrases, numbered from 0."""
        return Met(self.segments, self.owners, self.sorts, self.cover[:, first:last])


class Opened(NamedTuple):
    """Candidate c is row `rows[c]`; part s is segment `segments[s]`, of candidate `owners[s]`, to token `ends[s]`."""

    shelf: Shelf
    rows: Numbers
    segments: Numbers
    owners: Numbers
    ends: Numbers
    tokens: NDArray[np.int32]

    @classmethod
    def of(cls, shelf: Shelf, rows: Numbers) -> Opened:
        """The profiles of these rows of a shelf."""
        first, last = shelf.segment_starts[rows], shelf.segment_starts[rows + 1]
        counts = last - first
        segments = spread(first, counts)
        begins = shelf.token_starts[first]
        tokens = shelf.tokens[spread(begins, shelf.token_starts[last] - begins)]
        ends = (shelf.token_starts[segments + 1] - shelf.token_starts[segments]).cumsum()
        return cls(shelf, rows, segments, np.arange(len(rows)).repeat(counts), ends, tokens)

    def meet(self, asked: Asked) -> Met:
        """Which parts have how much of which phrases."""
        places = np.full(len(self.shelf.vocabulary) + 1, -1, dtype=np.int32)
        places[asked.known] = np.arange(len(asked.known))
        place = places[self.tokens]
        met = (place >= 0).nonzero()[0]
        place = place[met]
        parts = self.ends.searchsorted(met, side="right")  # in order, for so are the tokens
        begins = _begins(parts)
        holders = parts[begins]
        counts = asked.counts[place]
        entries = spread(asked.first[place], counts)
        cells = (begins.cumsum() * asked.count - asked.count).repeat(counts)
        cells += asked.numbers[entries]
        sums = np.bincount(cells, asked.shares[entries], len(holders) * asked.count)
        cover = np.asarray(sums, dtype=np.float64).reshape(len(holders), asked.count)
        segments = self.segments[holders]
        return Met(segments, self.owners[holders], self.shelf.sorts[segments], cover)


def _begins(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where another number begins."""
    found = np.empty(len(ordered), dtype=bool)
    found[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], found[1:])
    return found
