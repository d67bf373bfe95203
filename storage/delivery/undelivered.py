"""A notice whose fate nobody knows is not sent again; it becomes a line on the butlers' list instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from domain.work import Task, TaskKind
from storage.engine.session import Session
from storage.tables.delivery import outgoing
from storage.tables.demands import demand
from storage.tables.people import person
from storage.task_list import StoredTasks


async def show_unknown(session: Session, outgoing_ids: Sequence[int], now: datetime, base: str = "") -> None:
    """One task for each; the base is the demand's, else the person's, else `base`."""
    if not outgoing_ids:
        return
    rows = await session.all(
        select(
            outgoing.c.id,
            outgoing.c.kind,
            outgoing.c.person_id,
            outgoing.c.demand_no,
            func.coalesce(demand.c.base, person.c.base, base),
        )
        .outerjoin_from(outgoing, demand, demand.c.no == outgoing.c.demand_no)
        .join(person, person.c.id == outgoing.c.person_id)
        .where(outgoing.c.id.in_(outgoing_ids))
    )
    for outgoing_id, kind, person_id, no, its_base in rows:
        detail = {"outgoing_id": outgoing_id, "kind": kind}
        task = Task(its_base, TaskKind.UNDELIVERED, now, no, person_id=person_id, detail=detail)
        task.key = f"undelivered:{outgoing_id}"
        await StoredTasks(session).add_task(task)
