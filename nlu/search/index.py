"""The index that a process keeps over the pool: a large snapshot, a small overlay of changes, one search over both."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.search.grams import pairs
from nlu.search.knowledge import Expansion, Knowledge
from nlu.search.merging import merge
from nlu.search.names import Named, find_names
from nlu.search.query import Hit, ProfileLike, QueryLike
from nlu.search.ranking import Calibration, measure
from nlu.search.shelf import Shelf, fill
from nlu.search.snapshot import load, save
from nlu.search.specialties import Specialties, SpecialtyReader

FIT = 0.5  # below this relevance nobody fits
MOST_LAYERS = 8  # changes are merged into the snapshot in the background when there are more
LARGE_OVERLAY = 0.05  # of the snapshot; a smaller one stays beside it
CANDIDATES = 96  # that are looked at closely
KNOWN = 0.3  # the share of a need that knowledge explains from which it is no misspelt name
LIKENESS = 4.0  # what the right second level counts among the candidates
FOREMOST = 1000.0  # lifts those called by name into the candidates
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class _Layer:
    """A shelf and which of its experts still count."""

    shelf: Shelf
    alive: NDArray[np.bool_]
    specialties: Specialties


class ExpertIndex:
    """Search over the pool; `update` and `remove` are seen by the next search and never block one."""

    def __init__(self, shelf: Shelf, knowledge: Knowledge, calibration: Calibration | None = None) -> None:
        self._knowledge = knowledge
        self._calibration = calibration or Calibration()
        self._reader = SpecialtyReader(knowledge)
        self._layers: tuple[_Layer, ...] = (self._layer(shelf),)
        self._buried: set[int] = set()  # changed or removed since the last merge began
        self._lock = threading.Lock()
        self._merging = threading.Lock()

    @classmethod
    def build(cls, profiles: Iterable[ProfileLike], knowledge: Knowledge | None = None) -> ExpertIndex:
        """An index of these experts from nothing."""
        shelf = fill(profiles)
        _ = shelf.rarity
        return cls(shelf, knowledge or Knowledge.load())

    def _layer(self, shelf: Shelf) -> _Layer:
        return _Layer(shelf, np.ones(len(shelf.ids), dtype=bool), self._reader.read(shelf))

    def __len__(self) -> int:
        return int(sum(layer.alive.sum() for layer in self._layers))

    def search(self, query: QueryLike, limit: int = 20) -> list[Hit]:
        """The best candidates, best first."""
        text = query.text[:LONGEST_TEXT]
        expansion = self._knowledge.expand(text, query.field_code, query.second)
        hits: list[Hit] = []
        for layer in self._layers:
            hits += self._search_layer(layer, query, expansion, limit)
        hits.sort(key=lambda hit: (-hit.relevance, hit.expert_id))
        return hits[:limit]

    def _search_layer(self, layer: _Layer, query: QueryLike, expansion: Expansion, limit: int) -> list[Hit]:
        shelf = layer.shelf
        named = find_names(expansion.plain, shelf.by_name, may_be_near=expansion.explained < KNOWN)
        rows = self._candidates(layer, query, expansion, named)
        rows = np.array([row for row in rows.tolist() if int(shelf.ids[row]) not in query.excluded], dtype=np.int64)
        if not len(rows):
            return []
        labels = (query.field_code, query.second)
        likeness = self._reader.compare(layer.specialties, rows, expansion.seconds, *labels)
        judged = measure(shelf, rows, expansion, likeness)
        relevance = self._calibration.relevance(judged.parts)
        for place, row in enumerate(rows.tolist()):
            if row in named.rows:
                relevance[place] = max(relevance[place], named.rows[row])
        hits = []
        for place in np.lexsort((rows, -relevance))[:limit].tolist():
            segment = int(judged.best_segment[place])
            matched = (shelf.text(segment),) if segment >= 0 else ()
            hits.append(Hit(int(shelf.ids[rows[place]]), round(float(relevance[place]), 4), matched))
        return hits

    def _candidates(self, layer: _Layer, query: QueryLike, expansion: Expansion, named: Named) -> NDArray[np.int64]:
        shelf = layer.shelf
        mask = layer.alive
        if query.bases:
            wanted = np.array([name in query.bases for name in shelf.base_names], dtype=bool)
            mask = mask & wanted[shelf.bases] if len(wanted) else mask
        if named.is_all:
            return np.array([row for row in named.rows if mask[row]], dtype=np.int64)
        scores = shelf.postings.score(*_weighted(shelf, expansion, query))
        favour = self._reader.favour(layer.specialties, expansion.seconds, query.field_code, query.second)
        scores = np.where(mask, scores + LIKENESS * favour, 0.0)
        for row in named.rows:
            scores[row] = FOREMOST if mask[row] else 0.0
        count = min(CANDIDATES, len(scores))
        if not count:
            return np.zeros(0, dtype=np.int64)
        best = np.argpartition(-scores, count - 1)[:count]
        return best[scores[best] > 0]

    def update(self, profiles: Iterable[ProfileLike]) -> None:
        """Lay changed and new experts over the snapshot: 0.1 ms for each, so give thousands to a thread."""
        layer = self._layer(fill(profiles, self._layers[0].shelf))
        with self._lock:
            self._bury(layer.shelf.ids.tolist())
            self._layers = (*self._layers, layer)
            is_due = len(self._layers) > MOST_LAYERS
        if is_due and not self._merging.locked():
            threading.Thread(target=self.merge, args=(False,), name="search-merge", daemon=True).start()

    def remove(self, ids: Iterable[int]) -> None:
        """Forget these experts."""
        with self._lock:
            self._bury(list(ids))

    def _bury(self, ids: list[int]) -> None:
        """These ids count no longer in any layer that is there now."""
        self._buried.update(ids)
        layers = []
        for layer in self._layers:
            rows = [row for one in ids if (row := layer.shelf.row_of(one)) is not None]
            alive = layer.alive
            if rows:
                alive = alive.copy()
                alive[rows] = False
            layers.append(replace(layer, alive=alive))
        self._layers = tuple(layers)

    def merge(self, is_whole: bool = True) -> None:
        """Take the overlay into the snapshot; searches go on meanwhile, changes made meanwhile lie on top again.

        Unless `is_whole`, an overlay that is small beside the snapshot is only made one layer, which takes a moment.
        """
        with self._merging:
            with self._lock:
                kept = 0 if is_whole or self._has_outgrown() else 1
                taken = self._layers[kept:]
                self._buried = set()
            shelf = merge([(layer.shelf, layer.alive) for layer in taken])
            shelf = replace(shelf, reference=self._layers[0].shelf if kept else None)
            _ = shelf.rarity
            merged = self._layer(shelf)
            with self._lock:
                later = self._layers[kept + len(taken) :]
                alive = ~np.isin(shelf.ids, list(self._buried))
                self._layers = (*self._layers[:kept], replace(merged, alive=alive), *later)

    def _has_outgrown(self) -> bool:
        """Whether the overlay is worth a new snapshot."""
        overlay = sum(len(layer.shelf.ids) for layer in self._layers[1:])
        return overlay > LARGE_OVERLAY * len(self._layers[0].shelf.ids)

    def save(self, folder: Path) -> None:
        """Keep the snapshot (the overlay merged into it) for the next start."""
        self.merge()
        save(self._layers[0].shelf, folder)

    @classmethod
    def load(cls, folder: Path, knowledge: Knowledge | None = None) -> ExpertIndex:
        """Map what `save` kept; SnapshotError where it cannot be used."""
        return cls(load(folder), knowledge or Knowledge.load())


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
