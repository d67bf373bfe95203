"""A need's phrases in the features of one pool, looked up once for the first choice and for the close look."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlu.search.knowledge import Expansion
from nlu.search.opened import Asked
from nlu.search.postings import Floats
from nlu.search.query import QueryLike
from nlu.search.shelf import Shelf

MOST_TERMS = 40
OF_SUBJECTS, OF_WORDS, OF_SECOND, OF_TAGS = 0.8, 0.6, 0.8, 0.4  # what a phrase counts where candidates are chosen


class Phrasing(NamedTuple):
    """The phrases of a need: terms, then subjects, then other words; after these what its rows are about."""

    terms: int
    subjects: int
    weights: Floats  # of each phrase in the close look, but for the last
    about: Floats  # weights of the last
    asked: Asked
    choosing: NDArray[np.int64]  # the features by which candidates are chosen …
    worth: Floats  # … and what each of them counts there


def phrase(shelf: Shelf, expansion: Expansion, query: QueryLike) -> Phrasing:
    """The phrases of a need as this shelf has them."""
    terms = sorted(expansion.terms.items(), key=lambda item: -item[1])[:MOST_TERMS]
    words = [*expansion.words.items(), (query.second or "", 0.0), (" ".join(query.tags), 0.0)]
    phrases = [*terms, *expansion.subjects.items(), *words]
    weights = np.array([weight for _, weight in phrases], dtype=np.float32)
    choosing = np.zeros(len(phrases) + len(expansion.about), dtype=np.float32)
    choosing[: len(phrases)] = weights
    choosing[len(terms) : len(phrases)] *= OF_SUBJECTS
    choosing[len(terms) + len(expansion.subjects) : len(phrases)] *= OF_WORDS / OF_SUBJECTS
    choosing[len(phrases) - 2 : len(phrases)] = OF_SECOND, OF_TAGS
    asked = Asked.of(shelf.parts_of(chain([text for text, _ in phrases], expansion.about)))
    worth = _heaviest(choosing[asked.numbers], asked.first)
    chosen = worth.nonzero()[0]
    features = asked.known[chosen]
    return Phrasing(
        terms=len(terms),
        subjects=len(expansion.subjects),
        weights=weights,
        about=np.fromiter(expansion.about.values(), np.float32, len(expansion.about)),
        asked=asked,
        choosing=features,
        worth=worth[chosen] * shelf.rarity[features],
    )


def _heaviest(weights: Floats, first: NDArray[np.int64]) -> Floats:
    return np.maximum.reduceat(weights, first) if len(first) else weights
