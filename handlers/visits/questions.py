"""The answer to what was asked back: which time, which visit, to when, moved or one more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, meetings, no_shows, tabling
from handlers.visits import arranging as visiting
from handlers.visits import times as visit_times
from handlers.visits.times import Slot
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.answers import read_answer, read_choice


async def answer_question(turn: Turn) -> bool:
    """A number, a yes or another time where it was asked which time or which visit is meant."""
    question = turn.talk.asked()
    if not question or question["name"] not in {"visit_time", "visit_which", "visit_more", "visit_when"}:
        return False
    if read_answer(turn.text).kind in {"cancel", "no"}:
        turn.talk.settle()
        turn.say(wording.dropped())
        return True
    if question["name"] == "visit_time":
        return await _answer_time(turn, question)
    if question["name"] == "visit_when":
        return await _answer_when(turn, question)
    if question["name"] == "visit_which":
        return await _answer_which(turn, question)
    return await _answer_more(turn, question)


async def _answer_time(turn: Turn, question: dict[str, Any]) -> bool:
    choices = [datetime.fromisoformat(str(choice)) for choice in question["choices"]]
    chosen = _choose(turn, choices)
    if chosen is None and not visit_times.has_time(turn.text, turn.now, choices[0]):
        return False
    turn.talk.settle()
    meeting = await meetings.find(turn, int(question["no"]), tabling.EXAMPLE)
    visit = await turn.uow.visits.get(int(question["id"])) if question.get("id") else None
    if visit is not None and visit.status not in appointments.OPEN:
        raise DomainError("no_visit", no=meeting.demand.no)
    if chosen is None:
        await tabling.read_and_put(turn, meeting, visit, turn.text)
    elif chosen <= turn.now:
        raise DomainError("time_past", moment=common.moment(chosen), no=meeting.demand.no)
    else:
        await tabling.put(turn, meeting, visit, Slot(chosen), str(question["mode"]))
    return True


async def _answer_when(turn: Turn, question: dict[str, Any]) -> bool:
    visit = await turn.uow.visits.get(int(question["id"]))
    if visit is None or not visit_times.has_time(turn.text, turn.now, visit.starts_at):
        return False
    turn.talk.settle()
    await visiting.move(turn, Arguments(visit.demand_no, turn.text), visit.id)
    return True


def _choose(turn: Turn, choices: list[datetime]) -> datetime | None:
    """By number, by yes where there is only one, or by words that fit exactly one of them."""
    choice = read_choice(turn.text, len(choices))
    if choice is not None:
        return choices[choice - 1]
    if len(choices) == 1:
        return choices[0] if read_answer(turn.text).kind == "yes" else None
    halves = {"早": range(12), "上午": range(12), "晚": range(12, 24), "下午": range(12, 24), "傍晚": range(12, 24)}
    for word, hours in halves.items():
        fitting = [one for one in choices if one.astimezone(SHANGHAI).hour in hours]
        if word in turn.text and len(fitting) == 1:
            return fitting[0]
    return None


async def _answer_which(turn: Turn, question: dict[str, Any]) -> bool:
    ids = [int(one) for one in question["ids"]]
    choice = read_choice(turn.text, len(ids))
    if choice is None:
        return False
    turn.talk.settle()
    args = Arguments(int(question["no"]), str(question.get("rest") or ""))
    acts = {
        "agree": visiting.agree,
        "refuse": visiting.refuse,
        "cancel": visiting.cancel,
        "move": visiting.move,
        "missed": no_shows.report_missed,
    }
    await acts[str(question["act"])](turn, args, ids[choice - 1])
    return True


async def _answer_more(turn: Turn, question: dict[str, Any]) -> bool:
    choice = read_choice(turn.text, 2)
    if choice is None:
        return False
    turn.talk.settle()
    no, text = int(question["no"]), str(question["text"])
    if choice == 1:
        await visiting.move(turn, Arguments(no, text), int(question["id"]))
    else:
        meeting = await meetings.find(turn, no, tabling.EXAMPLE)
        await tabling.read_and_put(turn, meeting, None, text)
    return True
