"""What staff added to the knowledge in chat."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from storage.engine.columns import Json, id_column, metadata, moment, reference

# Rows are never deleted and `version` only grows, so that the sum of versions says whether anything changed.
knowledge_entry = Table(
    "knowledge_entry",
    metadata,
    id_column(),
    Column("base", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("subjects", Json, nullable=False),
    Column("signs", Json, nullable=False),
    Column("terms", Json, nullable=False),
    reference("added_by", "person.id"),
    moment("added_at"),
    reference("removed_by", "person.id", nullable=True),
    moment("removed_at", nullable=True),
    Column("version", Integer, nullable=False),
)
