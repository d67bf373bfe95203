"""Lays a few new rows on top of the compiled tables in a moment, where compiling all of them anew takes seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from nlu.labels.terms import Row
from nlu.search.grams import pairs, singles
from nlu.search.postings import Floats, Integers, Postings, rarity
from nlu.search.tables import BACKGROUND_SHARE, Rows, Tables, compile_rows, weights_of


def join(tables: Tables, rows: Sequence[Row], background: Sequence[str]) -> Tables:
    """The tables with these rows after their own; what was known stays as telling as it was."""
    added = compile_rows(rows, (), len(tables.rows.documents) / max(1, tables.rows.count))
    number_of = tables.number_of
    fresh = [feature for feature in added.features if feature not in number_of]
    features = (*tables.features, *fresh)
    numbers = {**number_of, **{one: len(number_of) + at for at, one in enumerate(fresh)}}
    renumbered = np.array([numbers[feature] for feature in added.features], dtype=np.int32)
    telling = np.concatenate([tables.rarity, _telling(fresh, background, tables.rows.count)])
    tokens = renumbered[added.tokens]
    return Tables(
        features=features,
        rows=_postings(tables.rows, added.rows, renumbered, len(features)),
        rarity=telling,
        row_starts=np.concatenate([tables.row_starts, added.row_starts[1:] + tables.row_starts[-1]]),
        token_starts=np.concatenate([tables.token_starts, added.token_starts[1:] + tables.token_starts[-1]]),
        tokens=np.concatenate([tables.tokens, tokens]),
        norms=np.concatenate([tables.norms, _norms(tokens, added.token_starts, weights_of(telling, features))]),
        chatter=tables.chatter.difference(fresh),
    )


def _telling(fresh: Iterable[str], background: Sequence[str], row_count: int) -> Floats:
    """As one row's of so many: no more than what told most before; what everyday messages are full of tells less."""
    wanted = list(fresh)
    known = frozenset(wanted)
    spoken = Counter(one for text in background for one in known.intersection((*pairs(text), *singles(text))))
    share = BACKGROUND_SHARE / max(1, len(background))
    shares = np.array([max(1 / row_count, share * spoken[one]) for one in wanted])
    return rarity(shares * row_count, row_count)


def _postings(old: Postings, new: Postings, renumbered: Integers, feature_count: int) -> Postings:
    """Both, the new documents after the old ones."""
    features = [
        np.repeat(np.arange(len(old.starts) - 1, dtype=np.int32), old.frequency()),
        np.repeat(renumbered, new.frequency()),
    ]
    return Postings.build(
        np.concatenate(features),
        np.concatenate([old.documents, new.documents + np.int32(old.count)]),
        np.concatenate([old.weights, new.weights]).astype(np.float32),
        feature_count,
        old.count + new.count,
    )


def _norms(tokens: Integers, starts: Rows, weights: Floats) -> Floats:
    sums = np.concatenate([np.zeros(1), weights[tokens].cumsum(dtype=np.float64)])
    whole = sums[starts[1:]] - sums[starts[:-1]]
    return np.where(whole > 0, whole, 1.0).astype(np.float32) ** np.float32(-0.5)
