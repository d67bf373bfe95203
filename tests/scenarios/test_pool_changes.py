"""A changed expert is seen by the next match: at once in the process that changed it, soon in every other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.housekeeping import REFRESH_SECONDS
from bot.process import Process
from domain.experts import ExpertStatus
from handlers.turn import MatchQuery
from storage.unit_of_work import StoredUnitOfWork
from tests.scenarios.casting import ORCHARD, cast_story
from tests.scenarios.harness import Story

KIWI = MatchQuery("猕猴桃得了溃疡病流红水", ("重庆", "四川"))


def found(process: Process) -> list[int]:
    return [hit.expert_id for hit in process.pool.index.search(KIWI, 5) if hit.relevance >= 0.5]


async def other_process(tale: Story) -> Process:
    return await Process.open(tale.stage.configuration, tale.clock, tale.stage.process.language)


async def test_a_change_in_chat_is_seen_by_the_next_match_and_by_every_process(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        one = await tale.expert("wu", "吴敏", skills=("茶树修剪",), **ORCHARD)
        second = await other_process(tale)
        try:
            assert one.id not in found(second)
            await tale.say("wu", "改资料 擅长=猕猴桃溃疡病防控、猕猴桃栽培")
            if one.id not in found(tale.stage.process):
                await tale.say("wu", "是")
            assert found(tale.stage.process) == [one.id]
            assert one.id not in found(second)
            await second.housekeeping.step()
            assert found(second) == [one.id]
            assert REFRESH_SECONDS <= 1, "a step a second, so two seconds at most"
        finally:
            await second.stop()


async def test_an_expert_out_of_service_is_found_no_more(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        await tale.say("boss", "添加专家 吴敏；市农科院；研究员；猕猴桃溃疡病防控、猕猴桃栽培；奉节")
        added = found(tale.stage.process)
        assert len(added) == 1

        async def stop(uow: StoredUnitOfWork) -> None:
            one = await uow.experts.get(added[0])
            assert one is not None
            one.status = ExpertStatus.STOPPED
            await uow.experts.save(one)

        await tale.run(stop)
        assert found(tale.stage.process) == []


async def test_what_was_undone_changes_nothing(tmp_path: Path) -> None:
    async with cast_story(tmp_path) as tale:
        one = await tale.expert("wu", "吴敏", skills=("茶树修剪",), **ORCHARD)

        async def fail(uow: StoredUnitOfWork) -> None:
            one.skills = ("猕猴桃溃疡病防控",)
            await uow.experts.save(one)
            raise LookupError

        with pytest.raises(LookupError):
            await tale.run(fail)
        assert found(tale.stage.process) == []
