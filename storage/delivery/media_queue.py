"""Files that wait to be fetched, leased to one worker for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from domain.records import MediaItem, MediaStatus
from storage.engine.session import Session
from storage.records import MEDIA
from storage.tables.conversing import media_item


class MediaQueue:
    """The media rows from the side of whoever fetches."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def lease(self, now: datetime, lease: timedelta, limit: int) -> list[MediaItem]:
        """The oldest that may be tried now; a dead worker's come back when the lease ends."""
        ready = (
            select(media_item.c.id)
            .where(
                media_item.c.status == MediaStatus.WAITING.value,
                media_item.c.media_id != "",
                or_(media_item.c.next_try_at.is_(None), media_item.c.next_try_at <= now),
            )
            .order_by(media_item.c.received_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = [row[0] for row in await self._session.all(ready)]
        if not ids:
            return []
        await self._session.run(update(media_item).where(media_item.c.id.in_(ids)), {"next_try_at": now + lease})
        rows = await self._session.all(
            select(*MEDIA.columns).where(media_item.c.id.in_(ids)).order_by(media_item.c.received_at)
        )
        return [MEDIA.build(row) for row in rows]

    async def put_back(self, item: MediaItem, at: datetime) -> None:
        """It failed: again at that moment, unless the item says that it is lost."""
        await self._session.run(
            update(media_item).where(media_item.c.id == item.id), {**MEDIA.values(item), "next_try_at": at}
        )
