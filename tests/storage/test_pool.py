"""The pool: imported without doubles, read whole, and its changes told to every process."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.demands import DemandStatus
from domain.experts import Expert, ExpertStatus, Reach
from storage.engine.database import Database
from storage.pool_import import ImportCounts, import_experts
from storage.tables.experts import expert as table
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet, register


async def _import(database: Database, *experts: Expert, **options: object) -> ImportCounts:
    return await database.run(
        lambda uow: import_experts(uow, "重庆", experts, NOW, **options),  # type: ignore[arg-type]
        person_key=None,
    )


async def test_an_expert_comes_back_whole_and_the_phone_is_sealed(database: Database) -> None:
    kept = expert(leave_from=NOW.date(), updated_at=NOW, place_code="500236", status=ExpertStatus.PENDING)
    kept.id = await database.run(lambda uow: uow.experts.add(kept), person_key=None)
    assert await database.read(lambda uow: uow.experts.get(kept.id)) == kept
    stored = await database.read(lambda uow: uow.session.value(select(table.c.phone_sealed)))
    assert "13800000000" not in stored
    kept.phone, kept.reach = None, Reach.INVALID
    await database.run(lambda uow: uow.experts.save(kept), person_key=None)
    assert await database.read(lambda uow: uow.experts.by_key("重庆", kept.name, kept.unit)) == kept


async def test_experts_are_found_by_name_in_the_bases(database: Database) -> None:
    async def fill(uow: StoredUnitOfWork) -> list[int]:
        return [await uow.experts.add(expert(unit=unit, base=base)) for unit, base in
                (("甲", "重庆"), ("乙", "重庆"), ("丙", "四川"))]  # fmt: skip

    ids = await database.run(fill, person_key=None)
    found = await database.read(lambda uow: uow.experts.by_name("李桂兰", ["重庆"]))
    assert [one.id for one in found] == ids[:2]
    many = await database.read(lambda uow: uow.experts.get_many([ids[2], 99, ids[0]]))
    assert list(many) == [ids[2], ids[0]]


async def test_open_orders_are_counted_at_every_read(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> int:
        one_id = await uow.experts.add(expert())
        for status in (DemandStatus.CLAIMED, DemandStatus.SCHEDULED, DemandStatus.REOPENED, DemandStatus.CLOSED):
            await register(uow, person, status=status, expert_id=one_id)
        return one_id

    one_id = await database.run(fill, person_key=None)
    one = await database.read(lambda uow: uow.experts.get(one_id))
    assert one is not None
    assert one.open_orders == 3
    assert (await database.read(lambda uow: uow.expert_feed.all_experts()))[0] == one


async def test_importing_again_changes_instead_of_doubling(database: Database) -> None:
    people = [expert(f"专家{number}", phone=None) for number in range(5)]
    assert await _import(database, *people) == ImportCounts(added=5)
    bound = await database.read(lambda uow: uow.experts.by_key("重庆", "专家1", "市农科院"))
    assert bound is not None
    bound.reach, bound.max_open = Reach.UNFOLLOWED, 3
    await database.run(lambda uow: uow.experts.save(bound), person_key=None)
    people[1] = replace(people[1], skills=("嫁接",), phone="13900000000")
    assert await _import(database, *people, expert("新人")) == ImportCounts(1, 1, 4)
    again = await database.read(lambda uow: uow.experts.get(bound.id))
    assert again is not None
    assert (again.skills, again.phone, again.reach) == (("嫁接",), "13900000000", Reach.UNFOLLOWED)
    assert await _import(database, *people, expert("新人")) == ImportCounts(unchanged=6)


async def test_a_column_that_the_file_lacks_is_left_alone(database: Database) -> None:
    await _import(database, expert())
    counts = await _import(database, expert(phone=None, title="研究员"), columns=("title", "skills"))
    assert counts == ImportCounts(changed=1)
    one = await database.read(lambda uow: uow.experts.by_key("重庆", "李桂兰", "市农科院"))
    assert one is not None
    assert (one.title, one.phone) == ("研究员", "13800000000")


async def test_nothing_of_a_failed_import_stays(database: Database) -> None:
    broken = [expert("好"), replace(expert("坏"), tier=None)]  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"(?i)not.null"):
        await _import(database, *broken)
    assert await database.read(lambda uow: uow.expert_feed.all_experts()) == []


async def test_changes_are_told_since_the_cursor(database: Database) -> None:
    start = await database.read(lambda uow: uow.expert_feed.cursor())
    one_id = await database.run(lambda uow: uow.experts.add(expert()), person_key=None)
    await _import(database, expert("另一位"))
    cursor, changed = await database.read(lambda uow: uow.expert_feed.changes_since(start))
    assert len(changed) == 2
    assert one_id in changed
    await asyncio.gather(*(meet(database, f"p{number}") for number in range(3)))
    cursor, _ = await database.read(lambda uow: uow.expert_feed.changes_since(cursor))
    one = await database.read(lambda uow: uow.experts.get(one_id))
    assert one is not None
    one.updated_at = NOW + HOUR
    await database.run(lambda uow: uow.experts.save(one), person_key=None)
    _, changed = await database.read(lambda uow: uow.expert_feed.changes_since(cursor))
    assert one_id in changed


async def test_a_change_that_is_committed_late_is_not_missed(database: Database) -> None:
    if database.dialect != "postgresql":
        return
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(uow: StoredUnitOfWork) -> int:
        one_id = await uow.experts.add(expert("慢"))
        begun.set()
        await go_on.wait()
        return one_id

    task = asyncio.create_task(database.run(slow, person_key=None))
    await begun.wait()
    await database.run(lambda uow: uow.experts.add(expert("快")), person_key=None)
    cursor, _ = await database.read(lambda uow: uow.expert_feed.changes_since(0))
    go_on.set()
    late = await task
    _, changed = await database.read(lambda uow: uow.expert_feed.changes_since(cursor))
    assert late in changed
