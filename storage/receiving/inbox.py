"""What came in and what was answered: a redelivery finds the stored reply, whichever process it reaches."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, literal_column, select, update

from domain.message import Incoming
from storage.engine.prepared import Prepared, one_of, reading, telling_number
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.receiving.payloads import payload_of
from storage.tables.conversing import inbox

KEEP = Prepared(
    lambda dialect: telling_number(
        dialect,
        insert(dialect, inbox)
        .values({column.name: bindparam(column.name, type_=column.type) for column in inbox.c})
        .on_conflict_do_nothing(index_elements=["channel", "account", "key"]),
    )
)

STORED = reading(
    (inbox.c.id, inbox.c.reply, inbox.c.status),
    *(inbox.c[name] == bindparam(name) for name in ("channel", "account", "key")),
)

DELIVERED = Prepared(
    lambda dialect: (
        update(inbox)
        .where(one_of(dialect, inbox.c.id, "ids"), inbox.c.status == literal_column("'offered'"))
        .values(status=literal_column("'delivered'"), status_at=bindparam("at", type_=inbox.c.status_at.type))
    )
)


class DoubleDeliveryError(Exception):
    """Another delivery of the same message was committed meanwhile; this unit is undone."""


class InboxStatus(StrEnum):
    """`offered` goes back on the connection now; `released` was handed to delivery; `parked` is not worked on yet."""

    OFFERED = "offered"
    DELIVERED = "delivered"
    RELEASED = "released"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Received:
    """`reply` is what a repeat gets again; empty where the answer left, or will leave, by another way."""

    inbox_id: int
    is_repeat: bool
    reply: str | None = None


@dataclass(frozen=True, slots=True)
class StaleReply:
    """A reply that was offered and that nobody is known to have got."""

    inbox_id: int
    person_id: int
    reply: str


class Inbox:
    """The inbox of one unit of work. The row is written together with its reply, before the commit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pending: dict[str, Any] | None = None

    async def receive(self, incoming: Incoming, person_id: int, now: datetime, text: str | None = None) -> Received:
        """New, or a repeat with the stored reply. Two at once: the person's turn makes the second wait."""
        earlier = await self.earlier(incoming)
        if earlier is not None:
            return earlier
        known = self._session.known
        self._pending = {
            "id": numbers.next(),
            "channel": incoming.sender.channel,
            "account": incoming.sender.account,
            "key": incoming.key,
            "identity_id": known.identity_id if known is not None and known.person_id == person_id else None,
            "person_id": person_id,
            "kind": incoming.kind,
            "text": incoming.text if text is None else text,
            "trigger": None,
            "reply": None,
            "status": InboxStatus.OFFERED.value,
            "payload": None,
            "received_at": now,
            "status_at": now,
        }
        return Received(self._pending["id"], False)

    async def earlier(self, incoming: Incoming) -> Received | None:
        """What became of an earlier delivery of this message."""
        stored = await self._stored(incoming)
        if stored is None:
            return None
        inbox_id, reply, status = stored
        return Received(inbox_id, True, reply if status in {"offered", "delivered"} else "")

    async def _stored(self, incoming: Incoming) -> Sequence[Any] | None:
        key = (incoming.sender.channel, incoming.sender.account, incoming.key)
        known = self._session.known
        if known is not None and known.inbox_key == key:
            return known.inbox_row
        rows = await self._session.found(STORED, channel=key[0], account=key[1], key=key[2])
        return rows[0] if rows else None

    async def store_reply(self, inbox_id: int, reply: str) -> None:
        """Remember what goes back; an empty one needs no delivery."""
        status = InboxStatus.OFFERED.value if reply else InboxStatus.DELIVERED.value
        if self._pending is not None and self._pending["id"] == inbox_id:
            self._pending |= {"reply": reply, "status": status}
            return
        await self._session.run(update(inbox).where(inbox.c.id == inbox_id), {"reply": reply, "status": status})

    def park(self, incoming: Incoming) -> None:
        """Keep what `receive` began for later instead of working on it now."""
        assert self._pending is not None
        self._pending |= {"status": InboxStatus.PARKED.value, "payload": payload_of(incoming)}

    async def mark_delivered(self, inbox_ids: Sequence[int], now: datetime) -> None:
        """Their answers were written to open connections; gather many of them for one call."""
        await self._session.found(DELIVERED, ids=list(inbox_ids), at=now)

    async def release(self, inbox_id: int, now: datetime) -> StaleReply | None:
        """Too late for the connection: whoever gets the reply from here hands it to delivery; None: somebody has."""
        released = await self._session.first(
            update(inbox)
            .where(inbox.c.id == inbox_id, inbox.c.status == InboxStatus.OFFERED.value)
            .returning(inbox.c.id, inbox.c.person_id, inbox.c.reply),
            {"status": InboxStatus.RELEASED.value, "status_at": now},
        )
        return StaleReply(released[0], released[1], released[2] or "") if released else None

    async def stale_offered(self, before: datetime, limit: int = 100) -> list[StaleReply]:
        """Offered before that moment and not known to have arrived; `release` decides who takes one over."""
        rows = await self._session.all(
            select(inbox.c.id, inbox.c.person_id, inbox.c.reply)
            .where(inbox.c.status == InboxStatus.OFFERED.value, inbox.c.status_at < before)
            .order_by(inbox.c.status_at)
            .limit(limit)
        )
        return [StaleReply(row[0], row[1], row[2] or "") for row in rows]

    async def flush(self) -> None:
        """Write the row that `receive` began."""
        if self._pending is None:
            return
        row, self._pending = self._pending, None
        if self._session.trigger is not None and self._session.trigger[0] == row["person_id"]:
            row["trigger"] = self._session.trigger[1].value
        if row["person_id"] in self._session.forgotten:
            row["text"] = ""
        if await self._session.statements.add(KEEP, row) is None:
            raise DoubleDeliveryError


class Numbers:
    """Inbox numbers rise with time, within a process strictly; the last bits keep processes apart."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, time.time_ns() // 1000 << 10 | random.getrandbits(10))
        return self._last


numbers = Numbers()
