"""How the sending of a notice ends, or begins anew: each end writes only rows that are still in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.experts import Reach
from domain.notices import Outgoing, OutgoingStatus, Rung
from storage.delivery.ledger import read_allowance, write_allowance
from storage.delivery.undelivered import show_unknown
from storage.engine.prepared import Prepared, one_of, words
from storage.engine.session import Session
from storage.tables.delivery import daily_quota, outgoing
from storage.tables.experts import expert
from storage.tables.people import identity, person

_S = OutgoingStatus
_NOW = bindparam("now", type_=outgoing.c.status_at.type)
IN_HAND = (_S.CLAIMED.value, _S.SENDING.value)
REACH = {"unfollowed": Reach.UNFOLLOWED, "blocked": Reach.UNFOLLOWED, "undeliverable": Reach.INVALID}


SENT = Prepared(
    lambda dialect: (
        update(outgoing)
        .where(
            one_of(dialect, outgoing.c.id, "ids"),
            outgoing.c.status.in_(words(*IN_HAND, _S.UNKNOWN.value)),
        )
        .values(status=_S.SENT.value, status_at=_NOW, sent_at=_NOW, errcode=0)
    )
)


class OutboxEnds:
    """What a worker records; `rows` are those it claimed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def sent(self, rows: Sequence[Outgoing], now: datetime) -> None:
        """The platform took it. A sending that was given up as unknown meanwhile is known after all."""
        await self._session.found(SENT, ids=[row.id for row in rows], now=now)

    async def unknown(self, rows: Sequence[Outgoing], now: datetime, base: str = "") -> None:
        """Perhaps taken: never sent again, and shown to staff; to `base`'s where neither demand nor person tells."""
        await self._end(rows, _S.UNKNOWN, now)
        await show_unknown(self._session, [row.id for row in rows], now, base)

    async def hold(self, rows: Sequence[Outgoing], now: datetime) -> None:
        """No legal way now: it waits until the person writes."""
        await self._end(rows, _S.HELD, now)

    async def drop(self, rows: Sequence[Outgoing], now: datetime) -> None:
        """It makes no sense any more."""
        await self._end(rows, _S.DROPPED, now)

    async def failed(self, rows: Sequence[Outgoing], errcode: int | None, now: datetime) -> None:
        """For good."""
        await self._end(rows, _S.FAILED, now, errcode=errcode)

    async def retry(self, rows: Sequence[Outgoing], at: datetime, errcode: int | None, now: datetime) -> None:
        """Not taken: again at that moment; what it had cost is given back."""
        if rows:
            await self._give_back(rows[0])
        await self._again(rows, at, errcode, now)

    async def defer(self, row: Outgoing, until: datetime, now: datetime) -> None:
        """Nothing was tried: the way out is closed until that moment."""
        await self._end([row], _S.WAITING, now, ready_at=until, next_try_at=until, worker=None)

    async def next_rung(
        self,
        rows: Sequence[Outgoing],
        identity_id: int,
        rung: Rung,
        template_id: str | None,
        errcode: int | None,
        now: datetime,
    ) -> None:
        """The platform says that this way is closed: the ledger believes it, and the next way is chosen at once."""
        ledger = await read_allowance(self._session, identity_id)
        if rung is Rung.CUSTOM:
            ledger.exhaust()
        elif rung is Rung.SUBSCRIBE and template_id:
            ledger.credits[template_id] = 0
        else:
            await self._end(rows, _S.HELD, now, errcode=errcode)
            return
        await write_allowance(self._session, ledger)
        await self._again(rows, now, errcode, now)

    async def unreachable(
        self, rows: Sequence[Outgoing], identity_id: int, verdict: str, errcode: int | None, now: datetime
    ) -> None:
        """unfollowed, blocked or undeliverable: nothing is sent until the person is back; the rows go to be held."""
        ledger = await read_allowance(self._session, identity_id)
        if verdict == "unfollowed":
            ledger.leave()
        ledger.is_blocked = ledger.is_blocked or verdict != "unfollowed"
        await write_allowance(self._session, ledger)
        person_id = await self._session.value(select(identity.c.person_id).where(identity.c.id == identity_id))
        await self._session.run(update(person).where(person.c.id == person_id), {"is_following": False})
        reach = REACH.get(verdict, Reach.INVALID).value
        await self._session.run(update(expert).where(expert.c.person_id == person_id), {"reach": reach})
        await self._again(rows, now, errcode, now)

    async def use_quota(self, name: str, day: date, limit: int, count: int = 1) -> bool:
        """`count` of today's `limit`; False where not so many are left. Before or with `begin_sending`."""
        if count > limit:
            return False
        statement = self._session.insert(daily_quota)
        used = await self._session.value(
            statement.on_conflict_do_update(
                index_elements=["name", "day"],
                set_={"used": daily_quota.c.used + count},
                where=daily_quota.c.used + count <= limit,
            ).returning(daily_quota.c.used),
            {"name": name, "day": day, "used": count},
        )
        return used is not None

    async def _again(self, rows: Sequence[Outgoing], at: datetime, errcode: int | None, now: datetime) -> None:
        attempts = outgoing.c.attempts + 1
        await self._session.run(
            update(outgoing)
            .where(outgoing.c.id.in_([row.id for row in rows]), outgoing.c.status.in_(IN_HAND))
            .values(
                status=_S.WAITING.value,
                attempts=attempts,
                ready_at=at,
                next_try_at=at,
                errcode=errcode,
                status_at=now,
                worker=None,
                rung=None,
            )
        )

    async def _end(
        self,
        rows: Sequence[Outgoing],
        status: OutgoingStatus,
        now: datetime,
        before: Sequence[str] = IN_HAND,
        **values: Any,
    ) -> None:
        if rows:
            await self._session.run(
                update(outgoing).where(outgoing.c.id.in_([row.id for row in rows]), outgoing.c.status.in_(before)),
                {"status": status.value, "status_at": now, **values},
            )

    async def _give_back(self, row: Outgoing) -> None:
        rung = await self._session.value(
            select(outgoing.c.rung).where(outgoing.c.id == row.id, outgoing.c.status == _S.SENDING.value)
        )
        newest = (
            select(identity.c.id).where(identity.c.person_id == row.notice.person_id).order_by(identity.c.id.desc())
        )
        identity_id = await self._session.value(newest.limit(1))
        if rung != Rung.CUSTOM.value or identity_id is None:
            return
        ledger = await read_allowance(self._session, identity_id)
        ledger.give_back(Rung.CUSTOM)
        await write_allowance(self._session, ledger)
