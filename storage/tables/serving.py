"""Visits, ratings, activities and who signed up."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text, UniqueConstraint

from storage.engine.columns import Json, id_column, metadata, moment, reference

visit = Table(
    "visit",
    metadata,
    id_column(),
    reference("demand_no", "demand.no", index=True),
    reference("expert_id", "expert.id"),
    Column("mode", Text, nullable=False),
    moment("starts_at"),
    reference("proposed_by", "person.id"),
    moment("created_at"),
    Column("status", Text, nullable=False),
    Column("place", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("revision", Integer, nullable=False),
    moment("done_at", nullable=True),
    Column("summary", Text),
    Index(None, "expert_id", "starts_at"),
)

rating = Table(
    "rating",
    metadata,
    id_column(),
    reference("demand_no", "demand.no"),
    Column("side", Text, nullable=False),
    reference("person_id", "person.id"),
    moment("at"),
    Column("score", Integer),
    Column("solved", Boolean),
    Column("comment", Text, nullable=False),
    Column("round", Integer, nullable=False),
    UniqueConstraint("demand_no", "side", "round"),
)

activity = Table(
    "activity",
    metadata,
    id_column(),
    Column("base", Text, nullable=False),
    Column("title", Text, nullable=False),
    moment("starts_at"),
    Column("place", Text, nullable=False),
    Column("audience", Text, nullable=False),
    reference("created_by", "person.id"),
    moment("created_at"),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("places", Integer),
    Column("audience_roles", Json, nullable=False),
    Column("audience_fields", Json, nullable=False),
    Column("audience_places", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Index(None, "base", "status", "starts_at"),
)

sign_up = Table(
    "sign_up",
    metadata,
    id_column(),
    reference("activity_id", "activity.id"),
    reference("person_id", "person.id", index=True),
    Column("heads", Integer, nullable=False),
    Column("status", Text, nullable=False),
    moment("at"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("activity_id", "person_id"),
)
