"""Every export has the contract's columns and one line for each thing on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.activities import Activity, ActivityStatus, SignUp, SignUpStatus
from domain.demands import DemandStatus
from domain.notices import Notice
from domain.ratings import Rating, RatingSide
from domain.records import AuditEntry
from domain.visits import Visit
from storage.engine.database import Database
from storage.exports import EXPORTS, export_rows
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet, register

CONTRACT = {
    "demands": "no status kind field second place_code place role summary urgency base expert created_at updated_at"
    " closed_at closed_by text",
    "experts": "id name title unit place base tier reach open_orders max_open",
    "visits": "id demand_no expert mode starts_at status",
    "activities": "id title starts_at place audience signed_up checked_in status",
    "ratings": "demand_no by score solved comment revealed",
    "messages": "id to kind rung status errcode demand_no created_at sent_at",
    "audit": "at who role action subject outcome",
}
WINDOW = timedelta(days=7)


async def _export(database: Database, kind: str, now: Any = NOW, step: int = 1000) -> list[dict[str, Any]]:
    columns = EXPORTS[kind].columns
    return [dict(zip(columns, row, strict=True)) async for row in export_rows(database, kind, now, WINDOW, step=step)]


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_the_columns_are_the_contracts(name: str) -> None:
    assert list(EXPORTS[name].columns) == CONTRACT[name].split()


async def test_everything_is_exported(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> None:
        one_id = await uow.experts.add(expert())
        one = await register(uow, person, status=DemandStatus.SCHEDULED, expert_id=one_id)
        await uow.visits.add(Visit(one.no, one_id, "onsite", NOW + HOUR, person.id, NOW))
        activity = Activity("重庆", "果树修剪", NOW + HOUR, "白帝镇", "果农", person.id, NOW)
        activity.id = await uow.activities.add(activity)
        activity.move(ActivityStatus.ANNOUNCED)
        await uow.activities.save(activity)
        await uow.activities.add_sign_up(SignUp(activity.id, person.id, 3, SignUpStatus.CHECKED_IN, NOW))
        await uow.notices.add(Notice("claimed", person.id, {"a": 1}, demand_no=one.no), NOW)
        await uow.records.audit(AuditEntry(NOW, person.id, "admin", "派单", "#1", "done"))

    await database.run(fill, person_key=None)
    demand = (await _export(database, "demands"))[0]
    assert (demand["field"], demand["place"], demand["expert"]) == ("agriculture", "重庆市奉节县", "李桂兰")
    assert (demand["status"], demand["text"], demand["created_at"]) == ("scheduled", "我家脆李裂果", NOW)
    assert (demand["closed_at"], demand["closed_by"]) == (None, None)
    assert (await _export(database, "experts"))[0]["open_orders"] == 1
    visit = (await _export(database, "visits"))[0]
    assert (visit["expert"], visit["starts_at"], visit["status"]) == ("李桂兰", NOW + HOUR, "proposed")
    activity = (await _export(database, "activities"))[0]
    assert (activity["signed_up"], activity["checked_in"], activity["status"]) == (3, 3, "announced")
    message = (await _export(database, "messages"))[0]
    assert (message["to"], message["kind"], message["status"], message["rung"]) == (
        "farmer",
        "claimed",
        "waiting",
        None,
    )
    assert (await _export(database, "audit"))[0] == {
        "at": NOW,
        "who": f"#{person.id}",
        "role": "admin",
        "action": "派单",
        "subject": "#1",
        "outcome": "done",
    }


async def test_pages_join_without_gap_or_double(database: Database) -> None:
    person = await meet(database)

    async def fill(uow: StoredUnitOfWork) -> list[int]:
        return [(await register(uow, person)).no for _ in range(7)]

    numbers = await database.run(fill, person_key=None)
    for step in (1, 3, 7, 8):
        assert [row["no"] for row in await _export(database, "demands", step=step)] == numbers


async def test_a_rating_stays_closed_until_it_is_revealed(database: Database) -> None:
    person = await meet(database)

    async def rate(uow: StoredUnitOfWork) -> int:
        one = await register(uow, person, status=DemandStatus.CLAIMED)
        await uow.demands.record(one.move(DemandStatus.SERVED, NOW, person.id))
        await uow.demands.save(one)
        await uow.ratings.add(Rating(one.no, RatingSide.ASKER, person.id, NOW, 5, True, "很好"))
        return one.no

    no = await database.run(rate, person_key=None)
    closed = {"demand_no": no, "by": "asker", "score": None, "solved": None, "comment": "", "revealed": False}
    open_ = {"demand_no": no, "by": "asker", "score": 5, "solved": True, "comment": "很好", "revealed": True}
    assert await _export(database, "ratings", NOW + WINDOW - HOUR) == [closed]
    assert await _export(database, "ratings", NOW + WINDOW) == [open_]
    await database.run(lambda uow: uow.ratings.add(Rating(no, RatingSide.EXPERT, person.id, NOW, 4)), person_key=None)
    assert [row["revealed"] for row in await _export(database, "ratings")] == [True, True]
