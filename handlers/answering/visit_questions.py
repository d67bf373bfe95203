"""The answer to what was asked back: which time, which visit, to when, moved or one more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from domain.work import Prompt, PromptKind
from handlers.helping import messages
from handlers.outcomes import withdrawing
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, meetings, no_shows, tabling
from handlers.visits import arranging as visiting
from handlers.visits.heard import consent
from handlers.visits.heard import times as visit_times
from handlers.visits.heard.times import Slot
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.dialogue.answers import read_answer, read_choice
from nlu.text.patterns import lazy_regex

MORE_THAN_ONE = 2
ALL = lazy_regex(r"都|全部?|两个|[二三]个|一起")


async def ask_which(turn: Turn, prompts: Sequence[Prompt]) -> str:
    """Several times wait: which is meant, with what each is about."""
    lines, numbers = [], []
    for prompt in sorted(prompts, key=lambda one: one.demand_no or 0)[:6]:
        visit = await turn.uow.visits.get(prompt.ref_id or 0)
        demand = await turn.uow.demands.get(prompt.demand_no or 0)
        if visit is not None and demand is not None:
            numbers.append(demand.no)
            lines.append(f"#{demand.no} {common.cut(demand.summary, 12)}，{common.moment(visit.starts_at)}")
    turn.talk.ask("visit_of", numbers=numbers)
    return wording.which_time(lines)


async def answer_several(turn: Turn, prompts: Sequence[Prompt]) -> bool:
    """The demand's number, 第二个, or 都要得: what was asked by `ask_which`."""
    question = turn.talk.asked()
    visits = [prompt for prompt in prompts if prompt.kind is PromptKind.VISIT]
    if len(visits) < MORE_THAN_ONE:
        return False
    if ALL.search(turn.text) and read_answer(ALL.sub("", turn.text)).kind == "yes":
        chosen = [prompt.demand_no for prompt in visits]
    elif question and question["name"] == "visit_of":
        number = read_choice(turn.text, 99)
        is_ordinal = number is not None and any(word in turn.text for word in "第个头后前")
        numbers = list(question["numbers"])
        place = read_choice(turn.text, len(numbers)) if is_ordinal or number not in numbers else None
        chosen = [numbers[place - 1]] if place else [number] if number in numbers else []
    else:
        chosen = []
    if chosen:
        turn.talk.settle()
    for no in chosen:
        await visiting.agree(turn, Arguments(no))
    return bool(chosen)


async def answer_question(turn: Turn) -> bool:
    """A number, a yes or another time where it was asked which time or which visit is meant."""
    question = turn.talk.asked()
    if question and question["name"] == "cancel_which":
        return await _answer_cancel(turn, question)
    if not question or question["name"] not in {"visit_time", "visit_which", "visit_when"}:
        return False
    if read_answer(turn.text).kind in {"cancel", "no"}:
        turn.talk.settle()
        turn.say(wording.dropped())
        return True
    if question["name"] == "visit_time":
        return await _answer_time(turn, question)
    if question["name"] == "visit_when":
        return await _answer_when(turn, question)
    return await _answer_which(turn, question)


async def _answer_cancel(turn: Turn, question: dict[str, Any]) -> bool:
    choice = read_choice(turn.text, 2)
    if choice is None:
        return False
    turn.talk.settle()
    no = int(question["no"])
    if choice == 1:
        await visiting.cancel(turn, Arguments(no), int(question["id"]))
    else:
        await withdrawing.withdraw(turn, Arguments(no, is_confirmed=True))
    return True


async def _answer_time(turn: Turn, question: dict[str, Any]) -> bool:
    choices = [datetime.fromisoformat(str(choice)) for choice in question["choices"]]
    chosen = _choose(turn, choices)
    if chosen is None and tabling.leaves_open(turn.text) and turn.person.expert_ids:
        turn.talk.settle()
        days = "、".join(common.moment(one) for one in choices)
        await messages.pass_on(turn, Arguments(int(question["no"]), f"{days} {turn.text}"))
        return True
    if chosen is None and not visit_times.has_time(turn.text, turn.now, choices[0]):
        return False
    turn.talk.settle()
    meeting = await meetings.find(turn, int(question["no"]), tabling.EXAMPLE)
    visit = await turn.uow.visits.get(int(question["id"])) if question.get("id") else None
    if visit is not None and visit.status not in appointments.OPEN:
        raise DomainError("no_visit", no=meeting.demand.no)
    if chosen is None:
        near = next((one for one in choices if visit_times.is_of_day(turn.text, turn.now, one)), None)
        await tabling.read_and_put(turn, meeting, visit, turn.text, near)
    elif chosen <= turn.now:
        raise DomainError("time_past", moment=common.moment(chosen), no=meeting.demand.no)
    else:
        await tabling.put(turn, meeting, visit, Slot(chosen), str(question["mode"]))
    return True


async def _answer_when(turn: Turn, question: dict[str, Any]) -> bool:
    if question.get("id") is None:
        if not visit_times.has_time(turn.text, turn.now, None) or consent.asks_time(turn.text):
            return False
        turn.talk.settle()
        await visiting.propose(turn, Arguments(int(question["no"]), turn.text))
        return True
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
    if not any(_may_mean(turn, one) for one in choices):
        return None  # 周四可以，早上十点吧, to Sunday or Wednesday
    halves = {"早": range(12), "上午": range(12), "晚": range(12, 24), "下午": range(12, 24), "傍晚": range(12, 24)}
    for word, hours in halves.items():
        fitting = [one for one in choices if one.astimezone(SHANGHAI).hour in hours]
        if word in turn.text and len(fitting) == 1:
            return fitting[0]
    return None


def _may_mean(turn: Turn, choice: datetime) -> bool:
    """Whether the words name no time of their own, or one on the day of this choice."""
    has_time = visit_times.has_time(turn.text, turn.now, choice)
    return not has_time or visit_times.is_of_day(turn.text, turn.now, choice)


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
