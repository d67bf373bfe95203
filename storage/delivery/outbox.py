"""The outbox from the side of delivery: taken up by one worker, sent at most once, and every end on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, literal_column, or_, select, update

from domain.allowance import Allowance
from domain.notices import Outgoing, OutgoingStatus, Rung
from storage.delivery.fan_outs import unroll
from storage.delivery.ledger import read_allowances, write_allowance
from storage.delivery.notices import NOTICE
from storage.delivery.outbox_ends import OutboxEnds
from storage.delivery.undelivered import show_unknown
from storage.engine.prepared import Prepared, one_of, words
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.delivery import outgoing
from storage.tables.people import identity, person

OUTGOING = RowMap(Outgoing, outgoing)
_S = OutgoingStatus
OVER = (_S.SENT.value, _S.DROPPED.value)
BUSY = (_S.CLAIMED.value, _S.SENDING.value)


class ParcelLostError(Exception):
    """What a worker held was taken from it meanwhile: it was too slow."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that waits for one person, most important first, and where to send it."""

    rows: tuple[Outgoing, ...]
    person_id: int
    identity_id: int
    channel: str
    openid: str
    base: str | None


class Outbox(OutboxEnds):
    """Life of a row: waiting, claimed, sending, then sent, unknown, held, failed, dropped, or waiting again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)

    async def claim(self, worker: str, now: datetime, limit: int, channel: str | None = None) -> list[Parcel]:
        """Take up what is ready, whole persons at a time; nobody else has rows of the same person in hand."""
        people = await self._ready_people(now, limit, channel)
        if not people:
            return []
        rows = await self._session.found(CLAIM, people=people, worker=worker, now=now)
        found = sorted((read_outgoing(row) for row in rows), key=lambda one: (one.notice.priority, one.id))
        return await self._parcels(found, people)

    async def _ready_people(self, now: datetime, limit: int, channel: str | None) -> list[int]:
        """In the order of their most important row; on PostgreSQL their rows are locked until the claim commits."""
        ready = await self._session.found(_ready(channel is not None), now=now, limit=limit, channel=channel)
        people = [row[0] for row in ready]
        if not people or self._session.dialect != "postgresql":
            return people
        free = {row[0] for row in await self._session.found(FREE, people=people)}
        return [one for one in people if one in free]

    async def _parcels(self, rows: Sequence[Outgoing], people: Sequence[int]) -> list[Parcel]:
        addresses = {row[0]: row for row in await self._session.found(ADDRESSES, people=list(people))}
        grouped: dict[int, list[Outgoing]] = {}
        for row in rows:
            grouped.setdefault(row.notice.person_id, []).append(row)
        return [Parcel(tuple(grouped[one]), one, *addresses[one][1:]) for one in people if one in grouped]

    async def lock_mailbox(self, identity_id: int) -> Allowance:
        """The ledger, and nobody else spends from it until this unit ends."""
        found = await read_allowances(self._session, [identity_id], lock=True)
        return found.get(identity_id) or Allowance(identity_id)

    async def save_mailbox(self, allowance: Allowance) -> None:
        """What was spent; in the same unit as `begin_sending`."""
        await write_allowance(self._session, allowance)

    async def begin_sending(self, rows: Sequence[Outgoing], rung: Rung, now: datetime) -> None:
        """From here on a death of the worker leaves them unknown."""
        begun = await self._session.touched(BEGIN, ids=[row.id for row in rows], rung_=rung.value, now=now)
        if begun != len(rows):
            raise ParcelLostError(f"{len(rows) - begun} of {len(rows)} rows were taken up by somebody else")

    async def release(self, worker: str) -> int:
        """A worker that stops puts back what it has not begun to send."""
        return await self._session.run(
            update(outgoing).where(outgoing.c.worker == worker, outgoing.c.status == _S.CLAIMED.value),
            {"status": _S.WAITING.value, "worker": None},
        )

    async def take_up_stale(self, now: datetime, lease: timedelta, base: str = "") -> int:
        """Claimed by a dead worker: waiting again. Begun and never recorded: unknown, not sent again, and shown."""
        stale = or_(outgoing.c.status_at < now - lease, outgoing.c.status_at > now + lease)  # or the clock was set back
        freed = await self._session.run(
            update(outgoing).where(outgoing.c.status == _S.CLAIMED.value, stale),
            {"status": _S.WAITING.value, "worker": None, "status_at": now},
        )
        unknown = await self._session.all(
            update(outgoing).where(outgoing.c.status == _S.SENDING.value, stale).returning(outgoing.c.id),
            {"status": _S.UNKNOWN.value, "status_at": now},
        )
        await show_unknown(self._session, [row[0] for row in unknown], now, base)
        return freed + len(unknown)

    async def unroll(self, now: datetime, step: int = 500) -> int:
        """The next rows of one fan-out that is under way; 0 where there is none."""
        return await unroll(self._session, now, step)

    async def figures(self, now: datetime) -> tuple[dict[str, int], float]:
        """Rows by status (those not yet at their end), and for how many seconds the oldest ready one has waited."""
        rows = await self._session.all(
            select(outgoing.c.status, func.count())
            .where(outgoing.c.status.not_in([_S.SENT.value, _S.DROPPED.value]))
            .group_by(outgoing.c.status)
        )
        counts = {row[0]: int(row[1]) for row in rows}
        open_ones = [status.value for status in _S if status not in {_S.SENT, _S.DROPPED}]
        oldest = (
            await self._session.all(
                select(outgoing.c.ready_at)
                .where(outgoing.c.status == _S.WAITING.value)
                .order_by(outgoing.c.ready_at)
                .limit(1)
            )
        ) or [(now,)]
        return {status: counts.get(status, 0) for status in open_ones}, max(0.0, (now - oldest[0][0]).total_seconds())


def read_outgoing(row: Sequence[Any]) -> Outgoing:
    """A row of OUTGOING's and then NOTICE's columns."""
    return OUTGOING.build(row, notice=NOTICE.build(row[len(OUTGOING.columns) :]))


def _in_hand() -> Any:
    other = outgoing.alias("other")
    is_busy = other.c.status.in_(words(*BUSY)) & other.c.status.not_in(words(*OVER))  # OVER: the index's own words
    return select(other.c.id).where(other.c.person_id == outgoing.c.person_id, is_busy).exists()


# The words of the partial indexes stand in the statements themselves.
_NOW = bindparam("now", type_=outgoing.c.status_at.type)
_READY = (outgoing.c.status == literal_column("'waiting'"), outgoing.c.ready_at <= _NOW, ~_in_hand())


@cache
def _ready(has_channel: bool) -> Prepared:
    statement = (
        select(outgoing.c.person_id)
        .where(*_READY)
        .group_by(outgoing.c.person_id)
        .order_by(func.min(outgoing.c.priority), func.min(outgoing.c.ready_at))
        .limit(bindparam("limit", type_=Integer))
    )
    reached = select(identity.c.person_id).where(identity.c.channel == bindparam("channel"))
    chosen = statement.where(outgoing.c.person_id.in_(reached)) if has_channel else statement
    return Prepared(lambda _: chosen)


CLAIM = Prepared(
    lambda dialect: (
        update(outgoing)
        .where(one_of(dialect, outgoing.c.person_id, "people"), *_READY)
        .values(status=_S.CLAIMED.value, worker=bindparam("worker"), status_at=_NOW)
        .returning(*OUTGOING.columns, *NOTICE.columns)
    )
)
FREE = Prepared(
    lambda dialect: select(person.c.id).where(one_of(dialect, person.c.id, "people")).with_for_update(skip_locked=True)
)
BEGIN = Prepared(
    lambda dialect: (
        update(outgoing)
        .where(one_of(dialect, outgoing.c.id, "ids"), outgoing.c.status == _S.CLAIMED.value)
        .values(status=_S.SENDING.value, rung=bindparam("rung_"), status_at=_NOW)
        .returning(outgoing.c.id)
    )
)


def _addresses(dialect: str) -> Select[Any]:
    """Person, identity, channel, openid, base: the identity met last."""
    newest = (
        select(func.max(identity.c.id)).where(identity.c.person_id == person.c.id).correlate(person).scalar_subquery()
    )
    return (
        select(person.c.id, identity.c.id, identity.c.channel, identity.c.openid, person.c.base)
        .join_from(person, identity, identity.c.id == newest)
        .where(one_of(dialect, person.c.id, "people"))
    )


ADDRESSES = Prepared(_addresses)
