"""Many hands at once, on one process and on two: one winner, one record, polite answers for the others."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.stand_in.passive import PassiveReply
from domain.demands import DemandStatus
from storage.tables.conversing import inbox
from storage.tables.demands import claim, demand
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.load import NUMBER, WON
from tests.crash.people import experts
from tests.crash.services import Town, town
from tests.databases import database_url, open_database

NEED = "奉节白帝镇，脆李裂果，想请专家看看"
CROWD = 100
LATER_SECONDS = 90.0  # on a busy machine too: what must be quick is the answer on the connection
pytestmark = pytest.mark.timeout(240)
BOTH = pytest.mark.parametrize(("kind", "processes"), [("sqlite", 1), ("postgresql", 2)])


@asynccontextmanager
async def running(kind: str, processes: int, directory: Path, crowd: int) -> AsyncIterator[tuple[Town, list[str]]]:
    async with database_url(kind, directory) as url, town(directory, url, processes) as place:
        names = await experts(place, crowd)
        await asyncio.gather(*(service.start() for service in place.services))
        yield place, names


async def say(place: Town, who: str, text: str, index: int = 0) -> PassiveReply:
    """Through the process of that index; an answer that leaves by another rung is waited for."""
    wire = place.wires[index % len(place.wires)]
    heard = len(place.platform.record.to(who))
    reply = await wire.deliver(place.phones.of(who).writes(text))
    assert not reply.is_banner
    assert reply.seconds < 5
    if reply.text:
        return reply
    while len(place.platform.record.to(who)) <= heard:
        await asyncio.wait_for(place.platform.next_message(who, 30), 30)
    return PassiveReply(200, "text", "\n".join(one.shown for one in place.platform.record.to(who)[heard:]))


async def look(place: Town, work: Any) -> Any:
    async with open_database(place.configuration.database.url, is_migrated=True) as database:
        return await database.read(work)


async def register(place: Town, who: str = "farmer") -> int:
    found = NUMBER.search((await say(place, who, NEED)).text)
    assert found
    return int(found[1])


@BOTH
async def test_a_hundred_experts_claim_one_order(kind: str, processes: int, tmp_path: Path) -> None:
    async with running(kind, processes, tmp_path, CROWD) as (place, names):
        no = await register(place)
        pushes = [place.phones.of(name).writes(f"揭榜 {no}") for name in names]
        replies = await asyncio.gather(*(place.wires[i % processes].deliver(push) for i, push in enumerate(pushes)))
        later = [name for name, reply in zip(names, replies, strict=True) if not reply.text]
        said = {name: reply.text for name, reply in zip(names, replies, strict=True)}
        for name in later:
            said[name] = await _heard(place, name, ("是您的了", "已经有专家接了"))
        assert max(reply.seconds for reply in replies) < 5
        winners = [name for name, text in said.items() if WON.search(text)]
        polite = [name for name, text in said.items() if "已经有专家接了" in text]
        assert (len(winners), len(polite)) == (1, CROWD - 1)
        assert await look(place, _won) == 1
        assert place.platform.calls["/cgi-bin/stable_token"] == 1, "one token for all processes"


async def _heard(place: Town, who: str, words: tuple[str, ...]) -> str:
    """The next message with one of these words; others may come before."""
    while True:
        message = await place.platform.next_message(who, LATER_SECONDS)
        if any(word in message.shown for word in words):
            return message.shown


async def _won(uow: StoredUnitOfWork) -> int:
    return int(await uow.session.value(select(func.count()).where(claim.c.status == "won")))


@BOTH
async def test_three_deliveries_of_one_message_at_once(kind: str, processes: int, tmp_path: Path) -> None:
    async with running(kind, processes, tmp_path, 1) as (place, _):
        pushes = [place.phones.of(f"farmer{number}").writes(NEED) for number in range(10)]
        replies = await asyncio.gather(
            *(asyncio.gather(*(place.wires[i % processes].attempt(push) for i in range(3))) for push in pushes)
        )
        for three in replies:
            assert len({reply.text for reply in three}) == 1, "the stored reply again"
            assert NUMBER.search(three[0].text)
        assert await look(place, _demands_and_messages) == (10, 10)


async def _demands_and_messages(uow: StoredUnitOfWork) -> tuple[int, int]:
    demands = await uow.session.value(select(func.count()).select_from(demand))
    return int(demands), int(await uow.session.value(select(func.count()).select_from(inbox)))


@BOTH
async def test_a_withdrawal_and_a_claim_at_once(kind: str, processes: int, tmp_path: Path) -> None:
    async with running(kind, processes, tmp_path, 8) as (place, names):
        outcomes: Counter[bool] = Counter()
        for number, name in enumerate(names):
            no = await register(place, f"farmer{number}")
            gone, taken = await asyncio.gather(
                say(place, f"farmer{number}", f"撤回 {no}", number), say(place, name, f"揭榜 {no}", number + 1)
            )
            found = await look(place, lambda uow, no=no: uow.demands.get(no))
            is_won = WON.search(taken.text) is not None
            outcomes[is_won] += 1
            assert "撤回" in gone.text
            assert found.status in {DemandStatus.WITHDRAWN, DemandStatus.CLAIMED}
            assert is_won or found.expert_id is None
        assert outcomes.total() == len(names)


@BOTH
async def test_two_blind_ratings_at_once(kind: str, processes: int, tmp_path: Path) -> None:
    async with running(kind, processes, tmp_path, 6) as (place, names):
        for number, name in enumerate(names):
            farmer = f"farmer{number}"
            no = await register(place, farmer)
            assert WON.search((await say(place, name, f"揭榜 {no}", number)).text)
            await say(place, name, f"完成 {no} 教了覆膜排水", number)
            await asyncio.gather(
                say(place, farmer, f"评价 {no} 5 解决了", number), say(place, name, f"评价 {no} 4", number + 1)
            )
            ratings = await look(place, lambda uow, no=no: uow.ratings.of_demand(no))
            assert sorted((one.side.value, one.score) for one in ratings) == [("asker", 5), ("expert", 4)]


@BOTH
async def test_two_hundred_sign_up_for_fifty_places(kind: str, processes: int, tmp_path: Path) -> None:
    async with running(kind, processes, tmp_path, 1) as (place, _):
        await say(place, "boss", "添加宣讲 脆李冬季管护；明天上午9点；白帝镇文化中心；全体；50人")
        found = re.search(r"第 (\d+) 场", (await say(place, "boss", "是")).text)
        assert found
        no = int(found[1])
        names = [f"p{number}" for number in range(200)]
        pushes = [place.phones.of(name).writes(f"报名 {no}") for name in names]
        replies = await asyncio.gather(*(place.wires[i % processes].deliver(push) for i, push in enumerate(pushes)))
        said = {name: reply.text for name, reply in zip(names, replies, strict=True)}
        for name in [name for name, text in said.items() if not text]:
            said[name] = await _heard(place, name, ("报上了", "候补第"))
        inside = [name for name, text in said.items() if "报上了" in text]
        turns = sorted(int(one[1]) for text in said.values() if (one := re.search(r"候补第 (\d+) 位", text)))
        assert len(inside) == 50
        assert turns == list(range(1, 151))
