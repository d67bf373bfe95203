"""The platform's access token as all processes share it: sealed in a row, refreshed by one process at a time."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import or_, select, update

from storage.engine.database import Database
from storage.sealing import SealBrokenError
from storage.tables.delivery import platform_token
from storage.unit_of_work import StoredUnitOfWork

LEASE = timedelta(seconds=40)
ASK_AGAIN_SECONDS = 0.05


class TokenLike(Protocol):
    """What a token is here, whoever defines it."""

    @property
    def value(self) -> str: ...
    @property
    def expires_at(self) -> datetime: ...
    @property
    def forced_at(self) -> tuple[datetime, ...]: ...


Token = TypeVar("Token", bound=TokenLike)


class StoredTokens(Generic[Token]):
    """One named token; `make(value, expires_at, forced_at)` builds the caller's own record of it."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        make: Callable[[str, datetime, tuple[datetime, ...]], Token],
        name: str = "wechat",
    ) -> None:
        self._database = database
        self._now = now
        self._make = make
        self._name = name
        self._mine = asyncio.Lock()

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """Entered by one process at a time; a process that dies inside loses its hold after a while."""
        return self._exclusive()

    @asynccontextmanager
    async def _exclusive(self) -> AsyncIterator[None]:
        owner = secrets.token_hex(8)
        async with self._mine:
            while not await self._database.run(lambda uow: self._seize(uow, owner), person_key=None):  # noqa: ASYNC110
                await asyncio.sleep(ASK_AGAIN_SECONDS)  # another process holds it: nothing here could wake us
            try:
                yield
            finally:
                await asyncio.shield(self._database.run(lambda uow: self._let_go(uow, owner), person_key=None))

    async def load(self) -> Token | None:
        """The token on record."""
        return await self._database.read(self._read)

    async def save(self, record: Token) -> None:
        """Put it on record for all."""
        values = {
            "value_sealed": self._database.sealer.seal(record.value),
            "expires_at": record.expires_at,
            "forced_at": [moment.isoformat() for moment in record.forced_at],
        }
        await self._database.run(lambda uow: self._write(uow, values), person_key=None)

    async def _read(self, uow: StoredUnitOfWork) -> Token | None:
        columns = (platform_token.c.value_sealed, platform_token.c.expires_at, platform_token.c.forced_at)
        row = await uow.session.first(select(*columns).where(platform_token.c.name == self._name))
        if row is None or not row[0]:
            return None
        forced_at = tuple(datetime.fromisoformat(moment) for moment in row[2])
        try:
            value = uow.session.sealer.open(row[0])
        except SealBrokenError:
            value = ""  # sealed with a former key: a new one is had for the asking
        return self._make(value, row[1], forced_at)

    async def _write(self, uow: StoredUnitOfWork, values: dict[str, Any]) -> None:
        statement = uow.session.upsert(platform_token, ("name",), tuple(values))
        await uow.session.run(statement, {"name": self._name, **values})

    async def _seize(self, uow: StoredUnitOfWork, owner: str) -> bool:
        now = self._now()
        statement = uow.session.insert(platform_token)
        seized = await uow.session.value(
            statement.on_conflict_do_update(
                index_elements=["name"],
                set_={name: statement.excluded[name] for name in ("lock_owner", "locked_until")},
                where=or_(
                    platform_token.c.lock_owner.is_(None),
                    platform_token.c.locked_until < now,
                    platform_token.c.locked_until > now + 2 * LEASE,  # the clock was set back
                ),
            ).returning(platform_token.c.lock_owner),
            {
                "name": self._name,
                "value_sealed": "",
                "expires_at": now,
                "forced_at": [],
                "lock_owner": owner,
                "locked_until": now + LEASE,
            },
        )
        return bool(seized == owner)

    async def _let_go(self, uow: StoredUnitOfWork, owner: str) -> None:
        await uow.session.run(
            update(platform_token).where(platform_token.c.name == self._name, platform_token.c.lock_owner == owner),
            {"lock_owner": None, "locked_until": None},
        )
