"""The library of published papers and the passages they fall into."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, UniqueConstraint

from storage.engine.columns import id_column, metadata, moment, reference

# Rows are never deleted and `version` only grows, so that the sum of versions says whether anything changed.
policy = Table(
    "policy",
    metadata,
    id_column(),
    Column("title", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("number", Text),
    Column("issued_on", Date),
    Column("place_code", Text),
    Column("is_repealed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    moment("updated_at", nullable=True),
    UniqueConstraint("title", "issuer"),
)

policy_passage = Table(
    "policy_passage",
    metadata,
    id_column(),
    reference("policy_id", "policy.id"),
    Column("position", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("policy_id", "position"),
)
