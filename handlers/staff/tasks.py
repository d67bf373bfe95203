"""A line of the list is done, or answered to the person behind it."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import DomainError
from domain.work import Task, TaskKind
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import by_act as wording
from handlers.wording import common, owed, staff

LONGEST_NOTE = 200
LOOKED_AT = 30
STAYS_OPEN = frozenset(  # an answer does not do what is owed
    {
        TaskKind.UNMATCHED,
        TaskKind.CALL_EXPERT,
        TaskKind.OVERDUE,
        TaskKind.APPROVE_ORDER,
        TaskKind.APPROVE_EXPERT,
        TaskKind.EMERGENCY,
        TaskKind.LISTEN,
    }
)


async def finish_task(turn: Turn, args: Arguments) -> None:
    """办了 7: a line of the list is done."""
    task = await access.open_task(turn, args.number, "办了 7")
    if task.kind is TaskKind.APPROVE_EXPERT:
        raise DomainError("task_wants_decision", no=task.id)
    if task.kind is TaskKind.APPROVE_ORDER:
        raise DomainError("task_wants_approval", no=task.id, demand=task.demand_no)
    task.detail = {**task.detail, "result": args.rest} if args.rest else task.detail
    await turn.finish(task)
    turn.say(staff.task_done(task.id))


async def keep_open(turn: Turn, task: Task, words: str) -> None:
    """打过了，没人接: kept with the line, which stays."""
    note = "；".join(part for part in (str(task.detail.get("note", "")), words) if part)
    task.detail = {**task.detail, "note": common.cut(note, LONGEST_NOTE)}
    await turn.uow.work.save_task(task)
    turn.talk.note("line", id=task.id)
    turn.say(wording.line_stays(task.id))


async def reopen(turn: Turn, number: int) -> bool:
    """勾错了: the line is back on the list; False where it is none of theirs, or open."""
    task = await turn.uow.work.get_task(number)
    if task is None or task.is_open or not access.may_steer(turn, task.base):
        return False
    task.is_open, task.done_at, task.done_by = True, None, None
    await turn.uow.work.save_task(task)
    turn.say(wording.line_reopened(task.id))
    return True


async def reply_to_task(turn: Turn, args: Arguments) -> None:
    """回复 7 …: the person behind a line of the list gets an answer; without a number, the only one who waits."""
    if args.number is None and args.rest and len(waiting := await waiting_questions(turn)) == 1:
        args = replace(args, number=waiting[0].id)
    task = await access.open_task(turn, args.number, "回复 7 已帮您问到，要带营业执照")
    receiver = task.person_id or await _reporter(turn, task)
    if receiver is None:
        raise DomainError("task_without_person", no=task.id)
    if not args.rest:
        raise DomainError("text_needed", example=f"回复 {task.id} 已帮您问到……")
    await turn.notify("text", receiver, urgent=True, text=args.rest)
    if task.kind in STAYS_OPEN:
        turn.say(staff.task_answered_still_open(task.id))
        return
    await turn.finish(task)
    turn.say(staff.task_answered(task.id))


async def waiting_questions(turn: Turn) -> list[Task]:
    """Lines behind which somebody waits for an answer of a rule or of a briefing."""
    found = await turn.uow.work.tasks(turn.person.staff_bases, (TaskKind.FOLLOW_UP,), limit=LOOKED_AT)
    of_people = [one for one in found if one.person_id is not None and one.demand_no is None]
    return [one for one in of_people if owed.is_question(str(one.detail.get("note", "")))]


async def _reporter(turn: Turn, task: Task) -> int | None:
    demand = await turn.uow.demands.get(task.demand_no) if task.demand_no else None
    return demand.reporter_id if demand else None
