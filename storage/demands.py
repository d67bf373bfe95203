"""Demands with their parties, their words and what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, select

from domain.demands import Demand, HistoryEntry, Party, PartyRole
from domain.ports import DemandFilter
from storage.rows import RowMap
from storage.session import Session
from storage.tables.conversing import message_text
from storage.tables.demands import demand, demand_history, demand_party
from storage.texts import keep_text

DEMAND = RowMap(Demand, demand)
HISTORY = RowMap(HistoryEntry, demand_history)
_TEXT = and_(message_text.c.owner == "demand", message_text.c.owner_id == demand.c.no)


class StoredDemands:
    """Fulfils `domain.ports.Demands`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: Demand) -> int:
        no = await self._session.new_id(demand, DEMAND.values(one))
        await self._write_parties(no, one.parties)
        await keep_text(self._session, "demand", no, one.text, one.created_at, one.reporter_id)
        return no

    async def get(self, no: int) -> Demand | None:
        found = await self._read(_demands().where(demand.c.no == no))
        return found[0] if found else None

    async def lock(self, no: int) -> Demand | None:
        if self._session.dialect != "postgresql":
            return await self.get(no)
        return next(iter(await self._read(_demands().where(demand.c.no == no).with_for_update(of=demand))), None)

    async def save(self, one: Demand) -> None:
        if one.reporter_id in self._session.forgotten:
            return
        await self._session.change(demand, one.no, DEMAND.values(one))
        await keep_text(self._session, "demand", one.no, one.text, one.updated_at, one.reporter_id)
        await self._session.run(delete(demand_party).where(demand_party.c.demand_no == one.no))
        await self._write_parties(one.no, one.parties)

    async def find(self, wanted: DemandFilter) -> list[Demand]:
        order = (demand.c.created_at, demand.c.no)
        return await self._read(
            _demands()
            .where(*conditions(wanted))
            .order_by(*(column.desc() if wanted.newest_first else column for column in order))
            .limit(wanted.limit)
        )

    async def count(self, wanted: DemandFilter) -> int:
        return int(await self._session.value(select(func.count()).select_from(demand).where(*conditions(wanted))))

    async def record(self, entry: HistoryEntry) -> None:
        values = {**HISTORY.values(entry), "person_id": entry.person_id or None}  # 0 is the service itself
        entry.id = await self._session.new_id(demand_history, values)

    async def history(self, no: int) -> list[HistoryEntry]:
        rows = await self._session.all(
            select(*HISTORY.columns).where(demand_history.c.demand_no == no).order_by(demand_history.c.id)
        )
        return [HISTORY.build(row) for row in rows]

    async def _write_parties(self, no: int, parties: Sequence[Party]) -> None:
        rows = [
            {"demand_no": no, "role": one.role.value, "person_id": one.person_id, "label": one.label} for one in parties
        ]
        if rows:
            await self._session.run(demand_party.insert(), rows)

    async def _read(self, statement: Select[Any]) -> list[Demand]:
        rows = await self._session.all(statement)
        found = [DEMAND.build(row, text=row[-1] or "") for row in rows]
        if found:
            await self._read_parties({one.no: one for one in found})
        return found

    async def _read_parties(self, found: dict[int, Demand]) -> None:
        columns = (demand_party.c.demand_no, demand_party.c.role, demand_party.c.person_id, demand_party.c.label)
        rows = await self._session.all(
            select(*columns).where(demand_party.c.demand_no.in_(found)).order_by(demand_party.c.id)
        )
        for no, role, person_id, label in rows:
            found[no].parties.append(Party(PartyRole(role), person_id, label))


def _demands() -> Select[Any]:
    return select(*DEMAND.columns, message_text.c.text).outerjoin_from(demand, message_text, _TEXT)


def conditions(wanted: DemandFilter) -> list[Any]:
    """The filter as conditions; what is empty asks for nothing."""
    found: list[Any] = []
    if wanted.bases:
        found.append(demand.c.base.in_(wanted.bases))
    if wanted.statuses:
        found.append(demand.c.status.in_([status.value for status in wanted.statuses]))
    if wanted.reporter_id is not None:
        found.append(demand.c.reporter_id == wanted.reporter_id)
    if wanted.expert_ids:
        found.append(demand.c.expert_id.in_(wanted.expert_ids))
    if wanted.since is not None:
        found.append(demand.c.created_at >= wanted.since)
    if wanted.until is not None:
        found.append(demand.c.created_at < wanted.until)
    return found
