"""Somebody writes for the first time: a person and the identity behind which they write, made together."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, delete, select, true
from sqlalchemy.dialects import postgresql

from domain.message import Sender
from storage.engine.prepared import Prepared, telling_number
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.tables.conversing import inbox
from storage.tables.people import identity, person

_NAMES = ("person_id", "channel", "account", "openid", "created_at")
_GIVEN = {name: bindparam(name, type_=identity.c[name].type) for name in _NAMES}


class Met(NamedTuple):
    """`stored` is the inbox row (id, reply, status) of an earlier delivery, where `is_asked`: it was looked for."""

    person_id: int
    identity_id: int
    stored: tuple[Any, ...] | None = None
    is_asked: bool = False


async def meet(session: Session, sender: Sender, now: datetime, key: str | None) -> Met | None:
    """Make them; None where another process was quicker. `key` is the message's."""
    given = {"channel": sender.channel, "account": sender.account, "openid": sender.openid, "created_at": now}
    if session.dialect == "postgresql":
        [(person_id, identity_id, *stored)] = await session.found(AT_ONCE, **given, key=key)
    else:
        person_id = await session.new_id(person, {"is_following": True, "created_at": now})
        identity_id, stored = await session.statements.add(MEET, {**given, "person_id": person_id}), None
    if identity_id is None:
        await session.run(delete(person).where(person.c.id == person_id))
        return None
    if stored is None:
        return Met(person_id, identity_id)
    return Met(person_id, identity_id, tuple(stored) if stored[0] is not None else None, is_asked=key is not None)


def _meeting(dialect: str) -> Any:
    return telling_number(dialect, insert(dialect, identity).values(_GIVEN).on_conflict_do_nothing())


def _at_once(_: str) -> Select[Any]:
    """Both rows in one round trip of PostgreSQL, and an earlier delivery of the message looked for in the same."""
    at = bindparam("created_at", type_=person.c.created_at.type)
    made = postgresql.insert(person).values(is_following=True, created_at=at).returning(person.c.id).cte("made")
    others = [_GIVEN[name].label(name) for name in _NAMES[1:]]
    who = (
        postgresql.insert(identity)
        .from_select(_NAMES, select(made.c.id, *others))
        .on_conflict_do_nothing()
        .returning(identity.c.id)
        .cte("who")
    )
    same = and_(*(inbox.c[name] == bindparam(name, type_=inbox.c[name].type) for name in ("channel", "account", "key")))
    return select(made.c.id, who.c.id, inbox.c.id, inbox.c.reply, inbox.c.status).select_from(
        made.outerjoin(who, true()).outerjoin(inbox, same)
    )


MEET = Prepared(_meeting)
AT_ONCE = Prepared(_at_once)
