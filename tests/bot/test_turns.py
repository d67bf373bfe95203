"""A message's work is tried again where a rival had it, refused by a rule, or failed by us, in whatever order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.wechat_messages import read_message
from bot.receiving.dispatcher import Answer
from domain.errors import DomainError
from domain.message import Incoming
from handlers.failing import NOT_DONE
from storage.receiving.inbox import DoubleDeliveryError
from storage.unit_of_work import StoredUnitOfWork
from tests.scenarios.harness import Story, story

RULE, RIVAL, FAULT = DomainError("rate_limited"), DoubleDeliveryError(), KeyError("ours")


@pytest_asyncio.fixture
async def told(tmp_path: Path) -> AsyncIterator[Story]:
    async with story(tmp_path) as tale:
        yield tale


def message(told: Story) -> Incoming:
    return read_message(told.stage.phones.of("farmer").writes("你好").xml.encode(), told.account)


@pytest.mark.parametrize(
    ("happens", "kept"),
    [
        ([], [None]),
        ([RIVAL], [None, None]),
        ([RULE], [None, RULE]),
        ([FAULT], [None, NOT_DONE]),
        ([RULE, RIVAL], [None, RULE, RULE]),
        ([RIVAL, FAULT], [None, None, NOT_DONE]),
        ([RIVAL, RULE, RIVAL], [None, None, RULE, RULE]),
    ],
    ids=lambda value: "-".join(type(one).__name__ for one in value) or "nothing",
)
async def test_it_ends_with_an_answer(told: Story, happens: list[Exception], kept: list[DomainError | None]) -> None:
    seen: list[DomainError | None] = []

    async def work(uow: StoredUnitOfWork, refusal: DomainError | None) -> Answer:
        seen.append(refusal)
        if len(seen) <= len(happens):
            raise happens[len(seen) - 1]
        return Answer(1, "said")

    assert await told.stage.process.dispatcher._in_turn(message(told), work) == Answer(1, "said")
    assert seen == kept


async def test_a_fault_in_the_apology_is_a_fault(told: Story) -> None:
    async def work(uow: StoredUnitOfWork, refusal: DomainError | None) -> Answer:
        raise FAULT

    with pytest.raises(KeyError):
        await told.stage.process.dispatcher._in_turn(message(told), work)
