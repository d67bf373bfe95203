"""What is recorded of experts, as the match reads it: only what may be seen, only of late, and whom the asker knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.demands import DemandStatus
from domain.orders import Claim, ClaimStatus, Push, PushStatus
from domain.people import Person
from domain.ratings import Rating, RatingSide
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet, order, register

SINCE = NOW - timedelta(days=30)
UNSEEN = SINCE + timedelta(days=23)  # the rating window is seven days


async def served(
    uow: StoredUnitOfWork, asker: Person, by: int, score: int | None, *, is_both: bool = True, days_ago: int = 1
) -> None:
    """A demand that this expert has served, rated by its asker and, if `is_both`, by the expert."""
    one = await register(uow, asker, status=DemandStatus.SERVED, expert_id=by)
    at = NOW - timedelta(days=days_ago)
    await uow.ratings.add(Rating(one.no, RatingSide.ASKER, asker.id, at, score))
    if is_both:
        await uow.ratings.add(Rating(one.no, RatingSide.EXPERT, asker.id, at, 5))


@pytest.mark.parametrize(
    ("scores", "is_both", "days_ago", "mean"),
    [
        ((5, 4, 5, 4, 5), True, 1, 4.6),
        ((5, 4, 5, 4), True, 1, None),
        ((5, 4, 5, 4, None), True, 1, None),
        ((5, 4, 5, 4, 5), False, 1, None),
        ((5, 4, 5, 4, 5), False, 6, None),
        ((5, 4, 5, 4, 5), False, 8, 4.6),
    ],
)
async def test_only_enough_ratings_that_may_be_seen_make_a_mean(
    database: Database, scores: tuple[int | None, ...], is_both: bool, days_ago: int, mean: float | None
) -> None:
    asker = await meet(database)

    async def work(uow: StoredUnitOfWork) -> float | None:
        one = await uow.experts.add(expert())
        for score in scores:
            await served(uow, asker, one, score, is_both=is_both, days_ago=days_ago)
        return (await uow.experts.standings([one], None, SINCE, UNSEEN))[one].rating

    found = await database.run(work, person_key=None)
    assert found == (pytest.approx(mean) if mean else None)


async def test_the_asker_knows_who_served_well(database: Database) -> None:
    asker, other = await meet(database), await meet(database, "other")

    async def work(uow: StoredUnitOfWork) -> None:
        good, bad, strange = [await uow.experts.add(expert(name)) for name in ("甲", "乙", "丙")]
        await served(uow, asker, good, 5)
        await served(uow, asker, bad, 1)
        await served(uow, other, strange, 5)
        found = await uow.experts.standings([good, bad, strange], asker.id, SINCE, SINCE)
        assert [found[one].is_acquainted for one in (good, bad, strange)] == [True, False, False]
        unknown = await uow.experts.standings([good], None, SINCE, SINCE)
        assert not unknown[good].is_acquainted

    await database.run(work, person_key=None)


async def test_pushes_of_late_count_and_quick_answers_stand_out(database: Database) -> None:
    asker = await meet(database)

    async def work(uow: StoredUnitOfWork) -> None:
        quick, slow, polite, silent, idle = [await uow.experts.add(expert(name)) for name in "甲乙丙丁戊"]
        for days_ago in (1, 2, 60):
            demand = await register(uow, asker)
            listed = await uow.orders.add(order(demand.no))
            at = NOW - timedelta(days=days_ago)
            states = {
                quick: PushStatus.CLAIMED,
                slow: PushStatus.CLAIMED,
                polite: PushStatus.DECLINED,
                silent: PushStatus.PUSHED,
            }
            await uow.orders.add_pushes(
                Push(listed, demand.no, one, status, 0.9, (), at) for one, status in states.items()
            )
            for one, after in ((quick, HOUR), (slow, 90 * HOUR)):
                await uow.orders.claim(Claim(listed, one, at + after, ClaimStatus.RETURNED))
        found = await uow.experts.standings([quick, slow, polite, silent, idle], None, SINCE, SINCE)
        assert [found[one].recent_pushes for one in (quick, silent, idle)] == [2, 2, 0]
        answers = [found[one].response for one in (quick, slow, polite, silent)]
        assert None not in answers
        assert answers == sorted(answers, key=lambda one: -(one or 0))
        assert len(set(answers)) == 4
        assert found[idle].response is None

    await database.run(work, person_key=None)
