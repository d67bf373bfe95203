"""An emergency was told to staff: one of them says 收到, the others and the person hear it; silence is chased."""

from __future__ import annotations

from datetime import timedelta

from domain.notices import Priority
from domain.people import Role
from domain.work import Due, DueKind, DueStatus, Task, TaskKind
from handlers.desk import Desk
from handlers.turn import Turn, staff_of
from handlers.wording import emergency
from nlu.text.patterns import lazy_regex

UNSEEN_AFTER = timedelta(minutes=10)
RECENT = timedelta(hours=6)
LONGEST = 18
_ACKNOWLEDGES = lazy_regex(
    r"收到|知道了|晓得了|看到了|我(?:来|去|马上|这就|现在|在|已|打|联系|负责)|马上(?:打|联系|去|处理)|正在(?:打|联系|处理)|已经?(?:打|联系)|联系上"
)


async def watch(desk: Desk, task_id: int) -> None:
    """Look again in ten minutes whether anybody has answered."""
    await desk.uow.work.schedule([Due(DueKind.UNSEEN_EMERGENCY, f"task:{task_id}", desk.now + UNSEEN_AFTER)])


def says(text: str) -> bool:
    """收到, 联系上了: whether the words take an emergency over."""
    return _ACKNOWLEDGES.search(text) is not None


async def hear(turn: Turn) -> bool:
    """收到，我马上打, while an emergency waits for just that; False where none does."""
    if not turn.person.is_staff or len(turn.text) > LONGEST or not says(turn.text):
        return False
    tasks = await turn.uow.work.tasks(turn.person.staff_bases, (TaskKind.EMERGENCY,), limit=5)
    waiting = [one for one in tasks if "seen_by" not in one.detail and turn.now - one.created_at <= RECENT]
    if not waiting:
        return False
    for task in waiting:
        await _acknowledge(turn, task)
    turn.say(emergency.acknowledged([one.id for one in waiting]))
    return True


async def _acknowledge(turn: Turn, task: Task) -> None:
    task.detail = {**task.detail, "seen_by": turn.person.id, "seen_at": turn.now.isoformat()}
    await turn.uow.work.save_task(task)
    await turn.uow.work.unschedule(f"task:{task.id}", [DueKind.UNSEEN_EMERGENCY])
    name = turn.person.name or emergency.A_COLLEAGUE
    for one in await turn.staff_of(task.base):
        if one.id != turn.person.id:
            await turn.notify("text", one.id, urgent=True, text=emergency.taken_by(name, str(task.detail["note"])))
    if task.person_id is not None:
        await turn.notify("text", task.person_id, urgent=True, text=emergency.somebody_comes())


async def chase(desk: Desk, due: Due) -> DueStatus:
    """Nobody has said anything for ten minutes: staff are told again, and the administrators with them."""
    task = await desk.uow.work.get_task(int(due.subject.partition(":")[2]))
    if task is None or not task.is_open or "seen_by" in task.detail:
        return DueStatus.DEAD
    people = {one.id: one for one in await staff_of(desk.uow, task.base)}
    people |= {one.id: one for one in await desk.uow.people.holders(Role.ADMINISTRATOR, task.base)}
    for one in people.values():
        await desk.notify(
            "emergency",
            one.id,
            urgent=True,
            priority=Priority.EMERGENCY,
            expires_at=desk.now + RECENT,
            note=emergency.nobody_answers(str(task.detail["note"])),
            number=task.detail.get("number", "120"),
            task=task.id,
        )
    return DueStatus.FIRED
