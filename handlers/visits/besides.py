"""周五上午可以，您要不要投影仪？: what is said beside the time that suits."""

from __future__ import annotations

from handlers.reading import questions
from handlers.visits import refusals
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex

FEWEST = 5
_CLAUSE = lazy_regex(r"[，,。；;！!\s]+")


def says_more(text: str) -> str:
    """The clauses after the one that agrees, where they are more than courtesy; else empty."""
    clauses = [one for one in _CLAUSE.split(text.strip()) if one]
    rest = "，".join(clauses[1:]) if clauses and refusals.SUITS.search(clauses[0]) else ""
    is_more = len(rest) >= FEWEST and read_answer(rest).kind == "other"
    return rest if is_more or questions.is_question(text) else ""
