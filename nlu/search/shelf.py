"""Profiles in flat arrays (segments, features, texts): what a snapshot keeps on disk and maps at the next start."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nlu.search.grams import pairs, phrase_pairs
from nlu.search.postings import Floats, Postings, rarity, starts_of
from nlu.search.query import ProfileLike

SKILL, FIELD, TITLE, PROFILE, UNIT, TOLD, WORKPLACE = range(7)  # TOLD and WORKPLACE: of one who lists no skills
SORT_WEIGHTS = np.array([1.0, 0.8, 0.5, 0.6, 0.4, 0.95, 0.8], dtype=np.float32)  # how much a meeting there counts
_TELLS = {SKILL: 1.0, FIELD: 0.0, TITLE: 0.0, PROFILE: 0.4, UNIT: 0.0, TOLD: 0.4, WORKPLACE: 0.0}
TELLS = np.array([_TELLS[sort] for sort in sorted(_TELLS)], dtype=np.float32)
MUCH = 30.0  # features in skills and sentences from which a profile tells much
LONGEST_PROFILE, LONGEST_TOLD = 400, 1200
PHRASES_KEPT = 8192
_SENTENCE_MARKS = str.maketrans(dict.fromkeys("，。；、！？;,!?\n\t", "\n"))


# A phrase in the features of a shelf: each feature that it has, with the share of it that the feature makes up.
PART = np.dtype([("feature", np.int32), ("share", np.float32)])


@dataclass(frozen=True)
class Shelf:
    """Experts ordered by id. Segment s is `blob[text_starts[s]:text_starts[s + 1]]`, of expert row `owners[s]`."""

    ids: NDArray[np.int64]
    bases: NDArray[np.int32]
    base_names: tuple[str, ...]
    names: tuple[str, ...]
    segment_starts: NDArray[np.int64]  # of each expert's segments
    owners: NDArray[np.int32]
    sorts: NDArray[np.int8]
    token_starts: NDArray[np.int64]  # of each segment's features
    tokens: NDArray[np.int32]
    text_starts: NDArray[np.int64]
    blob: NDArray[np.uint8]
    vocabulary: dict[str, int]
    reference: Shelf | None = None  # a larger shelf that says how telling a feature is

    @cached_property
    def postings(self) -> Postings:
        """Features to experts, the segments' sorts as weights, long profiles a little lighter."""
        lengths = np.diff(self.token_starts)
        owners = np.repeat(self.owners, lengths)
        per_expert = np.bincount(owners, minlength=len(self.ids)).astype(np.float32)
        scale = 1 / (0.75 + 0.25 * per_expert / max(1.0, float(per_expert.mean()) if len(per_expert) else 1.0))
        weights = np.repeat(SORT_WEIGHTS[self.sorts], lengths) * scale[owners]
        return Postings.build(self.tokens, owners, weights.astype(np.float32), len(self.vocabulary), len(self.ids))

    @cached_property
    def told(self) -> Floats:
        """For each expert 0 to 1: how much the profile tells in skills and sentences."""
        lengths = np.diff(self.token_starts) * TELLS[self.sorts]
        whole = np.bincount(self.owners, lengths, minlength=len(self.ids))
        return np.minimum(1.0, whole / MUCH).astype(np.float32)

    @cached_property
    def rarity(self) -> Floats:
        """How telling each feature is in this pool."""
        if self.reference is not None:
            return np.array([self.reference.weight_of(pair) for pair in self.vocabulary], dtype=np.float32)
        return rarity(self.postings.frequency(), len(self.ids))

    def weight_of(self, pair: str) -> float:
        """How telling a feature is; one that nobody in the pool has tells most."""
        if self.reference is not None:
            return self.reference.weight_of(pair)
        feature = self.vocabulary.get(pair)
        return float(self.rarity[feature]) if feature is not None else math.log1p(2.0 * len(self.ids) + 1)

    @cached_property
    def _parts(self) -> dict[str, bytes]:
        """Phrases come again and again."""
        return {}

    def parts_of(self, phrases: Iterable[str]) -> list[bytes]:
        """Each phrase as bytes of `PART`."""
        kept = self._parts
        return [found if (found := kept.get(phrase)) is not None else self._parts_anew(phrase) for phrase in phrases]

    def _parts_anew(self, phrase: str) -> bytes:
        weights = {pair: self.weight_of(pair) for pair in phrase_pairs(phrase)}
        whole = sum(weights.values()) or 1.0
        known = [(self.vocabulary[pair], weights[pair] / whole) for pair in weights if pair in self.vocabulary]
        if len(self._parts) >= PHRASES_KEPT:
            self._parts.clear()
        parts = self._parts[phrase] = np.array(known, dtype=PART).tobytes()
        return parts

    def text(self, segment: int) -> str:
        """The words of a segment."""
        return self.texts(np.array([segment]))[0]

    def texts(self, segments: NDArray[np.int64]) -> list[str]:
        """The words of many segments."""
        starts, ends = self.text_starts[segments].tolist(), self.text_starts[segments + 1].tolist()
        return [str(self._words[start:end], "utf-8") for start, end in zip(starts, ends, strict=True)]

    @cached_property
    def _words(self) -> memoryview:
        return self.blob.data

    @cached_property
    def features(self) -> tuple[str, ...]:
        """Features by number."""
        return tuple(self.vocabulary)

    def row_of(self, expert_id: int) -> int | None:
        """Where an expert stands, or None."""
        row = int(np.searchsorted(self.ids, expert_id))
        return row if row < len(self.ids) and self.ids[row] == expert_id else None

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Rows by name."""
        found: dict[str, list[int]] = {}
        for row, name in enumerate(self.names):
            found.setdefault(name, []).append(row)
        return found

    def profile(self, row: int) -> list[tuple[int, str]]:
        """The (sort, text) segments of an expert."""
        segments = range(int(self.segment_starts[row]), int(self.segment_starts[row + 1]))
        return [(int(self.sorts[segment]), self.text(segment)) for segment in segments]


def segments_of(profile: ProfileLike) -> list[tuple[int, str]]:
    """The parts of a profile that are compared each on its own; whoever lists no skills tells them elsewhere."""
    lists, tells = bool(profile.skills), bool(profile.profile.strip())
    found = [(SKILL, skill) for skill in profile.skills]
    found += [(FIELD, name) for name in profile.fields]
    found += [(TITLE, profile.title), (UNIT if lists or tells else WORKPLACE, profile.unit)]
    longest = LONGEST_PROFILE if lists else LONGEST_TOLD
    sentences = profile.profile[:longest].translate(_SENTENCE_MARKS).split("\n")
    found += [(PROFILE if lists else TOLD, sentence.strip()) for sentence in sentences]
    return [(sort, text) for sort, text in found if text]


def fill(profiles: Iterable[ProfileLike], reference: Shelf | None = None) -> Shelf:
    """A shelf of these experts; of doubles by id the last one counts."""
    chosen = {profile.id: profile for profile in profiles}
    entries = [
        (profile.id, profile.base, profile.name, segments_of(profile))
        for profile in sorted(chosen.values(), key=lambda one: one.id)
    ]
    return fill_entries(entries, reference)


def fill_entries(entries: list[tuple[int, str, str, list[tuple[int, str]]]], reference: Shelf | None = None) -> Shelf:
    """A shelf of (id, base, name, segments), ordered by id."""
    vocabulary: dict[str, int] = {}
    base_numbers: dict[str, int] = {}
    owners: list[int] = []
    sorts: list[int] = []
    token_counts: list[int] = []
    tokens: list[int] = []
    texts: list[bytes] = []
    cache: dict[str, list[int]] = {}
    for row, (_, base, _, segments) in enumerate(entries):
        base_numbers.setdefault(base, len(base_numbers))
        for sort, text in segments:
            found = cache.get(text)
            if found is None:
                found = cache[text] = [
                    vocabulary.setdefault(pair, len(vocabulary)) for pair in dict.fromkeys(pairs(text))
                ]
            owners.append(row)
            sorts.append(sort)
            token_counts.append(len(found))
            tokens.extend(found)
            texts.append(text.encode("utf-8"))
    return Shelf(
        ids=np.array([entry[0] for entry in entries], dtype=np.int64),
        bases=np.array([base_numbers[entry[1]] for entry in entries], dtype=np.int32),
        base_names=tuple(base_numbers),
        names=tuple(entry[2] for entry in entries),
        segment_starts=starts_of(np.bincount(np.array(owners, dtype=np.int64), minlength=len(entries))),
        owners=np.array(owners, dtype=np.int32),
        sorts=np.array(sorts, dtype=np.int8),
        token_starts=starts_of(np.array(token_counts, dtype=np.int64)),
        tokens=np.array(tokens, dtype=np.int32),
        text_starts=starts_of(np.array([len(text) for text in texts], dtype=np.int64)),
        blob=np.frombuffer(b"".join(texts), dtype=np.uint8),
        vocabulary=vocabulary,
        reference=reference,
    )
