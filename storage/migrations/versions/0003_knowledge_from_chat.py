"""What staff add to the knowledge in chat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.engine import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_entry",
        sa.Column("id", columns.BigId, autoincrement=True, nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("field_code", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("subjects", columns.Json, nullable=False),
        sa.Column("signs", columns.Json, nullable=False),
        sa.Column("terms", columns.Json, nullable=False),
        sa.Column("added_by", columns.BigId, nullable=False),
        sa.Column("added_at", columns.UtcDateTime(), nullable=False),
        sa.Column("removed_by", columns.BigId, nullable=True),
        sa.Column("removed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_knowledge_entry_added_by_person")),
        sa.ForeignKeyConstraint(["removed_by"], ["person.id"], name=op.f("fk_knowledge_entry_removed_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_entry")),
    )


def downgrade() -> None:
    op.drop_table("knowledge_entry")
