"""What the classifier sees of a text: character n-grams, words, mentioned subjects and telling words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Set
from itertools import pairwise
from operator import add
from typing import NamedTuple

from nlu.labels.kinds import shown_kind
from nlu.labels.lexicon import load_lexicon
from nlu.labels.roles import hinted_roles, shown_roles
from nlu.labels.terms import Hit, TermMatcher
from nlu.text.patterns import lazy_regex
from nlu.text.phrases import PhraseMatcher

PLACE, TIME, PHONE, EDGE = "\ue000", "\ue001", "\ue002", "\ue003"
MARK = ":"  # the second character of every feature that is no n-gram
_DIGITS = lazy_regex(r"\d+")
_SPACES = lazy_regex(r"[\n\r\t]+|(?<![!-~]) +| +(?![!-~])")
_BESIDE_MARKS = lazy_regex(r"(?<=[，。；、！？,;!?…～])\s+|\s+(?=[，。；、！？,;!?…～])")


def mask(text: str, spans: Iterable[tuple[int, int]], times: Iterable[str], phones: Iterable[str]) -> str:
    """`text` with places, times, phones and numbers replaced by one sign each, so that none of them is learned."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + PLACE + text[end:]
    for phrase in times:
        text = text.replace(phrase, TIME)
    for phrase in phones:
        text = text.replace(phrase, PHONE)
    return as_learned(text)


def as_learned(text: str) -> str:
    """One form for what says nothing: case, figures, and whether somebody parts words by spaces or by commas."""
    text = _DIGITS.sub("0", text).lower()
    if " " in text or "\n" in text:
        text = _SPACES.sub("，", _BESIDE_MARKS.sub("", text))
    return text.strip("， ")


def edged(masked: str) -> str:
    """The text with its edges marked, as n-grams are taken from it."""
    return EDGE + masked + EDGE


def grams(masked: str) -> set[str]:
    """Character n-grams of length 1 to 4 with the edges marked."""
    whole = edged(masked)
    pairs = list(map(add, whole, whole[1:]))
    triples = list(map(add, pairs, whole[2:]))
    found = set(pairs)
    found.update(triples, map(add, triples, whole[3:]), masked)
    return found


class Features(NamedTuple):
    """What was seen of a masked text: its n-grams go without saying; words and evidence are marked (`w:`, `k:`)."""

    masked: str
    words: Collection[str]
    evidence: Set[str]

    @property
    def surface(self) -> set[str]:
        """N-grams and words by name."""
        return grams(self.masked).union(self.words)


class FeatureExtractor:
    """Turns a masked text into named features; the same at training and at run time."""

    def __init__(
        self,
        terms: TermMatcher,
        lexicon: PhraseMatcher[tuple[str, ...]],
        segment: Callable[[str], list[str]],
    ) -> None:
        self._terms = terms
        self._lexicon = lexicon
        self._segment = segment

    @classmethod
    def load(cls, terms: TermMatcher, segment: Callable[[str], list[str]]) -> FeatureExtractor:
        """The extractor over the shipped lexicon."""
        return cls(terms, load_lexicon(), segment)

    def words(self, masked: str) -> list[str]:
        """Words of two or more characters, and pairs of neighbouring words, marked so that they differ from n-grams."""
        cut = self._segment(masked)
        found = [f"w:{word}" for word in cut if len(word) >= 2]
        found += [f"p:{first}_{second}" for first, second in pairwise(cut)]
        return found

    def evidence(self, masked: str, hits: list[Hit]) -> set[str]:
        """Telling groups and the second levels that the mentioned phrases speak for."""
        found = [f"n:{min(len(masked) // 6, 9)}"]
        for _, _, groups in self._lexicon.find(masked):
            found += groups
        for hit in hits:
            found += hit.evidence
        found += [f"r:{role}" for role in shown_roles(masked)[:1]]
        if kind := shown_kind(masked):
            found.append(f"q:{kind}")
        found += [f"h:{role}" for role in hinted_roles(masked)]
        if "?" in masked or "\uff1f" in masked:
            found.append("n:asks")
        return set(found)

    def hits(self, masked: str) -> list[Hit]:
        """The phrases of the knowledge tables in the text."""
        return self._terms.find(masked)

    def extract(self, masked: str, hits: list[Hit]) -> Features:
        """Surface and evidence: two blocks, normalised each on its own."""
        return Features(masked, self.words(masked), self.evidence(masked, hits))
