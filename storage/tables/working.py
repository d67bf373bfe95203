"""What waits for somebody: prompts, tasks, due moments, invitations; and the audit trail."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint, text

from storage.engine.columns import BigId, Json, id_column, metadata, moment, reference

prompt = Table(
    "prompt",
    metadata,
    id_column(),
    reference("person_id", "person.id"),
    Column("kind", Text, nullable=False),
    moment("asked_at"),
    reference("demand_no", "demand.no", nullable=True, index=True),
    Column("ref_id", BigId),
    moment("expires_at", nullable=True),
    Column("is_open", Boolean, nullable=False),
    Index(None, "person_id", "is_open"),
)

task = Table(
    "task",
    metadata,
    id_column(),
    Column("base", Text, nullable=False),
    Column("kind", Text, nullable=False),
    moment("created_at"),
    reference("demand_no", "demand.no", nullable=True, index=True),
    reference("expert_id", "expert.id", nullable=True),
    reference("person_id", "person.id", nullable=True, index=True),
    Column("detail", Json, nullable=False),
    moment("due_at", nullable=True),
    Column("is_open", Boolean, nullable=False),
    moment("done_at", nullable=True),
    reference("done_by", "person.id", nullable=True),
    Column("key", Text),
    Index(None, "base", "is_open", "created_at"),
    Index("uq_task_open_key", "key", unique=True, sqlite_where=text("is_open"), postgresql_where=text("is_open")),
)

# `ready_at` is the due moment, or the next try of one that failed.
# `person_id` is 0 where a due moment concerns nobody in particular: NULLs would not be unique.
due = Table(
    "due",
    metadata,
    id_column(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person_id", BigId, nullable=False),
    moment("due_at"),
    Column("revision", Integer),
    moment("useful_until", nullable=True),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    moment("ready_at"),
    moment("settled_at", nullable=True),
    UniqueConstraint("kind", "subject", "person_id", "due_at"),
    Index(
        "ix_due_waiting",
        "ready_at",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
    Index(None, "subject"),
)

invitation = Table(
    "invitation",
    metadata,
    id_column(),
    Column("code_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("base", Text, nullable=False),
    moment("created_at"),
    moment("expires_at"),
    reference("expert_id", "expert.id", nullable=True),
    Column("name", Text),
    moment("used_at", nullable=True),
    reference("used_by", "person.id", nullable=True),
    UniqueConstraint("code_hash"),
)

failed_code = Table(
    "failed_code",
    metadata,
    id_column(),
    reference("person_id", "person.id"),
    moment("at"),
    Index(None, "person_id", "at"),
)

audit = Table(
    "audit",
    metadata,
    id_column(),
    moment("at"),
    reference("person_id", "person.id"),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Index(None, "at"),
)
