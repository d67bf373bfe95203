"""Indexes for what every message and every list asks: parked messages of a person, the newest orders on the list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IS_PARKED = sa.text("status = 'parked'")
IS_LISTED = sa.text("status = 'listed'")
OLD = "ix_demand_order_status_base_listed_at"


def upgrade() -> None:
    op.create_index("ix_inbox_parked", "inbox", ["person_id"], sqlite_where=IS_PARKED, postgresql_where=IS_PARKED)
    op.drop_index(OLD, "demand_order")
    op.create_index(
        "ix_demand_order_listed",
        "demand_order",
        ["listed_at", "id"],
        sqlite_where=IS_LISTED,
        postgresql_where=IS_LISTED,
    )


def downgrade() -> None:
    op.drop_index("ix_demand_order_listed", "demand_order")
    op.create_index(OLD, "demand_order", ["status", "base", "listed_at"])
    op.drop_index("ix_inbox_parked", "inbox")
