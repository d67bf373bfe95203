"""The knowledge rows as flat arrays: which features lead to which row, how telling each is, the phrases of each row."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from nlu.labels.terms import Row
from nlu.search.background import heard
from nlu.search.grams import pair_sounds, pairs
from nlu.search.postings import Floats, Integers, Postings, rarity, spread, starts_of

FIELD_WEIGHTS = {"subjects": 0.9, "signs": 1.0, "terms": 0.7, "test": 0.7}
MARKED_WEIGHTS = {"'": 0.5, "~": 0.8}  # of a lone character, and of a pair of syllables, beside a pair of characters
BACKGROUND_SHARE = 2.0
CHATTER = 3
PAIRS_KEPT = 4096

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Tables:
    """Phrases of row r: `row_starts[r]` to `row_starts[r + 1]`; their features: `tokens[token_starts[p]:…]`."""

    features: tuple[str, ...]
    rows: Postings
    rarity: Floats  # how telling each feature is
    row_starts: Rows
    token_starts: Rows
    tokens: Integers
    norms: Floats  # of each phrase, so that a long one counts no more than a short one
    chatter: frozenset[str]  # pairs that no row knows but several everyday messages have

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Features by name."""
        return {feature: number for number, feature in enumerate(self.features)}

    @cached_property
    def weights(self) -> Floats:
        """What meeting a feature counts."""
        return weights_of(self.rarity, self.features)

    @cached_property
    def _weighted(self) -> Floats:
        """What each posting of the rows adds to its row's score."""
        return np.asarray(self.rows.weights.astype(np.float32) * self.weights.repeat(self.rows.frequency()))

    @cached_property
    def _own(self) -> threading.local:
        return threading.local()

    def _scratch(self) -> NDArray[np.bool_]:
        """A mark for every feature, one array for each thread: whoever uses it leaves none set."""
        if not hasattr(self._own, "marks"):
            self._own.marks = np.zeros(len(self.features), dtype=bool)
        marks: NDArray[np.bool_] = self._own.marks
        return marks

    @cached_property
    def _lone(self) -> dict[str, int]:
        """Features that are single characters, by character."""
        return _lone_of(self.number_of)

    def known(self, text: str) -> list[int]:
        """The features of a text, each once; a pair that no row has counts by its sound (里子 for 李子)."""
        return self.known_of(pairs(text), text)

    def known_of(self, said: Sequence[str], text: str) -> list[int]:
        """The same where the pairs of the text are at hand."""
        heard = self._heard
        numbers = [found if (found := heard.get(pair)) is not None else self._hear(pair) for pair in said]
        return _known(numbers, text, self._lone)

    @cached_property
    def _heard(self) -> dict[str, tuple[int, ...]]:
        """The features of pairs heard of late: the same ones come again and again."""
        return {}

    def _hear(self, pair: str) -> tuple[int, ...]:
        if len(self._heard) >= PAIRS_KEPT:
            self._heard.clear()
        found = self._heard[pair] = _heard_as(pair, self.number_of, self.chatter)
        return found

    def score(self, features: Sequence[int] | Rows) -> NDArray[np.float64]:
        """How far each row as a whole has these features."""
        return self.rows.sums(features, self._weighted)

    def best_phrases(self, features: Rows, rows: Rows) -> NDArray[np.float64]:
        """For each of these rows how far its best phrase has the features: scattered pairs say less."""
        first, last = self.row_starts[rows], self.row_starts[rows + 1]
        counts = last - first  # never nought: a row has a test, be it empty
        phrases = spread(first, counts)
        ends = (self.token_starts[phrases + 1] - self.token_starts[phrases]).cumsum()
        stretches = zip(self.token_starts[first].tolist(), self.token_starts[last].tolist(), strict=True)
        tokens = np.concatenate([self.tokens[begin:end] for begin, end in stretches])
        marks = self._scratch()
        marks[features] = True
        met = marks[tokens].nonzero()[0]
        marks[features] = False
        weights = self.weights[tokens[met]]
        sums = np.bincount(ends.searchsorted(met, side="right"), weights, len(phrases)) * self.norms[phrases]
        return np.asarray(np.maximum.reduceat(sums, counts.cumsum() - counts), dtype=np.float64)


def compile_rows(rows: Sequence[Row], background: Sequence[str], usual_length: float | None = None) -> Tables:
    """`background` are everyday messages: what many of them share (请老师来讲, 怎么办) tells nothing.

    `usual_length` is in features for each row; without it, the mean of these rows.
    """
    vocabulary: dict[str, int] = {}
    kept: dict[str, list[int]] = {}

    def features_of(phrase: str) -> list[int]:
        found = kept.get(phrase)
        if found is None:
            features = dict.fromkeys(heard(phrase))
            found = kept[phrase] = [vocabulary.setdefault(one, len(vocabulary)) for one in features]
        return found

    postings = _whole_rows(rows, features_of, vocabulary, usual_length)
    counts = Counter(pair for text in background for pair in set(pairs(text)))
    chatter = frozenset(pair for pair, count in counts.items() if count >= CHATTER and pair not in vocabulary)
    lone = _lone_of(vocabulary)
    spoken = [_known((_heard_as(pair, vocabulary, chatter) for pair in pairs(text)), text, lone) for text in background]
    telling = _telling(postings, len(rows), spoken)
    phrases = [[features_of(phrase) for phrase in (*row.signs, *row.terms, row.test)] for row in rows]
    flat = [tokens for row in phrases for tokens in row]
    weights = weights_of(telling, vocabulary)
    whole = [float(weights[tokens].sum()) or 1.0 for tokens in flat]
    return Tables(
        features=tuple(vocabulary),
        rows=postings,
        rarity=telling,
        row_starts=starts_of(np.array([len(row) for row in phrases])),
        token_starts=starts_of(np.array([len(tokens) for tokens in flat])),
        tokens=np.array([token for tokens in flat for token in tokens], dtype=np.int32),
        norms=np.array(whole, dtype=np.float32) ** np.float32(-0.5),
        chatter=chatter,
    )


def _lone_of(vocabulary: Mapping[str, int]) -> dict[str, int]:
    return {feature[1:]: number for feature, number in vocabulary.items() if feature[0] == "'"}


def _heard_as(pair: str, vocabulary: Mapping[str, int], chatter: frozenset[str]) -> tuple[int, ...]:
    """The features that a pair counts for."""
    if (number := vocabulary.get(pair)) is not None:
        return (number,)
    if pair in chatter:
        return ()
    return tuple(found for one in pair_sounds(pair) if (found := vocabulary.get(one)) is not None)


def _known(pairs_heard: Iterable[tuple[int, ...]], text: str, lone: Mapping[str, int]) -> list[int]:
    """The features of a text, each once, from those of its pairs."""
    known = set(chain.from_iterable(pairs_heard))
    known.update([number for number in map(lone.get, text) if number is not None])
    return list(known)


def _whole_rows(
    rows: Sequence[Row],
    features_of: Callable[[str], list[int]],
    vocabulary: Mapping[str, int],
    usual_length: float | None,
) -> Postings:
    """Every row as one document, a long one a little lighter."""
    features: list[int] = []
    weights: list[float] = []
    lengths = []
    for row in rows:
        found: dict[int, float] = {}
        cells = {"subjects": row.subjects, "signs": row.signs, "terms": row.terms, "test": (row.test,)}
        for name, phrases in cells.items():
            for phrase in phrases:
                for number in features_of(phrase):
                    found[number] = max(found.get(number, 0.0), FIELD_WEIGHTS[name])
        features += found
        weights += found.values()
        lengths.append(len(found))
    scale = 1 / (0.75 + 0.25 * np.array(lengths) / (usual_length or np.mean(lengths)))
    return Postings.build(
        np.array(features, dtype=np.int32),
        np.repeat(np.arange(len(rows), dtype=np.int32), lengths),
        np.asarray(np.array(weights) * np.repeat(scale, lengths), dtype=np.float32),
        len(vocabulary),
        len(rows),
    )


def _telling(postings: Postings, row_count: int, background: Sequence[list[int]]) -> Floats:
    """How telling each feature is: rare among the rows and rare among everyday messages."""
    shares = postings.frequency() / max(1, row_count)
    spoken = np.array([number for known in background for number in known], dtype=np.int64)
    counts = np.bincount(spoken, minlength=len(shares))
    shares = np.maximum(shares, BACKGROUND_SHARE * counts / max(1, len(background)))
    return rarity(shares * row_count, row_count)


def weights_of(telling: Floats, features: Iterable[str]) -> Floats:
    """What meeting each feature counts."""
    scale = np.array([MARKED_WEIGHTS.get(feature[0], 1.0) for feature in features], dtype=np.float32)
    return np.asarray(telling * scale, dtype=np.float32)
