"""Over random histories each reminder that should have gone went exactly once, and none for what was moved or off."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from bot.receiving.dispatcher import Dispatcher
from bot.ticking import Ticker
from domain.calendar import SHANGHAI, QuietHours
from domain.experts import Expert, Reach
from domain.message import Incoming, Sender
from domain.people import Grant, Role
from domain.reminders import reminder_times
from domain.visits import Visit, VisitStatus
from tests.scenarios.harness import Story, number_in, story

KEYS = itertools.count(1)
QUIET = QuietHours.parse("22:00-07:30")

SIDES = st.sampled_from(["asker", "expert"])
step = st.one_of(
    st.tuples(st.sampled_from(["arrange", "arrange", "shift"]), SIDES, st.integers(2, 100)),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.sampled_from(["约", "改约"]), SIDES, st.integers(2, 100)),
    st.tuples(st.sampled_from(["同意", "同意", "不行", "取消约"]), SIDES),
    st.tuples(st.just("outage"), st.integers(1, 40)),
    st.tuples(st.just("restart")),
)


@dataclass
class Version:
    """One agreed time of one visit: from when it stood, and when the service looked while it stood."""

    starts_at: datetime
    agreed_at: datetime
    looked: list[datetime] = field(default_factory=list)


class World:
    """One service whose process may be lost and whose clock jumps; one demand for each history."""

    def __init__(self, told: Story) -> None:
        self.told = told
        process = told.stage.process
        self.dispatcher, self.ticker = process.dispatcher, process.ticker
        self.people: dict[str, str] = {}
        self.no = 0
        self.versions: dict[tuple[str, int], Version] = {}

    def restart(self) -> None:
        """What was in memory is gone; the rows are all there is."""
        process = self.told.stage.process
        self.dispatcher = Dispatcher(process.database, process.services, self.told.clock)
        self.ticker = Ticker(process.database, process.services, self.told.clock, lambda: None)

    async def begin(self) -> None:
        """A demand in the hands of an expert, everybody new."""
        mark = next(KEYS)
        self.people = {"asker": f"farmer{mark}", "expert": f"li{mark}"}
        self.versions = {}
        now = self.told.clock()
        one = Expert("重庆", f"李{mark}", "市农技推广总站", fields=("农业",), skills=("脆李",), updated_at=now)

        async def enrol(uow: Any) -> None:
            person = await uow.people.recognise(Sender("wechat", self.told.account, self.people["expert"]), now)
            one.reach, one.person_id = Reach.BOUND, person.id
            one.id = await uow.experts.add(one)
            await uow.people.grant(person.id, Grant("重庆", Role.EXPERT, one.id))

        await self.told.run(enrol)
        self.no = number_in(await self.say("asker", "奉节白帝镇，脆李裂果，想请专家看看"))
        assert "是您的了" in await self.say("expert", f"揭榜 {self.no}")

    async def say(self, side: str, words: str) -> str:
        """One message by way of the dispatcher."""
        sender = Sender("wechat", self.told.account, self.people[side])
        answer = await self.dispatcher.handle(Incoming(sender, f"key{next(KEYS)}", "text", self.told.clock(), words))
        return answer.reply

    async def play(self, steps: list[tuple[Any, ...]]) -> None:
        """The history; after every step but an outage the service looks at what is due."""
        await self.begin()
        for one in steps:
            await self.do(one)
            if one[0] != "outage":
                await self.look()
        for hours in (1, 9, 18, 18, 18, 18, 18):
            await self.do(("wait", hours))
            await self.look()

    async def do(self, one: tuple[Any, ...]) -> None:
        if one[0] in {"arrange", "shift"}:
            other = "expert" if one[1] == "asker" else "asker"
            await self.do(("约" if one[0] == "arrange" else "改约", one[1], one[2]))
            await self.do(("同意", other))
        elif one[0] in {"约", "改约"}:
            at = (self.told.clock() + timedelta(hours=one[2])).astimezone(SHANGHAI)
            await self.say(one[1], f"{one[0]} {self.no} {at.year}年{at.month}月{at.day}日{at.hour:02d}:30 现场")
            await self.say(one[1], "是")  # at night it is asked back
        elif one[0] in {"wait", "outage"}:
            self.told.clock.advance(hours=one[1])
        elif one[0] == "restart":
            self.restart()
        else:
            await self.say(one[1], f"{one[0]} {self.no}")
        await self.watch()

    async def watch(self) -> None:
        """Note which agreed times stand now."""
        visits: list[Visit] = await self.told.run(lambda uow: uow.visits.of_demand(self.no))
        for visit in visits:
            if visit.status is VisitStatus.AGREED:
                key = (f"visit:{visit.id}", visit.revision)
                self.versions.setdefault(key, Version(visit.starts_at, self.told.clock()))

    async def look(self) -> None:
        """A tick of the scheduler."""
        now = self.told.clock()
        visits: list[Visit] = await self.told.run(lambda uow: uow.visits.of_demand(self.no))
        for visit in visits:
            if visit.status is VisitStatus.AGREED:
                self.versions[(f"visit:{visit.id}", visit.revision)].looked.append(now)
        await self.ticker.tick()

    def expected(self) -> Counter[tuple[str, int]]:
        """By what people agreed and when somebody was there to remind them, never by the rows."""
        rules = self.told.stage.process.services.rules
        wanted: Counter[tuple[str, int]] = Counter()
        for key, version in self.versions.items():
            times = reminder_times(
                version.starts_at, version.agreed_at, rules.visit_reminders, rules.bases["重庆"].calendar, QUIET
            )
            for at, until in zip(times, (*times[1:], version.starts_at), strict=False):
                first = next((moment for moment in version.looked if moment >= at), None)
                if first is not None and first < until:
                    wanted[key] += 2  # one for each side
        return wanted

    async def sent(self) -> Counter[tuple[str, int]]:
        """What went into the outbox."""
        query = "SELECT subject, revision FROM outgoing WHERE kind = 'visit_reminder' AND demand_no = :no"
        database = self.told.stage.process.database
        rows = await database.read(lambda uow: uow.session.all(sql(query), {"no": self.no}))
        return Counter((row.subject, row.revision) for row in rows)


@pytest.fixture(scope="module")
def world() -> Iterator[tuple[asyncio.Runner, World]]:
    """Opened once: each history brings its own people."""
    with tempfile.TemporaryDirectory() as directory, asyncio.Runner() as runner:
        context = story(Path(directory), reminders=_reminders())
        told = runner.run(context.__aenter__())
        try:
            yield runner, World(told)
        finally:
            runner.run(context.__aexit__(None, None, None))


def _reminders() -> Any:
    from bot.config import load

    return load(Path("/dev/null"), {"JIEBANG_REMINDERS__QUIET_HOURS": "22:00-07:30"}).reminders


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=3, max_size=12))
def test_each_reminder_that_should_have_gone_went_once(
    world: tuple[asyncio.Runner, World], steps: list[tuple[Any, ...]]
) -> None:
    runner, stage = world
    runner.run(stage.play(steps))
    assert runner.run(stage.sent()) == stage.expected()


def test_a_long_agreed_visit_is_reminded_of_twice_on_each_side(world: tuple[asyncio.Runner, World]) -> None:
    runner, stage = world
    waits: list[tuple[Any, ...]] = [("wait", 5)] * 20
    runner.run(stage.play([("约", "expert", 90), ("同意", "asker"), *waits]))
    assert sorted(runner.run(stage.sent()).values()) == [4]
    assert stage.expected() == runner.run(stage.sent())
