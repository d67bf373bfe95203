"""The migrated schema is the one the code describes; what does not fit is refused by name."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrations import REVISIONS, SchemaState, current_state
from storage.migrations.upgrading import SchemaNewerError, SchemaStrangeError, migrate, script_location
from storage.tables import metadata


async def _ask(url: str, question: Any) -> Any:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def _schema(connection: Connection) -> dict[str, Any]:
    """Everything the database says of its tables, in an order of its own."""
    seen = inspect(connection)
    return {
        name: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in seen.get_columns(name)],
            seen.get_pk_constraint(name),
            sorted(map(str, seen.get_unique_constraints(name))),
            sorted(map(str, seen.get_foreign_keys(name))),
            sorted(_index(one) for one in seen.get_indexes(name)),
        )
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def _index(one: Any) -> str:
    """With the condition of a partial one."""
    options = {name: str(value) for name, value in one.get("dialect_options", {}).items()}
    return str({**one, "dialect_options": options})


async def test_the_migrated_schema_is_the_described_one(url: str) -> None:
    assert await current_state(url) is SchemaState.EMPTY
    await _ask(url, metadata.create_all)
    described = await _ask(url, _schema)
    await _ask(url, metadata.drop_all)
    await migrate(url)
    assert await _ask(url, _schema) == described
    assert await _ask(url, lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)) == []
    assert await current_state(url) is SchemaState.UP_TO_DATE
    await migrate(url)
    assert await current_state(url) is SchemaState.UP_TO_DATE


def test_the_files_say_the_revisions_that_alembic_knows() -> None:
    scripts = ScriptDirectory.from_config(script_location())
    assert [one.revision for one in scripts.walk_revisions()] == list(reversed(REVISIONS))


STATES = [("9999", SchemaState.NEWER), ("0004", SchemaState.UP_TO_DATE), ("0003", SchemaState.OLDER)]


@pytest.mark.parametrize(("version", "state"), STATES)
async def test_a_database_says_where_it_stands(url: str, version: str, state: SchemaState) -> None:
    await migrate(url)
    await _ask(
        url, lambda connection: connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    )
    assert await current_state(url) is state


async def test_a_newer_database_is_left_alone(url: str) -> None:
    await migrate(url)
    await _ask(url, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(SchemaNewerError):
        await migrate(url)


async def test_a_migration_that_breaks_off_leaves_nothing_behind(url: str) -> None:
    """As where the process is killed in the midst of it: the last revision's last index is in the way."""
    *_, last = sorted(index.name or "" for index in metadata.tables["inbox"].indexes)
    await _ask(url, lambda connection: connection.execute(text("CREATE TABLE beside (one INTEGER)")))
    await _ask(url, lambda connection: connection.execute(text(f"CREATE INDEX {last} ON beside (one)")))
    with pytest.raises(DBAPIError):
        await migrate(url)
    assert await _ask(url, lambda connection: inspect(connection).get_table_names()) == ["beside"]
    await _ask(url, lambda connection: connection.execute(text("DROP TABLE beside")))
    await migrate(url)
    assert await current_state(url) is SchemaState.UP_TO_DATE


async def test_tables_that_nobody_accounts_for_are_left_alone(url: str) -> None:
    await migrate(url)
    await _ask(url, lambda connection: connection.execute(text("DELETE FROM alembic_version")))
    with pytest.raises(SchemaStrangeError, match="activity"):
        await migrate(url)
