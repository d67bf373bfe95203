"""What is kept beside a demand, and how it is purged and forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from domain.allowance import Trigger
from domain.message import Incoming
from domain.people import Grant, Person, Role
from domain.records import AuditEntry, Conversation, Exchange, ExchangeKind, MediaItem, MediaStatus
from storage.engine.database import Database
from storage.tables.conversing import inbox
from storage.tables.working import audit
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, incoming, meet, register, sender


async def test_exchanges_come_back_in_order(database: Database) -> None:
    person, other = await meet(database), await meet(database, "expert")

    async def work(uow: StoredUnitOfWork) -> tuple[list[Exchange], list[Exchange]]:
        one = await register(uow, person)
        question = Exchange(one.no, ExchangeKind.QUESTION, other.id, person.id, NOW, "几年的树？", (3, 4))
        question.id = await uow.records.add_exchange(question)
        answer = Exchange(one.no, ExchangeKind.ANSWER, person.id, other.id, NOW + HOUR, "五年")
        answer.id = await uow.records.add_exchange(answer)
        question.answered_at, question.accepted, question.text = NOW + HOUR, True, "几年的树呢？"
        await uow.records.save_exchange(question)
        assert await uow.records.get_exchange(question.id) == question
        assert await uow.records.exchanges(one.no, [ExchangeKind.ANSWER]) == [answer]
        return await uow.records.exchanges(one.no), [question, answer]

    found, kept = await database.run(work, person_key=None)
    assert found == kept


async def test_files_wait_for_their_demand_and_for_being_fetched(database: Database) -> None:
    person = await meet(database)
    lease = timedelta(minutes=2)

    async def keep(uow: StoredUnitOfWork) -> list[int]:
        one = await register(uow, person)
        items = [MediaItem(person.id, "image", NOW + number * HOUR, f"media{number}") for number in range(2)]
        pin = MediaItem(person.id, "location", NOW, latitude=31.02, longitude=109.46, label="白帝镇")
        ids = [await uow.records.add_media(item) for item in (*items, pin)]
        await uow.records.attach_media(ids, one.no)
        assert [item.id for item in await uow.records.media_of(one.no)] == ids
        assert await uow.records.get_media(ids[2]) == replace(pin, id=ids[2], demand_no=one.no)
        return ids

    ids = await database.run(keep, person_key=None)
    leased = await database.run(lambda uow: uow.media_queue.lease(NOW, lease, 8), person_key=None)
    assert [item.id for item in leased] == ids[:2]
    assert await database.run(lambda uow: uow.media_queue.lease(NOW, lease, 8), person_key=None) == []
    leased[0].status, leased[0].file = MediaStatus.FETCHED, "a.jpg"
    await database.run(lambda uow: uow.records.save_media(leased[0]), person_key=None)
    leased[1].attempts = 1
    await database.run(lambda uow: uow.media_queue.put_back(leased[1], NOW + HOUR), person_key=None)
    assert await database.run(lambda uow: uow.media_queue.lease(NOW + 2 * lease, lease, 8), person_key=None) == []
    again = await database.run(lambda uow: uow.media_queue.lease(NOW + HOUR, lease, 8), person_key=None)
    assert [(item.id, item.attempts) for item in again] == [(ids[1], 1)]


async def test_corrections_are_told_since_a_number(database: Database) -> None:
    await database.run(lambda uow: uow.records.learn("脆李裂果", "agriculture", "果树", NOW), person_key=None)
    first = await database.read(lambda uow: uow.records.learned(0))
    assert [row[1:] for row in first] == [("脆李裂果", "agriculture", "果树")]
    await database.run(lambda uow: uow.records.learn("网站打不开", "it", None, NOW), person_key=None)
    assert [row[1] for row in await database.read(lambda uow: uow.records.learned(first[0][0]))] == ["网站打不开"]


async def test_staff_actions_leave_a_trail(database: Database) -> None:
    person = await meet(database)
    await database.run(
        lambda uow: uow.records.audit(AuditEntry(NOW, person.id, "admin", "派单", "#1", "done")), person_key=None
    )
    assert await database.read(lambda uow: uow.session.value(select(func.count()).select_from(audit))) == 1


async def _message(uow: StoredUnitOfWork, message: Incoming, forget: bool = False) -> Person:
    person = await uow.people.recognise(message.sender, NOW, message.key)
    received = await uow.inbox.receive(message, person.id, NOW)
    await uow.notices.note_trigger(person, Trigger.MESSAGE, NOW)
    if forget:
        await uow.people.forget(person.id, NOW)
        await uow.people.save(replace(person, name="王大爷"))
        await uow.conversations.save(Conversation(person.id, {"text": "王大爷"}, NOW))
    await uow.inbox.store_reply(received.inbox_id, "好")
    return person


async def test_old_texts_go_and_records_stay(database: Database) -> None:
    person = await meet(database)

    async def keep(uow: StoredUnitOfWork) -> tuple[int, int]:
        await _message(uow, incoming("1"))
        old = await register(uow, person)
        return old.no, (await register(uow, person, created_at=NOW + 2 * HOUR)).no

    old, new = await database.run(keep, person_key=None)
    assert await database.run(lambda uow: uow.purging.purge_texts(NOW + HOUR), person_key=None) == 2
    first = await database.read(lambda uow: uow.demands.get(old))
    second = await database.read(lambda uow: uow.demands.get(new))
    assert first is not None
    assert second is not None
    assert (first.text, first.summary, second.text) == ("", "脆李裂果", "我家脆李裂果")


async def test_a_person_is_forgotten_with_the_message_that_asks_for_it(database: Database) -> None:
    person = await meet(database)

    async def keep(uow: StoredUnitOfWork) -> int:
        await uow.people.save(replace(person, name="王大爷", organization="合作社"))
        await uow.people.grant(person.id, Grant("重庆", Role.EXPERT, await uow.experts.add(expert())))
        await uow.records.add_media(MediaItem(person.id, "location", NOW, label="白帝镇坪上村"))
        return (await register(uow, person, town="白帝镇", organization="合作社")).no

    no = await database.run(keep, person_key=None)
    await database.run(lambda uow: _message(uow, incoming("1", text="我是王大爷")), person_key="farmer")
    await database.run(
        lambda uow: _message(uow, incoming("2", text="删除我的信息 王大爷"), forget=True), person_key="farmer"
    )
    gone = await database.read(lambda uow: uow.people.get(person.id))
    demand = await database.read(lambda uow: uow.demands.get(no))
    assert gone is not None
    assert demand is not None
    assert (gone.name, gone.organization, gone.grants, gone.sender.openid) == (None, None, [], f"forgotten:{person.id}")
    assert (demand.text, demand.town, demand.organization, demand.beneficiary()) == (
        "",
        None,
        None,
        replace(demand.parties[1], label=None),
    )
    assert (await database.read(lambda uow: uow.conversations.get(person.id))).state == {}
    texts = await database.read(lambda uow: uow.session.all(select(inbox.c.text)))
    assert [row[0] for row in texts] == ["", ""]
    assert (await meet(database)).id != person.id


async def test_the_message_that_asked_to_be_forgotten_is_not_worked_on_twice(database: Database) -> None:
    await meet(database)
    await database.run(lambda uow: _message(uow, incoming("1"), forget=True), person_key="farmer")

    async def again(uow: StoredUnitOfWork) -> tuple[bool, str | None]:
        person = await uow.people.recognise(sender(), NOW, "1")
        received = await uow.inbox.receive(incoming("1"), person.id, NOW)
        return received.is_repeat, received.reply

    assert await database.run(again, person_key="farmer") == (True, "好")


async def test_the_ledger_follows_what_the_person_does(database: Database) -> None:
    await database.run(lambda uow: _message(uow, incoming("1")), person_key="farmer")
    person = await meet(database)
    ledger = await database.read(lambda uow: uow.notices.allowance(person))
    assert (ledger.message_at, ledger.tap_at) == (NOW, None)

    async def tap(uow: StoredUnitOfWork) -> object:
        known = await uow.people.recognise(sender(), NOW + HOUR, "2")
        received = await uow.inbox.receive(Incoming(sender(), "2", "click", NOW), known.id, NOW + HOUR)
        await uow.notices.note_trigger(known, Trigger.TAP, NOW + HOUR)
        await uow.inbox.store_reply(received.inbox_id, "")
        return (await uow.notices.allowance(known)).tap_at

    assert await database.run(tap, person_key="farmer") == NOW + HOUR
    ledger = await database.read(lambda uow: uow.notices.allowance(person))
    assert (ledger.message_at, ledger.tap_at) == (NOW, NOW + HOUR)
    await database.run(lambda uow: uow.notices.add_credit(person, "t", 2), person_key=None)
    await database.run(lambda uow: uow.notices.note_following(person, False), person_key=None)
    ledger = await database.read(lambda uow: uow.notices.allowance(person))
    # who leaves takes the consents along
    assert (ledger.credits, ledger.is_following, ledger.message_at) == ({}, False, NOW)
