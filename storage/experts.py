"""The pool of experts; every change leaves a line in the feed that keeps the index in memory up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Text, cast, func, or_, select

from domain.demands import DemandStatus
from domain.experts import Expert, ExpertStatus
from domain.matching import Standing
from storage.engine.prepared import Prepared, one_of
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.sealing import Sealer
from storage.standings import read_standings
from storage.tables.demands import demand
from storage.tables.experts import expert, expert_change

EXPERT = RowMap(Expert, expert)
IN_HAND = (DemandStatus.CLAIMED.value, DemandStatus.SCHEDULED.value, DemandStatus.REOPENED.value)
OPEN_ORDERS = (
    select(func.count())
    .select_from(demand)
    .where(demand.c.expert_id == expert.c.id, or_(*(demand.c.status == status for status in IN_HAND)))
    .correlate(expert)
    .scalar_subquery()
)
COLUMNS = (*EXPERT.columns, expert.c.phone_sealed, OPEN_ORDERS)


BY_IDS = Prepared(lambda dialect: select(*COLUMNS).where(one_of(dialect, expert.c.id, "ids")).order_by(expert.c.id))


def read_expert(row: Sequence[Any], sealer: Sealer) -> Expert:
    """The expert of a row of COLUMNS."""
    sealed = row[-2]
    return EXPERT.build(row, phone=sealer.open(sealed) if sealed else None, open_orders=row[-1])


def transaction_id(dialect: str) -> Any:
    """What `expert_change.transaction_id` holds."""
    return cast(cast(func.pg_current_xact_id(), Text), BigInteger) if dialect == "postgresql" else None


class StoredExperts:
    """Fulfils `domain.ports.Experts`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.changed: dict[int, Expert] = {}  # in this unit, as they were saved last

    async def add(self, one: Expert) -> int:
        expert_id = await self._session.new_id(expert, self._values(one))
        await self._note(expert_id)
        self.changed[expert_id] = replace(one, id=expert_id)
        return expert_id

    async def get(self, expert_id: int) -> Expert | None:
        return (await self.get_many([expert_id])).get(expert_id)

    async def get_many(self, expert_ids: Sequence[int]) -> dict[int, Expert]:
        if not expert_ids:
            return {}
        rows = await self._session.found(BY_IDS, ids=list(expert_ids))
        by_id = {one.id: one for one in (read_expert(row, self._session.sealer) for row in rows)}
        return {expert_id: by_id[expert_id] for expert_id in expert_ids if expert_id in by_id}

    async def save(self, one: Expert) -> None:
        await self._session.change(expert, one.id, self._values(one))
        await self._note(one.id)
        self.changed[one.id] = replace(one)

    async def by_name(self, name: str, bases: Sequence[str]) -> list[Expert]:
        return await self._read(expert.c.name == name, expert.c.base.in_(bases))

    async def nearly_named(self, name: str, bases: Sequence[str], limit: int) -> list[Expert]:
        masks = {f"{name[:at]}_{name[at + 1 :]}" for at in range(len(name))} if len(name) > 2 else set()
        masks |= {f"{name[:at]}_{name[at:]}" for at in range(len(name) + 1)} if len(name) > 1 else set()
        masks |= {f"{name[:at]}{name[at + 1 :]}" for at in range(len(name))} if len(name) > 2 else set()
        masks |= {f"{name}%"} if len(name) == 1 else set()  # 谭老师
        there = [expert.c.base.in_(bases), expert.c.status == ExpertStatus.ACTIVE.value]
        alike = or_(*(expert.c.name.like(mask) for mask in sorted(masks)))
        ids = select(expert.c.id).where(*there, alike).order_by(expert.c.id).limit(limit)
        return await self._read(expert.c.id.in_(ids)) if masks else []

    async def by_key(self, base: str, name: str, unit: str) -> Expert | None:
        found = await self._read(expert.c.base == base, expert.c.name == name, expert.c.unit == unit)
        return found[0] if found else None

    async def namesakes(self, bases: Sequence[str]) -> list[Expert]:
        there = [expert.c.base.in_(bases), expert.c.status == ExpertStatus.ACTIVE.value]
        names = select(expert.c.name).where(*there).group_by(expert.c.name).having(func.count() > 1)
        found = await self._read(*there, expert.c.name.in_(names))
        return sorted(found, key=lambda one: (one.name, one.id))

    async def standings(
        self, expert_ids: Sequence[int], asker_id: int | None, since: datetime, unseen_since: datetime
    ) -> dict[int, Standing]:
        return await read_standings(self._session, expert_ids, asker_id, since, unseen_since)

    async def _read(self, *conditions: Any) -> list[Expert]:
        rows = await self._session.all(select(*COLUMNS).where(*conditions).order_by(expert.c.id))
        return [read_expert(row, self._session.sealer) for row in rows]

    def _values(self, one: Expert) -> dict[str, Any]:
        sealed = self._session.sealer.seal(one.phone) if one.phone else None
        return {**EXPERT.values(one), "phone_sealed": sealed}

    async def _note(self, expert_id: int) -> None:
        await self._session.run(
            expert_change.insert().values(expert_id=expert_id, transaction_id=transaction_id(self._session.dialect))
        )
