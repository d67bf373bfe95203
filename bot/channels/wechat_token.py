"""One access token for all: refreshed by a single flight, shared through a store, forced only within the limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.channels.wechat_transport import NotAccepted, OutcomeUnknown, Transport

TOKEN_PATH = "/cgi-bin/stable_token"
RENEW_BEFORE = timedelta(minutes=4)
FORCED_PER_DAY = 20
FORCED_APART = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """The token as all processes share it; `forced_at` holds the forced refreshes of the last day, oldest first."""

    value: str
    expires_at: datetime
    forced_at: tuple[datetime, ...] = ()

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may still be used; shortly before its end it may not."""
        return bool(self.value) and now < self.expires_at - RENEW_BEFORE


class TokenStore(Protocol):
    """Where the token is shared between processes."""

    def exclusive(self) -> AbstractAsyncContextManager[object]:
        """Entered by one process at a time; a refresh happens inside."""

    async def load(self) -> TokenRecord | None: ...

    async def save(self, record: TokenRecord) -> None: ...


class MemoryTokenStore:
    """The store of a single process."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._record: TokenRecord | None = None

    def exclusive(self) -> AbstractAsyncContextManager[object]:
        return self._lock

    async def load(self) -> TokenRecord | None:
        return self._record

    async def save(self, record: TokenRecord) -> None:
        self._record = record


class TokenUnavailable(Exception):  # noqa: N818 - an outcome
    """No usable token now; `errcode` where the platform said why."""

    def __init__(self, detail: str, errcode: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errcode = errcode


class TokenProvider:
    """Hands out the shared token and renews it at most once, however many callers find it spoiled."""

    def __init__(
        self, transport: Transport, store: TokenStore, app_id: str, app_secret: str, now: Callable[[], datetime]
    ) -> None:
        self._transport = transport
        self._store = store
        self._account = {"grant_type": "client_credential", "appid": app_id, "secret": app_secret}
        self._now = now
        self._flight = asyncio.Lock()
        self._current: TokenRecord | None = None
        self._landed = 0
        self._failure: TokenUnavailable | None = None
        self.refreshes = 0

    async def token(self) -> str:
        """A token that should work."""
        if self._current is not None and self._current.is_fresh(self._now()):
            return self._current.value
        return await self._renewed(spoiled="")

    async def replace(self, spoiled: str) -> str:
        """Another token than `spoiled`, which the platform has just called bad."""
        if self._current is not None and self._current.value != spoiled and self._current.is_fresh(self._now()):
            return self._current.value
        return await self._renewed(spoiled)

    async def _renewed(self, spoiled: str) -> str:
        """Whoever queued behind a refresh shares its token or its failure instead of repeating it."""
        landed_before = self._landed
        async with self._flight:
            if self._current is not None and self._is_usable(self._current, spoiled):
                return self._current.value
            if self._landed > landed_before and self._failure is not None:
                raise TokenUnavailable(self._failure.detail, self._failure.errcode)
            self._current = await self._flown(spoiled)
            return self._current.value

    async def _flown(self, spoiled: str) -> TokenRecord:
        """A flight that is cancelled does not land: the next in the queue flies itself."""
        try:
            record = await self._shared(spoiled)
        except TokenUnavailable as failure:
            self._failure = failure
            self._landed += 1
            raise
        except Exception as error:  # whatever keeps the shared record from us: nothing has been sent
            self._failure = TokenUnavailable(f"token_store_{type(error).__name__}")
            self._landed += 1
            raise self._failure from error
        self._failure = None
        self._landed += 1
        return record

    def _is_usable(self, record: TokenRecord, spoiled: str) -> bool:
        return record.value != spoiled and record.is_fresh(self._now())

    async def _shared(self, spoiled: str) -> TokenRecord:
        async with self._store.exclusive():
            record = await self._store.load()
            if record is not None and self._is_usable(record, spoiled):
                return record
            record = await self._fetched(spoiled, record.forced_at if record else ())
            await self._store.save(record)
            return record

    async def _fetched(self, spoiled: str, forced_at: tuple[datetime, ...]) -> TokenRecord:
        """Ask plainly first: that answers with the valid token whoever refreshed it; force only a spoiled one.

        The attempt is on record before it is made, so that a failing one counts too.
        """
        now = self._now()
        forced_at = tuple(at for at in forced_at if now - at < timedelta(days=1))
        record = await self._ask(forced_at, force=False)
        if record.value != spoiled:
            return record
        if len(forced_at) >= FORCED_PER_DAY or (forced_at and now - forced_at[-1] < FORCED_APART):
            raise TokenUnavailable("forced_refresh_limit")
        forced_at = (*forced_at, now)
        await self._store.save(TokenRecord(spoiled, now, forced_at))
        return await self._ask(forced_at, force=True)

    async def _ask(self, forced_at: tuple[datetime, ...], force: bool) -> TokenRecord:
        self.refreshes += 1
        try:
            answer = await self._transport.post_json(TOKEN_PATH, self._account | {"force_refresh": force}, {})
        except (NotAccepted, OutcomeUnknown) as error:
            raise TokenUnavailable(f"token_{error}") from error
        return _read_record(answer, self._now(), forced_at)


def _read_record(answer: dict[str, Any], now: datetime, forced_at: tuple[datetime, ...]) -> TokenRecord:
    value, lifetime = answer.get("access_token"), answer.get("expires_in")
    if isinstance(value, str) and value and isinstance(lifetime, int) and lifetime > 0:
        return TokenRecord(value, now + timedelta(seconds=lifetime), forced_at)
    errcode = answer.get("errcode")
    raise TokenUnavailable("token_refused", errcode if isinstance(errcode, int) else None)
