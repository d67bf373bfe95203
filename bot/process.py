"""The one composition root: every part of a running service, started and stopped in order."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import structlog
from aiohttp import web

from bot.channels.wechat_api import WeChatApi
from bot.channels.wechat_crypto import MAXIMUM_BODY_BYTES, Credentials, Gate
from bot.channels.wechat_token import TokenProvider, TokenRecord
from bot.channels.wechat_transport import Transport
from bot.clock import Now
from bot.config import Configuration
from bot.delivery.courier import Courier
from bot.entries import Entries
from bot.health import health_routes
from bot.housekeeping import Housekeeping
from bot.language import Language
from bot.library import Library
from bot.media_fetching import MediaFetcher
from bot.metrics import Metrics
from bot.pool import Pool
from bot.receiving.callback import Callback
from bot.receiving.catching_up import CatchingUp
from bot.receiving.dispatcher import Dispatcher
from bot.ticking import Ticker
from bot.warming import warm_up
from handlers.turn import Services
from nlu.times.workdays import is_workday
from storage.delivery.tokens import StoredTokens
from storage.engine.database import Database
from storage.sealing import Sealer

log = structlog.get_logger()


@dataclass(slots=True)
class Process:
    """What runs in one process; `open` composes it, `start` sets the workers going, `stop` lets everything finish."""

    configuration: Configuration
    now: Now
    database: Database
    services: Services
    dispatcher: Dispatcher
    callback: Callback
    courier: Courier
    catching_up: CatchingUp
    ticker: Ticker
    media: MediaFetcher
    housekeeping: Housekeeping
    metrics: Metrics
    tokens: TokenProvider
    language: Language
    pool: Pool
    library: Library
    session: aiohttp.ClientSession
    worker: str
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    async def open(cls, configuration: Configuration, now: Now, language: Language | None = None) -> Process:
        """Everything put together, nothing running yet. The database must be at the current schema.

        A `language` that is loaded already spares the second that loading takes.
        """
        metrics = Metrics()
        kept = configuration.media.kept_search
        database = await Database.open(configuration.database.url, Sealer(configuration.privacy.data_key))
        language = language if language is not None else await asyncio.to_thread(Language.load, kept)
        pool = await Pool.load(database, language, kept)
        await language.learn_from(database, now)
        library = await Library.load(database)
        entries = await Entries.load(database, language, pool)
        services = language.services(configuration, configuration.rules(is_workday), pool.index, library)
        await asyncio.to_thread(warm_up, services, now())
        session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
        wechat = configuration.wechat
        transport = Transport(session, wechat.api_base_url)
        tokens = TokenProvider(
            transport, StoredTokens(database, now, TokenRecord), wechat.app_id, wechat.app_secret, now
        )
        api = WeChatApi(session, wechat.api_base_url, tokens)
        worker = secrets.token_hex(6)
        directory = Path(configuration.media.directory)
        courier = Courier(database, api, configuration, services.rules, now, metrics, worker, directory)
        dispatcher = Dispatcher(database, services, now)
        gate = Gate(Credentials(wechat.app_id, wechat.token, wechat.encoding_aes_key, wechat.mode == "safe"), now)
        callback = Callback(gate, wechat.app_id, dispatcher, courier, now, metrics)
        return cls(
            configuration=configuration,
            now=now,
            database=database,
            services=services,
            dispatcher=dispatcher,
            callback=callback,
            courier=courier,
            catching_up=CatchingUp(database, dispatcher, courier.wake),
            ticker=Ticker(database, services, now, courier.wake),
            media=MediaFetcher(database, api, directory, now, courier.wake),
            housekeeping=Housekeeping(database, configuration, language, pool, library, entries, now, metrics),
            metrics=metrics,
            tokens=tokens,
            language=language,
            pool=pool,
            library=library,
            session=session,
            worker=worker,
        )

    def application(self) -> web.Application:
        """The public door: the callback and the health of the process."""
        application = web.Application(client_max_size=MAXIMUM_BODY_BYTES)
        application.add_routes(self.callback.routes())
        application.add_routes(health_routes(self.database, self.configuration, self.language))
        return application

    def admin_application(self) -> web.Application:
        """The operators' door."""

        async def show(_: web.Request) -> web.Response:
            await self.housekeeping.measure()
            self.metrics.note_refreshes(self.tokens.refreshes)
            return web.Response(body=self.metrics.text(), content_type="text/plain", charset="utf-8")

        application = web.Application()
        application.add_routes([web.get("/metrics", show)])
        return application

    def start(self) -> None:
        """Delivery, due moments, media and housekeeping begin."""
        self.dispatcher.on_parked = self.catching_up.wake
        self.ticker.start()
        self.housekeeping.start()
        workers = (self.courier.run(), self.media.run(), self.catching_up.run())
        self._tasks = [asyncio.create_task(worker) for worker in workers]

    async def settle(self) -> None:
        """Work off what is due now: for the demo and for tests, which move the clock instead of waiting."""
        for _ in range(50):
            done = await self.ticker.tick()
            done += await self.media.step()
            done += await self.catching_up.step()
            done += await self.courier.drain()
            if not done:
                return

    async def stop(self) -> None:
        """Finish or release what is held, then let go."""
        await self.dispatcher.finish()
        await self.callback.finish()
        self.ticker.stop()
        self.housekeeping.stop()
        self.catching_up.stop()
        await self.courier.stop()
        self.media.stop()
        for task in self._tasks:
            try:
                await asyncio.wait_for(task, 10)
            except (TimeoutError, asyncio.CancelledError):
                log.warning("worker_did_not_stop")
            except Exception as error:  # the database is away: what was held is taken up again after its lease
                log.warning("worker_stopped_badly", error=type(error).__name__)
        await self.session.close()
        await self.database.close()
