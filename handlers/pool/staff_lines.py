"""Lines on the staff's list about an expert who wrote."""

from __future__ import annotations

from domain.experts import Expert
from domain.work import Task, TaskKind
from handlers.turn import Turn


def line_about(turn: Turn, one: Expert, kind: TaskKind, note: str, key: str) -> Task:
    """For the staff of the expert's base; a line of the same key is there once."""
    return Task(
        one.base,
        kind,
        turn.now,
        expert_id=one.id,
        person_id=turn.person.id,
        detail={"note": note},
        key=key,
    )
