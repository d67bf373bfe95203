"""One token for all processes: sealed, and refreshed by one at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from storage.delivery.tokens import LEASE, StoredTokens
from storage.engine.database import Database
from storage.sealing import Sealer
from storage.tables.delivery import platform_token
from tests.databases import DATA_KEY, open_database
from tests.storage.making import HOUR, NOW


@dataclass(frozen=True, slots=True)
class Token:
    value: str
    expires_at: datetime
    forced_at: tuple[datetime, ...] = ()


def _tokens(database: Database, now: datetime = NOW) -> StoredTokens[Token]:
    return StoredTokens(database, lambda: now, Token)


async def test_a_token_is_kept_sealed(database: Database) -> None:
    tokens = _tokens(database)
    assert await tokens.load() is None
    async with tokens.exclusive():
        assert await tokens.load() is None
        await tokens.save(Token("secret", NOW + HOUR, (NOW, NOW + timedelta(seconds=1))))
    assert await _tokens(database).load() == Token("secret", NOW + HOUR, (NOW, NOW + timedelta(seconds=1)))
    stored = await database.read(lambda uow: uow.session.value(select(platform_token.c.value_sealed)))
    assert "secret" not in stored


async def test_one_process_refreshes_at_a_time(url: str) -> None:
    async with open_database(url) as one, await Database.open(url, Sealer(DATA_KEY)) as other:
        inside: list[str] = []
        seen: list[int] = []

        async def refresh(database: Database, name: str) -> None:
            async with _tokens(database).exclusive():
                inside.append(name)
                seen.append(len(inside))
                await asyncio.sleep(0)
                inside.remove(name)

        await asyncio.gather(refresh(one, "a"), refresh(other, "b"), refresh(one, "c"), refresh(other, "d"))
        assert seen == [1, 1, 1, 1]


async def test_a_dead_holder_is_passed_over(database: Database) -> None:
    dead = _tokens(database)
    await dead.exclusive().__aenter__()
    async with asyncio.timeout(10), _tokens(database, NOW + LEASE + timedelta(seconds=1)).exclusive():
        pass


async def test_a_hold_from_a_clock_that_was_set_back_is_passed_over(database: Database) -> None:
    await _tokens(database, NOW + 24 * HOUR).exclusive().__aenter__()
    async with asyncio.timeout(10), _tokens(database).exclusive():
        pass


async def test_what_a_former_key_sealed_counts_as_none(url: str) -> None:
    async with open_database(url) as one, await Database.open(url, Sealer("another key")) as other:
        await _tokens(one).save(Token("secret", NOW + HOUR, (NOW,)))
        assert await _tokens(other).load() == Token("", NOW + HOUR, (NOW,))
