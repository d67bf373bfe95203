"""The butlers' lists: tasks, refused as doubles by key while the first is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, select, text, update

from domain.work import Task, TaskKind
from storage.engine.prepared import Prepared, one_of, reading, telling_number
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.tables.working import task

TASK = RowMap(Task, task)


def _adding(dialect: str) -> Any:
    values = {column.name: bindparam(column.name, type_=column.type) for column in TASK.columns if column.name != "id"}
    statement = insert(dialect, task).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["key"], index_where=text("is_open"))
    return telling_number(dialect, statement)


ADD = Prepared(_adding)
OF_PERSON = reading(
    TASK.columns,
    task.c.person_id == bindparam("person_id"),
    task.c.kind == bindparam("kind"),
    task.c.is_open,
    order_by=[task.c.id],
)
OPEN_OF_KEY = reading([task.c.id], task.c.key == bindparam("key"), task.c.is_open)


@cache
def _closing(names: tuple[str, ...], has_kinds: bool) -> Prepared:
    """The open tasks of these columns and kinds are done."""
    same = [task.c[name] == bindparam(name) for name in names]
    at, by = bindparam("at", type_=task.c.done_at.type), bindparam("by", type_=task.c.done_by.type)

    def make(dialect: str) -> Any:
        kinds = [one_of(dialect, task.c.kind, "kinds")] if has_kinds else []
        return update(task).where(task.c.is_open, *same, *kinds).values(is_open=False, done_at=at, done_by=by)

    return Prepared(make)


class StoredTasks:
    """The tasks of `domain.ports.Work`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add_task(self, one: Task) -> int:
        added = await self._session.statements.add(ADD, TASK.values(one))
        if added is None:
            added = int((await self._session.found(OPEN_OF_KEY, key=one.key))[0][0])
        return added

    async def add_tasks(self, tasks: Sequence[Task]) -> None:
        if tasks:
            await self._session.statements.write_many(ADD, [TASK.values(one) for one in tasks])

    async def get_task(self, task_id: int) -> Task | None:
        row = await self._session.first(select(*TASK.columns).where(task.c.id == task_id))
        return TASK.build(row) if row else None

    async def save_task(self, one: Task) -> None:
        await self._session.change(task, one.id, TASK.values(one))

    async def tasks(
        self, bases: Sequence[str], kinds: Sequence[TaskKind] = (), demand_no: int | None = None, limit: int = 50
    ) -> list[Task]:
        emergencies_first = case((task.c.kind == TaskKind.EMERGENCY.value, 0), else_=1)
        statement = (
            select(*TASK.columns)
            .where(task.c.base.in_(bases), task.c.is_open)
            .order_by(emergencies_first, task.c.created_at, task.c.id)
            .limit(limit)
        )
        if kinds:
            statement = statement.where(task.c.kind.in_([kind.value for kind in kinds]))
        if demand_no is not None:
            statement = statement.where(task.c.demand_no == demand_no)
        return [TASK.build(row) for row in await self._session.all(statement)]

    async def tasks_of(self, person_id: int, kind: TaskKind) -> list[Task]:
        return [TASK.build(row) for row in await self._session.found(OF_PERSON, person_id=person_id, kind=kind.value)]

    async def close_tasks(
        self,
        kinds: Sequence[TaskKind],
        now: datetime,
        by: int | None,
        *,
        demand_no: int | None = None,
        person_id: int | None = None,
        expert_id: int | None = None,
    ) -> None:
        wanted = {"demand_no": demand_no, "person_id": person_id, "expert_id": expert_id}
        given = {name: value for name, value in wanted.items() if value is not None}
        if not given:
            raise ValueError("closing every task of a kind is never meant")
        closing = _closing(tuple(given), bool(kinds))
        await self._session.found(closing, **given, kinds=[kind.value for kind in kinds], at=now, by=by or None)
