"""Policy questions: never invented; where the library does not answer, a butler owes the answer."""

from __future__ import annotations

from domain.work import Task, TaskKind
from handlers.turn import Turn
from handlers.wording import asker, common
from nlu.understanding import Understanding


async def answer(turn: Turn, understood: Understanding) -> None:
    """Hand the question to a butler, with the honest word that it takes a person."""
    note = f"政策咨询：{common.cut(understood.text, 60)}"
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    key = f"policy:{turn.person.id}:{understood.text[:60]}"
    task = Task(base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail={"note": note}, key=key)
    task_id = await turn.uow.work.add_task(task)
    await turn.notify_staff("task", base.name, what="政策咨询", note=note, next=f"回“回复 {task_id} …”答复。")
    turn.say(asker.policy_forwarded(base))
