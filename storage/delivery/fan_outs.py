"""A notice to thousands is one row that unrolls in steps, so that no message and no commit grows with the audience."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from storage.delivery.notices import outgoing_values, template_of
from storage.engine.session import Session
from storage.tables.delivery import fan_out, outgoing


async def unroll(session: Session, now: datetime, step: int) -> int:
    """The next `step` people of the oldest fan-out; a person gets one row of it, however often a step is repeated."""
    row = await session.first(
        select(fan_out.c.id, fan_out.c.template, fan_out.c.person_ids, fan_out.c.done, fan_out.c.total)
        .where(fan_out.c.is_open, fan_out.c.ready_at <= now)
        .order_by(fan_out.c.ready_at, fan_out.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return 0
    fan_out_id, template, people, done, total = row
    chosen = people[done : done + step]
    if chosen:
        values = [{**outgoing_values(template_of(template, one), now), "fan_out_id": fan_out_id} for one in chosen]
        await session.run(
            session.insert(outgoing).on_conflict_do_nothing(index_elements=["fan_out_id", "person_id"]), values
        )
    reached = done + len(chosen)
    await session.run(update(fan_out).where(fan_out.c.id == fan_out_id), {"done": reached, "is_open": reached < total})
    return len(chosen)
