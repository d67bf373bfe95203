"""Messages that were stored and acknowledged but are not worked on yet, so that a rush loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from domain.message import GeoPoint, Incoming, MediaReference, Sender
from storage.session import Session
from storage.tables.conversing import inbox

PARKED = "parked"
RELEASED = "released"


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


def payload_of(incoming: Incoming) -> dict[str, Any]:
    """The whole message as plain JSON."""
    return {**asdict(incoming), "at": incoming.at.isoformat()}


def incoming_of(payload: Mapping[str, Any]) -> Incoming:
    """The message again."""
    values = dict(payload)
    values["sender"] = Sender(**values["sender"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["media"] = tuple(MediaReference(**one) for one in values["media"])
    values["point"] = GeoPoint(**values["point"]) if values["point"] else None
    return Incoming(**values)
