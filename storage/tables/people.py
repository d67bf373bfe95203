"""People, the identities they come with, and their roles in the bases."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table, Text, UniqueConstraint

from storage.engine.columns import id_column, metadata, moment, reference

person = Table(
    "person",
    metadata,
    id_column(),
    Column("name", Text),
    Column("trade", Text),
    Column("organization", Text),
    Column("place_code", Text),
    Column("place_name", Text),
    Column("base", Text),
    Column("is_following", Boolean, nullable=False),
    moment("created_at"),
    moment("forgotten_at", nullable=True),
    Index(None, "base", "trade"),
)

identity = Table(
    "identity",
    metadata,
    id_column(),
    reference("person_id", "person.id", index=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("openid", Text, nullable=False),
    moment("created_at"),
    UniqueConstraint("channel", "account", "openid"),
)

person_role = Table(
    "person_role",
    metadata,
    id_column(),
    reference("person_id", "person.id"),
    Column("base", Text, nullable=False),
    Column("role", Text, nullable=False),
    reference("expert_id", "expert.id", nullable=True, index=True),
    UniqueConstraint("person_id", "base", "role"),
    Index(None, "role", "base"),
)
