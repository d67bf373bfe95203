"""Who is there before anything happens: experts with much room on bound phones, and an administrator."""

from __future__ import annotations

from domain.experts import Expert, Reach
from domain.message import Sender
from domain.people import Grant, Role
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.services import Town
from tests.databases import open_database


async def experts(place: Town, count: int) -> list[str]:
    """The openids of that many experts for plums."""
    names = [f"expert{number}" for number in range(count)]

    async def work(uow: StoredUnitOfWork) -> None:
        now, account = place.clock(), place.configuration.wechat.app_id
        boss = await uow.people.recognise(Sender("wechat", account, "boss"), now)
        await uow.people.grant(boss.id, Grant("重庆", Role.ADMINISTRATOR))
        for name in names:
            person = await uow.people.recognise(Sender("wechat", account, name), now)
            one = Expert(
                *("重庆", f"专家{name[6:]}号", "市农科院"),
                fields=("果树",),
                skills=("脆李栽培", "李属裂果防控"),
                place_code="500236",
                max_open=100_000,
                reach=Reach.BOUND,
                person_id=person.id,
                updated_at=now,
            )
            one.id = await uow.experts.add(one)
            await uow.people.grant(person.id, Grant("重庆", Role.EXPERT, one.id))

    async with open_database(place.configuration.database.url, is_migrated=True) as database:
        await database.run(work, person_key=None)
    for name in (*names, "boss"):
        place.platform.person(name).follows = True
    return names
