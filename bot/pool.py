"""The expert pool in memory: loaded at start, changed with each commit of this process and soon after any other's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot import kept_pool
from bot.kept_pool import State
from bot.language import Language
from domain.experts import Expert, ExpertStatus
from nlu.search.index import ExpertIndex
from storage.engine.database import Database

log = structlog.get_logger()
MOST_AT_ONCE = 20  # changes of one commit that are laid over the index on the spot; more wait for the refresh
WORTH_KEEPING = 2_000  # experts; fewer are read faster than a snapshot is checked
KEPT_EVERY = timedelta(minutes=10)
MUCH = 0.05  # of the pool; as many changes are worth a new snapshot


class Pool:
    """The index and the place in the feed of changes up to which it is current."""

    def __init__(self, index: ExpertIndex, cursor: int, folder: Path | None = None) -> None:
        self.index = index
        self._cursor = cursor
        self._refreshing = asyncio.Lock()
        self._folder = folder
        self._unkept = 0  # changes that the snapshot on disk does not have
        self._must_keep = False
        self._kept_at: datetime | None = None

    @classmethod
    async def load(cls, database: Database, language: Language, folder: Path | None = None) -> Pool:
        """All active experts: from the snapshot in the folder and what changed since, or from nothing."""
        state = await State.read(database)
        pool = await cls._from_snapshot(database, language, state, folder) if folder is not None else None
        if pool is None:
            experts = await database.read(lambda uow: uow.expert_feed.all_experts())
            active = [expert for expert in experts if expert.status is ExpertStatus.ACTIVE]
            pool = cls(await asyncio.to_thread(ExpertIndex.build, active, language.knowledge), state.cursor, folder)
            pool._must_keep = True
        database.after_expert_changes = pool.take_over
        return pool

    @classmethod
    async def _from_snapshot(
        cls, database: Database, language: Language, state: State, folder: Path | None
    ) -> Pool | None:
        kept = await asyncio.to_thread(kept_pool.read, folder) if folder is not None else None
        ids = await kept_pool.changed_since(kept, state, database) if kept is not None else None
        if kept is None or ids is None:
            return None
        pool = cls(await asyncio.to_thread(ExpertIndex.of, kept, language.knowledge), state.cursor, folder)
        if ids:
            found = await database.read(lambda uow: uow.experts.get_many(ids))
            await asyncio.to_thread(pool._lay, list(found.values()), ids)
        log.info("pool_from_snapshot", experts=len(pool.index), changed=len(ids))
        return pool

    def take_over(self, changed: Sequence[Expert]) -> None:
        """What this process just committed is seen by the next match; a tenth of a millisecond for each."""
        if len(changed) <= MOST_AT_ONCE:
            self._lay(changed, [one.id for one in changed])

    async def refresh(self, database: Database) -> int:
        """Take over what any process changed since; the answer is how many experts that were."""
        async with self._refreshing:
            cursor, ids = await database.read(lambda uow: uow.expert_feed.changes_since(self._cursor))
            if ids:
                found = await database.read(lambda uow: uow.experts.get_many(ids))
                await asyncio.to_thread(self._lay, list(found.values()), ids)
            self._cursor = cursor
            return len(ids)

    async def keep(self, database: Database, now: datetime, least: int = WORTH_KEEPING) -> bool:
        """Write the snapshot for the next start where it is due; the answer is whether it was written."""
        if self._folder is None or not self._is_due(now):
            return False
        self._kept_at = now
        if len(self.index) < least:
            await asyncio.to_thread(kept_pool.discard, self._folder)
            return False
        state = await State.read(database)
        await self.refresh(database)
        unkept = self._unkept
        try:
            await asyncio.to_thread(kept_pool.write, self.index, state, self._folder)
        except OSError as error:
            log.warning("pool_not_kept", folder=str(self._folder), reason=str(error))
            return False
        self._unkept -= unkept
        self._must_keep = False
        return True

    def _is_due(self, now: datetime) -> bool:
        if self._kept_at is not None and now - self._kept_at < KEPT_EVERY:
            return False
        return self._must_keep or self._unkept > MUCH * len(self.index)

    def _lay(self, experts: Sequence[Expert], ids: Sequence[int]) -> None:
        """Active ones as they are now; whoever else is named is forgotten, on disk too as soon as that may be."""
        active = {one.id: one for one in experts if one.status is ExpertStatus.ACTIVE}
        self._unkept += len(ids)
        if active:
            self.index.update(active.values())
        if gone := [one for one in ids if one not in active]:
            self._must_keep = True
            self.index.remove(gone)
