"""The expert pool in memory: loaded at start, kept up with changes of any process."""

from __future__ import annotations

import asyncio

from nlu.search import ExpertIndex, Profile

from bot.clock import Now
from bot.language import Language
from domain.experts import Expert, ExpertStatus
from storage.database import Database


def profile_of(expert: Expert) -> Profile:
    """What the index reads of an expert."""
    return Profile(
        id=expert.id,
        base=expert.base,
        name=expert.name,
        unit=expert.unit,
        title=expert.title,
        place_code=expert.place_code,
        fields=expert.fields,
        skills=expert.skills,
        text=expert.profile,
    )


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
        profiles = [profile_of(expert) for expert in experts if expert.status is ExpertStatus.ACTIVE]
        return cls(await asyncio.to_thread(ExpertIndex.build, profiles), cursor)

    async def refresh(self, database: Database) -> int:
        """Take over what changed since; the answer is how many experts that were."""
        cursor, ids = await database.read(lambda uow: uow.expert_feed.changes_since(self._cursor))
        if ids:
            found = await database.read(lambda uow: uow.experts.get_many(ids))
            active = [expert for expert in found.values() if expert.status is ExpertStatus.ACTIVE]
            self.index.update([profile_of(expert) for expert in active])
            self.index.remove([one for one in ids if one not in {expert.id for expert in active}])
        self._cursor = cursor
        return len(ids)
