"""The allowance ledger: what was spent stands in the mailbox, what opened a window is told by the inbox as well.

So a message costs no write of its own here: its inbox row is the proof of the window, and reading joins the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from domain.allowance import Allowance, Trigger
from storage.engine.prepared import Prepared, one_of
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.engine.statements import upsert
from storage.tables.conversing import inbox
from storage.tables.delivery import mailbox
from storage.tables.people import identity

MAILBOX = RowMap(Allowance, mailbox, without=["identity_id"])


async def read_allowances(session: Session, identity_ids: Sequence[int], *, lock: bool = False) -> dict[int, Allowance]:
    """The ledgers of identities; `lock` keeps other senders from spending at the same time."""
    if lock and session.dialect == "postgresql":
        await session.found(LOCKED, ids=list(identity_ids))
    rows = await session.found(LEDGERS, ids=list(identity_ids))
    return {row[0]: _ledger(row, session) for row in rows}


async def read_allowance(session: Session, identity_id: int) -> Allowance:
    """One identity's ledger."""
    return (await read_allowances(session, [identity_id])).get(identity_id) or Allowance(identity_id)


async def write_allowance(session: Session, ledger: Allowance) -> None:
    """Write what was spent or learned."""
    await session.found(WRITE, identity_id=ledger.identity_id, **MAILBOX.values(ledger))


def _ledgers(dialect: str) -> Select[Any]:
    return (
        select(identity.c.id, _last(Trigger.MESSAGE), _last(Trigger.TAP), mailbox.c.identity_id, *MAILBOX.columns)
        .outerjoin_from(identity, mailbox, mailbox.c.identity_id == identity.c.id)
        .where(one_of(dialect, identity.c.id, "ids"))
    )


def _locked(dialect: str) -> Select[Any]:
    return select(identity.c.id).where(one_of(dialect, identity.c.id, "ids")).order_by(identity.c.id).with_for_update()


def _last(trigger: Trigger) -> ColumnElement[Any]:
    return (
        select(func.max(inbox.c.received_at))
        .where(inbox.c.identity_id == identity.c.id, inbox.c.trigger == trigger.value)
        .correlate(identity)
        .scalar_subquery()
    )


def _ledger(row: Sequence[Any], session: Session) -> Allowance:
    identity_id, message_at, tap_at, stored, *values = row
    ledger = Allowance(identity_id) if stored is None else MAILBOX.build(values, identity_id=identity_id)
    _note(ledger, Trigger.MESSAGE, message_at)
    _note(ledger, Trigger.TAP, tap_at)
    known, pending = session.known, session.trigger
    if pending is not None and known is not None and known.identity_id == identity_id:
        _note(ledger, pending[1], pending[2])
    return ledger


def _note(ledger: Allowance, trigger: Trigger, at: datetime | None) -> None:
    """A moment that the ledger holds already opens nothing anew."""
    held = ledger.message_at if trigger is Trigger.MESSAGE else ledger.tap_at
    if at is not None and (held is None or at > held):
        ledger.note(trigger, at)


LEDGERS, LOCKED = Prepared(_ledgers), Prepared(_locked)
_COLUMNS = tuple(column.name for column in MAILBOX.columns)
WRITE = Prepared(lambda dialect: upsert(dialect, mailbox, ("identity_id",), _COLUMNS))
