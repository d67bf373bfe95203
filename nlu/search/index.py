"""The index that a process keeps over the pool: a large snapshot, a small overlay of changes, one search over both."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.search.grams import pairs
from nlu.search.knowledge import Expansion, Knowledge
from nlu.search.query import Hit, ProfileLike, QueryLike
from nlu.search.ranking import Calibration, measure
from nlu.search.shelf import Shelf, fill

FIT = 0.5  # below this relevance nobody fits
CANDIDATES = 96  # that are looked at closely
DIRECT_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Layer:
    """A shelf and which of its experts still count."""

    shelf: Shelf
    alive: NDArray[np.bool_]


class ExpertIndex:
    """Search over the pool; `update` and `remove` are seen by the next search and never block one."""

    def __init__(self, shelf: Shelf, knowledge: Knowledge, calibration: Calibration | None = None) -> None:
        self._knowledge = knowledge
        self._calibration = calibration or Calibration()
        self._layers: tuple[_Layer, ...] = (_Layer(shelf, np.ones(len(shelf.ids), dtype=bool)),)
        self._changed: dict[int, ProfileLike] = {}
        self._lock = threading.Lock()

    @classmethod
    def build(cls, profiles: Iterable[ProfileLike], knowledge: Knowledge | None = None) -> ExpertIndex:
        """An index of these experts from nothing."""
        shelf = fill(profiles)
        _ = shelf.rarity
        return cls(shelf, knowledge or Knowledge.load())

    def __len__(self) -> int:
        return int(sum(layer.alive.sum() for layer in self._layers))

    def search(self, query: QueryLike, limit: int = 20) -> list[Hit]:
        """The best candidates, best first."""
        text = query.text[: DIRECT_LONGEST * 5]
        expansion = self._knowledge.expand(text, query.field_code, query.second)
        hits: list[Hit] = []
        for layer in self._layers:
            hits += self._search_layer(layer, query, expansion)
        hits.sort(key=lambda hit: (-hit.relevance, hit.expert_id))
        return hits[:limit]

    def _search_layer(self, layer: _Layer, query: QueryLike, expansion: Expansion) -> list[Hit]:
        shelf = layer.shelf
        if not len(shelf.ids):
            return []
        rows = self._candidates(layer, query, expansion)
        if not len(rows):
            return []
        judged = measure(shelf, rows, expansion, query.field_code, query.second)
        relevance = self._calibration.relevance(judged.parts)
        named = {row for name in _names_in(expansion.plain, shelf) for row in shelf.by_name[name]}
        hits = []
        for row, value, segment in zip(rows.tolist(), relevance.tolist(), judged.best_segment.tolist(), strict=True):
            expert_id = int(shelf.ids[row])
            if expert_id not in query.excluded:
                matched = (shelf.text(segment),) if segment >= 0 else ()
                hits.append(Hit(expert_id, 1.0 if row in named else round(value, 4), matched))
        return hits

    def _candidates(self, layer: _Layer, query: QueryLike, expansion: Expansion) -> NDArray[np.int64]:
        shelf = layer.shelf
        scores = shelf.postings.score(*_weighted(shelf, expansion, query))
        mask = layer.alive
        if query.bases:
            wanted = [number for number, name in enumerate(shelf.base_names) if name in query.bases]
            mask = mask & np.isin(shelf.bases, wanted)
        scores = np.where(mask, scores, 0.0)
        for name in _names_in(expansion.plain, shelf):
            for row in shelf.by_name[name]:
                scores[row] = scores[row] + 1000.0 if mask[row] else 0.0
        count = min(CANDIDATES, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        return best[scores[best] > 0]

    def update(self, profiles: Iterable[ProfileLike]) -> None:
        """Put changed and new experts over the snapshot."""
        with self._lock:
            for profile in profiles:
                self._changed[profile.id] = profile
            self._relayer(())

    def remove(self, ids: Iterable[int]) -> None:
        """Forget these experts."""
        with self._lock:
            gone = set(ids)
            for expert_id in gone:
                self._changed.pop(expert_id, None)
            self._relayer(gone)

    def _relayer(self, gone: Iterable[int]) -> None:
        base = self._layers[0]
        alive = base.alive.copy()
        for expert_id in [*self._changed, *gone]:
            row = base.shelf.row_of(expert_id)
            if row is not None:
                alive[row] = False
        layers = [_Layer(base.shelf, alive)]
        if self._changed:
            over = fill(self._changed.values())
            layers.append(_Layer(over, np.ones(len(over.ids), dtype=bool)))
        self._layers = tuple(layers)


def _weighted(shelf: Shelf, expansion: Expansion, query: QueryLike) -> tuple[list[int], list[float]]:
    """Features with weights: the terms' first, the need's own words, the second level."""
    weights: dict[int, float] = {}
    phrases = [(term, weight) for term, weight in expansion.terms.items()]
    phrases += [(subject, 0.8 * weight) for subject, weight in expansion.subjects.items()]
    phrases += [(query.second, 0.8)] if query.second else []
    phrases += [*((word, 0.6 * weight) for word, weight in expansion.words.items()), (" ".join(query.tags), 0.4)]
    for phrase, weight in phrases:
        for pair in pairs(phrase):
            feature = shelf.vocabulary.get(pair)
            if feature is not None:
                weights[feature] = max(weights.get(feature, 0.0), weight * float(shelf.rarity[feature]))
    return list(weights), list(weights.values())


def _names_in(text: str, shelf: Shelf) -> list[str]:
    """Names of experts that stand alone in the text (找专家 王建国)."""
    return [word for word in text.split() if 2 <= len(word) <= 4 and word in shelf.by_name]
