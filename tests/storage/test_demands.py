"""Demands, their orders and claims come back as they were kept; one claim wins."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from domain.demands import Demand, DemandStatus, HistoryEntry, Party, PartyRole
from domain.errors import DomainError
from domain.orders import Claim, ClaimStatus, OrderStatus, Push, PushStatus
from domain.ports import DemandFilter
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet, order, register, sender


async def test_a_demand_comes_back_whole(database: Database) -> None:
    person = await meet(database)
    kept = await database.run(
        lambda uow: register(uow, person, promised_at=NOW + HOUR, households=23, mode="onsite"), person_key=None
    )
    assert await database.read(lambda uow: uow.demands.get(kept.no)) == kept
    assert await database.read(lambda uow: uow.demands.get(kept.no + 1)) is None


async def test_changes_of_a_demand_are_kept(database: Database) -> None:
    person = await meet(database)
    kept = await database.run(lambda uow: register(uow, person), person_key=None)

    async def change(uow: StoredUnitOfWork) -> None:
        one = await uow.demands.lock(kept.no)
        assert one is not None
        one.text += "\n叶子也黄"
        one.parties = one.parties[:1]
        await uow.demands.record(one.move(DemandStatus.PUBLISHED, NOW + HOUR, person.id, 说明="试"))
        await uow.demands.save(one)

    await database.run(change, person_key=None)
    again = await database.read(lambda uow: uow.demands.get(kept.no))
    assert again is not None
    assert (again.text, len(again.parties), again.status) == ("我家脆李裂果\n叶子也黄", 1, DemandStatus.PUBLISHED)
    history = await database.read(lambda uow: uow.demands.history(kept.no))
    assert [replace(entry, id=0) for entry in history] == [
        HistoryEntry(kept.no, "published", NOW + HOUR, person.id, {"before": "registered", "说明": "试"})
    ]


async def test_demands_are_found_by_what_is_asked(database: Database) -> None:
    person, other = await meet(database), await meet(database, "other")

    async def fill(uow: StoredUnitOfWork) -> list[Demand]:
        one_id = await uow.experts.add(expert())
        return [
            await register(uow, person, created_at=NOW),
            await register(uow, person, created_at=NOW + HOUR, status=DemandStatus.CLAIMED, expert_id=one_id),
            await register(uow, other, created_at=NOW + 2 * HOUR, base="四川"),
        ]

    first, claimed, away = await database.run(fill, person_key=None)

    async def found(wanted: DemandFilter) -> list[int]:
        demands = await database.read(lambda uow: uow.demands.find(wanted))
        if wanted.limit > 10:
            assert await database.read(lambda uow: uow.demands.count(wanted)) == len(demands)
        return [one.no for one in demands]

    assert await found(DemandFilter()) == [first.no, claimed.no, away.no]
    assert await found(DemandFilter(newest_first=True, limit=2)) == [away.no, claimed.no]
    assert await found(DemandFilter(bases=("四川",))) == [away.no]
    assert await found(DemandFilter(statuses=(DemandStatus.CLAIMED,))) == [claimed.no]
    assert await found(DemandFilter(reporter_id=person.id)) == [first.no, claimed.no]
    assert await found(DemandFilter(expert_ids=(claimed.expert_id or 0,))) == [claimed.no]
    assert await found(DemandFilter(since=NOW + HOUR, until=NOW + 2 * HOUR)) == [claimed.no]


async def _published(database: Database, experts: int) -> tuple[Demand, int, list[int]]:
    person = await meet(database)

    async def publish(uow: StoredUnitOfWork) -> tuple[Demand, int, list[int]]:
        one = await register(uow, person, status=DemandStatus.PUBLISHED)
        ids = [await uow.experts.add(expert(f"专家{number}")) for number in range(experts)]
        return one, await uow.orders.add(order(one.no)), ids

    return await database.run(publish, person_key=None)


async def test_exactly_one_of_many_wins(database: Database) -> None:
    _, order_id, experts = await _published(database, 20)

    async def claim(expert_id: int) -> bool:
        try:
            await database.run(
                lambda uow: uow.orders.claim(Claim(order_id, expert_id, NOW)), person_key=f"expert {expert_id}"
            )
        except DomainError as refusal:
            return refusal.code != "already_claimed"
        return True

    won = await asyncio.gather(*(claim(expert_id) for expert_id in experts))
    assert sum(won) == 1
    winner = await database.read(lambda uow: uow.orders.winning(order_id))
    assert winner is not None
    assert winner.expert_id == experts[won.index(True)]


async def test_a_returned_order_can_be_claimed_again(database: Database) -> None:
    one, order_id, experts = await _published(database, 2)

    async def pass_on(uow: StoredUnitOfWork) -> None:
        claim = Claim(order_id, experts[0], NOW, reason="就近", members=(experts[1],))
        claim.id = await uow.orders.claim(claim)
        assert await uow.orders.winning(order_id) == claim
        claim.status = ClaimStatus.RETURNED
        await uow.orders.save_claim(claim)
        assert await uow.orders.winning(order_id) is None
        await uow.orders.claim(Claim(order_id, experts[1], NOW))
        kept = await uow.orders.of_demand(one.no)
        assert kept is not None
        kept.move(OrderStatus.TAKEN, NOW)
        await uow.orders.save(kept)

    await database.run(pass_on, person_key=None)
    assert await database.read(lambda uow: uow.orders.listed(["重庆"], None, 10)) == []


async def test_the_list_shows_newest_first_of_the_field(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> list[int]:
        numbers = []
        for position, (base, field) in enumerate([("重庆", "agriculture"), ("重庆", "it"), ("四川", "agriculture")]):
            one = await register(uow, person)
            at = NOW + position * HOUR
            await uow.orders.add(order(one.no, base=base, field_code=field, listed_at=at))
            numbers.append(one.no)
        return numbers

    fruit, software, away = await database.run(fill, person_key=None)

    async def listed(bases: list[str], field: str | None, limit: int = 10, offset: int = 0) -> list[int]:
        orders = await database.read(lambda uow: uow.orders.listed(bases, field, limit, offset))
        return [one.demand_no for one in orders]

    assert await listed(["重庆", "四川"], None) == [away, software, fruit]
    assert await listed(["重庆"], "agriculture") == [fruit]
    assert await listed(["重庆", "四川"], None, 1, 1) == [software]
    assert await listed([], None) == []


async def test_pushes_are_not_doubled(database: Database) -> None:
    one, order_id, experts = await _published(database, 2)
    pushes = [
        Push(order_id, one.no, expert_id, PushStatus.PUSHED, score, ("同县",), NOW)
        for expert_id, score in zip(experts, (0.5, 0.9), strict=True)
    ]

    async def push(uow: StoredUnitOfWork) -> None:
        await uow.orders.add_pushes(pushes)
        await uow.orders.add_pushes([replace(pushes[0], status=PushStatus.CALL)])
        stored = await uow.orders.push_of(order_id, experts[0])
        assert stored is not None
        await uow.orders.set_push(stored.id, PushStatus.DECLINED)

    await database.run(push, person_key=None)
    stored = await database.read(lambda uow: uow.orders.pushes(order_id))
    assert [(push.expert_id, push.status) for push in stored] == [
        (experts[1], PushStatus.PUSHED),
        (experts[0], PushStatus.DECLINED),
    ]
    assert stored[0].reasons == ("同县",)


async def test_a_claim_for_an_unknown_order_is_no_polite_refusal(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.run(lambda uow: uow.orders.claim(Claim(99, 99, NOW)), person_key=None)


async def test_changes_of_one_demand_do_not_get_lost(database: Database) -> None:
    person = await meet(database)
    kept = await database.run(lambda uow: register(uow, person, text=""), person_key=None)

    async def add(uow: StoredUnitOfWork, number: int) -> None:
        one = await uow.demands.lock(kept.no)
        assert one is not None
        one.households = (one.households or 0) + 1
        one.text = f"{one.text} {number}"
        one.parties.append(Party(PartyRole.BENEFICIARY, label=str(number)))
        one.updated_at += timedelta(seconds=1)
        await uow.demands.save(one)

    works = (partial(add, number=number) for number in range(12))
    await asyncio.gather(*(database.run(work, person_key=f"person {work.keywords['number']}") for work in works))
    again = await database.read(lambda uow: uow.demands.get(kept.no))
    assert again is not None
    assert again.households == 12
    assert {int(word) for word in again.text.split()} == set(range(12))
    assert {int(one.label) for one in again.parties if one.label in map(str, range(12))} == set(range(12))


async def test_several_are_read_at_once_in_the_order_asked_for(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> list[Demand]:
        return [await register(uow, person, summary=name) for name in ("裂果", "黄叶", "虫眼")]

    first, _, third = await database.run(fill, person_key=None)
    wanted = [third.no, third.no + 9, first.no]
    assert await database.read(lambda uow: uow.demands.get_many(wanted)) == [third, first]
    assert await database.read(lambda uow: uow.demands.get_many([])) == []


async def test_orders_of_several_demands_and_whether_anybody_was_asked(database: Database) -> None:
    asked, order_id, experts = await _published(database, 1)

    async def publish_another(uow: StoredUnitOfWork) -> int:
        one = await register(uow, await uow.people.recognise(sender("another"), NOW))
        await uow.orders.add(order(one.no))
        await uow.orders.add_pushes([Push(order_id, asked.no, experts[0], PushStatus.PUSHED, 0.9, ("同县",), NOW)])
        return one.no

    alone = await database.run(publish_another, person_key=None)
    both = [asked.no, alone]
    orders = await database.read(lambda uow: uow.orders.of_demands([*both, alone + 9]))
    assert [orders[no].demand_no for no in both] == both
    assert len(orders) == 2
    assert await database.read(lambda uow: uow.orders.pushed(both)) == {asked.no}
    assert await database.read(lambda uow: uow.orders.pushed([])) == set()
