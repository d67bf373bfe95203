"""Fetches what people sent within the three days that the platform keeps it, by rows, so that a restart loses none."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.channels.wechat_api import WeChatApi
from bot.channels.wechat_media import MediaFailed
from bot.rounds import Rounds
from domain.records import MediaItem, MediaStatus
from storage.engine.database import Database

log = structlog.get_logger()
LEASE = timedelta(minutes=2)
KEPT_BY_PLATFORM = timedelta(days=3)
BACK_OFF = timedelta(minutes=2)
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "audio/amr": "amr", "video/mp4": "mp4"}


class MediaFetcher:
    """One worker of each process."""

    def __init__(
        self,
        database: Database,
        api: WeChatApi,
        directory: Path,
        now: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._api = api
        self._directory = directory
        self._now = now
        self._wake = wake
        self._rounds = Rounds(self.step, "media_step_failed")

    async def run(self) -> None:
        """Until `stop`."""
        await self._rounds.run()

    def stop(self) -> None:
        """After the file in hand."""
        self._rounds.stop()

    async def step(self) -> int:
        """Fetch a few; the answer is how many were tried."""
        now = self._now()
        items = await self._database.run(lambda uow: uow.media_queue.lease(now, LEASE, 8), person_key=None)
        await asyncio.gather(*(self._fetch(item) for item in items))
        if items:
            self._wake()
        return len(items)

    async def _fetch(self, item: MediaItem) -> None:
        now = self._now()
        try:
            item.content_type, content = await self._api.download_media(item.media_id)
            item.file = await asyncio.to_thread(self._store, item, content)
        except (MediaFailed, OSError) as failure:  # the platform does not give it, or our disk does not take it
            item.attempts += 1
            is_lost = now - item.received_at > KEPT_BY_PLATFORM
            item.status = MediaStatus.FAILED if is_lost else MediaStatus.WAITING
            detail = failure.strerror if isinstance(failure, OSError) else str(failure)
            log.warning("media_not_fetched", media=item.id, detail=detail, lost=is_lost)
            wait = BACK_OFF * min(item.attempts, 30)
            await self._database.run(lambda uow: uow.media_queue.put_back(item, now + wait), person_key=None)
            return
        item.size, item.status = len(content), MediaStatus.FETCHED
        await self._database.run(lambda uow: uow.records.save_media(item), person_key=None)

    def _store(self, item: MediaItem, content: bytes) -> str:
        """Written beside and moved into place, so that a half file is never taken for a whole one."""
        kind = (item.content_type or "").split(";")[0].strip()
        ending = ENDINGS.get(kind) or re.sub(r"[^a-z0-9]", "", kind.split("/")[-1])[:8] or "bin"
        name = f"{item.received_at:%Y/%m}/{item.id}.{ending}"
        path = self._directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        try:
            half.write_bytes(content)
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)  # a full disk is no place to leave halves
            raise
        return name
