"""Activities on both databases: counts by heads, one person's sign-ups, positions, questions to many, figures."""

from __future__ import annotations

from datetime import timedelta

from domain.activities import Activity, ActivityStatus, SignUp, SignUpStatus
from domain.experts import Reach
from domain.people import Person
from domain.work import Prompt, PromptKind
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, expert, meet

S = SignUpStatus


async def add(
    uow: StoredUnitOfWork, boss: Person, hours: float = 48, status: ActivityStatus = ActivityStatus.ANNOUNCED
) -> Activity:
    one = Activity("重庆", "脆李管护", NOW + hours * HOUR, "白帝镇", "果农", boss.id, NOW, status=status, places=3)
    one.id = await uow.activities.add(one)
    return one


async def test_heads_count_and_the_withdrawn_do_not(database: Database) -> None:
    boss, *others = [await meet(database, name) for name in ("boss", "a", "b", "c", "d")]
    activity = await database.run(lambda uow: add(uow, boss), person_key=None)
    entries = zip(others, (S.SIGNED_UP, S.CHECKED_IN, S.WAITING, S.WITHDRAWN), (2, 1, 4, 9), (0, 0, 7, 0), strict=True)

    async def settle(uow: StoredUnitOfWork) -> None:
        for person, status, heads, position in entries:
            await uow.activities.add_sign_up(SignUp(activity.id, person.id, heads, status, NOW, position))

    await database.run(settle, person_key=None)
    read = await database.read(lambda uow: uow.activities.get(activity.id))
    assert read is not None
    assert (read.signed_up, read.waiting, read.checked_in, read.free_places()) == (3, 4, 1, 0)
    assert await database.read(lambda uow: uow.activities.last_position(activity.id)) == 7
    assert await database.read(lambda uow: uow.activities.last_position(activity.id + 1)) == 0


async def test_what_one_person_comes_to(database: Database) -> None:
    boss, mine, other = [await meet(database, name) for name in ("boss", "a", "b")]

    async def settle(uow: StoredUnitOfWork) -> list[int]:
        found = []
        for hours, status, entry in (
            (30, ActivityStatus.ANNOUNCED, S.WAITING),
            (20, ActivityStatus.ANNOUNCED, S.SIGNED_UP),
            (-5, ActivityStatus.HELD, S.CHECKED_IN),
            (25, ActivityStatus.CANCELLED, S.SIGNED_UP),
            (26, ActivityStatus.ANNOUNCED, S.WITHDRAWN),
        ):
            one = await add(uow, boss, hours, status)
            await uow.activities.add_sign_up(SignUp(one.id, mine.id, 1, entry, NOW))
            found.append(one.id)
        await uow.activities.add_sign_up(SignUp(found[0], other.id, 1, S.SIGNED_UP, NOW))
        return found

    later, sooner, held, *_ = await database.run(settle, person_key=None)
    ahead = await database.read(lambda uow: uow.activities.of_person(mine.id, NOW))
    assert [(one.id, entry.status) for one, entry in ahead] == [(sooner, S.SIGNED_UP), (later, S.WAITING)]
    since = await database.read(lambda uow: uow.activities.of_person(mine.id, NOW - 6 * HOUR))
    assert [one.id for one, _ in since] == [held, sooner, later]


async def test_one_question_to_many_lapses(database: Database) -> None:
    people = [await meet(database, name) for name in ("a", "b", "c")]
    prompts = [Prompt(one.id, PromptKind.SIGN_UP, NOW, None, 3, NOW + HOUR) for one in people[:2]]
    await database.run(lambda uow: uow.work.prompt_many(prompts), person_key=None)
    await database.run(lambda uow: uow.work.prompt_many([]), person_key=None)
    for one, count in zip(people, (1, 1, 0), strict=True):
        found = await database.read(lambda uow, one=one: uow.work.prompts(one.id, NOW))  # type: ignore[misc]
        assert [prompt.ref_id for prompt in found] == [3] * count
    assert await database.read(lambda uow: uow.work.prompts(people[0].id, NOW + HOUR)) == []


async def test_figures_count_what_started_within_the_span(database: Database) -> None:
    boss, one, two = [await meet(database, name) for name in ("boss", "a", "b")]

    async def settle(uow: StoredUnitOfWork) -> None:
        for hours, status in ((-1, ActivityStatus.HELD), (-2, ActivityStatus.CANCELLED), (-100, ActivityStatus.HELD)):
            activity = await add(uow, boss, hours, status)
            await uow.activities.add_sign_up(SignUp(activity.id, one.id, 3, S.CHECKED_IN, NOW))
            await uow.activities.add_sign_up(SignUp(activity.id, two.id, 2, S.SIGNED_UP, NOW))

    await database.run(settle, person_key=None)
    day = timedelta(days=1)
    figures = await database.read(lambda uow: uow.figures.activity_figures(("重庆",), NOW - day, NOW))
    assert figures == {"activities": 1, "signed_up": 5, "checked_in": 3}
    elsewhere = await database.read(lambda uow: uow.figures.activity_figures(("四川",), NOW - day, NOW))
    assert elsewhere == {"activities": 0, "signed_up": 0, "checked_in": 0}


async def test_experts_are_an_audience_by_binding_place_and_field(database: Database) -> None:
    plum, icu, gone = [await meet(database, name) for name in ("plum", "icu", "gone")]

    async def settle(uow: StoredUnitOfWork) -> None:
        for person, field, reach in (
            (plum, "果树", Reach.BOUND),
            (icu, "重症医学", Reach.BOUND),
            (gone, "果树", Reach.UNBOUND),
        ):
            name = f"专家{person.id}"
            await uow.experts.add(expert(name, fields=(field,), reach=reach, person_id=person.id, place_code="500236"))

    await database.run(settle, person_key=None)
    ask = database.read
    assert await ask(lambda uow: uow.people.audience("重庆", ["expert"], [], [])) == [plum.id, icu.id]
    assert await ask(lambda uow: uow.people.audience("重庆", ["expert"], ["果树"], ["5002"])) == [plum.id]
    assert await ask(lambda uow: uow.people.audience("重庆", ["farmer"], ["果树"], [])) == []
    assert await ask(lambda uow: uow.people.audience("四川", ["expert"], [], [])) == []
