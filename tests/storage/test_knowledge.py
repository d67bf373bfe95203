"""Entries from chat: read back as written, taken back softly, and every change grows the stamp."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from domain.knowledge import KnowledgeEntry
from storage.engine.database import Database
from storage.tables.knowledge import knowledge_entry
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, meet


async def entries(database: Database) -> list[KnowledgeEntry]:
    return await database.read(lambda uow: uow.knowledge.entries())


async def stamp(database: Database) -> int:
    return await database.read(lambda uow: uow.knowledge.stamp())


async def add(database: Database, **changes: object) -> KnowledgeEntry:
    person = await meet(database)
    plain = KnowledgeEntry("重庆", "agriculture", "果树", ("脆李",), ("炸口",), ("裂果防控",), person.id, NOW)
    entry = replace(plain, **changes)  # type: ignore[arg-type]
    await database.run(lambda uow: uow.knowledge.add(entry), person_key=None)
    return entry


async def test_an_entry_comes_back_as_it_was_written(database: Database) -> None:
    assert await stamp(database) == 0
    first = await add(database)
    second = await add(database, subjects=(), signs=("皮皮绷开", "炸口"))
    assert await entries(database) == [first, second]
    assert second.id > first.id


async def test_a_removed_entry_holds_no_more_but_stays_written(database: Database) -> None:
    kept, gone = await add(database), await add(database, signs=("开坼",))
    before = await stamp(database)

    async def remove(uow: StoredUnitOfWork) -> None:
        await uow.knowledge.remove(gone.id, gone.added_by, NOW + HOUR)

    await database.run(remove, person_key=None)
    assert await entries(database) == [kept]
    after = await stamp(database)
    assert after > before
    await database.run(remove, person_key=None)
    assert await stamp(database) == after, "taking back twice is taking back once"
    count = select(func.count()).select_from(knowledge_entry)
    assert await database.read(lambda uow: uow.session.value(count)) == 2


async def test_taking_back_what_never_was_changes_nothing(database: Database) -> None:
    entry = await add(database)
    before = await stamp(database)
    await database.run(lambda uow: uow.knowledge.remove(entry.id + 9, entry.added_by, NOW), person_key=None)
    assert await stamp(database) == before
