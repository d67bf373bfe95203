"""Joins shelves without reading their texts again, so that a large overlay goes into the snapshot in the background."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.search.postings import spread, starts_of
from nlu.search.shelf import Shelf

Rows = NDArray[np.int64]


def merge(parts: Sequence[tuple[Shelf, NDArray[np.bool_]]]) -> Shelf:
    """One shelf of all experts that are alive in their part; an id may be alive in one part only."""
    vocabulary: dict[str, int] = {}
    base_numbers: dict[str, int] = {}
    taken = [_take(shelf, np.nonzero(alive)[0], vocabulary, base_numbers) for shelf, alive in parts]
    joined = _join(taken, vocabulary, tuple(base_numbers))
    order = np.argsort(joined.ids, kind="stable")
    if np.array_equal(order, np.arange(len(order))):
        return joined
    return _take(joined, order, dict(vocabulary), dict(base_numbers))


def _take(shelf: Shelf, rows: Rows, vocabulary: dict[str, int], base_numbers: dict[str, int]) -> Shelf:
    """These rows in this order, with features and bases numbered as in the common tables (which grow)."""
    feature_map = np.array([vocabulary.setdefault(one, len(vocabulary)) for one in shelf.vocabulary], dtype=np.int32)
    base_map = np.array([base_numbers.setdefault(one, len(base_numbers)) for one in shelf.base_names], dtype=np.int32)
    segment_counts = np.diff(shelf.segment_starts)[rows]
    segments = spread(shelf.segment_starts[rows], segment_counts)
    token_counts = np.diff(shelf.token_starts)[segments]
    tokens = shelf.tokens[spread(shelf.token_starts[segments], token_counts)]
    text_lengths = np.diff(shelf.text_starts)[segments]
    return Shelf(
        ids=shelf.ids[rows],
        bases=base_map[shelf.bases[rows]] if len(rows) else shelf.bases[rows],
        base_names=tuple(base_numbers),
        names=tuple(shelf.names[row] for row in rows.tolist()),
        segment_starts=starts_of(segment_counts),
        owners=np.repeat(np.arange(len(rows), dtype=np.int32), segment_counts),
        sorts=shelf.sorts[segments],
        token_starts=starts_of(token_counts),
        tokens=feature_map[tokens] if len(tokens) else tokens,
        text_starts=starts_of(text_lengths),
        blob=shelf.blob[spread(shelf.text_starts[segments], text_lengths)],
        vocabulary=vocabulary,
    )


def _join(parts: Sequence[Shelf], vocabulary: dict[str, int], base_names: tuple[str, ...]) -> Shelf:
    """The parts one after another."""
    sizes = np.cumsum([0, *(len(part.ids) for part in parts)])
    return Shelf(
        ids=np.concatenate([part.ids for part in parts]),
        bases=np.concatenate([part.bases for part in parts]),
        base_names=base_names,
        names=tuple(name for part in parts for name in part.names),
        segment_starts=starts_of(np.concatenate([np.diff(part.segment_starts) for part in parts])),
        owners=np.concatenate([part.owners + np.int32(size) for part, size in zip(parts, sizes[:-1], strict=True)]),
        sorts=np.concatenate([part.sorts for part in parts]),
        token_starts=starts_of(np.concatenate([np.diff(part.token_starts) for part in parts])),
        tokens=np.concatenate([part.tokens for part in parts]),
        text_starts=starts_of(np.concatenate([np.diff(part.text_starts) for part in parts])),
        blob=np.concatenate([part.blob for part in parts]),
        vocabulary=vocabulary,
    )
