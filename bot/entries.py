"""What staff added to the knowledge in chat, in memory: laid over the shipped rows whenever any process changed it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import structlog

from bot.language import Language
from bot.pool import Pool
from domain.knowledge import KnowledgeEntry
from nlu.labels.fields import fields
from nlu.labels.terms import Row
from storage.engine.database import Database

log = structlog.get_logger()


class Entries:
    """Keeps the knowledge of a process current: read whole, built beside the running one, then swapped."""

    def __init__(self, language: Language, pool: Pool) -> None:
        self._language = language
        self._pool = pool
        self._stamp = 0

    @classmethod
    async def load(cls, database: Database, language: Language, pool: Pool) -> Entries:
        """All that holds."""
        entries = cls(language, pool)
        await entries.refresh(database)
        return entries

    async def refresh(self, database: Database) -> bool:
        """Whether anything had changed. The stamp is taken first, so that nothing is missed."""
        stamp = await database.read(lambda uow: uow.knowledge.stamp())
        if stamp == self._stamp:
            return False
        rows = list(_rows(await database.read(lambda uow: uow.knowledge.entries())))
        knowledge = await asyncio.to_thread(self._language.shipped.joined, rows)
        self._language.knowledge = knowledge
        self._pool.index.know(knowledge)
        self._stamp = stamp
        log.info("knowledge_from_chat", entries=len(rows))
        return True


def _rows(entries: Sequence[KnowledgeEntry]) -> Iterator[Row]:
    """Those whose second level still exists; the words of an entry are their own test."""
    for one in entries:
        if one.field_code in fields() and one.second in fields()[one.field_code].second:
            yield Row(one.field_code, one.second, one.subjects, one.signs, one.terms, "")
