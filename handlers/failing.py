"""When we fail ourselves: the person hears it in one sentence, and a butler sees what was said; nothing is lost."""

from __future__ import annotations

from domain.errors import DomainError
from domain.work import Task, TaskKind
from handlers.turn import Turn
from handlers.wording import errors

NOT_DONE = DomainError("not_done")


async def apologise(turn: Turn) -> None:
    """Leaves the conversation as it was."""
    turn.say(errors.sentence(NOT_DONE))
    detail = {"note": errors.failed_note(turn.text)}
    key = f"failed-message:{turn.incoming.sender.channel}:{turn.incoming.key}"
    await turn.uow.work.add_task(
        Task(turn.base.name, TaskKind.FOLLOW_UP, turn.now, person_id=turn.person.id, detail=detail, key=key)
    )
