"""People behind identities, what they may do, and how they are forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, delete, literal_column, or_, select

from domain.experts import Reach
from domain.message import Sender
from domain.people import Grant, Person, Role
from domain.records import Conversation
from storage.engine.prepared import Prepared, one_of, reading
from storage.engine.session import Known, Session
from storage.forgetting import forget
from storage.receiving.meeting import meet
from storage.receiving.recognising import IDENTITY, PERSON, RECOGNITION, known_of, person_of, roles
from storage.tables.demands import demand
from storage.tables.experts import expert
from storage.tables.people import identity, person, person_role

HOLDERS = reading(
    (person_role.c.role, person_role.c.person_id, person_role.c.id),
    or_(*(person_role.c.role == bindparam(name) for name in ("role", "other"))),
    person_role.c.base == bindparam("base"),
)
STAFF = {Role.BUTLER: Role.ADMINISTRATOR, Role.ADMINISTRATOR: Role.BUTLER}  # asked for one after the other


def _by_ids(dialect: str) -> Any:
    """With the identity used last where there are several."""
    newest = (
        select(identity.c.id)
        .where(identity.c.person_id == person.c.id)
        .order_by(identity.c.id.desc())
        .limit(literal_column("1"))
        .correlate(person)
        .scalar_subquery()
    )
    return (
        select(*PERSON, *IDENTITY, roles(dialect))
        .join_from(person, identity, identity.c.id == newest)
        .where(one_of(dialect, person.c.id, "ids"))
    )


BY_IDS = Prepared(_by_ids)


class StoredPeople:
    """Fulfils `domain.ports.People`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._holders: dict[tuple[Role, str], dict[int, int]] = {}  # as this unit read them

    async def recognise(self, sender: Sender, now: datetime, message_key: str | None = None) -> Person:
        """As the port says; with the message's key the same statement finds an earlier delivery of it."""
        rows = await self._session.statements.rows(
            RECOGNITION,
            {
                "channel": sender.channel,
                "account": sender.account,
                "openid": sender.openid,
                "now": now,
                "key": message_key,
            },
        )
        if not rows:
            return await self._meet(sender, now, message_key)
        self._session.known = known_of(rows[0], message_key)
        return person_of(rows[0])

    async def _meet(self, sender: Sender, now: datetime, message_key: str | None) -> Person:
        met = await meet(self._session, sender, now, message_key)
        if met is None:
            return await self.recognise(sender, now, message_key)
        person_id = met.person_id
        known = self._session.known = Known(person_id, met.identity_id, Conversation(person_id), False, False)
        if met.is_asked and message_key is not None:
            known.inbox_key, known.inbox_row = (sender.channel, sender.account, message_key), met.stored
        self._session.without_demands.add(person_id)
        return Person(id=person_id, identity_id=met.identity_id, sender=sender, created_at=now)

    async def get(self, person_id: int) -> Person | None:
        found = await self._people([person_id])
        return found[0] if found else None

    async def _people(self, ids: Sequence[int]) -> list[Person]:
        return [person_of(row) for row in await self._session.found(BY_IDS, ids=list(ids))]

    async def save(self, one: Person) -> None:
        if one.id in self._session.forgotten:
            return
        await self._session.change(
            person,
            one.id,
            {
                "name": one.name,
                "trade": one.trade,
                "organization": one.organization,
                "place_code": one.place_code,
                "place_name": one.place_name,
                "base": one.base,
                "is_following": one.is_following,
            },
        )

    async def grant(self, person_id: int, grant: Grant) -> None:
        self._holders.clear()
        values = {
            "person_id": person_id,
            "base": grant.base,
            "role": grant.role.value,
            "expert_id": grant.expert_id,
        }
        statement = self._session.upsert(person_role, ("person_id", "base", "role"), ("expert_id",))
        await self._session.run(statement, values)

    async def revoke(self, person_id: int, grant: Grant) -> None:
        self._holders.clear()
        await self._session.run(
            delete(person_role).where(
                person_role.c.person_id == person_id,
                person_role.c.base == grant.base,
                person_role.c.role == grant.role.value,
            )
        )

    async def holders(self, role: Role, base: str) -> list[Person]:
        if (role, base) not in self._holders:
            other = STAFF.get(role, role)
            rows = await self._session.found(HOLDERS, role=role.value, other=other.value, base=base)
            for one in (role, other):
                self._holders[one, base] = {row[1]: row[2] for row in rows if row[0] == one.value}
        order = self._holders[role, base]
        found = await self._people(list(order)) if order else []
        return sorted(found, key=lambda one: order[one.id])

    async def audience(
        self, base: str, trades: Sequence[str], fields: Sequence[str], places: Sequence[str]
    ) -> list[int]:
        bound = select(expert.c.person_id).where(expert.c.base == base, expert.c.reach == Reach.BOUND.value)
        conditions = [person.c.is_following, (person.c.base == base) | person.c.id.in_(bound)]
        if trades:
            told = person.c.trade.in_(trades)
            conditions.append(told | person.c.id.in_(bound) if Role.EXPERT.value in trades else told)
        if places:
            serving = bound.where(_is_at(expert.c.place_code, places))
            conditions.append(_is_at(person.c.place_code, places) | person.c.id.in_(serving))
        if fields:
            asked = select(demand.c.reporter_id).where(demand.c.field_code.in_(fields) | demand.c.second.in_(fields))
            known = bound.where(or_(*(_names_field(name) for name in fields)))
            conditions.append(person.c.id.in_(asked) | person.c.id.in_(known))
        return [row[0] for row in await self._session.all(select(person.c.id).where(*conditions).order_by(person.c.id))]

    async def forget(self, person_id: int, now: datetime) -> None:
        self._holders.clear()
        await forget(self._session, person_id, now)


def _is_at(place: ColumnElement[Any], prefixes: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(place.startswith(prefix) for prefix in prefixes))


def _names_field(name: str) -> ColumnElement[bool]:
    return cast(expert.c.fields, Text).contains(f'"{name}"', autoescape=True)
