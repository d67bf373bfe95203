"""What a question about a rule is about, and what of the rule it asks for: the subject apart from the asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from nlu.search.background import place_matcher
from nlu.search.grams import phrase_pairs
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.text.phrases import PhraseMatcher
from nlu.text.segment import cut_known, tag
from nlu.text.tables import read_table

LONGEST = 200
COMMON_WEIGHT = 0.5
UNKNOWN_WEIGHT = 0.6  # of characters that no dictionary joins
ASIDE = 0.5  # the factor for a clause that only tells how things are
WEIGHTS = {
    "n": 1.0,
    "vn": 1.0,
    "j": 1.0,
    "l": 0.8,
    "i": 0.6,
    "b": 0.6,
    "eng": 1.0,
    "s": 0.5,
    "a": 0.3,
    "ad": 0.6,
    "an": 0.6,
    "v": 0.5,
}
LONE = 0.4  # the factor for a word of one character
MOST_BESIDE = 5  # characters beside a rule's name
LONG_NAME = 4  # a rule's own word of this length is recognised in a question too
_HAN = lazy_regex(r"[\u3400-\u9fff]")
_CLAUSES = lazy_regex(r"[，,。；;！!？?\n]+")
_BLANKS = lazy_regex(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])")  # many write a blank where a comma belongs
_GREETING = lazy_regex(
    r"^(?:喂|各位|尊敬的|请问)*(?:(?:老师|领导|专家|主任|师傅|同志|朋友|大家|平台)(?:们|些)?(?:您|你)?|您|你)好"
    r"(?:老师|领导|专家|主任|师傅|同志|朋友|管家)?[啊呀哇哈]?[，,。！! ]*"
)
GAP = " "


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
    sure: re.Pattern[str]

    def strength(self, text: str) -> float:
        """How clearly the text tells it: 1, 0.5 or 0."""
        return 1.0 if self.sure.search(text) else 0.5 if self.shown.search(text) else 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """The subject in concepts, and the aspects that are asked for."""

    concepts: tuple[Concept, ...]
    aspects: tuple[Aspect, ...]

    @property
    def topics(self) -> tuple[Concept, ...]:
        """What tells one rule from another."""
        return tuple(one for one in self.concepts if not one.is_common)


def read_question(text: str) -> Question:
    """Clause by clause; where one clause asks, the others only tell how things are."""
    plain = _BLANKS.sub("，", _GREETING.sub("", normalise(text)[:LONGEST].lower()))
    plain = _blank(plain, _chatter("first"))
    read = [_read_clause(clause) for clause in _CLAUSES.split(plain) if clause.strip()]
    somebody_asks = any(part.aspects for part in read)
    concepts: dict[tuple[str, ...], Concept] = {}
    for part in read:
        factor = ASIDE if somebody_asks and not part.aspects else 1.0
        for one in part.concepts:
            weight = max(factor * one.weight, concepts[one.words].weight if one.words in concepts else 0.0)
            concepts[one.words] = replace(one, weight=weight)
    aspects = {aspect.name: aspect for part in read for aspect in part.aspects}
    return Question(tuple(concepts.values()), tuple(aspects.values()))


def names_rule(text: str) -> bool:
    """就是那个门诊统筹: a rule's own name, and little beside it."""
    plain = normalise(text)
    named = [said for _, said, _ in _names()[0].find(plain) if len(said) >= LONG_NAME]
    return bool(named) and len(plain) <= len(max(named, key=len)) + MOST_BESIDE


def asked_words(text: str) -> str:
    """The words that ask, without what they ask about: 多久 of 多久能批下来."""
    plain = normalise(text)[:LONGEST].lower()
    found: dict[int, str] = {}
    for aspect in _aspects():
        for match in aspect.asked.finditer(plain):
            found.setdefault(match.start(), match[0])
            plain = plain[: match.start()] + GAP * len(match[0]) + plain[match.end() :]
    return "".join(found[start] for start in sorted(found))


def _read_clause(rest: str) -> Question:
    """Known names first, then the asking, then the words that are left."""
    named: list[Concept] = []
    for start, said, words in reversed(list(_names()[0].find(rest))):
        named.append(Concept(tuple(dict.fromkeys((*words, said))), 1.0))
        rest = rest[:start] + GAP + rest[start + len(said) :]
    rest = _without_places(rest)
    groups = [Concept(words, COMMON_WEIGHT, True) for words in _common() if any(word in rest for word in words)]
    aspects: list[Aspect] = []
    for aspect in _aspects():
        rest, count = aspect.asked.subn(GAP, rest)
        aspects += [aspect] if count else []
    rest = _blank(_blank(rest, (word for one in groups for word in one.words)), _chatter("last"))
    known = {word for one in named for word in one.words}
    left = [one for one in _words(rest) if not any(one.words[0] in word for word in known)]
    return Question((*reversed(named), *left, *groups), tuple(aspects))


def _without_places(text: str) -> str:
    """Where somebody lives is not what is asked."""
    for start, phrase, _ in sorted(place_matcher().find(text), reverse=True):
        text = text[:start] + GAP + text[start + len(phrase) :]
    return text


def _blank(text: str, words: Iterable[str]) -> str:
    for word in sorted((word for word in words if len(word) >= 2), key=len, reverse=True):
        text = text.replace(word, GAP)
    return text


def _words(text: str) -> Iterator[Concept]:
    """Telling words; neighbouring characters that no dictionary joins are one word."""
    loose = ""
    for word in [*cut_known(text), GAP]:
        if len(word) == 1 and _HAN.match(word) and word not in _chatter("last"):
            if word in _names()[1]:
                yield Concept((*_names()[1][word], word), 1.0)
            else:
                loose += word
            continue
        if loose:
            yield Concept((loose,), UNKNOWN_WEIGHT if len(loose) >= 2 else LONE * _weight(loose))
        loose = ""
        if len(word) >= 2 and not word.isdigit() and _weight(word):
            yield Concept((word,), _weight(word))


@cache
def _weight(word: str) -> float:
    """By what sort of word it is; 0 where it tells nothing."""
    kinds = [kind for _, kind in tag(word)]
    return max((WEIGHTS.get(kind, WEIGHTS["n"] if kind.startswith("n") else 0.0) for kind in kinds), default=0.0)


@cache
def _names() -> tuple[PhraseMatcher[tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What laymen say and what long words of rules say; and the names of one character."""
    rows = [(row["said"].split(), tuple(row["written"].split())) for row in read_table("policies/stands_for.tsv")]
    names = {said: words for saids, words in rows for said in saids}
    for _, words in rows:
        for word in words:
            if len(word) >= LONG_NAME:
                names.setdefault(word, words)
    return PhraseMatcher(names.items()), {said: words for said, words in names.items() if len(said) == 1}


@cache
def _common() -> tuple[tuple[str, ...], ...]:
    rows = (row["words"].split() for row in read_table("policies/common.tsv"))
    return tuple(tuple(word for word in words if len(word) >= 2) for words in rows)


@cache
def _aspects() -> tuple[Aspect, ...]:
    return tuple(
        Aspect(row["name"], *(re.compile(row[column]) for column in ("asked", "shown", "sure")))
        for row in read_table("policies/aspects.tsv")
    )


@cache
def _chatter(when: str) -> frozenset[str]:
    rows = (row["words"].split() for row in read_table("policies/chatter.tsv") if row["when"] == when)
    return frozenset(word for words in rows for word in words)
