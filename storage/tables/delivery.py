"""What leaves: the outbox, fan-outs, the ledger of what may be sent, the shared token, daily quotas."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.engine.columns import BigId, Json, id_column, metadata, moment, reference

# `ready_at` is when the row may be taken up: its due moment, then the next try.
outgoing = Table(
    "outgoing",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    reference("person_id", "person.id"),
    Column("fields", Json, nullable=False),
    reference("demand_no", "demand.no", nullable=True),
    Column("subject", Text),
    Column("revision", Integer),
    Column("priority", Integer, nullable=False),
    Column("urgent", Boolean, nullable=False),
    moment("due_at", nullable=True),
    moment("expires_at", nullable=True),
    reference("media_id", "media_item.id", nullable=True),
    Column("status", Text, nullable=False),
    Column("rung", Text),
    Column("errcode", Integer),
    Column("attempts", Integer, nullable=False),
    moment("created_at"),
    moment("ready_at"),
    moment("next_try_at", nullable=True),
    moment("sent_at", nullable=True),
    Column("worker", Text),
    moment("status_at"),
    reference("fan_out_id", "fan_out.id", nullable=True),
    UniqueConstraint("fan_out_id", "person_id"),
    Index(
        "ix_outgoing_waiting",
        "priority",
        "ready_at",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
    Index(
        "ix_outgoing_open",
        "person_id",
        "status",
        sqlite_where=text("status NOT IN ('sent', 'dropped')"),
        postgresql_where=text("status NOT IN ('sent', 'dropped')"),
    ),
    Index(None, "demand_no"),
    Index(None, "subject"),
)

fan_out = Table(
    "fan_out",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("template", Json, nullable=False),
    Column("person_ids", Json, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("subject", Text),
    Column("demand_no", BigId),
    moment("created_at"),
    moment("ready_at"),
    Index("ix_fan_out_open", "ready_at", sqlite_where=text("is_open"), postgresql_where=text("is_open")),
)

# One row for each identity. Messages and taps are told by the inbox; what was spent is told here.
mailbox = Table(
    "mailbox",
    metadata,
    Column("identity_id", BigId, ForeignKey("identity.id"), primary_key=True, autoincrement=False),
    moment("message_at", nullable=True),
    Column("message_used", Integer, nullable=False),
    moment("tap_at", nullable=True),
    Column("tap_used", Integer, nullable=False),
    Column("credits", Json, nullable=False),
    Column("is_following", Boolean, nullable=False),
    Column("is_blocked", Boolean, nullable=False),
    moment("not_before", nullable=True),
)

platform_token = Table(
    "platform_token",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value_sealed", Text, nullable=False),
    moment("expires_at"),
    Column("forced_at", Json, nullable=False),
    Column("lock_owner", Text),
    moment("locked_until", nullable=True),
)

daily_quota = Table(
    "daily_quota",
    metadata,
    id_column(),
    Column("name", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("used", Integer, nullable=False),
    UniqueConstraint("name", "day"),
)
