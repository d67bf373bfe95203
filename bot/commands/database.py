"""`jiebang migrate`."""

from __future__ import annotations

import click

from bot.commands.opened import schema_state
from bot.config import Configuration
from bot.trouble import Trouble
from storage.migrations import upgrading


async def migrate(configuration: Configuration) -> None:
    """Bring the database to the current schema; a newer one is refused."""
    url = configuration.database.url
    state = await schema_state(configuration)
    if state == "newer":
        raise Trouble("the database is newer than this program; install the newer version")
    try:
        await upgrading.migrate(url)
    except upgrading.SchemaStrangeError as error:
        raise Trouble(f"{error}; name a database of its own, or put a backup back") from error
    click.echo("The database is at the current schema." if state == "up_to_date" else f"Migrated (it was {state}).")
