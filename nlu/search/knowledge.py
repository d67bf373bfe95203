"""Leads from what a layman says to what an expert's profile says: finds the knowledge rows a need resembles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nlu.labels.terms import Row, read_rows
from nlu.search.background import (
    everyday_messages,
    families,
    lone_subjects,
    outside,
    place_matcher,
    subject_matcher,
)
from nlu.search.compiled import tables_of
from nlu.search.creatures import Creatures
from nlu.search.disciplines import serving
from nlu.search.grams import CHINESE, pairs, phrase_pairs
from nlu.search.joining import join
from nlu.search.postings import Floats, greatest
from nlu.search.shelf import SKILL, Shelf, fill_entries
from nlu.search.tables import Tables, compile_rows
from nlu.text.segment import segment

WITHOUT_SUBJECT = 0.75  # a row about another subject than the one that the need names
ANOTHER_CREATURE = 0.45  # a row about pigs where plums are named, whatever both die of
FORMS = frozenset("巡诊义诊 义诊 科普讲座 讲座 专家健康讲座 健康讲座 健康科普 远程会诊 培训".split())
BESIDE = 0.4  # a row about the form that help takes (义诊) where the need names a subject as well
OF_CREATURES = frozenset(
    "果树 蔬菜 粮油作物 中药材种植 茶叶 花卉苗木 食用菌 畜牧 兽医 水产 林业 蚕桑 烟叶 蜂业".split()
)
OF_DISCIPLINE = 0.7  # what it counts to name the discipline that serves a row
OF_DEPARTMENT = 0.25  # the same of one that serves a whole second level
OF_FAMILY = 0.9  # what it counts to hold the family of what is named: 李属 for 李子
PHRASE_WEIGHT = 0.5  # of a row's best phrase beside the row as a whole
SAME_SECOND, SAME_FIELD, OTHER_FIELD = 1.25, 1.1, 0.8  # factors by the labels of the need
LONGEST_DIRECT = 200
MOST_WORDS = 14
SHARPNESS = 2.0
CLOSE_LOOK = 18  # rows whose phrases are compared
MOST_ROWS = 6
LEAST_SHARE = 0.45  # of the best row's score
HALF_SURE_AT = 12.0  # a row's score at which we half believe it
REMEMBERED = 128  # needs of late: one need is searched for several times
WORDS_REMEMBERED = 4096


def _explained(telling: Mapping[str, float], row: Row) -> float:
    """The share of what is telling that the row knows."""
    phrases = (*row.subjects, *row.signs, *row.terms, row.test)
    words = "\n".join(phrases).lower()
    known = [weight for pair, weight in telling.items() if pair in words and _is_known(pair, phrases)]
    return sum(known) / (sum(telling.values()) or 1.0)


def _is_known(pair: str, phrases: Sequence[str]) -> bool:
    """Whether what stands somewhere in the phrases is a feature of them; Latin words count whole only."""
    return (len(pair) == 2 and pair >= CHINESE) or any(pair in phrase_pairs(phrase) for phrase in phrases)


class Expansion(NamedTuple):
    """A need in an expert's words: weighted terms, the subjects it is about, the second levels it points to."""

    terms: dict[str, float]
    subjects: dict[str, float]
    seconds: dict[tuple[str, str], float]
    words: dict[str, float]  # the need's own telling words
    certainty: float  # how strongly the best row speaks
    explained: float  # the share of the need's telling features that the best row knows
    plain: str  # the text without names of places
    about: dict[str, float]  # the rows' subjects, each with its row's score beside the best one's
    outright: float  # 0 to 1: how far the need names the best row's subjects and terms in their own words
    heard: float  # the sum of the weights of all that was heard
    agreed: float  # 0 to 1: how far the rows point to the labelled second level
    creatures: tuple[int, ...]  # the crops and animals that it names, where it is about one


class _Reading(NamedTuple):
    """The rows that a text resembles, best first, with scores; `heard` and `plain` as of `Expansion`."""

    rows: tuple[tuple[Row, float], ...]
    heard: float
    plain: str
    named: Mapping[str, tuple[int, ...]]  # the subjects that it names, with their rows
    said: Sequence[str]  # its pairs


class Knowledge:
    """The rows, indexed; built once, then only read."""

    def __init__(self, rows: Sequence[Row], background: Sequence[str] = (), tables: Tables | None = None) -> None:
        """`background` are everyday messages; `tables` are compiled from both where they are not given."""
        self.rows = list(rows)
        self.background = background
        self._tables = tables if tables is not None else compile_rows(self.rows, background)
        rarity = self._tables.rarity.astype(np.float64)
        self._telling: list[float] = np.minimum(1.0, rarity / rarity.max()).tolist()
        self._subjects = subject_matcher(self.rows)
        self._lone_subjects = lone_subjects(self.rows)
        self._label_factors: dict[tuple[str, str | None], Floats] = {}
        self._keys = np.array([(row.field, row.second) for row in self.rows], dtype=object)
        self._forms = {at for at, row in enumerate(self.rows) if not FORMS.isdisjoint(row.subjects)}
        self._of_creature = {one: np.flatnonzero(self._keys[:, 1] == one) for one in OF_CREATURES}
        seconds = {(term, row.field, row.second) for row in self.rows for term in row.terms}
        counts = Counter(term for term, _, _ in seconds)
        self._spread = {term: (1 + 0.3 * (count - 1)) ** 0.5 for term, count in counts.items()}
        self._places = place_matcher()
        self.creatures = Creatures(self.rows)
        self._worth = lru_cache(WORDS_REMEMBERED)(self._worth_of)
        self._read = lru_cache(REMEMBERED)(self._read_anew)
        self.expand = lru_cache(REMEMBERED)(self._expand)

    @classmethod
    def load(cls, folder: Path | None = None) -> Knowledge:
        """Over the shipped tables; a folder keeps them compiled, which spares later starts two seconds."""
        rows, background = [*read_rows(), *outside()], everyday_messages()
        return cls(rows, background, tables_of(rows, background, folder))

    @cached_property
    def shelf(self) -> Shelf:
        """The rows as if each were an expert who lists its subjects and terms."""
        rows = enumerate(self.rows)
        return fill_entries([(at, "", "", [(SKILL, one) for one in (*row.subjects, *row.terms)]) for at, row in rows])

    def joined(self, rows: Sequence[Row]) -> Knowledge:
        """Another one that knows these rows as well: a tenth of a second, for a thread; this one stays as it is."""
        if not rows:
            return self
        return Knowledge([*self.rows, *rows], self.background, join(self._tables, rows, self.background))

    def rows_for(self, text: str, field_code: str | None, second: str | None) -> tuple[tuple[Row, float], ...]:
        """The rows that the text resembles, best first, with their scores."""
        return self._read(text, field_code, second).rows

    def _read_anew(self, text: str, field_code: str | None, second: str | None) -> _Reading:
        plain_text = self.without_places(text)
        said = pairs(plain_text)
        if usual := self._usual_names(said):
            text, said = " ".join((text, *usual)), [*said, *usual]
        named = self.subjects_in(text)
        features = np.array(self._tables.known_of(said, plain_text), dtype=np.int64)
        rows = self._rows_of(named, text)
        whole = self._tables.score(features)
        strange = None
        if rows:  # rows about another subject than the named one count less
            strange = self._strange(rows)
            whole *= strange
        labelled = self._labelled(field_code, second)
        near = greatest(whole if labelled is None else whole * labelled, CLOSE_LOOK)
        if not len(near):
            return _Reading((), 0.0, plain_text, named, said)
        best_phrases = PHRASE_WEIGHT * self._tables.best_phrases(features, near)
        if strange is not None:
            best_phrases *= strange[near]
        scores = whole[near] + best_phrases
        if labelled is not None:
            scores *= labelled[near]
        order = np.argsort(-scores)[:MOST_ROWS]
        judged = list(zip(near[order].tolist(), scores[order].tolist(), strict=True))
        least = LEAST_SHARE * judged[0][1]
        found = tuple((self.rows[row], score) for row, score in judged if score >= least)
        return _Reading(found, float(self._tables.weights[features].sum()), plain_text, named, said)

    def subjects_in(self, text: str) -> dict[str, tuple[int, ...]]:
        """The subjects that the text names, with their rows."""
        found = {phrase: rows for _, phrase, rows in self._subjects.find(text)}
        return found

    def named_rows(self, text: str) -> set[int]:
        """Numbers of the rows whose subject the text names, also one of a single character."""
        return self._rows_of(self.subjects_in(text), text)

    def _rows_of(self, named: Mapping[str, tuple[int, ...]], text: str) -> set[int]:
        rows = set(chain.from_iterable(named.values()))
        for subject in self._lone_subjects.keys() & set(text):
            rows.update(self._lone_subjects[subject])
        return rows

    def _usual_names(self, said: Sequence[str]) -> list[str]:
        """Of each crop and animal by a name that no row has the usual one, too: 玉米 for 玉麦."""
        known = self._tables.number_of
        found = dict.fromkeys(self.creatures.usual(pair) for pair in said if pair not in known)
        return [one for one in found if one is not None and one not in said]

    def _strange(self, rows: set[int]) -> Floats:
        """What each row counts beside those whose subject is named."""
        forms = self._forms if rows - self._forms else frozenset[int]()
        own = list(rows - forms)
        found = np.full(len(self.rows), WITHOUT_SUBJECT, dtype=np.float32)
        seconds = {self.rows[row].second for row in own}
        if seconds & OF_CREATURES:
            for second in OF_CREATURES - seconds:
                found[self._of_creature[second]] = ANOTHER_CREATURE
        found[own] = 1.0
        found[list(forms)] = BESIDE
        return found

    def _labelled(self, field_code: str | None, second: str | None) -> Floats | None:
        """Rows of the labelled field and second level count more: soft evidence, for labels err."""
        if field_code is None:
            return None
        kept = self._label_factors.get((field_code, second))
        if kept is None:
            kept = self._label_factors[(field_code, second)] = self._factors(field_code, second)
        return kept

    def _factors(self, field_code: str, second: str | None) -> Floats:
        factors = np.full(len(self.rows), OTHER_FIELD, dtype=np.float32)
        same = self._keys[:, 0] == field_code
        factors[same] = SAME_FIELD
        factors[same & (self._keys[:, 1] == second)] = SAME_SECOND
        return factors

    def _expand(self, text: str, field_code: str | None = None, second: str | None = None) -> Expansion:
        """The need in an expert's words."""
        reading = self._read(text, field_code, second)
        rows = reading.rows
        terms: dict[str, float] = {}
        subjects: dict[str, float] = {}
        about: dict[str, float] = {}
        disciplines: dict[str, float] = {}
        seconds: dict[tuple[str, str], float] = {}
        best = rows[0][1] if rows else 0.0
        certainty = best / (best + HALF_SURE_AT)
        named, plain = reading.named, reading.plain
        spread = self._spread
        is_of_one = bool(rows) and not OF_CREATURES.isdisjoint((rows[0][0].second, second))
        creatures = self.creatures.named(reading.said) if is_of_one else ()
        for row, score in rows:
            share = (score / best) ** SHARPNESS
            for term in self.creatures.without_others(row.terms, creatures):
                worth = share / spread[term]
                if worth > terms.get(term, 0.0):
                    terms[term] = worth
            own_subjects = self.creatures.without_others(row.subjects, creatures)
            for subject in own_subjects:
                if share > about.get(subject, 0.0):
                    about[subject] = share
            if not named.keys().isdisjoint(row.subjects):
                for subject in own_subjects:
                    subjects[subject] = max(subjects.get(subject, 0.0), 0.7 * share)
            key = (row.field, row.second)
            if row.second:  # of nobody's, else
                seconds[key] = max(seconds.get(key, 0.0), share)
            for one in serving(row):
                worth = share * one.share
                for name in one.names:
                    told = (OF_DISCIPLINE if one.topics else OF_DEPARTMENT) * worth
                    disciplines[name] = max(disciplines.get(name, 0.0), told)
                seconds[one.key] = max(seconds.get(one.key, 0.0), worth)
        for name, worth in disciplines.items():
            terms[name] = max(terms.get(name, 0.0), worth)
        for subject, share in list(about.items()):
            for name in families().get(subject, ()):
                about[name] = max(about.get(name, 0.0), OF_FAMILY * share)
        subjects.update(dict.fromkeys(named, 1.0))
        telling = {pair: self.telling(pair) for pair in reading.said}
        return Expansion(
            terms=terms,
            subjects=subjects,
            seconds=seconds,
            words=self.words_of(plain),
            certainty=certainty,
            explained=_explained(telling, rows[0][0]) if rows else 0.0,
            plain=plain,
            about=about,
            outright=self._outright(rows[0][0], telling) if rows else 0.0,
            heard=reading.heard,
            agreed=seconds.get((field_code or "", second or ""), 0.0),
            creatures=creatures,
        )

    def _outright(self, row: Row, telling: Mapping[str, float]) -> float:
        return (self._named(row.subjects, telling) + self._named(row.terms, telling)) / 2

    def _named(self, phrases: Sequence[str], telling: Mapping[str, float]) -> float:
        """0 to 1: how much of any of these phrases is among the pairs that were said."""
        best = 0.0
        for phrase in phrases:
            own = phrase_pairs(phrase)
            met = sum([telling[pair] for pair in own if pair in telling])
            if met:
                best = max(best, met / sum([self.telling(pair) for pair in own]))
        return best

    def words_of(self, text: str) -> dict[str, float]:
        """Words of two and more characters, weighted 0 to 1 by how telling they are."""
        words = [word for word in segment(text[:LONGEST_DIRECT]) if len(word) >= 2]
        found = {word: worth for word, worth in zip(words, map(self._worth, words), strict=True) if worth is not None}
        return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_WORDS])

    def _worth_of(self, word: str) -> float | None:
        """How telling a word is; None where there is nothing to compare it by."""
        features = phrase_pairs(word)
        return sum(self.telling(feature) for feature in features) / len(features) if features else None

    def telling(self, feature: str) -> float:
        """How telling a pair of characters is, 0 to 1: everyday talk tells nothing."""
        number = self._tables.number_of.get(feature)
        if number is None:
            return 0.8 if feature not in self._tables.chatter else 0.0
        return self._telling[number]

    def without_places(self, text: str) -> str:
        """The text without the names of counties and cities: where is not what."""
        for start, phrase, _ in sorted(self._places.find(text), reverse=True):
            text = f"{text[:start]} {text[start + len(phrase) :]}"
        return text
