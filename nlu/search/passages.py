"""Finds the passage of a published paper that answers a question, and the stretch of it to quote; or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nlu.search.grams import pairs
from nlu.search.policy_questions import Question, read_question
from nlu.search.postings import Postings, rarity
from nlu.search.quoting import Entry, PassageHit, heading_of, is_headed, quotes, share_met

ENOUGH = 0.66  # below this relevance nothing is quoted
LEAST_COVER = 0.68  # the share of the subject that the paper must speak of
CANDIDATES = 80
IN_TITLE, ELSEWHERE = 0.95, 0.4  # how much it counts where the passage itself does not say it
GENERAL = 0.75  # and where the passage is the paper's own on what is asked: 申请程序
STRANGE = 0.8  # the weight of a word from which a paper must know it
DRIFT = 0.25  # what a passage loses that tells what is asked for but not of the thing that is named
NAMED = 0.7  # the share of the subject in title and headings from which a paper is about it
WEIGHTS = (0.3, 0.15, 0.3, 0.25)  # of covering the subject, covering it here, being about it, telling what is asked


@dataclass(slots=True)
class PassageIndex:
    """Built anew when the library changes; searched without I/O."""

    entries: Sequence[Entry] = ()
    _vocabulary: dict[str, int] = field(default_factory=dict)
    _postings: Postings | None = None
    _whole: dict[int, str] = field(default_factory=dict)  # all of a paper, by its number
    _heads: dict[int, str] = field(default_factory=dict)  # and its headings

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
            index._heads[key] = f"{index._heads.get(key, '')} {heading_of(entry)}".lower()
            index._whole[key] = f"{index._whole.get(key, '')}\n{entry.heading}\n{entry.text}".lower()
        index._postings = Postings.build(
            np.array(features, dtype=np.int32),
            np.array(documents, dtype=np.int32),
            np.array(weights, dtype=np.float32),
            len(index._vocabulary),
            len(index.entries),
        )
        return index

    def search(self, text: str, place_code: str | None = None, limit: int = 5, about: str = "") -> list[PassageHit]:
        """What answers, best first; empty where nothing is sure enough. `about` is what was asked before:
        it gives the subject where the text names none (那要什么条件)."""
        question = read_question(text)
        if about and not question.topics:
            question = replace(question, concepts=read_question(about).topics + question.concepts)
        if not question.topics:
            return []
        found = [(self._relevance(question, self.entries[row]), row) for row in self._candidates(question)]
        found = [(score, row) for score, row in found if score >= ENOUGH]
        hits: list[PassageHit] = []
        for score, row in sorted(found, key=lambda pair: (-pair[0], pair[1])):
            entry = self.entries[row]
            if holds_at(entry.source.place_code, place_code) and len(hits) < limit:
                hits.append(PassageHit(entry.source, entry.heading, quotes(entry, question), round(score, 3)))
        return hits

    def within(self, policy_id: int, text: str) -> PassageHit | None:
        """What a paper that was quoted before says on a question that goes on from it; None where it says nothing.

        The subject is known, so it is enough that a passage tells what is asked for or speaks of the thing that is new.
        """
        question = read_question(text)
        own = [entry for entry in self.entries if entry.source.policy_id == policy_id]
        whole = self._whole.get(policy_id, "")
        if any(one.weight >= STRANGE and not one.met(whole) for one in question.topics):
            return None  # it names something that the paper does not know
        said = set(pairs(text))
        scored = [
            (_answers_on(question, entry), len(said & set(pairs(entry.text))), -place)
            for place, entry in enumerate(own)
        ]
        score, _, place = max(scored, default=(0.0, 0, 0))
        if score < ENOUGH:
            return None
        entry = own[-place]
        return PassageHit(entry.source, entry.heading, quotes(entry, question), round(score, 3))

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
        is_general = is_headed(question, entry)
        heads = self._heads[entry.source.policy_id] if is_general else ""
        named = [max(one.met(head), IN_TITLE * one.met(title), GENERAL * one.met(heads)) for one in concepts]
        here = [max(name, concept.met(text)) for name, concept in zip(named, concepts, strict=True)]
        elsewhere = GENERAL if is_general else ELSEWHERE
        covered = [max(near, elsewhere * one.met(whole)) for near, one in zip(here, concepts, strict=True)]
        cover, about = share_met(covered, concepts), share_met(named, concepts, with_common=False)
        if cover < LEAST_COVER:
            return 0.0
        fit = _fit(question, entry)
        parts = (1.0, share_met(here, concepts), min(1.0, about / NAMED), fit)
        return cover * sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def _fit(question: Question, entry: Entry) -> float:
    """Whether heading or text tell what is asked for; half where nothing particular is."""
    if not question.aspects:
        return 0.5
    if is_headed(question, entry):
        return 1.0
    strengths = [aspect.strength(entry.text) for aspect in question.aspects]
    told = 0.7 * max(strengths) + 0.3 * sum(strengths) / len(strengths)
    head = heading_of(entry)
    is_near = any(concept.is_common and concept.met(head) for concept in question.concepts)
    return (0.95 if is_near else 0.8) * told


def _answers_on(question: Question, entry: Entry) -> float:
    """0 to 1 for a passage of the paper that is talked about."""
    head, text = heading_of(entry).lower(), entry.text.lower()
    here = share_met([max(one.met(head), one.met(text)) for one in question.topics], question.topics, with_common=False)
    fit = _fit(question, entry)
    if not question.aspects:
        return here
    if not question.topics:
        return fit
    return max((here + fit) / 2, fit - DRIFT)


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
