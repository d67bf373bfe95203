"""The day's templates among parcels that are decided upon at once: each gets what it needs while the day has it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.delivery.template_quota import AT_ONCE, TemplateQuota
from domain.notices import Notice, Outgoing
from tests.bot.test_delivery_faults import person_id, rows
from tests.databases import open_database, sqlite_url
from tests.scenarios.harness import story

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def waiting(count: int) -> tuple[Outgoing, ...]:
    notice = Notice("text", 1, {"text": "x"})
    return tuple(Outgoing(notice, NOW, number) for number in range(count))


async def test_parcels_of_one_moment_never_share_what_is_at_hand(tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:
        quota, parcel = TemplateQuota(database), waiting(AT_ONCE - 10)
        first, second = await quota.reserve(parcel, NOW), await quota.reserve(parcel, NOW)
        assert [first.spend(row) for row in parcel] == [second.spend(row) for row in parcel] == [True] * len(parcel)
        assert not first.spend(parcel[0])


async def test_what_is_not_used_goes_back_and_a_new_try_counts_anew(tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:
        quota, parcel = TemplateQuota(database, a_day=40), waiting(30)
        share = await quota.reserve(parcel, NOW)
        assert all(share.spend(row) for row in parcel)
        share.begin()
        assert all(share.spend(row) for row in parcel[:20])
        quota.give_back(share)
        later = await quota.reserve(parcel, NOW)
        assert sum(later.spend(row) for row in parcel) == 18, "38 of 40 a day for what is not important"


async def test_yesterdays_share_is_not_todays(tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:
        quota, parcel = TemplateQuota(database, a_day=40), waiting(30)
        share = await quota.reserve(parcel, NOW)
        await quota.reserve(waiting(1), TOMORROW)
        quota.give_back(share)
        again = await quota.reserve(waiting(40), TOMORROW)
        assert sum(again.spend(row) for row in waiting(40)) == 37


async def test_many_people_with_many_notices_get_all_of_them_at_once(tmp_path: Path) -> None:
    async with story(tmp_path) as told:
        names = [f"farmer{number}" for number in range(10)]
        for name in names:
            await told.say(name, "你好")
        await told.advance(hours=49)
        people = [await person_id(told, name) for name in names]
        for receivers, count in ((people[:1], 1), (people, 9)):
            for one in receivers:
                for number in range(count):
                    notice = Notice("text", one, {"text": f"{count}-{number}"})
                    await told.run(lambda uow, notice=notice: uow.notices.add(notice, told.clock()))
            await told.settle()
        assert [row[0] for row in await rows(told)] == ["sent"] * 91
