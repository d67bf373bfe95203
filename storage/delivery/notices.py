"""The outbox as handlers see it: they put things in; and the ledger of what one person may still be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from domain.allowance import Allowance, Trigger
from domain.notices import Notice, OutgoingStatus, Priority, Rung
from domain.people import Person
from storage.delivery.ledger import read_allowance, write_allowance
from storage.engine.prepared import Prepared, one_of, words
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.conversing import inbox
from storage.tables.delivery import fan_out, outgoing
from storage.tables.people import person as person_table

NOTICE = RowMap(Notice, outgoing)
WRITTEN_SINCE = Prepared(
    lambda _: (
        select(inbox.c.id)
        .where(inbox.c.person_id == bindparam("person_id"))
        .where(inbox.c.received_at >= bindparam("since", type_=inbox.c.received_at.type))
        .limit(1)
    )
)
DROPPABLE = (OutgoingStatus.WAITING.value, OutgoingStatus.HELD.value)


@cache
def _dropping(table: Table, names: tuple[str, ...], has_kinds: bool) -> Prepared:
    """What still waits, of these columns and kinds, is dropped."""
    still = outgoing.c.status.in_(words(*DROPPABLE)) if table is outgoing else fan_out.c.is_open
    state = {"status": OutgoingStatus.DROPPED.value} if table is outgoing else {"is_open": False}
    same = [table.c[name] == bindparam(name) for name in names]

    def make(dialect: str) -> Any:
        kinds = [one_of(dialect, table.c.kind, "kinds")] if has_kinds else []
        return update(table).where(still, *same, *kinds).values(state)

    return Prepared(make)


class StoredNotices:
    """Fulfils `domain.ports.Notices`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, notice: Notice, now: datetime) -> int:
        return await self._session.new_id(outgoing, outgoing_values(notice, now))

    async def fan_out(self, template: Notice, person_ids: Sequence[int], now: datetime) -> int:
        people = list(dict.fromkeys(person_ids))
        values = {
            "kind": template.kind,
            "template": template_state(template),
            "person_ids": people,
            "done": 0,
            "total": len(people),
            "is_open": bool(people),
            "subject": template.subject,
            "demand_no": template.demand_no,
            "created_at": now,
            "ready_at": max(template.due_at or now, now),
        }
        return await self._session.new_id(fan_out, values)

    async def note_trigger(self, person: Person, trigger: Trigger, at: datetime) -> None:
        """The inbox row of this unit tells it; without one the ledger does."""
        known = self._session.known
        if known is not None and known.person_id == person.id and self._session.trigger is None:
            self._session.trigger = (person.id, trigger, at)
            return
        await self._change(person, lambda ledger: ledger.note(trigger, at))

    async def note_following(self, person: Person, is_following: bool) -> None:
        await self._session.run(
            update(person_table).where(person_table.c.id == person.id), {"is_following": is_following}
        )
        ledger = await self.allowance(person)
        if is_following:
            ledger.is_following, ledger.is_blocked = True, False
        else:
            ledger.leave()
        await write_allowance(self._session, ledger)

    async def add_credit(self, person: Person, template_id: str, count: int) -> None:
        ledger = await self.allowance(person)
        ledger.credits[template_id] = max(0, ledger.credits.get(template_id, 0) + count)
        await write_allowance(self._session, ledger)

    async def allowance(self, person: Person) -> Allowance:
        return await read_allowance(self._session, person.identity_id)

    async def has_written(self, person_id: int, since: datetime) -> bool:
        return bool(await self._session.found(WRITTEN_SINCE, person_id=person_id, since=since))

    async def _change(self, person: Person, change: Any) -> None:
        ledger = await self.allowance(person)
        change(ledger)
        await write_allowance(self._session, ledger)

    async def wake_held(self) -> None:
        """Whoever has just written opened a window: what did not ride on the reply may leave now."""
        known, trigger = self._session.known, self._session.trigger
        if trigger is None or known is None or not known.has_held:
            return
        await self._session.run(
            update(outgoing).where(
                outgoing.c.person_id == known.person_id, outgoing.c.status == OutgoingStatus.HELD.value
            ),
            {"status": OutgoingStatus.WAITING.value, "ready_at": trigger[2], "status_at": trigger[2]},
        )

    async def held(self, person: Person, limit: int) -> list[tuple[int, Notice]]:
        known = self._session.known
        if known is not None and known.person_id == person.id and not known.has_held:
            return []
        rows = await self._session.all(
            select(*NOTICE.columns, outgoing.c.id)
            .where(outgoing.c.person_id == person.id, outgoing.c.status == OutgoingStatus.HELD.value)
            .order_by(outgoing.c.priority, outgoing.c.created_at, outgoing.c.id)
            .limit(limit)
        )
        return [(row[-1], NOTICE.build(row)) for row in rows]

    async def take_held(self, outgoing_ids: Sequence[int], now: datetime) -> None:
        left = {"status": OutgoingStatus.SENT.value, "rung": Rung.REPLY.value, "sent_at": now, "status_at": now}
        await self._end_held(outgoing_ids, left)

    async def drop_held(self, outgoing_ids: Sequence[int], now: datetime) -> None:
        await self._end_held(outgoing_ids, {"status": OutgoingStatus.DROPPED.value, "status_at": now})

    async def _end_held(self, outgoing_ids: Sequence[int], values: dict[str, Any]) -> None:
        is_held = outgoing.c.status == OutgoingStatus.HELD.value
        await self._session.run(update(outgoing).where(outgoing.c.id.in_(outgoing_ids), is_held), values)

    async def drop(
        self, *, subject: str | None = None, demand_no: int | None = None, kinds: Sequence[str] = ()
    ) -> None:
        if subject is None and demand_no is None:
            raise ValueError("dropping every notice is never meant")
        wanted = {"subject": subject, "demand_no": demand_no}
        given = {name: value for name, value in wanted.items() if value is not None}
        for table in (outgoing, fan_out):
            await self._session.write(_dropping(table, tuple(given), bool(kinds)), **given, kinds=list(kinds))


def outgoing_values(notice: Notice, now: datetime) -> dict[str, Any]:
    """A new row of the outbox."""
    return {
        **NOTICE.values(notice),
        "status": OutgoingStatus.WAITING.value,
        "attempts": 0,
        "created_at": now,
        "ready_at": max(notice.due_at or now, now),
        "status_at": now,
    }


def template_state(template: Notice) -> dict[str, Any]:
    """A fan-out's notice as plain JSON."""
    state = NOTICE.values(template)
    for name in ("due_at", "expires_at"):
        state[name] = state[name].isoformat() if state[name] else None
    return state


def template_of(state: dict[str, Any], person_id: int) -> Notice:
    """One person's copy of a fan-out's notice."""
    moments = {name: datetime.fromisoformat(state[name]) if state[name] else None for name in ("due_at", "expires_at")}
    return Notice(**{**state, **moments, "person_id": person_id, "priority": Priority(state["priority"])})
