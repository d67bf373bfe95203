"""People, their roles and their conversation come back as they were kept."""

from __future__ import annotations

from domain.people import Grant, Role
from domain.records import Conversation
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import NOW, expert, meet, register, sender


async def test_the_same_identity_is_the_same_person(database: Database) -> None:
    first, again, other = await meet(database), await meet(database), await meet(database, "other")
    assert first.id == again.id
    assert other.id != first.id
    assert again.created_at == NOW
    assert again.created_at.utcoffset() is not None


async def test_what_is_known_of_a_person_is_kept(database: Database) -> None:
    person = await meet(database)

    async def change(uow: StoredUnitOfWork) -> None:
        person.name, person.trade, person.base, person.place_code = "王大爷", "farmer", "重庆", "500236"
        await uow.people.save(person)
        await uow.people.grant(person.id, Grant("重庆", Role.BUTLER))
        await uow.people.grant(person.id, Grant("重庆", Role.BUTLER))
        one_id = await uow.experts.add(expert())
        await uow.people.grant(person.id, Grant("重庆", Role.EXPERT, one_id))

    await database.run(change, person_key="farmer")
    again = await meet(database)
    assert (again.name, again.trade, again.base, again.place_code) == ("王大爷", "farmer", "重庆", "500236")
    assert [grant.role for grant in again.grants] == [Role.BUTLER, Role.EXPERT]
    assert len(again.expert_ids) == 1
    got = await database.read(lambda uow: uow.people.get(person.id))
    assert got == again


async def test_a_role_ends(database: Database) -> None:
    person = await meet(database)
    await database.run(lambda uow: uow.people.grant(person.id, Grant("重庆", Role.BUTLER)), person_key=None)
    await database.run(lambda uow: uow.people.revoke(person.id, Grant("重庆", Role.BUTLER)), person_key=None)
    assert (await meet(database)).grants == []


async def test_holders_come_longest_serving_first(database: Database) -> None:
    people = [await meet(database, name) for name in ("a", "b", "c")]
    for person in (people[1], people[0]):
        await database.run(lambda uow, id=person.id: uow.people.grant(id, Grant("重庆", Role.BUTLER)), person_key=None)
    holders = await database.read(lambda uow: uow.people.holders(Role.BUTLER, "重庆"))
    assert [one.id for one in holders] == [people[1].id, people[0].id]
    assert await database.read(lambda uow: uow.people.holders(Role.BUTLER, "四川")) == []


async def test_the_audience_meets_all_kinds_of_conditions(database: Database) -> None:
    farmer, shop, away = [await meet(database, name) for name in ("farmer", "shop", "away")]

    async def settle(uow: StoredUnitOfWork) -> None:
        for person, trade, following in ((farmer, "farmer", True), (shop, "shop", True), (away, "farmer", False)):
            person.trade, person.base, person.place_code, person.is_following = trade, "重庆", "500236", following
            await uow.people.save(person)
        await register(uow, farmer)

    await database.run(settle, person_key=None)
    ask = database.read
    assert await ask(lambda uow: uow.people.audience("重庆", [], [], [])) == [farmer.id, shop.id]
    assert await ask(lambda uow: uow.people.audience("重庆", ["farmer"], [], ["5002"])) == [farmer.id]
    assert await ask(lambda uow: uow.people.audience("重庆", [], ["agriculture"], [])) == [farmer.id]
    assert await ask(lambda uow: uow.people.audience("重庆", ["shop"], ["agriculture"], [])) == []
    assert await ask(lambda uow: uow.people.audience("四川", [], [], [])) == []


async def test_the_audience_by_expertise(database: Database) -> None:
    from domain.experts import Reach

    person = await meet(database, "expert")

    async def settle(uow: StoredUnitOfWork) -> None:
        person.base = "重庆"
        await uow.people.save(person)
        await uow.experts.add(expert(reach=Reach.BOUND, person_id=person.id))

    await database.run(settle, person_key=None)
    assert await database.read(lambda uow: uow.people.audience("重庆", [], ["果树"], [])) == [person.id]
    assert await database.read(lambda uow: uow.people.audience("重庆", [], ["果"], [])) == []


async def test_a_conversation_is_kept(database: Database) -> None:
    person = await meet(database)
    assert (await database.read(lambda uow: uow.conversations.get(person.id))).state == {}
    kept = Conversation(person.id, {"asked": {"name": "place"}, "摘要": "脆李"}, NOW)
    await database.run(lambda uow: uow.conversations.save(kept), person_key="farmer")
    assert await database.read(lambda uow: uow.conversations.get(person.id)) == kept

    async def in_turn(uow: StoredUnitOfWork) -> Conversation:
        known = await uow.people.recognise(sender(), NOW)
        return await uow.conversations.get(known.id)

    assert await database.run(in_turn, person_key="farmer") == kept
