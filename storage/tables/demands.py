"""Demands with their parties and history, and the orders, claims and pushes that come of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, Table, Text, UniqueConstraint, text

from storage.engine.columns import BigId, Json, id_column, metadata, moment, reference

demand = Table(
    "demand",
    metadata,
    Column("no", BigId, primary_key=True, autoincrement=True),
    Column("base", Text, nullable=False),
    reference("reporter_id", "person.id", index=True),
    Column("summary", Text, nullable=False),
    moment("created_at"),
    moment("updated_at"),
    Column("status", Text, nullable=False),
    Column("kind", Text),
    Column("field_code", Text),
    Column("second", Text),
    Column("place_code", Text),
    Column("place_name", Text),
    Column("town", Text),
    Column("role", Text),
    Column("organization", Text),
    Column("urgency", Text, nullable=False),
    Column("hazard", Text),
    Column("mode", Text),
    Column("households", Integer),
    Column("tags", Json, nullable=False),
    Column("restriction", Text, nullable=False),
    moment("promised_at", nullable=True),
    moment("closed_at", nullable=True),
    Column("closed_by", Text),
    reference("expert_id", "expert.id", nullable=True),
    reference("parent_no", "demand.no", nullable=True),
    Index(None, "base", "status", "created_at"),
    Index(None, "expert_id", "status"),
)

demand_party = Table(
    "demand_party",
    metadata,
    id_column(),
    reference("demand_no", "demand.no", index=True),
    Column("role", Text, nullable=False),
    reference("person_id", "person.id", nullable=True, index=True),
    Column("label", Text),
)

demand_history = Table(
    "demand_history",
    metadata,
    id_column(),
    reference("demand_no", "demand.no", index=True),
    Column("action", Text, nullable=False),
    moment("at"),
    reference("person_id", "person.id", nullable=True),
    Column("detail", Json, nullable=False),
)

demand_order = Table(
    "demand_order",
    metadata,
    id_column(),
    reference("demand_no", "demand.no"),
    Column("base", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("field_code", Text),
    Column("second", Text),
    Column("title", Text, nullable=False),
    Column("county", Text),
    moment("created_at"),
    moment("listed_at", nullable=True),
    Column("round", Integer, nullable=False),
    UniqueConstraint("demand_no"),
    Index(
        "ix_demand_order_listed",
        "listed_at",
        "id",
        sqlite_where=text("status = 'listed'"),
        postgresql_where=text("status = 'listed'"),
    ),
)

claim = Table(
    "claim",
    metadata,
    id_column(),
    reference("order_id", "demand_order.id", index=True),
    reference("expert_id", "expert.id", index=True),
    moment("at"),
    Column("status", Text, nullable=False),
    Column("is_assigned", Boolean, nullable=False),
    Column("reason", Text),
    Column("members", Json, nullable=False),
    Index(
        "uq_claim_won",
        "order_id",
        unique=True,
        sqlite_where=text("status = 'won'"),
        postgresql_where=text("status = 'won'"),
    ),
)

push = Table(
    "push",
    metadata,
    id_column(),
    reference("order_id", "demand_order.id"),
    reference("demand_no", "demand.no"),
    reference("expert_id", "expert.id", index=True),
    Column("status", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Json, nullable=False),
    moment("at"),
    UniqueConstraint("order_id", "expert_id"),
)
