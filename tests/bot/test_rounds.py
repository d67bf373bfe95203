"""The loop of a worker: woken, at rest, failing, stopped, cancelled."""

from __future__ import annotations

import asyncio

import pytest

from bot import rounds
from bot.rounds import Rounds


class Work:
    """A step that does `left` pieces, then nothing; `failures` of its calls fail first."""

    def __init__(self, left: int = 0, failures: int = 0) -> None:
        self.calls = 0
        self.left = left
        self.failures = failures
        self.called = asyncio.Event()

    async def step(self) -> int:
        self.calls += 1
        self.called.set()
        if self.failures:
            self.failures -= 1
            raise RuntimeError("away")
        done, self.left = min(self.left, 1), max(self.left - 1, 0)
        return done


async def _until(work: Work, calls: int) -> None:
    async with asyncio.timeout(5):
        while work.calls < calls:
            work.called.clear()
            await work.called.wait()


@pytest.fixture
def long_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "PAUSE_SECONDS", 60.0)


@pytest.mark.usefixtures("long_pause")
async def test_it_works_without_a_rest_and_then_waits_to_be_woken() -> None:
    work = Work(left=3)
    running = Rounds(work.step, "step_failed")
    task = asyncio.create_task(running.run())
    await _until(work, 4)
    await asyncio.sleep(0.02)
    assert work.calls == 4
    running.wake()
    await _until(work, 5)
    running.stop()
    await asyncio.wait_for(task, 5)


@pytest.mark.usefixtures("long_pause")
async def test_what_wakes_it_during_a_step_is_not_missed() -> None:
    work = Work()
    running: Rounds

    async def step() -> int:
        if work.calls == 0:
            running.wake()
        return await work.step()

    running = Rounds(step, "step_failed")
    task = asyncio.create_task(running.run())
    await _until(work, 2)
    running.stop()
    await asyncio.wait_for(task, 5)


async def test_a_step_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "PAUSE_SECONDS", 0.01)
    work = Work(failures=2)
    running = Rounds(work.step, "step_failed")
    task = asyncio.create_task(running.run())
    await _until(work, 3)
    running.stop()
    await asyncio.wait_for(task, 5)


@pytest.mark.usefixtures("long_pause")
async def test_it_may_be_cancelled_in_its_step_and_at_rest() -> None:
    async def endless() -> int:
        await asyncio.Event().wait()
        return 1

    for step in (endless, Work().step):
        task = asyncio.create_task(Rounds(step, "step_failed").run())
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 5)


@pytest.mark.usefixtures("long_pause")
async def test_woken_all_the_time_it_still_rests_a_least_while() -> None:
    work = Work()
    running = Rounds(work.step, "step_failed", least_rest_seconds=60.0)
    task = asyncio.create_task(running.run())
    await _until(work, 1)
    running.wake()
    await asyncio.sleep(0.02)
    assert work.calls == 1
    task.cancel()
