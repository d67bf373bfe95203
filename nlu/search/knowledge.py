"""Leads from what a layman says to what an expert's profile says: finds the knowledge rows a need resembles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.search.background import everyday_messages, heard, lone_subjects, place_matcher, subject_matcher
from nlu.search.grams import pairs, phrase_pairs, singles, sounds
from nlu.search.postings import Floats, Postings, rarity
from nlu.segment import segment
from nlu.terms import Row, read_rows

FIELD_WEIGHTS = {"subjects": 0.9, "signs": 1.0, "terms": 0.7, "test": 0.7}
MARKED_WEIGHTS = {"'": 0.5, "~": 0.8}  # of a lone character, and of a pair of syllables, beside a pair of characters
WITHOUT_SUBJECT = 0.75  # a row about another subject than the one that the need names
BACKGROUND_SHARE = 2.0
CELL_WEIGHT = 0.5
CELL_POWER = 1.0
SAME_SECOND, SAME_FIELD, OTHER_FIELD = 1.25, 1.1, 0.8  # factors by the labels of the need
CHATTER = 3
LONGEST_DIRECT = 200
MOST_WORDS = 14
SHARPNESS = 2.0
MOST_ROWS = 6
LEAST_SHARE = 0.45  # of the best row's score
HALF_SURE_AT = 12.0  # a row's score at which we half believe it


@dataclass(frozen=True, slots=True)
class Expansion:
    """A need in an expert's words: weighted terms, the subjects it is about, the second levels it points to."""

    terms: dict[str, float]
    subjects: dict[str, float]
    seconds: dict[tuple[str, str], float]
    words: dict[str, float]  # the need's own telling words
    certainty: float  # how strongly the best row speaks
    explained: float  # the share of the need's telling features that the best row knows
    plain: str  # the text without names of places


class Knowledge:
    """The rows, indexed; built once, then only read."""

    def __init__(self, rows: Sequence[Row], background: Sequence[str] = ()) -> None:
        """`background` are everyday messages: what many of them share (请老师来讲, 怎么办) tells nothing."""
        self.rows = list(rows)
        self.background = background
        self._vocabulary: dict[str, int] = {}
        self._postings = self._index()
        self._chatter = self._chatter_of(background)
        self._rarity = self._rarity_of_features(background)
        self._most_telling = float(self._rarity.max())
        self._scale = [MARKED_WEIGHTS.get(feature[0], 1.0) for feature in self._vocabulary]
        self._cells, self._cell_starts = self._index_cells()
        self._subjects = subject_matcher(self.rows)
        self._lone_subjects = lone_subjects(self.rows)
        self._label_factors: dict[tuple[str | None, str | None], Floats] = {}
        self._keys = np.array([(row.field, row.second) for row in self.rows], dtype=object)
        self._term_rows = Counter(term for row in self.rows for term in row.terms)
        self._places = place_matcher()

    @classmethod
    def load(cls) -> Knowledge:
        """Over the shipped tables."""
        return cls(list(read_rows()), everyday_messages())

    def _index(self) -> Postings:
        entries: list[tuple[int, int, float]] = []
        lengths = []
        for number, row in enumerate(self.rows):
            weights = self._row_features(row)
            lengths.append(len(weights))
            entries.extend((feature, number, weight) for feature, weight in weights.items())
        features, documents, values = (np.array(column) for column in zip(*entries, strict=True))
        scale = 1 / (0.75 + 0.25 * np.array(lengths) / np.mean(lengths))
        weighted = (values * scale[documents.astype(np.int64)]).astype(np.float32)
        return Postings.build(
            features.astype(np.int32), documents.astype(np.int32), weighted, len(self._vocabulary), len(self.rows)
        )

    def _chatter_of(self, background: Sequence[str]) -> frozenset[str]:
        """Pairs that no row knows but several everyday messages have."""
        counts = Counter(pair for text in background for pair in set(pairs(text)))
        return frozenset(pair for pair, count in counts.items() if count >= CHATTER and pair not in self._vocabulary)

    def _rarity_of_features(self, background: Sequence[str]) -> Floats:
        """How telling each feature is: rare among the rows and rare among everyday messages."""
        shares = self._postings.frequency() / max(1, len(self.rows))
        counts = np.zeros(len(self._vocabulary))
        for text in background:
            counts[self._features_of(text)] += 1
        shares = np.maximum(shares, BACKGROUND_SHARE * counts / max(1, len(background)))
        return rarity(shares * len(self.rows), len(self.rows))

    def _row_features(self, row: Row) -> dict[int, float]:
        found: dict[int, float] = {}
        cells = {"subjects": row.subjects, "signs": row.signs, "terms": row.terms, "test": (row.test,)}
        for name, phrases in cells.items():
            for phrase in phrases:
                for feature in heard(phrase):
                    number = self._vocabulary.setdefault(feature, len(self._vocabulary))
                    found[number] = max(found.get(number, 0.0), FIELD_WEIGHTS[name])
        return found

    def _index_cells(self) -> tuple[Postings, NDArray[np.int64]]:
        """Every phrase as a document of its own, row by row: a whole sign that meets says more than scattered pairs."""
        features: list[int] = []
        documents: list[int] = []
        weights: list[float] = []
        starts = []
        count = 0
        for row in self.rows:
            starts.append(count)
            for phrase in (*row.signs, *row.terms, row.test):
                known = [self._vocabulary[one] for one in set(heard(phrase))]
                whole = sum(self._weight(number) for number in known) or 1.0
                features += known
                documents += [count] * len(known)
                weights += [whole**-0.5] * len(known)
                count += 1
        postings = Postings.build(
            np.array(features, dtype=np.int32),
            np.array(documents, dtype=np.int32),
            np.array(weights, dtype=np.float32),
            len(self._vocabulary),
            count,
        )
        return postings, np.array(starts, dtype=np.int64)

    def _weight(self, number: int) -> float:
        return float(self._rarity[number]) * self._scale[number]

    def rows_for(self, text: str, field_code: str | None, second: str | None) -> list[tuple[Row, float]]:
        """The rows that the text resembles, best first, with their scores."""
        scores = self._lexical(self.without_places(text)) * self._about(text) * self._labelled(field_code, second)
        order = np.argsort(-scores)[:MOST_ROWS]
        best = float(scores[order[0]]) if len(order) else 0.0
        return [(self.rows[at], float(scores[at])) for at in order if best > 0 and scores[at] >= LEAST_SHARE * best]

    def _features_of(self, text: str) -> list[int]:
        """The known features of a text, each once; a pair that no row has counts by its sound (里子 for 李子)."""
        known: set[int] = set()
        for feature in [*pairs(text), *singles(text)]:
            number = self._vocabulary.get(feature)
            if number is not None:
                known.add(number)
            elif feature not in self._chatter:
                known.update(found for one in sounds(feature) if (found := self._vocabulary.get(one)) is not None)
        return list(known)

    def _lexical(self, text: str) -> Floats:
        features = self._features_of(text)
        weights = [self._weight(number) for number in features]
        whole = self._postings.score(features, weights)
        cells = np.maximum.reduceat(self._cells.score(features, weights), self._cell_starts)
        return np.asarray(whole + CELL_WEIGHT * cells**CELL_POWER, dtype=np.float32)

    def subjects_in(self, text: str) -> dict[str, tuple[int, ...]]:
        """The subjects that the text names, with their rows."""
        found = {phrase: rows for _, phrase, rows in self._subjects.find(text)}
        return found

    def named_rows(self, text: str) -> set[int]:
        """Numbers of the rows whose subject the text names, also one of a single character."""
        rows = {number for numbers in self.subjects_in(text).values() for number in numbers}
        for subject, numbers in self._lone_subjects.items():
            if subject in text:
                rows.update(numbers)
        return rows

    def _about(self, text: str) -> Floats:
        """Rows about another subject than the named one count less."""
        factors = np.ones(len(self.rows), dtype=np.float32)
        rows = self.named_rows(text)
        if rows:
            factors[:] = WITHOUT_SUBJECT
            factors[list(rows)] = 1.0
        return factors

    def _labelled(self, field_code: str | None, second: str | None) -> Floats:
        """Rows of the labelled field and second level count more: soft evidence, for labels err."""
        kept = self._label_factors.get((field_code, second))
        if kept is None:
            kept = self._label_factors[(field_code, second)] = self._factors(field_code, second)
        return kept

    def _factors(self, field_code: str | None, second: str | None) -> Floats:
        factors = np.ones(len(self.rows), dtype=np.float32)
        if field_code is None:
            return factors
        same = self._keys[:, 0] == field_code
        factors[:] = OTHER_FIELD
        factors[same] = SAME_FIELD
        factors[same & (self._keys[:, 1] == second)] = SAME_SECOND
        return factors

    def expand(self, text: str, field_code: str | None = None, second: str | None = None) -> Expansion:
        """The need in an expert's words."""
        rows = self.rows_for(text, field_code, second)
        terms: dict[str, float] = {}
        subjects: dict[str, float] = {}
        seconds: dict[tuple[str, str], float] = {}
        best = rows[0][1] if rows else 0.0
        certainty = best / (best + HALF_SURE_AT)
        named = self.subjects_in(text)
        for row, score in rows:
            share = (score / best) ** SHARPNESS
            for term in row.terms:
                terms[term] = max(terms.get(term, 0.0), share / (1 + 0.3 * (self._term_rows[term] - 1)) ** 0.5)
            if any(subject in named for subject in row.subjects):
                for subject in row.subjects:
                    subjects[subject] = max(subjects.get(subject, 0.0), 0.7 * share)
            key = (row.field, row.second)
            seconds[key] = max(seconds.get(key, 0.0), share)
        subjects.update(dict.fromkeys(named, 1.0))
        plain = self.without_places(text)
        words = self.words_of(plain)
        explained = self._explained(plain, rows[0][0]) if rows else 0.0
        return Expansion(terms, subjects, seconds, words, certainty, explained, plain)

    def words_of(self, text: str) -> dict[str, float]:
        """Words of two and more characters, weighted 0 to 1 by how telling they are."""
        found: dict[str, float] = {}
        for word in segment(text[:LONGEST_DIRECT]):
            features = phrase_pairs(word) if len(word) >= 2 else ()
            if features:
                found[word] = sum(self.telling(feature) for feature in features) / len(features)
        return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_WORDS])

    def telling(self, feature: str) -> float:
        """How telling a pair of characters is, 0 to 1: everyday talk tells nothing."""
        number = self._vocabulary.get(feature)
        if number is None:
            return 0.8 if feature not in self._chatter else 0.0
        return min(1.0, float(self._rarity[number]) / self._most_telling)

    def _explained(self, text: str, row: Row) -> float:
        known = {
            feature for phrase in (*row.subjects, *row.signs, *row.terms, row.test) for feature in phrase_pairs(phrase)
        }
        weights = {feature: self.telling(feature) for feature in pairs(text)}
        return sum(weight for feature, weight in weights.items() if feature in known) / (sum(weights.values()) or 1.0)

    def without_places(self, text: str) -> str:
        """The text without the names of counties and cities: where is not what."""
        for start, phrase, _ in sorted(self._places.find(text), reverse=True):
            text = f"{text[:start]} {text[start + len(phrase) :]}"
        return text
