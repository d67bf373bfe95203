"""The policy library."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.engine import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policy",
        sa.Column("id", columns.BigId, autoincrement=True, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("place_code", sa.Text(), nullable=True),
        sa.Column("is_repealed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("title", "issuer", name=op.f("uq_policy_title_issuer")),
    )
    op.create_table(
        "policy_passage",
        sa.Column("id", columns.BigId, autoincrement=True, nullable=False),
        sa.Column("policy_id", columns.BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_policy_passage_policy_id_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_passage")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_policy_passage_policy_id_position")),
    )


def downgrade() -> None:
    op.drop_table("policy_passage")
    op.drop_table("policy")
