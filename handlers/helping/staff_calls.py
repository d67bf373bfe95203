"""A person is wanted: a butler owes a call, an answer, or a look at a complaint."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.work import Task, TaskKind
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, owed
from nlu.understanding import Understanding

ONCE_IN = timedelta(hours=2)  # asked for again within, a person is not called twice


async def human(turn: Turn, args: Arguments) -> None:
    """转人工: a butler owes a call; the bot's own relay keeps the record."""
    last = turn.talk.get("human_at")
    is_open = last is not None and turn.now - datetime.fromisoformat(last) <= ONCE_IN
    phones = turn.understood.phones if turn.understood else ()
    if not is_open:
        turn.talk.put("human_at", turn.now.isoformat())
        task_id = await _staff_task(turn, TaskKind.HUMAN, owed.WANTS_PERSON)
        turn.talk.put("human_task", task_id)
    if phones:
        await _keep_phone(turn, phones[0])
    turn.say(asker.human(turn.base, is_open, has_phone=bool(phones)))


async def hear_number(turn: Turn, understood: Understanding) -> bool:
    """我的号码139…, after 转人工 and with no need open that it could belong to."""
    last = turn.talk.get("human_at")
    is_fresh = last is not None and turn.now - datetime.fromisoformat(last) <= ONCE_IN
    if not is_fresh or not understood.phones or understood.tags or await access.open_demands(turn):
        return False
    await _keep_phone(turn, understood.phones[0])
    turn.say(asker.human(turn.base, True, has_phone=True))
    return True


async def _keep_phone(turn: Turn, phone: str) -> None:
    """Where to call back stands in the line that staff owe, not in what they are told by a notice."""
    kept = turn.talk.get("human_task")
    task = await turn.uow.work.get_task(int(kept)) if kept is not None else None
    if task is None or not task.is_open:
        task_id = await _staff_task(turn, TaskKind.HUMAN, owed.WANTS_PERSON)
        turn.talk.put("human_task", task_id)
        task = await turn.uow.work.get_task(task_id)
    if task is not None and phone not in str(task.detail.get("note", "")):
        task.detail = {**task.detail, "note": owed.call_back(str(task.detail.get("note", "")), phone)}
        await turn.uow.work.save_task(task)


async def complain(turn: Turn, args: Arguments) -> None:
    """A complaint goes to staff with its words."""
    task_id = await _staff_task(turn, TaskKind.COMPLAINT, common.cut(turn.text, 80))
    turn.talk.note("complained", task=task_id)
    turn.say(asker.complaint(turn.base))


async def _staff_task(turn: Turn, kind: TaskKind, note: str) -> int:
    no = turn.talk.focus
    who = turn.person.name or common.ROLE.get(turn.person.trade or "", "来访者")
    place = common.short_place(turn.person.place_name or "")
    task = Task(
        turn.base.name,
        kind,
        turn.now,
        no,
        person_id=turn.person.id,
        detail={"note": owed.said_by(who, place, note)},
        key=f"{kind}:{turn.person.id}",
    )
    follow = owed.look_and_write_back(no) if no else owed.LOOK_AT_LIST
    return await turn.owe(task, follow, is_urgent=True)


async def ask_staff(turn: Turn, no: int, question: str) -> None:
    """A question about a demand that only staff can answer: they owe the answer."""
    demand = await turn.uow.demands.get(no)
    base = demand.base if demand else turn.base.name
    key = f"question:{turn.person.id}:{question}"
    detail = {"note": owed.asked(question)}
    task = Task(base, TaskKind.FOLLOW_UP, turn.now, no, person_id=turn.person.id, detail=detail, key=key)
    await turn.owe(task, owed.ANSWER, what=owed.QUESTION, note=question)
