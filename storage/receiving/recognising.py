"""The one statement at the start of every message: who writes, with roles, conversation, and what waits for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, literal_column, select

from domain.message import Sender
from domain.people import Grant, Person, Role
from domain.records import Conversation
from storage.engine.columns import UtcDateTime
from storage.engine.prepared import Prepared, json_list
from storage.engine.session import Known
from storage.tables.conversing import conversation, inbox
from storage.tables.delivery import outgoing
from storage.tables.people import identity, person, person_role
from storage.tables.working import prompt

PERSON = (
    person.c.id,
    person.c.name,
    person.c.trade,
    person.c.organization,
    person.c.place_code,
    person.c.place_name,
    person.c.base,
    person.c.is_following,
    person.c.created_at,
)
IDENTITY = (identity.c.id, identity.c.channel, identity.c.account, identity.c.openid)
# A partial index is used where its words stand in the statement itself; and SQLite plans a statement anew at each
# run where a parameter stands beside one, which would cost more than the statement.
HELD: ColumnElement[str] = literal_column("'held'")
PARKED: ColumnElement[str] = literal_column("'parked'")
IS_OPEN = outgoing.c.status.not_in([literal_column("'sent'"), literal_column("'dropped'")])


def roles(dialect: str) -> ColumnElement[Any]:
    """A person's roles as one JSON list of [id, base, role, expert_id]."""
    parts = (person_role.c.id, person_role.c.base, person_role.c.role, person_role.c.expert_id)
    return (
        select(json_list(dialect, *parts))
        .where(person_role.c.person_id == person.c.id)
        .correlate(person)
        .scalar_subquery()
    )


def any_of(table: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[Any]:
    """1 where a row of this person meets the conditions, else NULL.

    For EXISTS PostgreSQL may read everybody's rows once instead of this person's.
    """
    rows: Select[Any] = (
        select(literal_column("1")).select_from(table).where(table.c.person_id == person.c.id, *conditions)
    )
    return rows.limit(literal_column("1")).correlate(person).scalar_subquery()


def recognition(dialect: str) -> Select[Any]:
    """Parameters: channel, account, openid, now, key (the message's, or None)."""
    waiting = inbox.alias("waiting")
    is_fresh = prompt.c.expires_at.is_(None) | (prompt.c.expires_at > bindparam("now", type_=UtcDateTime))
    same_message = and_(
        inbox.c.channel == identity.c.channel,
        inbox.c.account == identity.c.account,
        inbox.c.key == bindparam("key"),
    )
    return (
        select(
            *PERSON,
            *IDENTITY,
            roles(dialect),
            conversation.c.state,
            conversation.c.updated_at,
            any_of(prompt, prompt.c.is_open, is_fresh),
            any_of(outgoing, outgoing.c.status == HELD, IS_OPEN),
            any_of(waiting, waiting.c.status == PARKED),
            inbox.c.id,
            inbox.c.reply,
            inbox.c.status,
        )
        .select_from(identity)
        .join(person, person.c.id == identity.c.person_id)
        .outerjoin(conversation, conversation.c.person_id == person.c.id)
        .outerjoin(inbox, same_message)
        .where(
            identity.c.channel == bindparam("channel"),
            identity.c.account == bindparam("account"),
            identity.c.openid == bindparam("openid"),
        )
    )


RECOGNITION = Prepared(recognition)


def person_of(row: Any) -> Person:
    """The person of a row that starts with PERSON, IDENTITY and the roles."""
    (person_id, name, trade, organization, place_code, place_name, base, is_following, created_at) = row[:9]
    identity_id, channel, account, openid = row[9:13]
    grants = [Grant(base, Role(role), expert_id) for _, base, role, expert_id in sorted(row[13] or ())]
    return Person(
        id=person_id,
        identity_id=identity_id,
        sender=Sender(channel, account, openid),
        name=name,
        trade=trade,
        organization=organization,
        place_code=place_code,
        place_name=place_name,
        base=base,
        is_following=is_following,
        created_at=created_at,
        grants=grants,
    )


def known_of(row: Any, key: str | None) -> Known:
    """What the rest of the row tells."""
    person_id = row[0]
    state, updated_at, has_prompts, has_held, has_parked, *stored = row[14:]
    return Known(
        person_id,
        row[9],
        Conversation(person_id, state or {}, updated_at),
        bool(has_prompts),
        bool(has_held),
        bool(has_parked),
        (row[10], row[11], key) if key is not None else None,
        stored if stored[0] is not None else None,
    )
