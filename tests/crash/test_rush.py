"""Fifteen hundred people write at once: each is answered in time, or told `success` and answered by another rung."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.tables.conversing import inbox
from storage.tables.demands import demand
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.services import town
from tests.databases import database_url, open_database

CROWD = 1500
NEED = "奉节白帝镇，脆李裂果，想请专家看看"
WORDS = (NEED, "你好", "进度", "谢谢了哈", "你们那里收不收费", NEED)
LATER_SECONDS = 90.0


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("kind", "processes"), [("sqlite", 1), ("postgresql", 2)])
async def test_everybody_is_answered(kind: str, processes: int, tmp_path: Path) -> None:
    async with database_url(kind, tmp_path) as url, town(tmp_path, url, processes) as place:
        await asyncio.gather(*(service.start() for service in place.services))
        names = [f"person{number}" for number in range(CROWD)]
        pushes = [place.phones.of(name).writes(WORDS[index % len(WORDS)]) for index, name in enumerate(names)]
        replies = await asyncio.gather(
            *(place.wires[index % processes].deliver(push) for index, push in enumerate(pushes))
        )
        later = [name for name, reply in zip(names, replies, strict=True) if not reply.text]
        slowest = max(reply.seconds for reply in replies)
        print(f"\n{kind}: {CROWD - len(later)} at once, {len(later)} later, slowest {slowest:.2f} s")
        assert not any(reply.is_banner for reply in replies)
        assert slowest < 5
        assert all(reply.attempts == 1 for reply in replies)
        await asyncio.gather(*(place.platform.next_message(name, LATER_SECONDS) for name in later))
        assert [await service.stop() for service in place.services] == [0] * processes
        assert all(len(place.platform.record.to(name)) == 1 for name in later), "answered once"
        needs = sum(WORDS[index % len(WORDS)] == NEED for index in range(CROWD))
        async with open_database(url, is_migrated=True) as database:
            assert await database.read(_counts) == (CROWD, needs)


async def _counts(uow: StoredUnitOfWork) -> tuple[int, int]:
    messages = await uow.session.value(select(func.count()).select_from(inbox))
    return int(messages), int(await uow.session.value(select(func.count()).select_from(demand)))
