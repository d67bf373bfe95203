"""What a question about a rule is about, and what of the rule it asks for: the subject apart from the asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nlu.normalise import normalise
from nlu.phrases import PhraseMatcher
from nlu.search.background import place_matcher
from nlu.search.grams import phrase_pairs
from nlu.segment import cut_known, tag
from nlu.tables import read_table

LONGEST = 200
COMMON_WEIGHT = 0.5
UNKNOWN_WEIGHT = 0.8
WEIGHTS = {"n": 1.0, "vn": 1.0, "j": 1.0, "l": 0.8, "i": 0.6, "b": 0.6, "eng": 1.0, "s": 0.5, "a": 0.3, "v": 0.4}
LONE = 0.4  # the factor for a word of one character
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked about: the words by which a rule may mean it, and how much it counts."""

    words: tuple[str, ...]
    weight: float
    is_common: bool = False

    def met(self, text: str) -> float:
        """0 to 1: how well the text speaks of it; of a long word parts count too."""
        if any(word in text for word in self.words):
            return 1.0
        return max((_part(word, text) for word in self.words if len(word) >= 4), default=0.0)


def _part(word: str, text: str) -> float:
    pairs = phrase_pairs(word)
    share = sum(pair in text for pair in pairs) / max(1, len(pairs))
    return share if share >= 0.6 else 0.0


@dataclass(frozen=True, slots=True)
class Aspect:
    """What of a rule is asked for: money, condition, material, process, time, office, penalty."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Question:
    """The subject in concepts, the aspects in the order they were asked."""

    concepts: tuple[Concept, ...]
    aspects: tuple[Aspect, ...]

    @property
    def topics(self) -> tuple[Concept, ...]:
        """What tells one rule from another."""
        return tuple(one for one in self.concepts if not one.is_common)


def read_question(text: str) -> Question:
    """Take the question apart: known names first, then the asking, then the words that are left."""
    rest = _without_places(normalise(text)[:LONGEST].lower())
    concepts: dict[tuple[str, ...], Concept] = {}
    for start, said, words in reversed(list(_names().find(rest))):
        concepts[words] = Concept((*words, said), 1.0)
        rest = rest[:start] + "，" + rest[start + len(said) :]
    groups = {words: Concept(words, COMMON_WEIGHT, True) for words in _common() if any(word in rest for word in words)}
    aspects = []
    for aspect in _aspects():
        if aspect.asked.search(rest):
            aspects.append(aspect)
    for aspect in aspects:
        rest = aspect.asked.sub("，", rest)
    rest = _blank(_chatter()[0].sub("，", rest), groups)
    words = {word: Concept((word,), weight) for word, weight in _words(rest)}
    return Question((*concepts.values(), *words.values(), *groups.values()), tuple(aspects))


def _without_places(text: str) -> str:
    """Where somebody lives is not what is asked."""
    for start, phrase, _ in sorted(place_matcher().find(text), reverse=True):
        text = f"{text[:start]}，{text[start + len(phrase) :]}"
    return text


def _blank(text: str, groups: Iterable[tuple[str, ...]]) -> str:
    for words in groups:
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, "，")
    return text


def _words(text: str) -> Iterator[tuple[str, float]]:
    """Telling words with their weights; neighbouring characters that no dictionary joins are one word."""
    loose = ""
    for word in [*cut_known(text), "，"]:
        is_lone = len(word) == 1 and _HAN.match(word) is not None and word not in _chatter()[1]
        if is_lone:
            loose += word
            continue
        if loose:
            yield loose, UNKNOWN_WEIGHT if len(loose) >= 2 else LONE * _weight(loose)
        loose = ""
        if len(word) >= 2 and not word.isdigit() and _weight(word):
            yield word, _weight(word)


@cache
def _weight(word: str) -> float:
    """By what sort of word it is; 0 where it tells nothing."""
    kinds = [kind for _, kind in tag(word)]
    return max((WEIGHTS.get(kind, WEIGHTS["n"] if kind.startswith("n") else 0.0) for kind in kinds), default=0.0)


@cache
def _names() -> PhraseMatcher[tuple[str, ...]]:
    return PhraseMatcher(
        (said, tuple(row["written"].split()))
        for row in read_table("policies/stands_for.tsv")
        for said in row["said"].split()
    )


@cache
def _common() -> tuple[tuple[str, ...], ...]:
    rows = (row["words"].split() for row in read_table("policies/common.tsv"))
    return tuple(tuple(word for word in words if len(word) >= 2) for words in rows)


@cache
def _aspects() -> tuple[Aspect, ...]:
    return tuple(
        Aspect(row["name"], re.compile(row["asked"]), re.compile(row["shown"]))
        for row in read_table("policies/aspects.tsv")
    )


@cache
def _chatter() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern of the phrases, and the single characters."""
    said = [part for row in read_table("policies/chatter.tsv") for part in row["asked"].replace("?", "").split("|")]
    phrases = sorted((part for part in said if len(part) >= 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases))), frozenset(part for part in said if len(part) == 1)
