"""A stage for stories: signed, encrypted XML goes in, the fake platform counts what comes out, the clock is moved."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.config import Configuration, load
from bot.language import Language
from bot.stage import Stage, throw_away
from domain.experts import Expert, Reach
from domain.message import Sender
from domain.people import Grant, Role
from storage.unit_of_work import StoredUnitOfWork
from tests.bot.clock import SettableClock
from tests.databases import migrated_sqlite_url


class Story:
    """One service with people on their phones; `say` returns the passive reply, `heard` what was pushed since."""

    def __init__(self, stage: Stage, clock: SettableClock) -> None:
        self.stage = stage
        self.clock = clock
        self._read: dict[str, int] = {}

    async def say(self, who: str, text: str) -> str:
        """Type a text, let everything that is due be delivered, return the passive reply."""
        reply = await self.stage.phones.of(who).text(text)
        assert reply.status == 200, (who, text, reply)
        await self.settle()
        return reply.text or ""

    async def settle(self) -> None:
        """Deliver all that is due now."""
        await self.stage.process.settle()

    async def advance(self, **parts: float) -> datetime:
        """Move the clock and let what became due happen."""
        self.clock.advance(**parts)
        await self.settle()
        return self.clock()

    def heard(self, who: str) -> list[str]:
        """What was pushed to this phone since the last look, as shown there."""
        messages = [message for message in self.stage.platform.sent if message.openid == who]
        seen, self._read[who] = self._read.get(who, 0), len(messages)
        return [message.shown for message in messages[seen:]]

    async def run(self, work: Any) -> Any:
        """Look into or prepare the database."""
        return await self.stage.process.database.run(work, person_key=None)

    async def expert(self, who: str, name: str, *, base: str = "重庆", is_bound: bool = True, **fields: Any) -> Expert:
        """An expert of the pool, on the phone `who`."""
        now = self.clock()
        values: dict[str, Any] = {"unit": "市农技推广总站", "title": "研究员", "updated_at": now, **fields}
        one = Expert(base=base, name=name, **values)

        async def work(uow: StoredUnitOfWork) -> None:
            one.id = await uow.experts.add(one)
            if is_bound:
                person = await uow.people.recognise(Sender("wechat", self.account, who), now)
                person.name = name
                await uow.people.save(person)
                one.reach, one.person_id = Reach.BOUND, person.id
                await uow.experts.save(one)
                await uow.people.grant(person.id, Grant(base, Role.EXPERT, one.id))

        await self.run(work)
        await self.stage.process.pool.refresh(self.stage.process.database)
        self.stage.platform.person(who).follows = True
        return one

    async def staff(self, who: str, role: Role = Role.ADMINISTRATOR, base: str = "重庆") -> None:
        """Somebody who steers."""

        async def work(uow: StoredUnitOfWork) -> None:
            person = await uow.people.recognise(Sender("wechat", self.account, who), self.clock())
            await uow.people.grant(person.id, Grant(base, role))

        await self.run(work)
        self.stage.platform.person(who).follows = True

    @property
    def account(self) -> str:
        """Our account on the platform."""
        return self.stage.configuration.wechat.app_id


def number_in(reply: str) -> int:
    """The demand's number in a reply."""
    found = re.search(r"#(\d+)", reply)
    assert found, reply
    return int(found[1])


def configuration(directory: Path, url: str | None = None, **changes: Any) -> Configuration:
    """The defaults with files below `directory`, no quiet hours, and `changes` by section."""
    plain = load(Path("/dev/null"), {"JIEBANG_REMINDERS__QUIET_HOURS": ""})
    url = url or f"sqlite+aiosqlite:///{(directory / 'story.sqlite3').as_posix()}"
    plain = plain.model_copy(update={"database": plain.database.model_copy(update={"url": url}), **changes})
    return throw_away(plain, directory)


@lru_cache(maxsize=1)
def _language() -> Language:
    """The language data, loaded once for all stories."""
    return Language.load()


@asynccontextmanager
async def story(directory: Path, url: str | None = None, **changes: Any) -> AsyncIterator[Story]:
    """An open stage; nothing runs by itself, `settle` works off what is due."""
    url = url or await migrated_sqlite_url(directory)
    async with stage_at(configuration(directory, url, **changes), SettableClock()) as tale:
        yield tale


@asynccontextmanager
async def stage_at(chosen: Configuration, clock: SettableClock) -> AsyncIterator[Story]:
    """A stage with this configuration and clock: a second one after the first is a restart."""
    language = _language()
    language.forget()
    stage = await Stage.open(chosen, clock, language=language)
    try:
        yield Story(stage, clock)
    finally:
        await stage.close()
