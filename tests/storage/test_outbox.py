"""A notice is in one worker's hands, leaves at most once, and its end is on record."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.allowance import Allowance, Trigger
from domain.notices import Notice, Outgoing, OutgoingStatus, Priority, Rung
from domain.people import Person
from domain.work import TaskKind
from storage.delivery.outbox import Parcel, ParcelLostError
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, incoming, meet, register

LEASE = timedelta(seconds=60)
LATER = NOW + timedelta(minutes=2)


async def _put(database: Database, *notices: Notice) -> list[int]:
    async def work(uow: StoredUnitOfWork) -> list[int]:
        return [await uow.notices.add(notice, NOW) for notice in notices]

    return await database.run(work, person_key=None)


async def _claim(database: Database, worker: str = "one", limit: int = 100, now: object = NOW) -> list[Parcel]:
    return await database.run(lambda uow: uow.outbox.claim(worker, now, limit), person_key=None)  # type: ignore[arg-type]


async def _status(database: Database) -> dict[str, int]:
    counts, _ = await database.read(lambda uow: uow.outbox.figures(NOW))
    return {status: count for status, count in counts.items() if count}


async def _write(database: Database, key: str, openid: str = "farmer") -> None:
    """The person sends a message."""

    async def work(uow: StoredUnitOfWork) -> None:
        message = incoming(key, openid)
        person = await uow.people.recognise(message.sender, NOW, key)
        await uow.inbox.receive(message, person.id, NOW)
        await uow.notices.note_trigger(person, Trigger.MESSAGE, NOW)

    await database.run(work, person_key=openid)


async def test_a_parcel_holds_all_that_waits_for_one_person(database: Database) -> None:
    farmer, other = await meet(database), await meet(database, "other")
    await _put(
        database,
        Notice("event", farmer.id, {"标题": "修剪"}, priority=Priority.ANNOUNCEMENT),
        Notice("visit", farmer.id, {}, priority=Priority.REMINDER, expires_at=NOW + HOUR, urgent=True),
        Notice("later", farmer.id, {}, due_at=NOW + HOUR),
        Notice("push", other.id, {}),
    )
    parcels = await _claim(database)
    assert [(parcel.openid, parcel.channel, len(parcel.rows)) for parcel in parcels] == [
        ("farmer", "wechat", 2),
        ("other", "wechat", 1),
    ]
    first = parcels[0].rows[0]
    assert first.notice == Notice(
        "visit", farmer.id, {}, priority=Priority.REMINDER, expires_at=NOW + HOUR, urgent=True
    )
    assert (parcels[0].identity_id, first.created_at, first.attempts) == (farmer.identity_id, NOW, 0)
    assert parcels[0].rows[1].notice.fields == {"标题": "修剪"}
    assert await _claim(database) == []


async def test_the_most_important_people_come_first(database: Database) -> None:
    people = [await meet(database, name) for name in ("a", "b", "c")]
    priorities = (Priority.ANNOUNCEMENT, Priority.EMERGENCY, Priority.NORMAL)
    await _put(database, *(Notice("x", one.id, priority=p) for one, p in zip(people, priorities, strict=True)))
    assert [parcel.openid for parcel in await _claim(database, limit=2)] == ["b", "c"]
    assert [parcel.openid for parcel in await _claim(database, limit=2)] == ["a"]


async def test_nobody_is_served_by_two_workers_at_once(database: Database) -> None:
    people = [await meet(database, f"p{number}") for number in range(8)]
    await _put(database, *(Notice("x", one.id, {"n": n}) for one in people for n in range(3)))
    taken = await asyncio.gather(*(_claim(database, f"worker {number}", 3) for number in range(6)))
    parcels = [parcel for batch in taken for parcel in batch]
    assert len({parcel.person_id for parcel in parcels}) == len(parcels)
    ids = [row.id for parcel in parcels for row in parcel.rows]
    assert len(set(ids)) == len(ids)
    await _put(database, Notice("new", parcels[0].person_id))
    assert all(parcel.person_id != parcels[0].person_id for parcel in await _claim(database))


async def _send(database: Database, parcel: Parcel, rung: Rung = Rung.CUSTOM) -> None:
    async def work(uow: StoredUnitOfWork) -> None:
        allowance = await uow.outbox.lock_mailbox(parcel.identity_id)
        allowance.spend(rung, NOW, "t")
        await uow.outbox.begin_sending(parcel.rows, rung, NOW)
        await uow.outbox.save_mailbox(allowance)

    await database.run(work, person_key=None)


async def _ledger(database: Database, person: Person) -> Allowance:
    return await database.read(lambda uow: uow.notices.allowance(person))


async def test_a_notice_is_sent_and_paid_for(database: Database) -> None:
    person = await meet(database)
    await _write(database, "1")
    await _put(database, Notice("x", person.id))
    parcel = (await _claim(database))[0]
    await _send(database, parcel)
    assert (await _ledger(database, person)).message_used == 1
    await database.run(lambda uow: uow.outbox.sent(parcel.rows, LATER), person_key=None)
    assert await _status(database) == {}
    await _write(database, "2")
    assert (await _ledger(database, person)).message_used == 1, "the same moment opens no second window"


async def test_what_was_taken_away_is_not_sent(database: Database) -> None:
    person = await meet(database)
    await _put(database, Notice("x", person.id))
    parcel = (await _claim(database))[0]
    assert await database.run(lambda uow: uow.outbox.take_up_stale(LATER, LEASE), person_key=None) == 1
    with pytest.raises(ParcelLostError):
        await _send(database, parcel)
    assert (await _ledger(database, person)).message_used == 0
    assert await _status(database) == {"waiting": 1}


async def test_a_stale_sending_is_unknown_and_shown(database: Database) -> None:
    person = await meet(database)
    demand = await database.run(lambda uow: register(uow, person), person_key=None)
    await _put(database, Notice("x", person.id, demand_no=demand.no))
    parcel = (await _claim(database))[0]
    await _send(database, parcel)
    assert await database.run(lambda uow: uow.outbox.take_up_stale(NOW + LEASE, LEASE), person_key=None) == 0
    await database.run(lambda uow: uow.outbox.take_up_stale(LATER, LEASE), person_key=None)
    assert await _status(database) == {"unknown": 1}
    tasks = await database.read(lambda uow: uow.work.tasks(["重庆"], [TaskKind.UNDELIVERED]))
    assert [(task.demand_no, task.person_id, task.detail["kind"]) for task in tasks] == [(demand.no, person.id, "x")]
    assert await _claim(database, now=LATER) == []
    await database.run(lambda uow: uow.outbox.sent(parcel.rows, LATER), person_key=None)
    assert await _status(database) == {}, "its worker was slow, not dead"


async def test_a_stopping_worker_gives_back_what_it_has_not_begun(database: Database) -> None:
    people = [await meet(database, name) for name in ("a", "b")]
    await _put(database, *(Notice("x", one.id) for one in people))
    parcels = await _claim(database, "mine")
    await _send(database, parcels[0])
    assert await database.run(lambda uow: uow.outbox.release("other"), person_key=None) == 0
    assert await database.run(lambda uow: uow.outbox.release("mine"), person_key=None) == 1
    assert await _status(database) == {"waiting": 1, "sending": 1}


async def _one_in_sending(database: Database, rung: Rung = Rung.CUSTOM) -> tuple[Person, Parcel]:
    person = await meet(database)
    await _write(database, "1")
    await _put(database, Notice("x", person.id))
    parcel = (await _claim(database))[0]
    await _send(database, parcel, rung)
    return person, parcel


async def test_what_was_not_accepted_comes_again_and_costs_nothing(database: Database) -> None:
    person, parcel = await _one_in_sending(database)
    await database.run(lambda uow: uow.outbox.retry(parcel.rows, NOW + HOUR, -1, NOW), person_key=None)
    assert (await _ledger(database, person)).message_used == 0
    assert await _claim(database) == []
    again = (await _claim(database, now=NOW + HOUR))[0].rows[0]
    assert (again.attempts, again.errcode, again.rung) == (1, -1, None)


async def test_a_closed_window_is_believed(database: Database) -> None:
    person, parcel = await _one_in_sending(database)
    await database.run(
        lambda uow: uow.outbox.next_rung(parcel.rows, parcel.identity_id, Rung.CUSTOM, None, 45015, NOW),
        person_key=None,
    )
    assert (await _ledger(database, person)).open_trigger(NOW) is None
    assert len(await _claim(database)) == 1


async def test_a_refused_consent_is_used_up(database: Database) -> None:
    person, parcel = await _one_in_sending(database, Rung.SUBSCRIBE)
    await database.run(lambda uow: uow.notices.add_credit(person, "t", 2), person_key=None)
    await database.run(
        lambda uow: uow.outbox.next_rung(parcel.rows, parcel.identity_id, Rung.SUBSCRIBE, "t", 43101, NOW),
        person_key=None,
    )
    assert (await _ledger(database, person)).credits == {"t": 0}


async def test_a_refused_template_is_held(database: Database) -> None:
    _, parcel = await _one_in_sending(database, Rung.TEMPLATE)
    await database.run(
        lambda uow: uow.outbox.next_rung(parcel.rows, parcel.identity_id, Rung.TEMPLATE, "t", 43101, NOW),
        person_key=None,
    )
    assert await _status(database) == {"held": 1}


@pytest.mark.parametrize("verdict", ["unfollowed", "blocked", "undeliverable"])
async def test_who_cannot_be_reached_is_not_tried_again(database: Database, verdict: str) -> None:
    person, parcel = await _one_in_sending(database)
    await database.run(
        lambda uow: uow.outbox.unreachable(parcel.rows, parcel.identity_id, verdict, 43004, NOW), person_key=None
    )
    assert (await _ledger(database, person)).choose(NOW, None, "template") is None
    assert not (await meet(database)).is_following
    await database.run(lambda uow: uow.notices.note_following(person, True), person_key=None)
    ledger = await _ledger(database, person)
    assert (ledger.is_following, ledger.is_blocked) == (True, False)


async def test_what_is_held_rides_on_the_reply_or_leaves_after_it(database: Database) -> None:
    person = await meet(database)
    await _put(database, *(Notice(f"kind {number}", person.id, {"n": number}) for number in range(3)))
    rows = (await _claim(database))[0].rows
    await database.run(lambda uow: uow.outbox.hold(rows, NOW), person_key=None)

    async def write(uow: StoredUnitOfWork) -> list[Notice]:
        message = incoming("1")
        known = await uow.people.recognise(message.sender, NOW, "1")
        received = await uow.inbox.receive(message, known.id, NOW)
        await uow.notices.note_trigger(known, Trigger.MESSAGE, NOW)
        held = await uow.notices.held(known, 2)
        await uow.notices.take_held([outgoing_id for outgoing_id, _ in held], NOW)
        await uow.inbox.store_reply(received.inbox_id, "好")
        return [notice for _, notice in held]

    taken = await database.run(write, person_key="farmer")
    assert [notice.fields for notice in taken] == [{"n": 0}, {"n": 1}]
    assert await _status(database) == {"waiting": 1}
    left = (await _claim(database))[0].rows
    assert [row.notice.fields for row in left] == [{"n": 2}]


async def test_what_makes_no_sense_is_dropped_before_it_leaves(database: Database) -> None:
    person = await meet(database)
    await _put(
        database,
        Notice("visit", person.id, subject="visit:7"),
        Notice("other", person.id, subject="visit:7"),
    )
    await database.run(lambda uow: uow.notices.drop(subject="visit:7", kinds=["visit"]), person_key=None)
    assert await _status(database) == {"waiting": 1}
    assert [row.notice.kind for row in (await _claim(database))[0].rows] == ["other"]


async def test_a_fan_out_unrolls_in_steps_each_person_once(database: Database) -> None:
    people = [await meet(database, f"p{number}") for number in range(5)]
    template = Notice("event", 0, {"标题": "修剪"}, subject="activity:1", expires_at=NOW + HOUR)

    async def announce(uow: StoredUnitOfWork) -> int:
        return await uow.notices.fan_out(template, [one.id for one in people] + [people[0].id], NOW)

    await database.run(announce, person_key=None)
    steps = [await database.run(lambda uow: uow.outbox.unroll(NOW, 2), person_key=None) for _ in range(4)]
    assert steps == [2, 2, 1, 0]
    parcels = await _claim(database)
    assert sorted(parcel.person_id for parcel in parcels) == [one.id for one in people]
    assert parcels[0].rows[0].notice == replace(template, person_id=parcels[0].person_id)


async def test_a_cancelled_fan_out_unrolls_no_further(database: Database) -> None:
    people = [await meet(database, f"p{number}") for number in range(4)]
    template = Notice("event", 0, subject="activity:1")
    await database.run(lambda uow: uow.notices.fan_out(template, [one.id for one in people], NOW), person_key=None)
    await database.run(lambda uow: uow.outbox.unroll(NOW, 2), person_key=None)
    await database.run(lambda uow: uow.notices.drop(subject="activity:1"), person_key=None)
    assert await database.run(lambda uow: uow.outbox.unroll(NOW, 2), person_key=None) == 0
    assert await _claim(database) == []


async def test_the_daily_quota_is_never_overdrawn(database: Database) -> None:
    day = date(2026, 11, 21)
    used = await asyncio.gather(
        *(database.run(lambda uow: uow.outbox.use_quota("template", day, 3), person_key=None) for _ in range(6))
    )
    assert sum(used) == 3
    assert await database.run(lambda uow: uow.outbox.use_quota("template", date(2026, 11, 22), 3), person_key=None)


async def test_the_queue_is_measured(database: Database) -> None:
    person = await meet(database)
    await _put(database, Notice("x", person.id), Notice("y", person.id, due_at=NOW + HOUR))
    counts, age = await database.read(lambda uow: uow.outbox.figures(NOW + timedelta(seconds=90)))
    assert (counts["waiting"], counts["held"], age) == (2, 0, 90.0)


async def test_an_end_is_an_end(database: Database) -> None:
    _, parcel = await _one_in_sending(database)
    await database.run(lambda uow: uow.outbox.sent(parcel.rows, NOW), person_key=None)
    for late in ("hold", "drop", "unknown"):
        await database.run(lambda uow, late=late: getattr(uow.outbox, late)(parcel.rows, NOW), person_key=None)
    assert await _status(database) == {}
    assert isinstance(parcel.rows[0], Outgoing)
    assert parcel.rows[0].status is OutgoingStatus.CLAIMED
