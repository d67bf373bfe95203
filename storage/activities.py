"""Activities and who signed up; the counts are taken from the sign-ups at every read, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, or_, select

from domain.activities import Activity, ActivityStatus, SignUp, SignUpStatus
from storage.engine.prepared import Prepared, among, numbered
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.serving import activity, sign_up

ACTIVITY = RowMap(Activity, activity)
SIGN_UP = RowMap(SignUp, sign_up)


def _heads(*statuses: SignUpStatus) -> ColumnElement[int]:
    return (
        select(func.coalesce(func.sum(sign_up.c.heads), 0))
        .where(sign_up.c.activity_id == activity.c.id, or_(*(sign_up.c.status == one.value for one in statuses)))
        .correlate(activity)
        .scalar_subquery()
    )


COLUMNS = (
    *ACTIVITY.columns,
    _heads(SignUpStatus.SIGNED_UP, SignUpStatus.CHECKED_IN),
    _heads(SignUpStatus.WAITING),
    _heads(SignUpStatus.CHECKED_IN),
)


def read_activity(row: Sequence[Any]) -> Activity:
    """The activity of a row of COLUMNS."""
    return ACTIVITY.build(row, signed_up=int(row[-3]), waiting=int(row[-2]), checked_in=int(row[-1]))


@cache
def _upcoming(bases: int) -> Prepared:
    starts_at = activity.c.starts_at
    return Prepared(
        lambda _: (
            select(*COLUMNS)
            .where(
                among(activity.c.base, "base", bases),
                activity.c.status == ActivityStatus.ANNOUNCED.value,
                starts_at > bindparam("now", type_=starts_at.type),
            )
            .order_by(starts_at, activity.c.id)
            .limit(bindparam("limit", type_=Integer))
        )
    )


OF_PERSON = Prepared(
    lambda _: (
        select(*COLUMNS, *SIGN_UP.columns)
        .join_from(activity, sign_up, sign_up.c.activity_id == activity.c.id)
        .where(
            sign_up.c.person_id == bindparam("person_id"),
            sign_up.c.status != SignUpStatus.WITHDRAWN.value,
            or_(*(activity.c.status == status.value for status in (ActivityStatus.ANNOUNCED, ActivityStatus.HELD))),
            activity.c.starts_at > bindparam("since", type_=activity.c.starts_at.type),
        )
        .order_by(activity.c.starts_at, activity.c.id)
    )
)


class StoredActivities:
    """Fulfils `domain.ports.Activities`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: Activity) -> int:
        return await self._session.new_id(activity, ACTIVITY.values(one))

    async def get(self, activity_id: int) -> Activity | None:
        return await self._one(select(*COLUMNS).where(activity.c.id == activity_id))

    async def lock(self, activity_id: int) -> Activity | None:
        if self._session.dialect == "postgresql":
            await self._session.value(select(activity.c.id).where(activity.c.id == activity_id).with_for_update())
        return await self.get(activity_id)

    async def _one(self, statement: Select[Any]) -> Activity | None:
        row = await self._session.first(statement)
        return read_activity(row) if row else None

    async def save(self, one: Activity) -> None:
        await self._session.change(activity, one.id, ACTIVITY.values(one))

    async def upcoming(self, bases: Sequence[str], now: datetime, limit: int = 20) -> list[Activity]:
        rows = await self._session.found(_upcoming(len(bases)), now=now, limit=limit, **numbered("base", bases))
        return [read_activity(row) for row in rows]

    async def sign_up_of(self, activity_id: int, person_id: int) -> SignUp | None:
        row = await self._session.first(
            select(*SIGN_UP.columns).where(sign_up.c.activity_id == activity_id, sign_up.c.person_id == person_id)
        )
        return SIGN_UP.build(row) if row else None

    async def add_sign_up(self, one: SignUp) -> int:
        return await self._session.new_id(sign_up, SIGN_UP.values(one))

    async def save_sign_up(self, one: SignUp) -> None:
        await self._session.change(sign_up, one.id, SIGN_UP.values(one))

    async def sign_ups(self, activity_id: int) -> list[SignUp]:
        rows = await self._session.all(
            select(*SIGN_UP.columns).where(sign_up.c.activity_id == activity_id).order_by(sign_up.c.at, sign_up.c.id)
        )
        return [SIGN_UP.build(row) for row in rows]

    async def last_position(self, activity_id: int) -> int:
        highest = select(func.coalesce(func.max(sign_up.c.position), 0)).where(sign_up.c.activity_id == activity_id)
        return int(await self._session.value(highest))

    async def of_person(self, person_id: int, since: datetime) -> list[tuple[Activity, SignUp]]:
        rows = await self._session.found(OF_PERSON, person_id=person_id, since=since)
        return [(read_activity(row[: len(COLUMNS)]), SIGN_UP.build(row[len(COLUMNS) :])) for row in rows]
