"""Messages that were stored and acknowledged but are not worked on yet, so that a rush loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_, update

from domain.allowance import Trigger
from domain.message import Incoming, Sender
from domain.notices import OutgoingStatus
from storage.engine.session import Session
from storage.receiving.inbox import DoubleDeliveryError, InboxStatus, Received, numbers
from storage.receiving.payloads import incoming_of, payload_of
from storage.tables.conversing import inbox
from storage.tables.delivery import outgoing
from storage.tables.people import identity, person

PARKED = InboxStatus.PARKED.value
RELEASED = InboxStatus.RELEASED.value
ADDRESS = (identity.c.channel, identity.c.account, identity.c.openid)
KEY = (inbox.c.channel, inbox.c.account, inbox.c.key)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Parked:
    """One message that waits to be worked on."""

    inbox_id: int
    incoming: Incoming
    received_at: datetime


class Parking:
    """The parked rows of the inbox."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def has_earlier(self) -> bool:
        """Whether the person whose turn it is has parked messages, which come first."""
        known = self._session.known
        return known is not None and known.has_parked

    async def store(self, incomings: Sequence[Incoming], now: datetime) -> list[Received]:
        """Park many at once in a handful of statements; a repeat tells what is stored already."""
        wanted = {_key(one): one for one in incomings}
        known = await self._stored(wanted)
        fresh = [one for key, one in sorted(wanted.items()) if key not in known]
        if fresh:
            people = await self._people({_address(one.sender) for one in fresh}, now)
            rows = [_row(one, people[_address(one.sender)], now) for one in fresh]
            statement = self._session.insert(inbox).on_conflict_do_nothing(index_elements=[one.name for one in KEY])
            kept = await self._session.all(statement.returning(inbox.c.id, *KEY), rows)
            if len(kept) < len(rows):
                raise DoubleDeliveryError
            known |= {(row[1], row[2], row[3]): Received(row[0], False) for row in kept}
            await self._wake_held([row["person_id"] for row in rows if row["trigger"]], now)
        return [known[_key(one)] for one in incomings]

    async def _stored(self, keys: Iterable[Key]) -> dict[Key, Received]:
        rows = await self._session.all(
            select(*KEY, inbox.c.id, inbox.c.reply, inbox.c.status).where(tuple_(*KEY).in_(list(keys)))
        )
        return {
            (row[0], row[1], row[2]): Received(row[3], True, row[4] if row[5] in {"offered", "delivered"} else "")
            for row in rows
        }

    async def _people(self, addresses: set[Key], now: datetime) -> dict[Key, tuple[int, int]]:
        """Person and identity behind each address; who is new is met."""
        known = await self._met(tuple_(*ADDRESS).in_(sorted(addresses)))
        strangers = sorted(addresses - set(known))
        if not strangers:
            return known
        made = [{"is_following": True, "created_at": now} for _ in strangers]
        numbers_made = await self._session.all(self._session.insert(person).returning(person.c.id), made)
        rows = [
            {
                **dict(zip(("channel", "account", "openid"), address, strict=True)),
                "person_id": one[0],
                "created_at": now,
            }
            for address, one in zip(strangers, numbers_made, strict=True)
        ]
        statement = self._session.insert(identity).on_conflict_do_nothing()
        met = await self._session.all(statement.returning(*ADDRESS, identity.c.person_id, identity.c.id), rows)
        if len(met) < len(strangers):
            raise DoubleDeliveryError
        return known | {(row[0], row[1], row[2]): (row[3], row[4]) for row in met}

    async def _met(self, condition: ColumnElement[bool]) -> dict[Key, tuple[int, int]]:
        rows = await self._session.all(select(*ADDRESS, identity.c.person_id, identity.c.id).where(condition))
        return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}

    async def _wake_held(self, people: Sequence[int], now: datetime) -> None:
        """Whoever wrote has opened a window."""
        if people:
            await self._session.run(
                update(outgoing).where(
                    outgoing.c.person_id.in_(people), outgoing.c.status == OutgoingStatus.HELD.value
                ),
                {"status": OutgoingStatus.WAITING.value, "ready_at": now, "status_at": now},
            )

    async def waiting(self, limit: int) -> list[Parked]:
        """The oldest of each person, the oldest first."""
        oldest = (
            select(func.min(inbox.c.id))
            .where(inbox.c.status == PARKED, inbox.c.status != "delivered")
            .group_by(inbox.c.person_id)
            .order_by(func.min(inbox.c.id))
            .limit(limit)
        )
        rows = await self._session.all(
            select(inbox.c.id, inbox.c.payload, inbox.c.received_at).where(inbox.c.id.in_(oldest)).order_by(inbox.c.id)
        )
        return [Parked(row[0], incoming_of(row[1]), row[2]) for row in rows if row[1]]

    async def is_waiting(self, inbox_id: int) -> bool:
        """Whether it still waits; the row is held until the unit ends."""
        statement = select(inbox.c.id).where(inbox.c.id == inbox_id, inbox.c.status == PARKED).with_for_update()
        return await self._session.first(statement) is not None

    async def settle(self, inbox_id: int, reply: str, text: str, now: datetime) -> None:
        """Worked on; the reply goes another way, and a redelivery gets none."""
        values = {"status": RELEASED, "reply": reply, "text": text, "payload": None, "status_at": now}
        await self._session.run(update(inbox).where(inbox.c.id == inbox_id, inbox.c.status == PARKED), values)

    async def count(self) -> int:
        """How many wait."""
        statement = select(func.count()).where(inbox.c.status == PARKED, inbox.c.status != "delivered")
        return int(await self._session.value(statement))


def _key(incoming: Incoming) -> Key:
    return (incoming.sender.channel, incoming.sender.account, incoming.key)


def _address(sender: Sender) -> Key:
    return (sender.channel, sender.account, sender.openid)


def _row(incoming: Incoming, met: tuple[int, int], now: datetime) -> dict[str, Any]:
    return {
        "id": numbers.next(),
        **dict(zip(("channel", "account", "key"), _key(incoming), strict=True)),
        "person_id": met[0],
        "identity_id": met[1],
        "kind": incoming.kind,
        "text": incoming.text,
        "trigger": None if incoming.is_event else Trigger.MESSAGE.value,
        "status": PARKED,
        "payload": payload_of(incoming),
        "received_at": now,
        "status_at": now,
    }
