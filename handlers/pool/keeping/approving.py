"""Registrations of experts that wait for staff: approved or refused by the line's number or the expert's name."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import DomainError
from domain.experts import Expert, ExpertStatus
from domain.work import Task, TaskKind
from handlers import access
from handlers.pool.profiles import bind_expert
from handlers.turn import Arguments, Turn
from handlers.wording import managing as wording
from handlers.wording import staff
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.patterns import lazy_regex

_TRAIL = lazy_regex(
    r"(?:老师|教授|医生|专家|同志)?(?:的)?(?:专家)?(?:登记|注册|申请|入库)?(?:吧|了|嘛|哈)*[。.！!，,]*$"
)
_NAME = lazy_regex(rf"(?:{SURNAME_PATTERN})[\u4e00-\u9fff·]{{1,3}}")


async def approve(turn: Turn, args: Arguments) -> None:
    """通过 3."""
    await _decide(turn, args, is_approved=True)


async def refuse(turn: Turn, args: Arguments) -> None:
    """驳回 3 理由."""
    await _decide(turn, args, is_approved=False)


async def _decide(turn: Turn, args: Arguments, *, is_approved: bool) -> None:
    example = "通过 7" if is_approved else "驳回 7 单位写全"
    args = await _with_number(turn, args, is_approved=is_approved) if args.number is None else args
    task = await access.open_task(turn, args.number, example)
    one = await turn.uow.experts.get(task.expert_id or 0)
    if task.kind is not TaskKind.APPROVE_EXPERT or one is None or task.person_id is None:
        raise DomainError("task_no_registration", no=task.id)
    if not is_approved and not args.rest:
        raise DomainError("reason_needed", example=f"驳回 {task.id} 单位写全")
    if is_approved:
        await bind_expert(turn, one, task.person_id)
    elif one.status is ExpertStatus.PENDING:
        one.status, one.updated_at = ExpertStatus.STOPPED, turn.now
        await turn.uow.experts.save(one)
    await turn.finish(task)
    await turn.notify("registration_result", task.person_id, name=one.name[:1], approved=is_approved, reason=args.rest)
    turn.say(staff.approved(one.name, is_approved))


async def _with_number(turn: Turn, args: Arguments, *, is_approved: bool) -> Arguments:
    """通过 刘洋, 驳回 刘洋 单位没写全, or without a name where a single registration waits."""
    waiting = await turn.uow.work.tasks(turn.person.staff_bases, [TaskKind.APPROVE_EXPERT])
    experts = await turn.uow.experts.get_many([task.expert_id for task in waiting if task.expert_id])
    word, _, reason = args.rest.replace("，", " ").replace(",", " ").strip().partition(" ")
    name = _TRAIL.sub("", word)
    named = [task for task in waiting if name and (one := experts.get(task.expert_id or 0)) and _is_called(one, name)]
    if len(named) == 1:
        return replace(args, number=named[0].id, rest=reason.strip())
    is_name = bool(named) or (bool(name) and (is_approved or _NAME.fullmatch(name) is not None))
    if len(waiting) == 1 and not is_name:
        return replace(args, number=waiting[0].id)
    if not waiting:
        raise DomainError("no_registration")
    lines = wording.waiting(_shown(named or waiting, experts))
    raise DomainError("registration_which", name=name if is_name and not named else "", choices=lines, no=waiting[0].id)


def _is_called(one: Expert, name: str) -> bool:
    """刘洋, and 刘 of 刘老师."""
    return one.name == name or (len(name) == 1 and one.name.startswith(name))


def _shown(tasks: list[Task], experts: dict[int, Expert]) -> list[tuple[int, Expert]]:
    return [(task.id, experts[task.expert_id]) for task in tasks if task.expert_id in experts]
