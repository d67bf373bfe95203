"""Short answers to the request for a rating: a bare 5, 巴适得很, 没解决, or the digit that was asked for."""

from __future__ import annotations

from domain.ratings import RatingSide
from domain.work import Prompt
from handlers.outcomes import rating
from handlers.turn import Turn
from handlers.wording import service as wording
from nlu.answers import Answer, read_choice, read_rating, read_solved
from nlu.ratings import Rating as Words
from nlu.understanding import Understanding


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """A bare 5, 巴适得很, 解决了 or 没解决 answers the newest request for a rating."""
    if not _speaks_of_service(understood, short):
        return False
    words = _read_answer(turn.text, short)
    if words is None:
        return False
    demand, side = await rating.rateable(turn, prompt.demand_no)
    if side is RatingSide.EXPERT and words.score is None and not words.out_of_range:
        return False
    await rating.keep(turn, demand, side, words)
    return True


def _speaks_of_service(understood: Understanding, short: Answer) -> bool:
    """A new trouble is not taken for blame: 猪又不好了 names a subject of its own."""
    if understood.intent == "complaint" and "投诉" in understood.text:
        return False
    if understood.intent not in {"demand", "policy", "propose_time", "cancel", "progress"}:
        return True
    return short.kind in {"yes", "no"} or (not understood.tags and read_solved(understood.text) is not None)


def _read_answer(text: str, short: Answer) -> Words | None:
    words = read_rating(text)
    if words is None and short.kind in {"yes", "no"}:
        return Words(solved=short.kind == "yes")
    return words


async def answer_question(turn: Turn) -> bool:
    """1 解决了, 2 没解决; or the score that was still missing."""
    question = turn.talk.asked()
    if not question or question["name"] not in {"rating", "rating_solved"}:
        return False
    words = _answer_of(question["name"], turn.text)
    if words is None and question["name"] == "rating_solved" and read_rating(turn.text) is not None:
        turn.say(wording.ask_solved(int(question["no"])))
        return True
    if words is None:
        return False
    turn.talk.settle()
    demand, side = await rating.rateable(turn, int(question["no"]))
    await rating.keep(turn, demand, side, words)
    return True


def _answer_of(name: str, text: str) -> Words | None:
    if name == "rating":
        return read_rating(text)
    choice = read_choice(text, 2)
    solved = choice == 1 if choice else read_solved(text)
    return Words(solved=solved) if solved is not None else None
