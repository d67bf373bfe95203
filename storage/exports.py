"""What `export` writes, with the contract's columns: read in pages, so that no size of table fills the memory.

Values are plain: aware moments, lists, numbers, text, None; how a file shows them is the writer's business.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Select, func, select

from storage.activities import COLUMNS as ACTIVITY_COLUMNS
from storage.engine.database import Database
from storage.experts import OPEN_ORDERS
from storage.export_ratings import RATING_COLUMNS, rating_pages, read_rating
from storage.tables.conversing import message_text
from storage.tables.delivery import outgoing
from storage.tables.demands import demand
from storage.tables.experts import expert
from storage.tables.people import identity, person
from storage.tables.serving import activity, rating, visit
from storage.tables.working import audit

STEP = 1000
Moment = tuple[datetime, timedelta]  # now, and how long a rating window is


@dataclass(frozen=True, slots=True)
class Export:
    """One KIND: its columns, the statement (whose first column is the key, not shown), and how a row is shown."""

    columns: tuple[str, ...]
    key: Column[Any]
    statement: Callable[[], Select[Any]]
    show: Callable[[Sequence[Any], Moment], tuple[Any, ...]] = lambda row, _: tuple(row[1:])


def _demands() -> Select[Any]:
    words = (message_text.c.owner == "demand") & (message_text.c.owner_id == demand.c.no)
    shown = [demand.c[name] for name in DEMANDS[:11]]
    moments = [demand.c.created_at, demand.c.updated_at, demand.c.closed_at, demand.c.closed_by]
    return (
        select(demand.c.no, *shown, expert.c.name, *moments, func.coalesce(message_text.c.text, ""))
        .outerjoin_from(demand, expert, expert.c.id == demand.c.expert_id)
        .outerjoin(message_text, words)
    )


def _experts() -> Select[Any]:
    return select(expert.c.id, *(OPEN_ORDERS if name == "open_orders" else expert.c[name] for name in _EXPERT_SOURCES))


def _visits() -> Select[Any]:
    return select(
        visit.c.id, visit.c.id, visit.c.demand_no, expert.c.name, visit.c.mode, visit.c.starts_at, visit.c.status
    ).join_from(visit, expert, expert.c.id == visit.c.expert_id)


def _activities() -> Select[Any]:
    signed_up, _, checked_in = ACTIVITY_COLUMNS[-3:]
    shown = (activity.c.id, activity.c.title, activity.c.starts_at, activity.c.place, activity.c.audience)
    return select(activity.c.id, *shown, signed_up, checked_in, activity.c.status)


def _messages() -> Select[Any]:
    newest = (
        select(identity.c.openid)
        .where(identity.c.person_id == outgoing.c.person_id)
        .order_by(identity.c.id.desc())
        .limit(1)
        .correlate(outgoing)
        .scalar_subquery()
    )
    names = ("kind", "rung", "status", "errcode", "demand_no", "created_at", "sent_at")
    return select(outgoing.c.id, outgoing.c.id, newest, *(outgoing.c[name] for name in names))


def _audit() -> Select[Any]:
    who = func.coalesce(person.c.name, "")
    shown = (audit.c.role, audit.c.action, audit.c.subject, audit.c.outcome)
    return select(audit.c.id, audit.c.at, who, *shown, audit.c.person_id).join_from(
        audit, person, person.c.id == audit.c.person_id
    )


def _show_audit(row: Sequence[Any], _: Moment) -> tuple[Any, ...]:
    """Staff without a name are told apart by their number."""
    _, at, who, *shown, person_id = row
    return (at, who or f"#{person_id}", *shown)


DEMANDS = (
    *("no", "status", "kind", "field_code", "second", "place_code", "place_name", "role", "summary", "urgency", "base"),
    *("expert", "created_at", "updated_at", "closed_at", "closed_by", "text"),
)
_SHOWN = {"field_code": "field", "place_name": "place"}
_EXPERT_SOURCES = ("id", "name", "title", "unit", "place_name", "base", "tier", "reach", "open_orders", "max_open")
EXPORTS: Mapping[str, Export] = {
    "demands": Export(tuple(_SHOWN.get(name, name) for name in DEMANDS), demand.c.no, _demands),
    "experts": Export(tuple(_SHOWN.get(name, name) for name in _EXPERT_SOURCES), expert.c.id, _experts),
    "visits": Export(("id", "demand_no", "expert", "mode", "starts_at", "status"), visit.c.id, _visits),
    "activities": Export(
        ("id", "title", "starts_at", "place", "audience", "signed_up", "checked_in", "status"),
        activity.c.id,
        _activities,
    ),
    "ratings": Export(RATING_COLUMNS, rating.c.id, rating_pages, read_rating),
    "messages": Export(
        ("id", "to", "kind", "rung", "status", "errcode", "demand_no", "created_at", "sent_at"),
        outgoing.c.id,
        _messages,
    ),
    "audit": Export(("at", "who", "role", "action", "subject", "outcome"), audit.c.id, _audit, _show_audit),
}


async def export_rows(
    database: Database, kind: str, now: datetime, rating_window: timedelta, step: int = STEP
) -> AsyncIterator[tuple[Any, ...]]:
    """All rows of the kind by rising number; what is added while it runs comes too, nothing comes twice."""
    export, last = EXPORTS[kind], 0
    while True:
        page = export.statement().where(export.key > last).order_by(export.key).limit(step)
        rows = await database.read(lambda uow, page=page: uow.session.all(page))  # type: ignore[misc]
        for row in rows:
            yield export.show(row, (now, rating_window))
        if len(rows) < step:
            return
        last = rows[-1][0]
