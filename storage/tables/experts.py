"""The pool of experts, the feed of its changes, and what staff taught the understanding."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint

from storage.engine.columns import BigId, Json, id_column, metadata, moment, reference

expert = Table(
    "expert",
    metadata,
    id_column(),
    Column("base", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("place_code", Text),
    Column("place_name", Text, nullable=False),
    Column("fields", Json, nullable=False),
    Column("skills", Json, nullable=False),
    Column("profile", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("phone_sealed", Text),
    Column("max_open", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("reach", Text, nullable=False),
    reference("person_id", "person.id", nullable=True, index=True),
    Column("leave_from", Date),
    Column("leave_until", Date),
    moment("updated_at", nullable=True),
    UniqueConstraint("base", "name", "unit"),
    Index(None, "name"),
)

# Appended in the unit that changes an expert. `transaction_id` is PostgreSQL's, so that a reader can tell
# which rows may still be joined by older ones; NULL on SQLite, where one writer keeps `id` in order.
expert_change = Table(
    "expert_change",
    metadata,
    id_column(),
    Column("expert_id", BigId, nullable=False),
    Column("transaction_id", BigId, index=True),
)

correction = Table(
    "correction",
    metadata,
    id_column(),
    Column("text", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("second", Text),
    moment("at"),
    Index(None, "at"),
)

term_entry = Table(
    "term_entry",
    metadata,
    id_column(),
    Column("word", Text, nullable=False),
    Column("meaning", Text, nullable=False),
    Column("field_code", Text),
    reference("added_by", "person.id", nullable=True),
    moment("at"),
    UniqueConstraint("word", "meaning"),
)
