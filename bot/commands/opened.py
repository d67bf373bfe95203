"""The database as commands open it: at the current schema, or a sentence that says what to do."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import Configuration
from bot.trouble import Trouble
from storage import migrations
from storage.engine.database import Database
from storage.engine.outages import ailment, closed_door
from storage.sealing import SealBrokenError, Sealer

HINTS = {
    "empty": "the database has no tables yet; run: jiebang migrate",
    "older": "the database is older than this program; back it up, then run: jiebang migrate",
    "newer": "the database is newer than this program; install the newer version",
}


async def schema_state(configuration: Configuration) -> str:
    """up_to_date, empty, older or newer; Trouble where the database cannot be reached."""
    make_directory(configuration.database.url)
    try:
        return str(await migrations.current_state(configuration.database.url))
    except Exception as error:
        why = closed_door(error) or ailment(error) or type(error).__name__
        raise Trouble(f"database.url: cannot be opened ({why})", 2) from error


def trouble_of(error: Exception) -> Trouble | None:
    """What a person can mend about the database; None where it is a mistake of ours."""
    if isinstance(error, SealBrokenError):
        return Trouble("privacy.data_key: not the key that this database was sealed with", 2)
    if (what := ailment(error)) is not None:
        return Trouble(f"database.url: the database cannot do this now ({what}); nothing was changed by halves", 2)
    return None


def make_directory(url: str) -> None:
    """A SQLite file's directory, where it is missing."""
    scheme, _, path = url.partition("///")
    if scheme.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)


async def check_schema(configuration: Configuration) -> None:
    """Trouble unless the schema is current."""
    state = await schema_state(configuration)
    if state in HINTS:
        raise Trouble(HINTS[state])


def sealer_of(configuration: Configuration) -> Sealer:
    """With the configured key; without one for this run only, so nothing readable by a guess is ever stored."""
    return Sealer(configuration.privacy.data_key or secrets.token_hex(32))


@asynccontextmanager
async def opened(configuration: Configuration) -> AsyncIterator[Database]:
    """An open database at the current schema."""
    await check_schema(configuration)
    database = await Database.open(configuration.database.url, sealer_of(configuration))
    try:
        yield database
    finally:
        await database.close()


def check_base(configuration: Configuration, base: str) -> str:
    """The base, or Trouble that names the known ones."""
    if base not in configuration.bases:
        raise Trouble(f"--base {base}: there is no such base; known: {'、'.join(configuration.bases)}", 2)
    return base
