"""Visits, ratings, activities, and the figures taken of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from domain.activities import Activity, ActivityStatus, SignUp, SignUpStatus
from domain.demands import DemandStatus
from domain.errors import DomainError
from domain.orders import Claim
from domain.ratings import Rating, RatingSide
from domain.visits import Visit, VisitStatus
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet, order, register


async def test_visits_of_a_demand_and_of_an_expert(database: Database) -> None:
    person = await meet(database)

    async def work(uow: StoredUnitOfWork) -> None:
        one_id = await uow.experts.add(expert())
        one = await register(uow, person)
        first = Visit(one.no, one_id, "onsite", NOW + HOUR, person.id, NOW, place="白帝镇", latitude=31.02)
        first.id = await uow.visits.add(first)
        second = Visit(one.no, one_id, "online", NOW + 5 * HOUR, person.id, NOW)
        second.id = await uow.visits.add(second)
        first.move(VisitStatus.AGREED)
        second.move(VisitStatus.CANCELLED)
        for visit in (first, second):
            await uow.visits.save(visit)
        assert await uow.visits.get(first.id) == first
        assert await uow.visits.of_demand(one.no) == [first, second]
        assert await uow.visits.of_demand(one.no, [VisitStatus.CANCELLED]) == [second]
        assert await uow.visits.of_expert(one_id, NOW, NOW + 9 * HOUR) == [first]
        assert await uow.visits.of_expert(one_id, NOW + 2 * HOUR, NOW + 9 * HOUR) == []

    await database.run(work, person_key=None)


async def test_each_side_rates_once_a_round(database: Database) -> None:
    person = await meet(database)
    one = await database.run(lambda uow: register(uow, person), person_key=None)
    rating = Rating(one.no, RatingSide.ASKER, person.id, NOW, 5, True, "好")

    async def rate(**changes: object) -> None:
        await database.run(lambda uow: uow.ratings.add(replace(rating, **changes)), person_key=None)  # type: ignore[arg-type]

    await rate()
    with pytest.raises(DomainError, match="already_rated"):
        await rate(score=1)
    await rate(side=RatingSide.EXPERT, solved=None)
    await rate(round=2, score=None)
    stored = await database.read(lambda uow: uow.ratings.of_demand(one.no, 1))
    assert [(each.side, each.score, each.solved) for each in stored] == [
        (RatingSide.ASKER, 5, True),
        (RatingSide.EXPERT, 5, None),
    ]
    last = (await database.read(lambda uow: uow.ratings.of_demand(one.no)))[-1]
    last.score = 3
    await database.run(lambda uow: uow.ratings.save(last), person_key=None)
    assert (await database.read(lambda uow: uow.ratings.of_demand(one.no, 2))) == [last]


async def test_the_last_place_goes_to_one(database: Database) -> None:
    people = [await meet(database, f"p{number}") for number in range(6)]
    activity = Activity("重庆", "修剪", NOW + HOUR, "白帝镇", "果农", people[0].id, NOW, places=2)
    activity.audience_fields, activity.status = ("果树",), ActivityStatus.ANNOUNCED
    activity.id = await database.run(lambda uow: uow.activities.add(activity), person_key=None)

    async def sign_up(uow: StoredUnitOfWork, person_id: int) -> bool:
        one = await uow.activities.lock(activity.id)
        assert one is not None
        has_room = bool(one.free_places())
        status = SignUpStatus.SIGNED_UP if has_room else SignUpStatus.WAITING
        await uow.activities.add_sign_up(SignUp(one.id, person_id, 1, status, NOW, one.waiting + 1))
        return has_room

    won = await asyncio.gather(
        *(database.run(lambda uow, id=one.id: sign_up(uow, id), person_key=str(one.id)) for one in people)
    )
    assert sum(won) == 2
    stored = await database.read(lambda uow: uow.activities.get(activity.id))
    assert stored == replace(activity, signed_up=2, waiting=4)
    ups = await database.read(lambda uow: uow.activities.sign_ups(activity.id))
    assert sorted(one.position for one in ups if one.status is SignUpStatus.WAITING) == [1, 2, 3, 4]
    mine = await database.read(lambda uow: uow.activities.sign_up_of(activity.id, people[0].id))
    assert mine is not None
    await database.run(
        lambda uow: uow.activities.save_sign_up(replace(mine, status=SignUpStatus.CHECKED_IN, heads=3)),
        person_key=None,
    )
    stored = await database.read(lambda uow: uow.activities.get(activity.id))
    assert stored is not None
    assert stored.checked_in == 3


async def test_upcoming_activities_are_announced_ones_ahead(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> list[int]:
        ids = []
        for base, hours, status in (
            ("重庆", 5, ActivityStatus.ANNOUNCED),
            ("重庆", 1, ActivityStatus.ANNOUNCED),
            ("重庆", -1, ActivityStatus.ANNOUNCED),
            ("重庆", 1, ActivityStatus.PLANNED),
            ("四川", 1, ActivityStatus.ANNOUNCED),
        ):
            one = Activity(base, "课", NOW + hours * HOUR, "地点", "", person.id, NOW, status=status)
            ids.append(await uow.activities.add(one))
        return ids

    ids = await database.run(fill, person_key=None)
    found = await database.read(lambda uow: uow.activities.upcoming(["重庆"], NOW))
    assert [one.id for one in found] == [ids[1], ids[0]]


async def test_figures_are_counted_from_the_rows(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> None:
        one_id = await uow.experts.add(expert())
        for number, score in enumerate((5, 4, 2, None)):
            closed = NOW + (10 + number) * HOUR
            one = await register(uow, person, status=DemandStatus.CLOSED, closed_at=closed)
            order_id = await uow.orders.add(order(one.no))
            await uow.orders.claim(Claim(order_id, one_id, NOW + (number + 1) * HOUR))
            if score is not None:
                await uow.ratings.add(Rating(one.no, RatingSide.ASKER, person.id, NOW, score, score > 2))
        await register(uow, person, field_code=None, place_name=None)
        await register(uow, person, base="四川")

    await database.run(fill, person_key=None)
    figures = await database.read(lambda uow: uow.figures.demand_figures(["重庆"], NOW, NOW + HOUR))
    assert figures == {
        "total": 5,
        "by_status": {"closed": 4, "registered": 1},
        "by_field": {"agriculture": 4, "": 1},
        "by_place": {"重庆市奉节县": 4, "": 1},
        "asked": 4,
        "by_phone": 0,
        "solved": 2,
        "rated": 3,
        "satisfied": 2,
        "hours_to_claim": 2.5,
        "hours_to_close": 11.5,
    }
    nothing = await database.read(lambda uow: uow.figures.demand_figures(["重庆"], NOW + HOUR, NOW + 2 * HOUR))
    assert (nothing["total"], nothing["hours_to_claim"]) == (0, None)
