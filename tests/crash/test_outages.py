"""PostgreSQL goes away, breaks connections, is locked, cancels: nobody sees a banner, nothing is lost or doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from bot.clock import system_clock
from bot.receiving.dispatcher import person_key
from bot.stage import Stage
from domain.message import Sender
from storage.engine.postgres import lock_number
from storage.tables.demands import demand
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.hatch import Hatch, hatch_before
from tests.crash.load import NUMBER
from tests.databases import postgres_url
from tests.scenarios.harness import Story, _language, configuration

NEED = "奉节白帝镇，脆李裂果，想请专家看看"


@asynccontextmanager
async def behind_a_hatch(directory: Path) -> AsyncIterator[tuple[Story, Hatch, str]]:
    """A service with its workers running, whose database stands behind a door."""
    async with postgres_url() as url, hatch_before(url) as (hatch, through):
        language = _language()
        language.forget()
        stage = await Stage.open(configuration(directory, through), system_clock, language=language)
        stage.start()
        try:
            yield Story(stage, system_clock), hatch, url  # type: ignore[arg-type]
        finally:
            await stage.close()


async def needs(told: Story) -> int:
    async def count(uow: StoredUnitOfWork) -> int:
        return int(await uow.session.value(select(func.count()).select_from(demand)))

    return int(await told.run(count))


@pytest.mark.parametrize("way", ["cut", "slam"])
async def test_a_lost_database_is_ridden_over(tmp_path: Path, way: str) -> None:
    async with behind_a_hatch(tmp_path) as (told, hatch, _):
        phones = [told.stage.phones.of(f"farmer{number}") for number in range(12)]
        await asyncio.gather(*(phone.text("你好") for phone in phones[:4]))
        under_way = [asyncio.create_task(phone.text(NEED)) for phone in phones]
        await asyncio.sleep(0.05)  # somewhere in the midst of it
        getattr(hatch, way)()
        if way == "slam":
            await asyncio.sleep(1.0)  # the server starts again
            await hatch.open()
        replies = await asyncio.gather(*under_way)
        assert not any(reply.is_banner for reply in replies)
        assert all(NUMBER.search(reply.text) or reply.kind == "none" for reply in replies)
        for phone, reply in zip(phones, replies, strict=True):
            if reply.kind == "none":
                await told.stage.platform.next_message(phone.openid, 30)
        assert await needs(told) == 12
        assert (await phones[0].text("谢谢")).kind == "text", "back to normal"


async def test_a_door_that_is_shut_for_a_while_is_waited_for(tmp_path: Path) -> None:
    """A server that answers but lets nobody in, as while it is moved or restored."""
    async with behind_a_hatch(tmp_path) as (told, hatch, url):
        address = make_url(url)
        engine = create_async_engine(address.set(database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as server:
            await server.execute(text(f"ALTER DATABASE {address.database} ALLOW_CONNECTIONS false"))
            hatch.cut()
            under_way = asyncio.create_task(told.stage.phones.of("farmer").text(NEED))
            await asyncio.sleep(1.0)
            await server.execute(text(f"ALTER DATABASE {address.database} ALLOW_CONNECTIONS true"))
        await engine.dispose()
        assert NUMBER.search((await under_way).text)
        assert await needs(told) == 1


async def test_a_locked_person_is_told_success_and_answered_later(tmp_path: Path) -> None:
    async with behind_a_hatch(tmp_path) as (told, _, url):
        sender = Sender("wechat", told.account, "farmer")
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.connect() as connection:
            await connection.execute(select(func.pg_advisory_xact_lock(lock_number(person_key(sender)))))
            reply = await told.stage.phones.of("farmer").text(NEED)
            assert (reply.status, reply.kind) == (200, "none")
            assert reply.seconds < 5
            assert await needs(told) == 0
            await connection.rollback()
        await engine.dispose()
        message = await told.stage.platform.next_message("farmer", 30)
        assert NUMBER.search(message.shown)
        assert await needs(told) == 1


async def test_a_cancelled_statement_is_run_again(tmp_path: Path) -> None:
    async with behind_a_hatch(tmp_path) as (told, _, url):
        sender = Sender("wechat", told.account, "farmer")
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.connect() as holder, engine.connect() as canceller:
            await canceller.execution_options(isolation_level="AUTOCOMMIT")  # a transaction sees no newer backends
            await holder.execute(select(func.pg_advisory_xact_lock(lock_number(person_key(sender)))))
            under_way = asyncio.create_task(told.stage.phones.of("farmer").text(NEED))
            while not await canceller.scalar(text(_CANCEL)):  # noqa: ASYNC110 - another process waits
                await asyncio.sleep(0.02)
            await holder.rollback()
        await engine.dispose()
        reply = await under_way
        assert NUMBER.search(reply.text)
        assert await needs(told) == 1


_CANCEL = """
SELECT count(*) FROM (
    SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
) AS cancelled
"""
