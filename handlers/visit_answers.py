"""Short answers about visits: 行, 那天赶场, a number where it was asked which; who came and who did not."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from domain.visits import Visit, VisitStatus
from domain.work import Prompt, TaskKind
from handlers import appointments, completing, meetings, visit_notes, visit_times, visiting
from handlers.desk import Desk
from handlers.meetings import Meeting
from handlers.turn import Arguments, Turn
from handlers.visit_times import Slot
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.answers import Answer, read_answer, read_choice
from nlu.understanding import Understanding

NOT_COME = re.compile(
    r"没(?:有)?(?:来|到|见到?|看到|等到|得人)|(?:不见|莫得|没得)(?:他|她|人|专家|老师)|爽约|放(?:我|了)?.{0,3}鸽子|白等|失约|找不到人|没人"
)
CAME = re.compile(r"来过?了|已经来|来看过|到了|来的")
CHANGES_MODE = re.compile(
    r"(?:换|改|还是|能不能|能否|可不可以|可以).{0,5}(?:线上|视频|远程|网上|现场|当面)|(?:线上|视频|现场)(?:行不|可以不|要得不|好不|吧|嘛)"
)
ASKS_CLOCK = re.compile(r"几点|好久来|啥时候来|什么时候来|啥子时候")
OF_VISIT = re.compile(
    r"专家|老师|医生|教授|主任|你们|没见到人|白等|推[迟后到]|往[前后]|提[前早]|改[天日期到]|堵车|晚点?到|晚来"
)
LONG = 30
RECENT = timedelta(days=7)
SURE = 0.5


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """What a person says to a time on the table, or on the day after to whether it happened."""
    visit = await turn.uow.visits.get(prompt.ref_id or 0)
    if visit is None:
        return False
    if visit.status is VisitStatus.PROPOSED:
        return await _answer_proposal(turn, visit, understood, short)
    if visit.status is VisitStatus.AGREED and visit.starts_at <= turn.now:
        return await _answer_follow_up(turn, visit, short)
    return False


async def _answer_proposal(turn: Turn, visit: Visit, understood: Understanding, short: Answer) -> bool:
    no = visit.demand_no
    args = Arguments(no, visiting.without_numbers(turn.text))
    if ASKS_CLOCK.search(turn.text):
        turn.say(wording.answer_me(no, common.moment(visit.starts_at)))
    elif visit_times.has_time(args.rest, turn.now, visit.starts_at):
        if understood.intent in {"demand", "policy"} and understood.tags and understood.intent_confidence > SURE:
            return False
        meeting = await meetings.find(turn, no, "同意 12")
        await visiting.read_and_put(turn, meeting, visit, args.rest)
    elif (mode := visit_notes.named_mode(turn.text)) not in {None, visit.mode} and short.kind == "other":
        meeting = await meetings.find(turn, no, "同意 12")
        await visiting.put(turn, meeting, visit, Slot(visit.starts_at), mode or visit.mode)
    elif short.kind == "yes" or (short.kind == "other" and understood.intent == "confirm"):
        await visiting.agree(turn, Arguments(no), visit.id)
    elif short.kind == "no" or (short.kind == "other" and understood.intent == "deny"):
        reason = "" if short.kind == "no" and len(turn.text) <= 4 else args.rest
        await visiting.refuse(turn, Arguments(no, reason), visit.id)
    elif short.kind == "polite":
        turn.say(wording.answer_me(no, common.moment(visit.starts_at)))
    elif short.kind == "unsure":
        turn.say(wording.take_your_time(no))
    else:
        return False
    return True


async def _answer_follow_up(turn: Turn, visit: Visit, short: Answer) -> bool:
    if NOT_COME.search(turn.text) or short.kind == "no":
        await report_missed(turn, Arguments(visit.demand_no), visit.id)
    elif CAME.search(turn.text) or short.kind == "yes":
        await completing.complete(turn, Arguments(visit.demand_no))
    else:
        return False
    return True


async def hear_of_visit(turn: Turn, understood: Understanding) -> bool:
    """专家没来 or 换线上 in plain words, where this person has such a visit."""
    states_need = understood.intent in {"demand", "policy"} and bool(understood.tags)
    if len(turn.text) > LONG or (states_need and not OF_VISIT.search(turn.text)):
        return False
    if NOT_COME.search(turn.text):
        return await _hear_of_missed(turn)
    return speaks_of_visit(turn) and await _change(turn, understood)


def speaks_of_visit(turn: Turn) -> bool:
    """Words that only make sense beside a visit, whatever they are taken for by themselves."""
    text = turn.text
    if len(text) > LONG:
        return False
    is_change = CHANGES_MODE.search(text) or visit_times.is_shift(text) or visit_times.puts_off(text, turn.now)
    return bool(is_change or NOT_COME.search(text))


async def _hear_of_missed(turn: Turn) -> bool:
    since = turn.now - RECENT
    for demand in await meetings.mine(turn):
        for visit in await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED):
            if since <= visit.starts_at <= turn.now:
                await report_missed(turn, Arguments(demand.no), visit.id)
                return True
    return False


async def _change(turn: Turn, understood: Understanding) -> bool:
    for demand in await meetings.mine(turn):
        if understood.demand_no not in {None, demand.no}:
            continue
        visits = await meetings.visits(Desk.of(turn), demand, *appointments.OPEN)
        visits = [visit for visit in visits if visit.starts_at > turn.now]
        if visits and visit_times.puts_off(turn.text, turn.now):
            visiting.ask_when(turn, visits[0])
            return True
        if visits:
            await visiting.move(turn, Arguments(demand.no, visiting.without_numbers(turn.text)))
            return True
    return False


async def report_missed(turn: Turn, args: Arguments, visit_id: int | None = None) -> None:
    """没来 12: reported by either side; the other side and the butler hear of it."""
    meeting = await meetings.find(turn, args.number, "没来 12")
    desk, demand = Desk.of(turn), meeting.demand
    agreed = await meetings.visits(desk, demand, VisitStatus.AGREED)
    begun = [visit for visit in agreed if visit.starts_at <= turn.now]
    if agreed and not begun:
        turn.say(wording.not_yet(demand.no, common.moment(agreed[0].starts_at)))
        return
    visit = await visiting.pick(turn, meeting, begun[-1:], "missed", "", visit_id)
    if visit is None:
        return
    await appointments.drop_waiting(desk, visit)
    visit.move(VisitStatus.MISSED)
    await turn.uow.visits.save(visit)
    await appointments.settle_status(desk, demand)
    await _tell_missed(turn, meeting, visit)


async def _tell_missed(turn: Turn, meeting: Meeting, visit: Visit) -> None:
    demand, when = meeting.demand, common.moment(visit.starts_at)
    desk = Desk.of(turn)
    by_asker = meeting.side == "asker"
    await desk.record(demand, "visit_missed", note=when, by=meeting.side)
    note = f"{when} {'专家没到' if by_asker else '对方不在'}，请两边问一声"
    await desk.owe(demand, TaskKind.FOLLOW_UP, note, key=f"missed:{visit.id}")
    await visit_notes.tell(turn, meeting, visit, "visit_missed", to_expert=by_asker)
    turn.talk.set_focus(demand.no)
    turn.say(wording.missed(demand.no, meeting.other, when) if by_asker else wording.missed_by_expert(demand.no, when))


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
    meeting = await meetings.find(turn, int(question["no"]), visiting.EXAMPLE)
    visit = await turn.uow.visits.get(int(question["id"])) if question.get("id") else None
    if visit is not None and visit.status not in appointments.OPEN:
        raise DomainError("no_visit", no=meeting.demand.no)
    if chosen is None:
        await visiting.read_and_put(turn, meeting, visit, turn.text)
    elif chosen <= turn.now:
        raise DomainError("time_past", moment=common.moment(chosen), no=meeting.demand.no)
    else:
        await visiting.put(turn, meeting, visit, Slot(chosen), str(question["mode"]))
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
        "missed": report_missed,
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
        meeting = await meetings.find(turn, no, visiting.EXAMPLE)
        await visiting.read_and_put(turn, meeting, None, text)
    return True
