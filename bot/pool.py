"""The expert pool in memory: loaded at start, changed with each commit of this process and soon after any other's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.clock import Now
from bot.language import Language
from domain.experts import Expert, ExpertStatus
from nlu.search.index import ExpertIndex
from storage.database import Database

MOST_AT_ONCE = 20  # changes of one commit that are laid over the index on the spot; more wait for the refresh


class Pool:
    """The index and the place in the feed of changes up to which it is current."""

    def __init__(self, index: ExpertIndex, cursor: int) -> None:
        self.index = index
        self._cursor = cursor
        self._refreshing = asyncio.Lock()

    @classmethod
    async def load(cls, database: Database, language: Language, now: Now) -> Pool:
        """All active experts; the cursor is taken first, so that nothing is missed."""
        cursor = await database.read(lambda uow: uow.expert_feed.cursor())
        experts = await database.read(lambda uow: uow.expert_feed.all_experts())
        active = [expert for expert in experts if expert.status is ExpertStatus.ACTIVE]
        pool = cls(await asyncio.to_thread(ExpertIndex.build, active, language.knowledge), cursor)
        database.after_expert_changes = pool.take_over
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

    def _lay(self, experts: Sequence[Expert], ids: Sequence[int]) -> None:
        """Active ones as they are now; whoever else is named is forgotten."""
        active = {one.id: one for one in experts if one.status is ExpertStatus.ACTIVE}
        if active:
            self.index.update(active.values())
        if gone := [one for one in ids if one not in active]:
            self.index.remove(gone)
