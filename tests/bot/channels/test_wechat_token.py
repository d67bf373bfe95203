"""One token for all, refreshed once however many need it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channels.outcomes import SendStatus
from bot.channels.wechat_token import FORCED_PER_DAY, MemoryTokenStore, TokenRecord, TokenUnavailable
from bot.stand_in.faults import FaultKind
from storage.delivery.tokens import StoredTokens
from tests.bot.platform_fixtures import Bench
from tests.databases import open_database, sqlite_url

TOKEN_PATH = "/cgi-bin/stable_token"


async def test_many_callers_share_one_request(bench: Bench) -> None:
    provider = bench.provider()
    tokens = await asyncio.gather(*(provider.token() for _ in range(50)))
    assert len(set(tokens)) == 1
    assert bench.platform.calls[TOKEN_PATH] == 1


async def test_processes_share_through_the_store(bench: Bench) -> None:
    store = MemoryTokenStore()
    one, other = bench.provider(store), bench.provider(store)
    tokens = await asyncio.gather(*(provider.token() for provider in (one, other) * 10))
    assert len(set(tokens)) == 1
    assert bench.platform.calls[TOKEN_PATH] == 1


async def test_it_is_renewed_shortly_before_it_ends(bench: Bench) -> None:
    provider = bench.provider()
    first = await provider.token()
    bench.clock.advance(minutes=115)
    assert await provider.token() == first
    bench.clock.advance(minutes=2)
    second = await provider.token()
    assert second != first
    assert bench.platform.tokens.check(first) == bench.platform.tokens.check(second) == 0
    assert bench.platform.calls[TOKEN_PATH] == 2


async def test_a_token_that_somebody_else_renewed_is_fetched_once_for_all(bench: Bench) -> None:
    provider = bench.provider()
    api = bench.api(provider)
    await provider.token()
    bench.platform.tokens.rotate()
    openids = [f"o_{number}" for number in range(20)]
    for openid in openids:
        bench.platform.person(openid).writes(bench.clock())
    outcomes = await asyncio.gather(*(api.send_text(openid, "在吗") for openid in openids))
    assert {outcome.status for outcome in outcomes} == {SendStatus.SENT}
    assert len(bench.platform.sent) == 20
    assert bench.platform.calls[TOKEN_PATH] == 2


async def test_a_condemned_token_is_forced_out_once_for_all(bench: Bench) -> None:
    provider = bench.provider()
    spoiled = await provider.token()
    bench.platform.tokens.condemn()
    renewed = await asyncio.gather(*(provider.replace(spoiled) for _ in range(20)))
    assert len(set(renewed)) == 1
    assert bench.platform.tokens.check(renewed[0]) == 0
    assert bench.platform.tokens.issued == 2


async def test_force_is_used_at_most_every_thirty_seconds(bench: Bench) -> None:
    provider = bench.provider()
    spoiled = await provider.token()
    bench.platform.tokens.condemn()
    spoiled = await provider.replace(spoiled)
    bench.platform.tokens.condemn()
    bench.clock.advance(seconds=29)
    with pytest.raises(TokenUnavailable, match="forced_refresh_limit"):
        await provider.replace(spoiled)
    bench.clock.advance(seconds=1)
    assert await provider.replace(spoiled) != spoiled


async def test_a_forced_refresh_that_failed_counts_as_well(bench: Bench) -> None:
    store = MemoryTokenStore()
    provider = bench.provider(store)
    spoiled = await provider.token()
    bench.platform.tokens.condemn()
    bench.platform.faults.add(FaultKind.STATUS, 503, path=TOKEN_PATH, skip=1)
    with pytest.raises(TokenUnavailable, match="503"):
        await provider.replace(spoiled)
    with pytest.raises(TokenUnavailable, match="forced_refresh_limit"):
        await bench.provider(store).replace(spoiled)
    bench.clock.advance(seconds=30)
    assert await bench.provider(store).replace(spoiled) != spoiled


async def test_force_is_used_at_most_twenty_times_a_day_also_after_a_restart(bench: Bench) -> None:
    store = MemoryTokenStore()
    token = await bench.provider(store).token()
    for _ in range(FORCED_PER_DAY):
        bench.clock.advance(seconds=31)
        bench.platform.tokens.condemn()
        token = await bench.provider(store).replace(token)
    bench.clock.advance(seconds=31)
    bench.platform.tokens.condemn()
    with pytest.raises(TokenUnavailable, match="forced_refresh_limit"):
        await bench.provider(store).replace(token)
    bench.clock.advance(days=1)
    assert await bench.provider(store).replace(token) != token


async def test_a_permanently_bad_token_ends_after_one_retry(bench: Bench) -> None:
    bench.platform.person("o_farmer").writes(bench.clock())
    bench.platform.faults.errcode(40001, times=10)
    outcome = await bench.api().send_text("o_farmer", "在吗")
    assert outcome.status is SendStatus.REJECTED
    assert bench.platform.calls["/cgi-bin/message/custom/send"] == 2


async def test_those_who_queued_behind_a_failed_refresh_fail_with_it(bench: Bench) -> None:
    bench.platform.faults.status(503, path=TOKEN_PATH, times=100)
    provider = bench.provider()
    results = await asyncio.gather(*(provider.token() for _ in range(10)), return_exceptions=True)
    assert all(isinstance(result, TokenUnavailable) for result in results)
    assert bench.platform.calls[TOKEN_PATH] == 1
    bench.platform.faults.clear()
    assert await provider.token()


async def test_a_cancelled_refresh_leaves_the_way_free(bench: Bench) -> None:
    provider = bench.provider()
    bench.platform.faults.delay(30, path=TOKEN_PATH)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(provider.token(), 0.1)
    assert await provider.token()


async def test_a_store_that_cannot_be_reached_leaves_no_token_and_nothing_sent(bench: Bench, tmp_path: Path) -> None:
    async with open_database(sqlite_url(tmp_path)) as database:
        provider = bench.provider(StoredTokens(database, bench.clock, TokenRecord))
        await database.run(lambda uow: uow.session.run(text("DROP TABLE platform_token")), person_key=None)
        outcome = await bench.api(provider).send_text("o_farmer", "你好")
    assert outcome.status is SendStatus.NOT_ACCEPTED
    assert outcome.detail.startswith("token_store_")
    assert bench.platform.calls.total() == 0
