"""Demands with their parties, their words and what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, delete, func, select

from domain.demands import Demand, DemandStatus, HistoryEntry, Party, PartyRole
from domain.ports import DemandFilter
from storage.prepared import Prepared, among, numbered, reading
from storage.rows import RowMap
from storage.session import Session
from storage.tables.conversing import message_text
from storage.tables.demands import demand, demand_history, demand_party
from storage.texts import keep_text

DEMAND = RowMap(Demand, demand)
HISTORY = RowMap(HistoryEntry, demand_history)
PARTY = (demand_party.c.demand_no, demand_party.c.role, demand_party.c.person_id, demand_party.c.label)
_Beside = tuple[str, tuple[Any, ...]]
_NO = [column.name for column in DEMAND.columns].index("no")
_TEXT = and_(message_text.c.owner == "demand", message_text.c.owner_id == demand.c.no)


class StoredDemands:
    """Fulfils `domain.ports.Demands`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stored: dict[int, _Beside] = {}

    async def add(self, one: Demand) -> int:
        no = await self._session.new_id(demand, DEMAND.values(one))
        await self._write_parties(no, one.parties)
        await keep_text(self._session, "demand", no, one.text, one.created_at, one.reporter_id)
        self._stored[no] = _beside(one)
        return no

    async def get(self, no: int) -> Demand | None:
        return await self._one(GET, no)

    async def lock(self, no: int) -> Demand | None:
        return await self._one(LOCK, no)

    async def _one(self, prepared: Prepared, no: int) -> Demand | None:
        rows = await self._session.found(prepared, no=no)
        if not rows:
            return None
        one = DEMAND.build(rows[0], text=rows[0][-1] or "")
        one.parties = [_party(row) for row in await self._session.found(PARTIES, no=no)]
        self._stored[no] = _beside(one)
        return one

    async def save(self, one: Demand) -> None:
        """Words and parties stand in tables of their own: written where they changed."""
        if one.reporter_id in self._session.forgotten:
            return
        await self._session.change(demand, one.no, DEMAND.values(one))
        text, parties = self._stored.get(one.no, (None, None))
        if text != one.text:
            await keep_text(self._session, "demand", one.no, one.text, one.updated_at, one.reporter_id)
        if parties != _beside(one)[1]:
            await self._session.run(delete(demand_party).where(demand_party.c.demand_no == one.no))
            await self._write_parties(one.no, one.parties)
        self._stored[one.no] = _beside(one)

    async def find(self, wanted: DemandFilter) -> list[Demand]:
        shape, parameters = _shape(wanted)
        rows = await self._session.found(_finding(shape), limit=wanted.limit, **parameters)
        found = {row[_NO]: DEMAND.build(row, text=row[-1] or "") for row in rows}
        for row in await self._session.found(_parties_of(len(found)), **numbered("no", found)) if found else ():
            found[row[0]].parties.append(_party(row))
        self._stored |= {no: _beside(one) for no, one in found.items()}
        return list(found.values())

    async def count(self, wanted: DemandFilter) -> int:
        return int(await self._session.value(select(func.count()).select_from(demand).where(*conditions(wanted))))

    async def of_second(
        self, bases: Sequence[str], field_code: str, second: str | None, since: datetime, limit: int = 200
    ) -> list[tuple[int, int, str]]:
        statement = (
            select(demand.c.no, demand.c.reporter_id, func.coalesce(message_text.c.text, demand.c.summary))
            .outerjoin_from(demand, message_text, _TEXT)
            .where(demand.c.base.in_(bases), demand.c.field_code == field_code, demand.c.second == second)
            .where(demand.c.created_at >= since, demand.c.status != DemandStatus.WITHDRAWN.value)
            .order_by(demand.c.no.desc())
            .limit(limit)
        )
        return [(row[0], row[1], row[2]) for row in await self._session.all(statement)]

    async def record(self, entry: HistoryEntry) -> None:
        values = {**HISTORY.values(entry), "person_id": entry.person_id or None}  # 0 is the service itself
        entry.id = await self._session.new_id(demand_history, values)

    async def history(self, no: int) -> list[HistoryEntry]:
        return [HISTORY.build(row) for row in await self._session.found(HISTORY_OF, no=no)]

    async def _write_parties(self, no: int, parties: Sequence[Party]) -> None:
        for one in parties:
            values = {"demand_no": no, "role": one.role.value, "person_id": one.person_id, "label": one.label}
            await self._session.new_id(demand_party, values)


def _party(row: Sequence[Any]) -> Party:
    return Party(PartyRole(row[1]), row[2], row[3])


def _beside(one: Demand) -> _Beside:
    """What of a demand stands in other tables."""
    return one.text, tuple((party.role, party.person_id, party.label) for party in one.parties)


def _demands() -> Select[Any]:
    return select(*DEMAND.columns, message_text.c.text).outerjoin_from(demand, message_text, _TEXT)


_NUMBERED = demand.c.no == bindparam("no")
GET = Prepared(lambda _: _demands().where(_NUMBERED))
LOCK = Prepared(lambda _: _demands().where(_NUMBERED).with_for_update(of=demand))
PARTIES = reading(PARTY, demand_party.c.demand_no == bindparam("no"), order_by=[demand_party.c.id])
HISTORY_OF = reading(HISTORY.columns, demand_history.c.demand_no == bindparam("no"), order_by=[demand_history.c.id])


class _Shape(NamedTuple):
    """Which filters are set, and how many values each has: filters of one shape share a statement."""

    bases: int
    statuses: int
    has_reporter: bool
    experts: int
    has_since: bool
    has_until: bool
    newest_first: bool


def _shape(wanted: DemandFilter) -> tuple[_Shape, dict[str, Any]]:
    moments = {"since": wanted.since, "until": wanted.until}
    parameters = {
        **numbered("base", wanted.bases),
        **numbered("status", [status.value for status in wanted.statuses]),
        **numbered("expert", wanted.expert_ids),
        **{name: moment for name, moment in moments.items() if moment is not None},
        **({"reporter": wanted.reporter_id} if wanted.reporter_id is not None else {}),
    }
    shape = _Shape(
        len(wanted.bases),
        len(wanted.statuses),
        wanted.reporter_id is not None,
        len(wanted.expert_ids),
        wanted.since is not None,
        wanted.until is not None,
        wanted.newest_first,
    )
    return shape, parameters


@cache
def _finding(shape: _Shape) -> Prepared:
    created = demand.c.created_at
    chosen = [
        among(demand.c.base, "base", shape.bases) if shape.bases else None,
        among(demand.c.status, "status", shape.statuses) if shape.statuses else None,
        among(demand.c.expert_id, "expert", shape.experts) if shape.experts else None,
        demand.c.reporter_id == bindparam("reporter") if shape.has_reporter else None,
        created >= bindparam("since", type_=created.type) if shape.has_since else None,
        created < bindparam("until", type_=created.type) if shape.has_until else None,
    ]
    order = [column.desc() if shape.newest_first else column for column in (created, demand.c.no)]
    asked = [condition for condition in chosen if condition is not None]
    return Prepared(lambda _: _demands().where(*asked).order_by(*order).limit(bindparam("limit", type_=Integer)))


@cache
def _parties_of(count: int) -> Prepared:
    return reading(PARTY, among(demand_party.c.demand_no, "no", count), order_by=[demand_party.c.id])


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
