"""Writes that nobody waits for share a round trip, in their order, and are there for whoever reads next."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from domain.demands import DemandStatus, HistoryEntry
from domain.ports import DemandFilter
from domain.records import Conversation
from storage.engine.database import Database
from storage.engine.gathering import joined
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import NOW, meet, register


def test_parameters_are_counted_on_from_part_to_part() -> None:
    parts = (("INSERT INTO a VALUES ($1, $2::TEXT)", 2), ("UPDATE b SET c = $1 WHERE d = $2", 2), ("DELETE FROM e", 0))
    added, changed = "INSERT INTO a VALUES ($1, $2::TEXT)", "UPDATE b SET c = $3 WHERE d = $4"
    assert joined(parts) == f"WITH part_0 AS ({added}), part_1 AS ({changed}) DELETE FROM e"
    assert joined(parts[:1]) == parts[0][0]


async def test_writes_to_several_tables_share_a_round_trip_and_keep_their_order(database: Database, kind: str) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)

    async def change(uow: StoredUnitOfWork) -> int:
        found = await uow.demands.get(one.no)
        assert found is not None
        before = uow.statements.count
        await uow.demands.record(HistoryEntry(one.no, "edited", NOW, person.id, {"note": "一"}))
        await uow.demands.record(HistoryEntry(one.no, "edited", NOW, person.id, {"note": "二"}))
        found.status, found.households = DemandStatus.PUBLISHED, 7
        await uow.demands.save(found)
        await uow.conversations.save(Conversation(person.id, {"focus": one.no}, NOW))
        entries = await uow.demands.history(one.no)
        assert [entry.detail["note"] for entry in entries[-2:]] == ["一", "二"]
        return uow.statements.count - before

    statements = await database.run(change, person_key="farmer")
    assert statements == (3 if kind == "postgresql" else 5)

    async def look(uow: StoredUnitOfWork) -> tuple[DemandStatus, int | None, object]:
        found = await uow.demands.get(one.no)
        assert found is not None
        return found.status, found.households, (await uow.conversations.get(person.id)).state

    assert await database.read(look) == (DemandStatus.PUBLISHED, 7, {"focus": one.no})


async def test_the_last_of_two_writes_of_a_row_stands(database: Database) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)

    async def change(uow: StoredUnitOfWork) -> None:
        for households in (3, 4, 5):
            one.households = households
            await uow.demands.save(one)
            await uow.conversations.save(Conversation(person.id, {"said": households}, NOW))

    await database.run(change, person_key="farmer")

    async def look(uow: StoredUnitOfWork) -> tuple[int | None, object]:
        [found] = await uow.demands.find(DemandFilter(reporter_id=person.id))
        return found.households, (await uow.conversations.get(person.id)).state

    assert await database.read(look) == (5, {"said": 5})


async def test_what_is_gathered_goes_before_a_statement_of_another_kind(database: Database) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)

    async def change(uow: StoredUnitOfWork) -> int:
        before = len(await uow.demands.history(one.no))
        await uow.demands.record(HistoryEntry(one.no, "edited", NOW, person.id, {}))
        counted = text("SELECT count(*) FROM demand_history WHERE demand_no = :no")
        after = int((await uow.statements.execute(counted, {"no": one.no})).scalar())  # type: ignore[arg-type]
        return after - before

    assert await database.run(change, person_key="farmer") == 1


async def test_a_gathered_write_that_is_refused_undoes_the_whole_unit(database: Database) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)

    async def change(uow: StoredUnitOfWork) -> None:
        one.households = 9
        await uow.demands.save(one)
        await uow.demands.record(HistoryEntry(one.no + 1_000, "edited", NOW, person.id, {}))  # there is no such demand

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.run(change, person_key="farmer")
    found = await database.read(lambda uow: uow.demands.get(one.no))
    assert found is not None
    assert found.households != 9


async def test_a_demand_that_did_not_change_is_not_written(database: Database) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)

    async def save(uow: StoredUnitOfWork, households: int | None) -> int:
        found = await uow.demands.get(one.no)
        assert found is not None
        found.households = households
        before = uow.statements.count
        await uow.demands.save(found)
        await uow.people.get(person.id)
        return uow.statements.count - before

    assert await database.run(lambda uow: save(uow, one.households), person_key=None) == 1
    assert await database.run(lambda uow: save(uow, 12), person_key=None) == 2
