"""What a process does beside its messages: keeps pool and knowledge current, purges old texts, measures queues."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog

from bot.clock import Now
from bot.config import Configuration
from bot.entries import Entries
from bot.language import Language
from bot.library import Library
from bot.metrics import Metrics
from bot.pool import Pool
from domain.durations import Duration
from storage.engine.database import Database
from storage.engine.outages import is_outage

log = structlog.get_logger()
REFRESH_SECONDS = 1.0
MEASURE_SECONDS = 5.0
PURGE_EVERY = timedelta(hours=6)


class Housekeeping:
    """One task of each process."""

    def __init__(
        self,
        database: Database,
        configuration: Configuration,
        language: Language,
        pool: Pool,
        library: Library,
        entries: Entries,
        now: Now,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._media = Path(configuration.media.directory)
        self._keep = Duration.parse(configuration.privacy.keep_messages)
        self._language = language
        self._pool = pool
        self._library = library
        self._entries = entries
        self._now = now
        self._metrics = metrics
        self._task: asyncio.Task[None] | None = None
        self._purged_at = now()

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()

    async def step(self) -> None:
        """Take over what other processes changed, and clear away; what fails keeps nothing else from being done."""
        for part in (
            self._refresh_pool,
            self._refresh_library,
            self._refresh_entries,
            self._learn,
            self._delete_forgotten_files,
            self._purge,
        ):
            try:
                await part()
            except Exception as error:
                log.exception("housekeeping_failed", part=part.__name__.strip("_"))
                if is_outage(error):
                    return  # the others would fare no better

    async def _refresh_pool(self) -> None:
        await self._pool.refresh(self._database)
        await self._pool.keep(self._database, self._now())

    async def _refresh_library(self) -> None:
        await self._library.refresh(self._database)

    async def _refresh_entries(self) -> None:
        await self._entries.refresh(self._database)

    async def _learn(self) -> None:
        await self._language.learn_from(self._database, self._now)

    async def _purge(self) -> None:
        if self._now() - self._purged_at >= PURGE_EVERY:
            self._purged_at = self._now()
            before = self._now() - self._keep.span
            await self._database.run(lambda uow: uow.purging.purge_texts(before), person_key=None)

    async def _delete_forgotten_files(self) -> None:
        """Pictures and voices of people who had their data deleted; what cannot be deleted now is tried again."""
        found = await self._database.read(lambda uow: uow.purging.forgotten_files())
        gone = [media_id for media_id, file in found if await asyncio.to_thread(self._delete, file)]
        if gone:
            await self._database.run(lambda uow: uow.purging.files_gone(gone), person_key=None)

    def _delete(self, file: str) -> bool:
        try:
            (self._media / file).unlink(missing_ok=True)
        except OSError as error:
            log.warning("file_not_deleted", file=file, reason=error.strerror)
            return False
        return True

    async def measure(self) -> None:
        """Queue depth and age, for whoever asks for the figures; what is counted here is told without them, too."""
        try:
            async with asyncio.timeout(MEASURE_SECONDS):
                depths, oldest = await self._database.read(lambda uow: uow.outbox.figures(self._now()))
                parked = await self._database.read(lambda uow: uow.parking.count())
        except Exception as error:
            log.warning("queues_not_measured", error=type(error).__name__)
            self._metrics.database_up.set(0)
            return
        self._metrics.database_up.set(1)
        for status, count in depths.items():
            self._metrics.queue.labels(status).set(count)
        self._metrics.queue_age.set(oldest)
        self._metrics.parked.set(parked)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            await self.step()
