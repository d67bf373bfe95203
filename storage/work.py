"""Prompts, tasks, due moments, invitations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from domain.work import Due, DueKind, DueStatus, Invitation, Prompt, PromptKind
from storage.engine.prepared import Prepared, one_of, reading
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.tables.working import due, failed_code, invitation, prompt
from storage.task_list import TASK, StoredTasks

PROMPT = RowMap(Prompt, prompt)
DUE = RowMap(Due, due)
_SAME = ("person_id", "kind", "demand_no", "ref_id")
REPLACED = Prepared(
    lambda _: (
        update(prompt)
        .where(
            prompt.c.is_open,
            *(
                prompt.c[name].is_not_distinct_from(bindparam(f"old_{name}", type_=prompt.c[name].type))
                for name in _SAME
            ),
        )
        .values(is_open=False)
    )
)
OPEN_PROMPTS = reading(
    PROMPT.columns,
    prompt.c.person_id == bindparam("person_id"),
    prompt.c.is_open,
    prompt.c.expires_at.is_(None) | (prompt.c.expires_at > bindparam("now", type_=prompt.c.expires_at.type)),
    order_by=[prompt.c.asked_at.desc(), prompt.c.id.desc()],
)
INVITATION = RowMap(Invitation, invitation)
__all__ = ["DUE", "INVITATION", "PROMPT", "TASK", "StoredWork"]


def _scheduling(dialect: str) -> Any:
    names = [column.name for column in due.c if column.name not in {"id", "settled_at"}]
    statement = insert(dialect, due).values({name: bindparam(name, type_=due.c[name].type) for name in names})
    return statement.on_conflict_do_update(
        index_elements=["kind", "subject", "person_id", "due_at"],
        set_={
            name: statement.excluded[name] for name in ("revision", "useful_until", "status", "attempts", "ready_at")
        },
        where=and_(due.c.status != DueStatus.FIRED.value, due.c.status != DueStatus.SKIPPED.value),
    )


SCHEDULE = Prepared(_scheduling)


@cache
def _closing(names: tuple[str, ...]) -> Prepared:
    same = [prompt.c[name] == bindparam(name) for name in names]
    return Prepared(lambda _: update(prompt).where(prompt.c.is_open, *same).values(is_open=False))


@cache
def _unscheduling(has_kinds: bool) -> Prepared:
    def make(dialect: str) -> Any:
        kinds = [one_of(dialect, due.c.kind, "kinds")] if has_kinds else []
        waiting = due.c.status == DueStatus.WAITING.value
        return (
            update(due)
            .where(due.c.subject == bindparam("subject"), waiting, *kinds)
            .values(status=DueStatus.DEAD.value)
        )

    return Prepared(make)


class StoredWork(StoredTasks):
    """Fulfils `domain.ports.Work`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    async def prompt(self, one: Prompt) -> int:
        values = PROMPT.values(one)
        await self._session.write(REPLACED, **{f"old_{name}": values[name] for name in _SAME})
        if self._session.known is not None and self._session.known.person_id == one.person_id:
            self._session.known.has_prompts = True
        return await self._session.new_id(prompt, values)

    async def prompt_many(self, prompts: Sequence[Prompt]) -> None:
        if prompts:
            await self._session.run(prompt.insert(), [PROMPT.values(one) for one in prompts])

    async def prompts(self, person_id: int, now: datetime) -> list[Prompt]:
        known = self._session.known
        if known is not None and known.person_id == person_id and not known.has_prompts:
            return []
        return [PROMPT.build(row) for row in await self._session.found(OPEN_PROMPTS, person_id=person_id, now=now)]

    async def close_prompts(
        self,
        *,
        person_id: int | None = None,
        kind: PromptKind | None = None,
        demand_no: int | None = None,
        ref_id: int | None = None,
    ) -> None:
        wanted: dict[str, Any] = {"person_id": person_id, "demand_no": demand_no, "ref_id": ref_id}
        wanted["kind"] = kind.value if kind is not None else None
        given = {name: value for name, value in wanted.items() if value is not None}
        if not given:
            raise ValueError("closing every prompt of everybody is never meant")
        await self._session.write(_closing(tuple(given)), **given)

    async def schedule(self, dues: Iterable[Due]) -> None:
        for one in dues:
            await self._session.write(SCHEDULE, **due_values(one))

    async def unschedule(self, subject: str, kinds: Sequence[DueKind] = ()) -> None:
        await self._session.write(_unscheduling(bool(kinds)), subject=subject, kinds=[kind.value for kind in kinds])

    async def invite(self, one: Invitation) -> int:
        return await self._session.new_id(invitation, INVITATION.values(one))

    async def invitation(self, code_hash: str) -> Invitation | None:
        row = await self._session.first(select(*INVITATION.columns).where(invitation.c.code_hash == code_hash))
        return INVITATION.build(row) if row else None

    async def use_invitation(self, invitation_id: int, person_id: int, now: datetime) -> bool:
        used = await self._session.run(
            update(invitation).where(invitation.c.id == invitation_id, invitation.c.used_at.is_(None)),
            {"used_at": now, "used_by": person_id},
        )
        return used == 1

    async def note_failed_code(self, person_id: int, now: datetime) -> None:
        await self._session.run(failed_code.insert(), {"person_id": person_id, "at": now})

    async def failed_codes(self, person_id: int, since: datetime) -> int:
        return int(
            await self._session.value(
                select(func.count())
                .select_from(failed_code)
                .where(failed_code.c.person_id == person_id, failed_code.c.at >= since)
            )
        )


def due_values(one: Due) -> dict[str, Any]:
    """A due moment as a row; nobody in particular is person 0."""
    return {**DUE.values(one), "person_id": one.person_id or 0, "attempts": 0, "ready_at": one.due_at}
