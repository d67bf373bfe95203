"""A whole roster into the pool in one unit: new experts are added, known ones changed, nothing is doubled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal, select, update

from domain.experts import Expert
from storage.experts import EXPERT, read_expert, transaction_id
from storage.tables.experts import expert, expert_change
from storage.unit_of_work import StoredUnitOfWork

IMPORTED = ("title", "place_code", "place_name", "fields", "skills", "profile", "tier", "phone", "max_open")
STEP = 2000


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


async def import_experts(
    uow: StoredUnitOfWork, base: str, experts: Iterable[Expert], now: datetime, columns: Sequence[str] = IMPORTED
) -> ImportCounts:
    """The key is (base, name, unit); of a known expert only `columns` are written, so that binding and leave stay."""
    wanted = {(one.name, one.unit): one for one in experts}
    known = await _known(uow, base)
    fresh = [one for key, one in wanted.items() if key not in known]
    changed = [(known[key], one) for key, one in wanted.items() if key in known and _differs(known[key], one, columns)]
    await _add(uow, base, fresh, now)
    await _change(uow, changed, columns, now)
    return ImportCounts(len(fresh), len(changed), len(wanted) - len(fresh) - len(changed))


async def _known(uow: StoredUnitOfWork, base: str) -> dict[tuple[str, str], Expert]:
    statement = select(*EXPERT.columns, expert.c.phone_sealed, literal(0)).where(expert.c.base == base)
    found = [read_expert(row, uow.session.sealer) for row in await uow.session.all(statement)]
    return {(one.name, one.unit): one for one in found}


def _differs(old: Expert, new: Expert, columns: Sequence[str]) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in columns)


async def _add(uow: StoredUnitOfWork, base: str, experts: Sequence[Expert], now: datetime) -> None:
    for start in range(0, len(experts), STEP):
        rows = [{**_values(uow, one), "base": base, "updated_at": now} for one in experts[start : start + STEP]]
        added = await uow.session.all(expert.insert().returning(expert.c.id), rows)
        await _note(uow, [row[0] for row in added])


async def _change(
    uow: StoredUnitOfWork, pairs: Sequence[tuple[Expert, Expert]], columns: Sequence[str], now: datetime
) -> None:
    names = ["phone_sealed" if name == "phone" else name for name in columns]
    statement = (
        update(expert)
        .where(expert.c.id == bindparam("known_id"))
        .values({name: bindparam(f"new_{name}") for name in [*names, "updated_at"]})
    )
    for start in range(0, len(pairs), STEP):
        rows: list[dict[str, Any]] = []
        for old, new in pairs[start : start + STEP]:
            values = {**_values(uow, new), "updated_at": now}
            rows.append({"known_id": old.id, **{f"new_{name}": values[name] for name in [*names, "updated_at"]}})
        await uow.session.run(statement, rows)
        await _note(uow, [old.id for old, _ in pairs[start : start + STEP]])


async def _note(uow: StoredUnitOfWork, expert_ids: Sequence[int]) -> None:
    """One line of the feed for each, under this transaction's number."""
    number = transaction_id(uow.session.dialect)
    transaction = await uow.session.value(select(number)) if number is not None else None
    if expert_ids:
        rows = [{"expert_id": one, "transaction_id": transaction} for one in expert_ids]
        await uow.session.run(expert_change.insert(), rows)


def _values(uow: StoredUnitOfWork, one: Expert) -> dict[str, Any]:
    sealed = uow.session.sealer.seal(one.phone) if one.phone else None
    return {**EXPERT.values(one), "phone_sealed": sealed}
