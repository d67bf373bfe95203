"""Processes are killed at every boundary of receive, commit, claim, send and record: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.crash_points import POINTS
from bot.process import Process
from tests.crash.load import Load
from tests.crash.people import experts
from tests.crash.reckoning import Books, check_claims, check_demands, check_notices
from tests.crash.services import Town, town
from tests.databases import database_url
from tests.scenarios.harness import _language

KILLS = int(os.environ.get("CRASH_KILLS", "20"))
EXPERTS = 12
WITHOUT_ANSWER = "accepted"  # the platform has the message, and the process dies before it hears so


@pytest.mark.timeout(60 + 15 * KILLS)
@pytest.mark.parametrize(("kind", "processes"), [("sqlite", 1), ("postgresql", 2)])
async def test_nothing_is_lost_and_nothing_doubled(kind: str, processes: int, tmp_path: Path) -> None:
    async with database_url(kind, tmp_path) as url, town(tmp_path, url, processes) as place:
        load = Load(place, await experts(place, EXPERTS))
        await _kill_again_and_again(place, load, KILLS // 2)
        assert [await service.stop() for service in place.services] == [0] * processes
        books = await _two_minutes_later(place)
        check_demands(books, load)
        check_claims(books, load)
        ends = check_notices(books, place.platform.sent)
        print(
            f"\n{kind}: {KILLS // 2} kills, {len(load.answered)} needs, {len(load.claims)} claims, "
            f"{load.deliveries} deliveries, notices {dict(ends)}"
        )
        assert load.banners == 0


async def _kill_again_and_again(place: Town, load: Load, kills: int) -> None:
    """Every process is doomed to die at some boundary; as soon as one is dead it is started again, doomed anew."""
    points = itertools.islice(itertools.cycle([*POINTS, WITHOUT_ANSWER]), kills)
    lives = [asyncio.create_task(_live_and_die(place, index, points)) for index in range(len(place.services))]
    load.start()
    await asyncio.gather(*lives)
    await load.finish()


async def _live_and_die(place: Town, index: int, points: Iterator[str]) -> None:
    service, chance = place.services[index], random.Random(index)
    for point in points:
        await service.start("" if point == WITHOUT_ANSWER else f"{point}:{chance.randint(1, 5)}")
        if point == WITHOUT_ANSWER:
            _kill_when_a_message_is_accepted(place, index)
        assert await service.died() == -9
    await service.start()


def _kill_when_a_message_is_accepted(place: Town, index: int) -> None:
    process = place.services[index].process
    assert process is not None

    def kill(_: object) -> None:
        end()
        process.kill()

    end = place.platform.record.listen(kill)


async def _two_minutes_later(place: Town) -> Books:
    """A last start after every lease has run out delivers the rest and gives up what nobody knows about."""
    place.clock.advance(timedelta(minutes=2))
    process = await Process.open(place.configuration, place.clock, _language())
    try:
        await process.settle()
        return await process.database.read(Books.read)
    finally:
        await process.stop()
