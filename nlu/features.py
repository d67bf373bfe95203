"""What the classifier sees of a text: character n-grams, words, mentioned subjects and telling words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from nlu.kinds import shown_kind
from nlu.lexicon import load_lexicon
from nlu.phrases import PhraseMatcher
from nlu.roles import hinted_roles, shown_roles
from nlu.terms import Hit, TermMatcher

PLACE, TIME, PHONE, EDGE = "\ue000", "\ue001", "\ue002", "\ue003"
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


def mask(text: str, spans: Iterable[tuple[int, int]], times: Iterable[str], phones: Iterable[str]) -> str:
    """`text` with places, times, phones and numbers replaced by one sign each, so that none of them is learned."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + PLACE + text[end:]
    for phrase in times:
        text = text.replace(phrase, TIME)
    for phrase in phones:
        text = text.replace(phrase, PHONE)
    return _SPACE.sub(" ", _DIGITS.sub("0", text)).strip().lower()


def grams(masked: str) -> set[str]:
    """Character n-grams of length 1 to 4 with the edges marked."""
    edged = EDGE + masked + EDGE
    pairs = pairwise(edged)
    triples = zip(edged, edged[1:], edged[2:], strict=False)
    found = {first + second for first, second in pairs}
    found.update(first + second + third for first, second, third in triples)
    found.update(edged[start : start + 4] for start in range(len(edged) - 3))
    found.update(masked)
    return found


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

    def words(self, masked: str) -> set[str]:
        """Words of two or more characters, and pairs of neighbouring words, marked so that they differ from n-grams."""
        cut = self._segment(masked)
        found = {f"w:{word}" for word in cut if len(word) >= 2}
        found.update(f"p:{first}_{second}" for first, second in pairwise(cut))
        return found

    def evidence(self, masked: str, hits: list[Hit]) -> set[str]:
        """Telling groups and the second levels that the mentioned phrases speak for."""
        found = {f"l:{group}" for _, _, groups in self._lexicon.find(masked) for group in groups}
        for hit in hits:
            weight = "one" if len(hit.keys) == 1 else "some"
            for code, second in hit.keys:
                found.add(f"k:{weight}:{hit.sort}:{code}:{second}")
                found.add(f"k:{code}")
        found.update(f"r:{role}" for role in shown_roles(masked)[:1])
        if kind := shown_kind(masked):
            found.add(f"q:{kind}")
        found.update(f"h:{role}" for role in hinted_roles(masked))
        found.add(f"n:{min(len(masked) // 6, 9)}")
        if "?" in masked or "\uff1f" in masked:
            found.add("n:asks")
        return found

    def hits(self, masked: str) -> list[Hit]:
        """The phrases of the knowledge tables in the text."""
        return self._terms.find(masked)

    def extract(self, masked: str, hits: list[Hit]) -> tuple[set[str], set[str]]:
        """(n-grams and words, evidence): two blocks, normalised each on its own."""
        return grams(masked) | self.words(masked), self.evidence(masked, hits)
