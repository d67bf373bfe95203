"""The stretch of a passage that answers: whole sentences, exactly as they stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlu.search.policy_questions import Concept, Question
from nlu.text.patterns import lazy_regex

QUOTE = 120  # characters
NEXT_QUOTE = 240
LONGEST_OWN = 25
LATER, HEADED_LATER = 0.04, 0.12  # what a sentence loses for each that stands before it
_SENTENCE = lazy_regex(r"[^。！？!?；;\n]+[。！？!?；;\n]*[”’）)》」]*")
_CLAUSE = lazy_regex(r"[^，,、：:]+[，,、：:]*")


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


def heading_of(entry: Entry) -> str:
    """The headings above, and the short sentence that a passage begins with as its own: 一、种粮大户补贴。"""
    own = entry.text[: LONGEST_OWN + 1].split("。", 1)
    return f"{entry.heading} {own[0]}" if len(own) == 2 else entry.heading


def is_headed(question: Question, entry: Entry) -> bool:
    """Whether a heading says that what is asked for stands here."""
    head = heading_of(entry)
    return any(aspect.sure.search(head) or aspect.asked.search(head) for aspect in question.aspects)


def share_met(met: Sequence[float], concepts: Sequence[Concept], *, with_common: bool = True) -> float:
    """The weighted share of the concepts that is met."""
    kept = [
        (one, concept.weight)
        for one, concept in zip(met, concepts, strict=True)
        if with_common or not concept.is_common
    ]
    whole = sum(weight for _, weight in kept)
    return sum(one * weight for one, weight in kept) / whole if whole else 0.0


def quotes(entry: Entry, question: Question) -> tuple[str, ...]:
    """Consecutive stretches of the text, in whole sentences where they fit: the answer first, then what follows."""
    pieces = [piece for sentence in _SENTENCE.findall(entry.text) for piece in _fitting(sentence)]
    if not pieces:
        return (entry.text[:QUOTE],)
    later = HEADED_LATER if is_headed(question, entry) else LATER
    scores = [_speaks(piece, question) - later * place for place, piece in enumerate(pieces)]
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
    subject = share_met([concept.met(low) for concept in question.concepts], question.concepts)
    told = [aspect.strength(piece) for aspect in question.aspects]
    return subject + 0.8 * max(told, default=0.0) + 0.1 * sum(told)
