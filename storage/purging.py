"""Texts live as long as `[privacy] keep_messages` says; what is left over of them goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.engine.session import Session
from storage.tables.conversing import inbox, media_item, message_text
from storage.tables.experts import expert_change
from storage.tables.people import person
from storage.tables.working import failed_code

FEED_KEPT = 500_000


class Purging:
    """Deletes what is too old."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def purge_texts(self, before: datetime) -> int:
        """Texts from before that moment, messages with their replies; the answer is how many."""
        gone = await self._session.run(delete(message_text).where(message_text.c.at < before))
        gone += await self._session.run(delete(inbox).where(inbox.c.received_at < before))
        await self._session.run(delete(failed_code).where(failed_code.c.at < before))
        await self._trim_feed()
        return gone

    async def forgotten_files(self, limit: int = 100) -> list[tuple[int, str]]:
        """Files whose sender is forgotten: (media row, path below the media directory)."""
        rows = await self._session.all(
            select(media_item.c.id, media_item.c.file)
            .join(person, person.c.id == media_item.c.person_id)
            .where(person.c.forgotten_at.is_not(None), media_item.c.file.is_not(None))
            .limit(limit)
        )
        return [(row[0], row[1]) for row in rows]

    async def files_gone(self, media_ids: Sequence[int]) -> None:
        """They are deleted from the disk."""
        await self._session.run(update(media_item).where(media_item.c.id.in_(media_ids)), {"file": None})

    async def _trim_feed(self) -> None:
        newest = await self._session.value(select(func.max(expert_change.c.id)))
        if newest is not None:
            await self._session.run(delete(expert_change).where(expert_change.c.id <= newest - FEED_KEPT))
