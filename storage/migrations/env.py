"""Alembic's entry: works on the connection it is given, in batch mode where the database cannot alter tables."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from storage.engine.columns import BigId, Json, UtcDateTime
from storage.tables import metadata


def render_type(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Our own column types by their names."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "columns.UtcDateTime()"
    return "columns.BigId" if item is BigId else "columns.Json" if item is Json else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_type,
    transactional_ddl=True,  # alembic takes it that SQLite cannot; both can
)
with context.begin_transaction():
    context.run_migrations()
