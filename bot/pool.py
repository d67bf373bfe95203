"""The expert pool in memory: loaded at start, kept up with changes of any process."""

from __future__ import annotations

import asyncio

from bot.clock import Now
from bot.language import Language
from domain.experts import ExpertStatus
from nlu.search.index import ExpertIndex
from storage.database import Database


class Pool:
    """The index and the place in the feed of changes up to which it is current."""

    def __init__(self, index: ExpertIndex, cursor: int) -> None:
        self.index = index
        self._cursor = cursor

    @classmethod
    async def load(cls, database: Database, language: Language, now: Now) -> Pool:
        """All active experts; the cursor is taken first, so that nothing is missed."""
        cursor = await database.read(lambda uow: uow.expert_feed.cursor())
        experts = await database.read(lambda uow: uow.expert_feed.all_experts())
        active = [expert for expert in experts if expert.status is ExpertStatus.ACTIVE]
        return cls(await asyncio.to_thread(ExpertIndex.build, active, language.knowledge), cursor)

    async def refresh(self, database: Database) -> int:
        """Take over what changed since; the answer is how many experts that were."""
        cursor, ids = await database.read(lambda uow: uow.expert_feed.changes_since(self._cursor))
        if ids:
            found = await database.read(lambda uow: uow.experts.get_many(ids))
            active = [expert for expert in found.values() if expert.status is ExpertStatus.ACTIVE]
            self.index.update(active)
            self.index.remove([one for one in ids if one not in {expert.id for expert in active}])
        self._cursor = cursor
        return len(ids)
