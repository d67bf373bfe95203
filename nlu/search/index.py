"""The index that a process keeps over the pool: a large snapshot, a small overlay of changes, one search over both."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.search.deciding import Clues, Decision, read_clues
from nlu.search.holding import held
from nlu.search.knowledge import Expansion, Knowledge
from nlu.search.memory import give_back
from nlu.search.merging import merge
from nlu.search.names import Named, find_names
from nlu.search.opened import Opened
from nlu.search.phrasing import Phrasing, phrase
from nlu.search.postings import Floats, greatest
from nlu.search.query import Hit, ProfileLike, QueryLike
from nlu.search.ranking import Calibration, measure
from nlu.search.shelf import Shelf, fill
from nlu.search.snapshot import Snapshot, load, save
from nlu.search.specialties import Specialties, reader_of

FIT = 0.5  # below this relevance nobody fits
MOST_LAYERS = 8  # changes are merged into the snapshot in the background when there are more
LARGE_OVERLAY = 0.05  # of the snapshot; a smaller one stays beside it
CANDIDATES = 64  # that are looked at closely
KNOWN = 0.3  # the share of a need that knowledge explains from which it is no misspelt name
LIKENESS = 4.0  # what the right second level counts among the candidates
FOREMOST = 1000.0  # lifts those called by name into the candidates
LONGEST_TEXT = 1000
FEW = 1000  # experts; how telling a word is, so few cannot say: the knowledge rows say it for them
MANY = 2000  # experts, from which building takes memory that is worth giving back


@dataclass(frozen=True)
class _Layer:
    """A shelf and which of its experts still count."""

    shelf: Shelf
    alive: NDArray[np.bool_]
    specialties: Specialties
    creatures: NDArray[np.int16]  # that each feature speaks of

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many still count, by base."""
        found = np.bincount(self.shelf.bases[self.alive], minlength=len(self.shelf.base_names)).tolist()
        return dict(zip(self.shelf.base_names, found, strict=True))

    def count(self, bases: Sequence[str]) -> int:
        """How many still count of these bases, or of all."""
        return sum(count for name, count in self._counts.items() if not bases or name in bases)


class _Found(NamedTuple):
    """The candidates of one shelf, best first; relevance by name alone, the segment that met best or -1."""

    shelf: Shelf
    rows: NDArray[np.int64]
    standings: NDArray[np.float64]
    leanings: NDArray[np.float64]
    held: Floats
    kin: Floats | None
    named: NDArray[np.float64]
    segments: NDArray[np.int64]
    in_field: float  # how far the foremost is of the labelled field


class Foremost(NamedTuple):
    """How the foremost candidate stands, and how the need was understood."""

    leaning: float
    held: float
    kin: float
    clues: Clues


def _foremost(found: Sequence[_Found]) -> _Found:
    """The shelf whose first candidate stands best."""
    return max(found, key=lambda one: float(one.standings[0]))


class ExpertIndex:
    """Search over the pool; `update` and `remove` are seen by the next search and never block one."""

    def __init__(
        self,
        shelf: Shelf,
        knowledge: Knowledge,
        calibration: Calibration | None = None,
        specialties: Specialties | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._calibration = calibration or Calibration()
        self._decision = Decision()
        self._reader = reader_of(knowledge)
        self._layers: tuple[_Layer, ...] = (self._layer(shelf, specialties),)
        self._buried: set[int] = set()  # changed or removed since the last merge began
        self._lock = threading.Lock()
        self._merging = threading.Lock()

    @classmethod
    def build(cls, profiles: Iterable[ProfileLike], knowledge: Knowledge | None = None) -> ExpertIndex:
        """An index of these experts from nothing."""
        shelf = fill(profiles)
        _ = shelf.rarity
        index = cls(shelf, knowledge or Knowledge.load())
        if len(index) >= MANY:
            give_back()
        return index

    def _layer(self, shelf: Shelf, specialties: Specialties | None = None) -> _Layer:
        if shelf.reference is None and len(shelf.ids) < FEW:
            shelf = replace(shelf, reference=self._knowledge.shelf)
        return _Layer(
            shelf,
            np.ones(len(shelf.ids), dtype=bool),
            specialties or self._reader.read(shelf),
            self._knowledge.creatures.table(shelf),
        )

    def know(self, knowledge: Knowledge) -> None:
        """Searches from now on read needs by this knowledge; experts keep the second levels they were given."""
        self._knowledge = knowledge

    def __len__(self) -> int:
        return int(sum(layer.alive.sum() for layer in self._layers))

    def search(self, query: QueryLike, limit: int = 20, least: float = 0.0) -> list[Hit]:
        """The best candidates, best first; of those below `least` none."""
        expansion, found = self._look(query, limit)
        if not found:
            return []
        clues = self._read_clues(expansion, _foremost(found), query)
        hits: list[Hit] = []
        for one in found:
            relevance = np.round(np.maximum(self._decision.relevance(one.standings, clues), one.named), 4)
            rows, segments = one.rows, one.segments
            if least > 0:
                kept = relevance >= least
                rows, segments, relevance = rows[kept], segments[kept], relevance[kept]
            told = [
                (words,) if segment >= 0 else ()
                for words, segment in zip(one.shelf.texts(segments), segments.tolist(), strict=True)
            ]
            hits += map(Hit, one.shelf.ids[rows].tolist(), relevance.tolist(), told)
        hits.sort(key=lambda hit: (-hit.relevance, hit.expert_id))
        return hits[:limit]

    def clues(self, query: QueryLike) -> Foremost | None:
        """What the decision goes by: leaning and holding of the foremost candidate, and how the need was understood."""
        expansion, found = self._look(query, 1)
        if not found:
            return None
        foremost = _foremost(found)
        return Foremost(
            leaning=float(foremost.leanings[0]),
            held=float(foremost.held[0]),
            kin=float(foremost.kin[0]) if foremost.kin is not None else 0.0,
            clues=self._read_clues(expansion, foremost, query),
        )

    def _read_clues(self, expansion: Expansion, foremost: _Found, query: QueryLike) -> Clues:
        told = float(foremost.shelf.told[foremost.rows[0]])
        return read_clues(expansion, foremost.in_field, told, sum(layer.count(query.bases) for layer in self._layers))

    def _look(self, query: QueryLike, limit: int) -> tuple[Expansion, list[_Found]]:
        expansion = self._knowledge.expand(query.text[:LONGEST_TEXT], query.field_code, query.second)
        found = [self._search_layer(layer, query, expansion, limit) for layer in self._layers]
        return expansion, [one for one in found if one is not None]

    def _search_layer(self, layer: _Layer, query: QueryLike, expansion: Expansion, limit: int) -> _Found | None:
        shelf = layer.shelf
        named = find_names(expansion.plain, shelf.by_name, may_be_near=expansion.explained < KNOWN)
        asked = phrase(shelf, expansion, query)
        rows = self._candidates(layer, query, expansion, named, asked)
        if query.excluded:
            rows = rows[~np.isin(shelf.ids[rows], list(query.excluded))]
        if not len(rows):
            return None
        likeness = self._reader.compare(layer.specialties, rows, expansion.seconds, query.field_code, query.second)
        opened = Opened.of(shelf, rows)
        met = opened.meet(asked.asked)
        kin = None
        if expansion.creatures:
            kin = self._knowledge.creatures.kin(layer.creatures, opened, expansion.creatures)
            likeness = likeness.of_creature(kin, shelf.told[rows])
            kin = np.where(kin > 0, kin * likeness.field, kin)  # who makes oil of it does not grow it
        judged = measure(opened, met, expansion, likeness, asked)
        leanings = self._calibration.leanings(judged.parts)
        by_name = np.array([named.rows.get(row, 0.0) for row in rows.tolist()]) if named.rows else np.zeros(len(rows))
        about = met.of_phrases(len(asked.weights), asked.asked.count)
        holding = held(opened, about, asked.about, likeness.second, kin)
        standings = self._decision.standing(leanings, holding, kin)
        best = np.lexsort((rows, -standings, -by_name))[:limit]
        return _Found(
            shelf=shelf,
            rows=rows[best],
            standings=standings[best],
            leanings=leanings[best],
            held=holding[best],
            kin=kin[best] if kin is not None else None,
            named=by_name[best],
            segments=judged.best_segment[best],
            in_field=float(likeness.field[best[0]]),
        )

    def _candidates(
        self, layer: _Layer, query: QueryLike, expansion: Expansion, named: Named, asked: Phrasing
    ) -> NDArray[np.int64]:
        shelf = layer.shelf
        mask = layer.alive
        is_whole = bool(mask.all())
        if query.bases and not set(shelf.base_names) <= set(query.bases):
            wanted = np.array([name in query.bases for name in shelf.base_names], dtype=bool)
            mask, is_whole = mask & wanted[shelf.bases], False
        if named.is_all:
            return np.array([row for row in named.rows if mask[row]], dtype=np.int64)
        scores = shelf.postings.score(asked.choosing, asked.worth)
        favour = self._reader.favour(layer.specialties, expansion.seconds, query.field_code, query.second)
        favour *= LIKENESS
        scores += favour
        if not is_whole:
            scores *= mask
        for row in named.rows:
            scores[row] = FOREMOST if mask[row] else 0.0
        return greatest(scores, CANDIDATES)

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
            if len(shelf.ids) >= MANY:
                give_back()
            with self._lock:
                later = self._layers[kept + len(taken) :]
                alive = ~np.isin(shelf.ids, list(self._buried))
                self._layers = (*self._layers[:kept], replace(merged, alive=alive), *later)

    def _has_outgrown(self) -> bool:
        """Whether the overlay is worth a new snapshot."""
        overlay = sum(len(layer.shelf.ids) for layer in self._layers[1:])
        return overlay > LARGE_OVERLAY * len(self._layers[0].shelf.ids)

    def save(
        self, folder: Path, marks: Mapping[str, Sequence[int]] | None = None, note: Mapping[str, Any] | None = None
    ) -> None:
        """Keep the snapshot (the overlay merged into it) for the next start, with what the keeper wants beside it."""
        self.merge()
        whole = self._layers[0]
        arrays = {name: np.array(numbers, dtype=np.int64) for name, numbers in (marks or {}).items()}
        save(Snapshot(whole.shelf, whole.specialties, arrays, note or {}), folder)

    @classmethod
    def load(cls, folder: Path, knowledge: Knowledge | None = None) -> ExpertIndex:
        """Map what `save` kept; SnapshotError where it cannot be used."""
        return cls.of(load(folder), knowledge or Knowledge.load())

    @classmethod
    def of(cls, kept: Snapshot, knowledge: Knowledge) -> ExpertIndex:
        """Over a snapshot that was mapped already."""
        return cls(kept.shelf, knowledge, specialties=kept.specialties)
