"""What our search is measured against: plain BM25 over pairs of characters, and rapidfuzz over every profile."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from nlu.search.grams import pairs
from nlu.search.query import ProfileLike

K1, B = 1.5, 0.75
Ranking = list[tuple[int, float]]


def profile_text(profile: ProfileLike) -> str:
    """All that is written of an expert, in one string."""
    parts = [*profile.skills, *profile.fields, profile.title, profile.unit, profile.profile]
    return " ".join(part for part in parts if part)


class PlainBM25:
    """Okapi BM25 over pairs of characters, on NumPy."""

    def __init__(self, profiles: Sequence[ProfileLike]) -> None:
        self._ids = [profile.id for profile in profiles]
        counts = [Counter(pairs(profile_text(profile))) for profile in profiles]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        scale = K1 * (1 - B + B * lengths / lengths.mean())
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for pair, repeats in count.items():
                postings[pair].append((number, repeats))
        self._postings: dict[str, tuple[Any, Any]] = {}
        for pair, found in postings.items():
            carriers = np.array([number for number, _ in found])
            times = np.array([count for _, count in found], dtype=np.float32)
            rarity = math.log(1 + (len(profiles) - len(found) + 0.5) / (len(found) + 0.5))
            self._postings[pair] = (carriers, rarity * times * (K1 + 1) / (times + scale[carriers]))

    def search(self, text: str, limit: int) -> Ranking:
        """The best experts with their scores."""
        scores = np.zeros(len(self._ids), dtype=np.float32)
        for pair in set(pairs(text)):
            if pair in self._postings:
                documents, weights = self._postings[pair]
                scores[documents] += weights
        best = np.argpartition(-scores, min(limit, len(scores) - 1))[:limit]
        order = best[np.argsort(-scores[best], kind="stable")]
        return [(self._ids[at], float(scores[at])) for at in order if scores[at] > 0]


class BruteForce:
    """rapidfuzz's token-set ratio over pairs of characters against every profile."""

    def __init__(self, profiles: Sequence[ProfileLike]) -> None:
        self._ids = [profile.id for profile in profiles]
        self._texts = [" ".join(pairs(profile_text(profile))) for profile in profiles]

    def search(self, text: str, limit: int) -> Ranking:
        """The best experts with their scores."""
        query = " ".join(pairs(text))
        found = process.extract(query, self._texts, scorer=fuzz.token_set_ratio, limit=limit)
        return [(self._ids[at], score / 100) for _, score, at in found]
