"""Says a demand in at most thirty characters: the trouble itself, without story, place and courtesy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache

from nlu.fields import DATA
from nlu.terms import Hit

LONGEST = 30
INTRODUCTION = 16  # a longer clause tells more than who speaks
_BREAK = re.compile(r"[，。！？；：:、\n\r\t,!?;~…]+|\.(?!\d)|\s+")
_LINK = re.compile(r"https?://\S+|www\.\S+|<[^>]{0,80}>|\[[^\]]{1,6}\]|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads((DATA / "summary.toml").read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in table.items()}


def summarize(text: str, hits: Sequence[Hit], drop: Sequence[str]) -> str:
    """The trouble in short; `drop` holds phrases (places, times, phones, names) that a summary does without."""
    for phrase in sorted(drop, key=len, reverse=True):
        text = text.replace(f"在{phrase}", "").replace(phrase, "")
    clauses = [clause for part in _BREAK.split(_LINK.sub(" ", text)) if (clause := _trimmed(part))]
    told = [clause for clause in clauses if len(clause) > INTRODUCTION or not _introduces(clause)]
    clauses = told or clauses
    if not clauses:
        return ""
    phrases = {hit.phrase: hit.sort for hit in hits}
    scores = [_score(clause, phrases) for clause in clauses]
    chosen = _choose(clauses, scores)
    return _with_subject("，".join(chosen), hits)[:LONGEST]


def _introduces(clause: str) -> bool:
    return _patterns()["introduction"].match(clause) is not None


def _trimmed(clause: str) -> str:
    patterns = _patterns()
    before = ""
    while clause != before:
        before = clause
        clause = patterns["opening"].sub("", patterns["greeting"].sub("", clause.strip()))
    return patterns["ending"].sub("", clause).strip()


def _score(clause: str, phrases: dict[str, str]) -> float:
    patterns = _patterns()
    weights = {"subject": 1.5, "sign": 2.5, "term": 1.5, "word": 1.0}
    score = sum(weights[sort] for phrase, sort in phrases.items() if phrase in clause)
    score += min(2, len(patterns["trouble"].findall(clause)))
    if patterns["courtesy"].search(clause):
        score -= 2.5
    if patterns["request"].search(clause):
        score -= 0.8
    return score - (1.0 if len(clause) < 3 else 0.0) - max(0, len(clause) - LONGEST) * 0.05


def _choose(clauses: list[str], scores: list[float]) -> list[str]:
    """The best clause, and the next best ones as long as they fit, in the order said."""
    order = sorted(range(len(clauses)), key=lambda position: (-scores[position], position))
    chosen = [order[0]]
    for position in order[1:]:
        length = sum(len(clauses[other]) + 1 for other in [*chosen, position]) - 1
        if scores[position] >= 1.0 and length <= LONGEST:
            chosen.append(position)
    return [clauses[position] for position in sorted(chosen)]


def _with_subject(summary: str, hits: Sequence[Hit]) -> str:
    subject = next((hit.phrase for hit in hits if hit.sort == "subject"), "")
    if not subject or any(hit.sort == "subject" and hit.phrase in summary for hit in hits):
        return summary
    return f"{subject}：{summary}" if len(subject) + 1 + len(summary) <= LONGEST else summary
