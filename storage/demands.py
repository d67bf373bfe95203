"""Demands with their parties, their words and what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, delete, func, select

from domain.demands import Demand, DemandStatus, HistoryEntry, Party, PartyRole
from domain.ports import DemandFilter
from storage.engine.prepared import Prepared, among, json_list, numbered, one_of, reading
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.conversing import message_text
from storage.tables.demands import demand, demand_history, demand_party
from storage.texts import keep_text

DEMAND = RowMap(Demand, demand)
HISTORY = RowMap(HistoryEntry, demand_history)
_NO = [column.name for column in DEMAND.columns].index("no")
_Row = Sequence[Any]
_TEXT = and_(message_text.c.owner == "demand", message_text.c.owner_id == demand.c.no)


class _Written(NamedTuple):
    """A demand as it stands in the database."""

    values: dict[str, Any]
    text: str
    parties: tuple[Any, ...]


class StoredDemands:
    """Fulfils `domain.ports.Demands`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[int, _Row] = {}  # as this unit read them
        self._written: dict[int, _Written] = {}  # and as it wrote them
        self._read: dict[DemandFilter, Sequence[_Row]] = {}  # asked for again in a turn; until one is changed

    async def add(self, one: Demand) -> int:
        self._read.clear()
        written = _written(one)
        no = await self._session.new_id(demand, written.values)
        self._session.without_demands.discard(one.reporter_id)
        self._session.without_order.add(no)
        await self._write_parties(no, one.parties)
        await keep_text(self._session, "demand", no, one.text, one.created_at, one.reporter_id)
        self._written[no] = written
        return no

    async def get(self, no: int) -> Demand | None:
        rows = await self._session.found(GET, no=no)
        if not rows:
            return None
        self._note(no, rows[0])
        return _demand(rows[0])

    async def get_many(self, nos: Sequence[int]) -> list[Demand]:
        if not nos:
            return []
        rows = {row[_NO]: row for row in await self._session.found(GET_MANY, nos=list(nos))}
        for no, row in rows.items():
            self._note(no, row)
        return [_demand(rows[no]) for no in nos if no in rows]

    async def lock(self, no: int) -> Demand | None:
        """On PostgreSQL the words are read after the wait: together with it they would be those from before."""
        self._read.clear()
        if self._session.dialect == "postgresql":
            await self._session.found(LOCK, no=no)
        return await self.get(no)

    async def save(self, one: Demand) -> None:
        """Only what changed is written, which spares the indexes; words and parties stand in tables of their own."""
        self._read.clear()
        if one.reporter_id in self._session.forgotten:
            return
        before, now = self._before(one.no), _written(one)
        changed = {name: value for name, value in now.values.items() if not before or before.values[name] != value}
        if changed:
            await self._session.change(demand, one.no, changed)
        if not before or before.text != now.text:
            await keep_text(self._session, "demand", one.no, one.text, one.updated_at, one.reporter_id)
        if not before or before.parties != now.parties:
            await self._session.run(delete(demand_party).where(demand_party.c.demand_no == one.no))
            await self._write_parties(one.no, one.parties)
        self._written[one.no] = now

    def _before(self, no: int) -> _Written | None:
        """As it stands now, where this unit has seen it."""
        if no in self._written:
            return self._written[no]
        return _written(_demand(self._rows[no])) if no in self._rows else None

    def _note(self, no: int, row: _Row) -> None:
        self._rows[no] = row
        self._written.pop(no, None)

    async def find(self, wanted: DemandFilter) -> list[Demand]:
        if wanted.reporter_id in self._session.without_demands:
            return []
        if wanted not in self._read or self._session.forgotten:
            shape, parameters = _shape(wanted)
            rows = self._read[wanted] = await self._session.found(_finding(shape), limit=wanted.limit, **parameters)
            for row in rows:
                self._note(row[_NO], row)
        return [_demand(row) for row in self._read[wanted]]

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
        await self._session.keep(demand_history, values)

    async def history(self, no: int) -> list[HistoryEntry]:
        return [HISTORY.build(row) for row in await self._session.found(HISTORY_OF, no=no)]

    async def _write_parties(self, no: int, parties: Sequence[Party]) -> None:
        for one in parties:
            values = {"demand_no": no, "role": one.role.value, "person_id": one.person_id, "label": one.label}
            await self._session.keep(demand_party, values)


def _demand(row: Sequence[Any]) -> Demand:
    """The demand of a row of `_demands`."""
    *_, text, parties = row
    told = [Party(PartyRole(role), person_id, label) for _, role, person_id, label in sorted(parties or ())]
    return DEMAND.build(row, text=text or "", parties=told)


def _written(one: Demand) -> _Written:
    """What is to stand in the database, in all three tables."""
    parties = tuple((party.role, party.person_id, party.label) for party in one.parties)
    return _Written(DEMAND.values(one), one.text, parties)


def _demands(dialect: str) -> Select[Any]:
    """With the words, and the parties as one JSON list of [id, role, person_id, label]."""
    parts = (demand_party.c.id, demand_party.c.role, demand_party.c.person_id, demand_party.c.label)
    parties = select(json_list(dialect, *parts)).where(demand_party.c.demand_no == demand.c.no).correlate(demand)
    words = select(message_text.c.text).where(_TEXT).correlate(demand)  # PostgreSQL may read all of a joined table
    return select(*DEMAND.columns, words.scalar_subquery(), parties.scalar_subquery())


_NUMBERED = demand.c.no == bindparam("no")
GET = Prepared(lambda dialect: _demands(dialect).where(_NUMBERED))
GET_MANY = Prepared(lambda dialect: _demands(dialect).where(one_of(dialect, demand.c.no, "nos")))
LOCK = Prepared(lambda _: select(demand.c.no).where(_NUMBERED).with_for_update())
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
    return Prepared(
        lambda dialect: _demands(dialect).where(*asked).order_by(*order).limit(bindparam("limit", type_=Integer))
    )


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
