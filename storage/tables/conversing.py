"""What people said and where they stand: conversations, the inbox, and the texts that are purged."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Table, Text, UniqueConstraint, text

from storage.engine.columns import BigId, Json, id_column, metadata, moment, reference

conversation = Table(
    "conversation",
    metadata,
    Column("person_id", BigId, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("state", Json, nullable=False),
    moment("updated_at", nullable=True),
)

# Rows live as long as `[privacy] keep_messages`: message and reply are personal text. The id is given by us
# (it rises with time), so that the row and its reply are one insert. `trigger` is the allowance a message opens.
inbox = Table(
    "inbox",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=False),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("key", Text, nullable=False),
    reference("identity_id", "identity.id", nullable=True),
    reference("person_id", "person.id"),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("trigger", Text),
    Column("reply", Text),
    Column("status", Text, nullable=False),
    Column("payload", Json),
    moment("received_at"),
    moment("status_at"),
    UniqueConstraint("channel", "account", "key"),
    Index(None, "identity_id", "trigger", "received_at"),
    Index(None, "person_id"),
    Index(
        "ix_inbox_parked",
        "person_id",
        sqlite_where=text("status = 'parked'"),
        postgresql_where=text("status = 'parked'"),
    ),
    Index(
        "ix_inbox_undone",
        "status",
        "status_at",
        sqlite_where=text("status <> 'delivered'"),
        postgresql_where=text("status <> 'delivered'"),
    ),
)

message_text = Table(
    "message_text",
    metadata,
    id_column(),
    Column("owner", Text, nullable=False),
    Column("owner_id", BigId, nullable=False),
    Column("text", Text, nullable=False),
    moment("at"),
    UniqueConstraint("owner", "owner_id"),
    Index(None, "at"),
)

exchange = Table(
    "exchange",
    metadata,
    id_column(),
    reference("demand_no", "demand.no", index=True),
    Column("kind", Text, nullable=False),
    reference("from_person", "person.id"),
    reference("to_person", "person.id", nullable=True),
    moment("at"),
    Column("media_ids", Json, nullable=False),
    reference("expert_id", "expert.id", nullable=True),
    moment("answered_at", nullable=True),
    Column("accepted", Boolean),
)

media_item = Table(
    "media_item",
    metadata,
    id_column(),
    reference("person_id", "person.id", index=True),
    Column("kind", Text, nullable=False),
    moment("received_at"),
    Column("media_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    reference("demand_no", "demand.no", nullable=True, index=True),
    Column("status", Text, nullable=False),
    Column("file", Text),
    Column("content_type", Text),
    Column("size", BigId),
    Column("transcript", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("label", Text),
    Column("attempts", BigId, nullable=False),
    moment("next_try_at", nullable=True),
    Index("ix_media_item_waiting", "status", "received_at"),
)
