"""Prompts, tasks, due moments and invitations: what waits is neither lost nor doubled."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from domain.people import Role
from domain.work import Due, DueKind, DueStatus, Invitation, Prompt, PromptKind, Task, TaskKind
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork
from tests.storage.making import HOUR, NOW, meet, register, sender


async def test_a_prompt_replaces_its_like(database: Database) -> None:
    person = await meet(database)

    async def ask(uow: StoredUnitOfWork) -> list[Prompt]:
        one = await register(uow, person)
        first = Prompt(person.id, PromptKind.VISIT, NOW, one.no, 7)
        await uow.work.prompt(first)
        await uow.work.prompt(replace(first, asked_at=NOW + HOUR))
        await uow.work.prompt(Prompt(person.id, PromptKind.SIGN_UP, NOW + 2 * HOUR, ref_id=3))
        await uow.work.prompt(Prompt(person.id, PromptKind.RATING, NOW, one.no, expires_at=NOW + HOUR))
        return await uow.work.prompts(person.id, NOW + HOUR)

    prompts = await database.run(ask, person_key=None)
    assert [(one.kind, one.asked_at) for one in prompts] == [
        (PromptKind.SIGN_UP, NOW + 2 * HOUR),
        (PromptKind.VISIT, NOW + HOUR),
    ]


async def test_prompts_are_closed_by_what_they_are_about(database: Database) -> None:
    person, other = await meet(database), await meet(database, "other")

    async def work(uow: StoredUnitOfWork) -> tuple[list[Prompt], list[Prompt]]:
        one, two = await register(uow, person), await register(uow, person)
        for who in (person, other):
            for no in (one.no, two.no):
                await uow.work.prompt(Prompt(who.id, PromptKind.CLAIM, NOW, no))
        await uow.work.close_prompts(kind=PromptKind.CLAIM, demand_no=one.no)
        await uow.work.close_prompts(person_id=other.id)
        return await uow.work.prompts(person.id, NOW), await uow.work.prompts(other.id, NOW)

    mine, theirs = await database.run(work, person_key=None)
    assert len(mine) == 1
    assert theirs == []


async def test_a_prompt_put_in_the_same_turn_is_seen(database: Database) -> None:
    await meet(database)

    async def turn(uow: StoredUnitOfWork) -> tuple[int, int]:
        person = await uow.people.recognise(sender(), NOW)
        before = len(await uow.work.prompts(person.id, NOW))
        await uow.work.prompt(Prompt(person.id, PromptKind.SIGN_UP, NOW, ref_id=1))
        return before, len(await uow.work.prompts(person.id, NOW))

    assert await database.run(turn, person_key="farmer") == (0, 1)
    assert await database.run(turn, person_key="farmer") == (1, 1)


async def test_a_task_is_not_doubled_while_it_is_open(database: Database) -> None:
    async def work(uow: StoredUnitOfWork) -> None:
        task = Task("重庆", TaskKind.HUMAN, NOW, detail={"note": "要找人"}, key="human:1")
        first, second = await uow.work.add_task(task), await uow.work.add_task(task)
        assert first == second
        stored = await uow.work.get_task(first)
        assert stored == replace(task, id=first)
        stored.is_open, stored.done_at = False, NOW
        await uow.work.save_task(stored)
        assert await uow.work.add_task(task) != first
        no_key = Task("重庆", TaskKind.FOLLOW_UP, NOW)
        assert await uow.work.add_task(no_key) != await uow.work.add_task(no_key)

    await database.run(work, person_key=None)


async def test_the_list_begins_with_emergencies(database: Database) -> None:
    person = await meet(database)

    async def work(uow: StoredUnitOfWork) -> int:
        one = await register(uow, person)
        for base, kind, minutes, no in (
            ("重庆", TaskKind.HUMAN, 1, None),
            ("重庆", TaskKind.UNMATCHED, 0, one.no),
            ("重庆", TaskKind.EMERGENCY, 5, None),
            ("四川", TaskKind.HUMAN, 0, None),
        ):
            await uow.work.add_task(Task(base, kind, NOW + timedelta(minutes=minutes), no))
        return one.no

    no = await database.run(work, person_key=None)

    async def kinds(**wanted: object) -> list[TaskKind]:
        tasks = await database.read(lambda uow: uow.work.tasks(["重庆"], **wanted))  # type: ignore[arg-type]
        return [task.kind for task in tasks]

    assert await kinds() == [TaskKind.EMERGENCY, TaskKind.UNMATCHED, TaskKind.HUMAN]
    assert await kinds(kinds=[TaskKind.HUMAN]) == [TaskKind.HUMAN]
    assert await kinds(demand_no=no) == [TaskKind.UNMATCHED]
    await database.run(
        lambda uow: uow.work.close_tasks([TaskKind.UNMATCHED, TaskKind.HUMAN], NOW, None, demand_no=no),
        person_key=None,
    )
    assert await kinds(limit=5) == [TaskKind.EMERGENCY, TaskKind.HUMAN]


async def test_tasks_of_one_person(database: Database) -> None:
    mine, other = await meet(database), await meet(database, "other")

    async def work(uow: StoredUnitOfWork) -> int:
        first = await uow.work.add_task(Task("重庆", TaskKind.APPROVE_EXPERT, NOW, person_id=mine.id))
        await uow.work.add_task(Task("四川", TaskKind.HUMAN, NOW, person_id=mine.id))
        await uow.work.add_task(Task("重庆", TaskKind.APPROVE_EXPERT, NOW, person_id=other.id))
        return first

    first = await database.run(work, person_key=None)
    found = await database.read(lambda uow: uow.work.tasks_of(mine.id, TaskKind.APPROVE_EXPERT))
    assert [task.id for task in found] == [first]
    await database.run(
        lambda uow: uow.work.close_tasks([TaskKind.APPROVE_EXPERT], NOW, None, person_id=mine.id), person_key=None
    )
    assert await database.read(lambda uow: uow.work.tasks_of(mine.id, TaskKind.APPROVE_EXPERT)) == []


async def test_a_due_moment_is_one_and_can_live_again(database: Database) -> None:
    due = Due(DueKind.VISIT_REMINDER, "visit:7", NOW, 3, 1, NOW + HOUR)

    async def work(uow: StoredUnitOfWork) -> None:
        await uow.work.schedule([due, replace(due, due_at=NOW + HOUR)])
        await uow.work.schedule([replace(due, revision=2), replace(due, person_id=None)])
        await uow.work.schedule([replace(due, person_id=None)])

    await database.run(work, person_key=None)
    waiting = await database.read(lambda uow: uow.dues.next_due(NOW, 10))
    assert sorted((one.person_id or 0, one.revision) for one in waiting) == [(0, 1), (3, 2)]
    await database.run(lambda uow: uow.work.unschedule("visit:7"), person_key=None)
    assert await database.read(lambda uow: uow.dues.next_due(NOW + 2 * HOUR, 10)) == []
    await database.run(lambda uow: uow.work.schedule([replace(due, due_at=NOW + HOUR)]), person_key=None)
    assert len(await database.read(lambda uow: uow.dues.next_due(NOW + 2 * HOUR, 10))) == 1


async def test_a_due_moment_fires_once(database: Database) -> None:
    due = Due(DueKind.VISIT_REMINDER, "visit:7", NOW)
    await database.run(lambda uow: uow.work.schedule([due]), person_key=None)
    one = (await database.read(lambda uow: uow.dues.next_due(NOW, 10)))[0]

    async def fire(uow: StoredUnitOfWork) -> int:
        taken = await uow.dues.take(one.id)
        if taken is None:
            return 0
        await uow.dues.settle(taken.id, DueStatus.FIRED, NOW)
        return 1

    assert sum(await asyncio.gather(*(database.run(fire, person_key=None) for _ in range(6)))) == 1
    await database.run(lambda uow: uow.work.schedule([due]), person_key=None)
    assert await database.read(lambda uow: uow.dues.next_due(NOW + HOUR, 10)) == []


async def test_many_due_moments_are_shared_out_without_doubles(database: Database) -> None:
    dues = [Due(DueKind.LOOK_BACK, f"demand:{number}", NOW) for number in range(60)]
    await database.run(lambda uow: uow.work.schedule(dues), person_key=None)
    fired: list[str] = []

    async def fire(uow: StoredUnitOfWork) -> list[str]:
        taken = await uow.dues.take_due(NOW, 7)
        await uow.dues.settle_all([one.id for one in taken], DueStatus.FIRED, NOW)
        return [one.subject for one in taken]

    async def drain() -> None:
        while subjects := await database.run(fire, person_key=None):
            fired.extend(subjects)

    await asyncio.gather(*(drain() for _ in range(4)))
    assert sorted(fired) == sorted(one.subject for one in dues)


async def test_a_due_moment_that_fails_comes_again_later(database: Database) -> None:
    await database.run(lambda uow: uow.work.schedule([Due(DueKind.LOOK_BACK, "demand:1", NOW)]), person_key=None)
    one = (await database.read(lambda uow: uow.dues.next_due(NOW, 10)))[0]
    await database.run(lambda uow: uow.dues.postpone(one.id, NOW), person_key=None)
    assert await database.read(lambda uow: uow.dues.next_due(NOW + timedelta(seconds=29), 10)) == []
    assert len(await database.read(lambda uow: uow.dues.next_due(NOW + timedelta(seconds=30), 10))) == 1
    assert await database.read(lambda uow: uow.dues.waiting()) == 1


async def test_an_invitation_is_used_once(database: Database) -> None:
    person, other = await meet(database), await meet(database, "other")
    invitation = Invitation("hash", Role.BUTLER, "重庆", NOW, NOW + HOUR, name="张管家")
    invitation_id = await database.run(lambda uow: uow.work.invite(invitation), person_key=None)
    stored = await database.read(lambda uow: uow.work.invitation("hash"))
    assert stored == replace(invitation, id=invitation_id)
    assert await database.read(lambda uow: uow.work.invitation("other")) is None
    used = await asyncio.gather(
        *(
            database.run(lambda uow, id=one.id: uow.work.use_invitation(invitation_id, id, NOW), person_key=str(one.id))
            for one in (person, other)
        )
    )
    assert sorted(used) == [False, True]


async def test_failed_codes_are_counted_since_a_moment(database: Database) -> None:
    person = await meet(database)
    for hours in range(3):
        await database.run(lambda uow, at=NOW + hours * HOUR: uow.work.note_failed_code(person.id, at), person_key=None)
    assert await database.read(lambda uow: uow.work.failed_codes(person.id, NOW + HOUR)) == 2
