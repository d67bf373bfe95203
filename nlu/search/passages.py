"""Finds the passage of a published paper that answers a question, and the stretch of it to quote; or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from nlu.policy_questions import Concept, Question, read_question
from nlu.search.grams import pairs
from nlu.search.postings import Postings, rarity

ENOUGH = 0.6  # below this relevance nothing is quoted
LEAST_COVER = 0.68  # the share of the subject that the paper must speak of
CANDIDATES = 80
QUOTE = 120  # characters
NEXT_QUOTE = 240
IN_TITLE, ELSEWHERE = 0.95, 0.4  # how much it counts where the passage itself does not say it
NAMED = 0.7  # the share of the subject in title and headings from which a paper is about it
WEIGHTS = (0.3, 0.15, 0.3, 0.25)  # of covering the subject, covering it here, being about it, telling what is asked
LONGEST_OWN = 25
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*[”’）)》」]*")
_CLAUSE = re.compile(r"[^，,、：:]+[，,、：:]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A paper as it is named beside a quotation; `place_code` is where it holds, None everywhere."""

    policy_id: int
    title: str
    issuer: str
    number: str | None = None
    issued_on: date | None = None
    place_code: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage of a paper."""

    source: Source
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageHit:
    """Words of a paper, exactly as they stand there: `quotes` begin with the answer, then what follows it."""

    source: Source
    heading: str
    quotes: tuple[str, ...]
    relevance: float


@dataclass(slots=True)
class PassageIndex:
    """Built anew when the library changes; searched without I/O."""

    entries: Sequence[Entry] = ()
    _vocabulary: dict[str, int] = field(default_factory=dict)
    _postings: Postings | None = None
    _whole: dict[int, str] = field(default_factory=dict)  # all of a paper, by its number

    @classmethod
    def build(cls, entries: Iterable[Entry]) -> PassageIndex:
        """Over these passages."""
        index = cls(tuple(entries))
        features: list[int] = []
        documents: list[int] = []
        weights: list[float] = []
        for number, entry in enumerate(index.entries):
            parts = ((entry.text, 1.0), (entry.heading, 1.2), (entry.source.title, 0.8))
            for pair, weight in ((pair, weight) for text, weight in parts for pair in set(pairs(text))):
                features.append(index._vocabulary.setdefault(pair, len(index._vocabulary)))
                documents.append(number)
                weights.append(weight)
            key = entry.source.policy_id
            index._whole[key] = f"{index._whole.get(key, '')}\n{entry.heading}\n{entry.text}".lower()
        index._postings = Postings.build(
            np.array(features, dtype=np.int32),
            np.array(documents, dtype=np.int32),
            np.array(weights, dtype=np.float32),
            len(index._vocabulary),
            len(index.entries),
        )
        return index

    def search(self, text: str, place_code: str | None = None, limit: int = 5) -> list[PassageHit]:
        """What answers, best first; empty where nothing is sure enough."""
        question = read_question(text)
        if not question.topics:
            return []
        found = [(self._relevance(question, self.entries[row]), row) for row in self._candidates(question)]
        found = [(score, row) for score, row in found if score >= ENOUGH]
        hits: list[PassageHit] = []
        for score, row in sorted(found, key=lambda pair: (-pair[0], pair[1])):
            entry = self.entries[row]
            if holds_at(entry.source.place_code, place_code) and len(hits) < limit:
                hits.append(PassageHit(entry.source, entry.heading, quotes(entry.text, question), round(score, 3)))
        return hits

    def _candidates(self, question: Question) -> list[int]:
        """The passages that share most of the rare pairs of characters with the question."""
        if self._postings is None or not self.entries:
            return []
        rare = rarity(self._postings.frequency(), len(self.entries))
        weights: dict[int, float] = {}
        for concept in question.concepts:
            for word in concept.words:
                for pair in pairs(word):
                    if (feature := self._vocabulary.get(pair)) is not None:
                        weights[feature] = max(weights.get(feature, 0.0), concept.weight * float(rare[feature]))
        scores = self._postings.score(list(weights), list(weights.values()))
        best = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return [int(row) for row in best if scores[row] > 0]

    def _relevance(self, question: Question, entry: Entry) -> float:
        """0 to 1: whether the paper is about it, whether the passage is, and whether it says what is asked for."""
        concepts = question.concepts
        title, head, text = entry.source.title.lower(), heading_of(entry).lower(), entry.text.lower()
        whole = self._whole[entry.source.policy_id]
        here = [concept.met(f"{head}\n{text}") for concept in concepts]
        named = [max(concept.met(head), IN_TITLE * concept.met(title)) for concept in concepts]
        covered = [
            max(near, name, ELSEWHERE * concept.met(whole))
            for near, name, concept in zip(here, named, concepts, strict=True)
        ]
        cover, about = _share(covered, concepts), _share(named, concepts, with_common=False)
        if cover < LEAST_COVER:
            return 0.0
        fit = _fit(question, entry)
        parts = (1.0, _share(here, concepts), min(1.0, about / NAMED), fit)
        return cover * sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def heading_of(entry: Entry) -> str:
    """The headings above, and the short sentence that a passage begins with as its own: 一、种粮大户补贴。"""
    own = entry.text[: LONGEST_OWN + 1].split("。", 1)
    return f"{entry.heading} {own[0]}" if len(own) == 2 else entry.heading


def _share(met: Sequence[float], concepts: Sequence[Concept], *, with_common: bool = True) -> float:
    """The weighted share of the concepts that is met."""
    kept = [
        (one, concept.weight)
        for one, concept in zip(met, concepts, strict=True)
        if with_common or not concept.is_common
    ]
    whole = sum(weight for _, weight in kept)
    return sum(one * weight for one, weight in kept) / whole if whole else 0.0


def _fit(question: Question, entry: Entry) -> float:
    """Whether heading or text tell what is asked for; half where nothing particular is."""
    if not question.aspects:
        return 0.5
    head = heading_of(entry)
    return max(
        max(float(aspect.sure.search(head) is not None), 0.8 * aspect.strength(entry.text))
        for aspect in question.aspects
    )


def holds_at(policy_place: str | None, asked_place: str | None) -> bool:
    """A county's rule holds in the county, a province's in all of it; where nobody knows the place, any may."""
    if policy_place is None or asked_place is None:
        return True
    return policy_place.startswith(_stem(asked_place)) or asked_place.startswith(_stem(policy_place))


def _stem(code: str) -> str:
    """500000 as 50, 511400 as 5114."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def quotes(text: str, question: Question) -> tuple[str, ...]:
    """Consecutive stretches of the text, in whole sentences where they fit: the answer first, then what follows."""
    pieces = [piece for sentence in _SENTENCE.findall(text) for piece in _fitting(sentence)]
    if not pieces:
        return (text[:QUOTE],)
    scores = [_speaks(piece, question) for piece in pieces]
    first = scores.index(max(scores))
    stretches, stretch, room = [], "", QUOTE
    for piece in pieces[first:]:
        if stretch and len(stretch) + len(piece) > room:
            stretches.append(stretch)
            stretch, room = "", NEXT_QUOTE
        stretch += piece
    return tuple(one.strip() for one in [*stretches, stretch] if one.strip())


def _fitting(sentence: str) -> list[str]:
    """A sentence, or where it is too long for a quotation its clauses."""
    if len(sentence) <= QUOTE:
        return [sentence]
    clauses: list[str] = []
    for clause in _CLAUSE.findall(sentence):
        if clauses and len(clauses[-1]) + len(clause) <= QUOTE:
            clauses[-1] += clause
        else:
            clauses.append(clause)
    return [clause[start : start + QUOTE] for clause in clauses for start in range(0, len(clause), QUOTE)]


def _speaks(piece: str, question: Question) -> float:
    """How much of the question a sentence answers; an earlier sentence wins a tie."""
    low = piece.lower()
    subject = _share([concept.met(low) for concept in question.concepts], question.concepts)
    told = [aspect.strength(piece) for aspect in question.aspects]
    return subject + 0.8 * max(told, default=0.0) + 0.1 * sum(told)
