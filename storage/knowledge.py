"""Entries of the knowledge go in, are taken back, and come out for an index in memory."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from domain.knowledge import KnowledgeEntry
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.knowledge import knowledge_entry

ENTRY = RowMap(KnowledgeEntry, knowledge_entry)


class StoredKnowledge:
    """Fulfils `domain.ports.Knowledge`; `stamp` tells a process that it has to read anew."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def stamp(self) -> int:
        """Grows with every change, whichever process made it."""
        return int(await self._session.value(select(func.coalesce(func.sum(knowledge_entry.c.version), 0))))

    async def add(self, entry: KnowledgeEntry) -> int:
        entry.id = await self._session.new_id(knowledge_entry, ENTRY.values(entry))
        return entry.id

    async def entries(self) -> list[KnowledgeEntry]:
        holds = knowledge_entry.c.removed_at.is_(None)
        statement = select(*ENTRY.columns).where(holds).order_by(knowledge_entry.c.id)
        return [ENTRY.build(row) for row in await self._session.all(statement)]

    async def remove(self, entry_id: int, by: int, now: datetime) -> None:
        row = await self._session.first(
            select(*ENTRY.columns).where(knowledge_entry.c.id == entry_id).with_for_update()
        )
        entry = ENTRY.build(row) if row else None
        if entry is not None and entry.removed_at is None:
            entry.removed_by, entry.removed_at, entry.version = by, now, entry.version + 1
            await self._session.change(knowledge_entry, entry.id, ENTRY.values(entry))
