"""Life, limb or fire now: the right number and what to do first at once, a person told, no form to fill in."""

from __future__ import annotations

from domain.notices import Priority
from domain.work import Task, TaskKind
from handlers.turn import Turn
from handlers.wording import common, emergency
from nlu.understanding import Understanding


async def help_now(turn: Turn, understood: Understanding) -> None:
    """Say what saves; tell the base's staff; keep a task that somebody has to settle."""
    number, advice = emergency.first_aid(understood.hazard)
    place = understood.place.name if understood.place else turn.person.place_name
    base = turn.rules.base_for(understood.place.code if understood.place else turn.person.place_code, turn.person.base)
    note = common.cut(understood.text, 60) + (f"（{place}）" if place else "")
    task = Task(base.name, TaskKind.EMERGENCY, turn.now, person_id=turn.person.id, detail={"note": note})
    task_id = await turn.uow.work.add_task(task)
    staff = [one for one in await turn.staff_of(base.name) if one.id != turn.person.id]
    for one in staff:
        await turn.notify(
            "emergency", one.id, priority=Priority.EMERGENCY, urgent=True, note=note, number=number, task=task_id
        )
    turn.say(emergency.say(advice, bool(staff), common.contact(base)))
