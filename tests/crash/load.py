"""People who go on writing while processes die: each push is delivered again until somebody answers it."""

from __future__ import annotations

import asyncio
import itertools
import re
from dataclasses import dataclass, field

from bot.stand_in.passive import PassiveReply
from bot.stand_in.wire_xml import Push
from tests.crash.services import Town

NEED = "奉节白帝镇，脆李裂果，想请专家看看，今年第{number}回了"
AT_ONCE = 4
BREATH = 0.1  # leaves the processors to those who are started again
WON = re.compile(r"#(\d+) 是您的了")
NUMBER = re.compile(r"已登记 #(\d+)")


@dataclass(slots=True)
class Load:
    """What was sent and what was answered; `deliveries` counts all attempts."""

    town: Town
    experts: list[str]
    answered: dict[str, PassiveReply] = field(default_factory=dict)
    claims: dict[tuple[str, int], PassiveReply] = field(default_factory=dict)
    deliveries: int = 0
    banners: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _ports: itertools.cycle[int] = field(init=False)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _is_over: bool = False

    def __post_init__(self) -> None:
        self._ports = itertools.cycle(range(len(self.town.wires)))

    def start(self) -> None:
        """Begin to write."""
        self._tasks = [asyncio.create_task(self._write()) for _ in range(AT_ONCE)]

    async def finish(self) -> None:
        """No new needs; what is under way is answered."""
        self._is_over = True
        await asyncio.gather(*self._tasks)

    async def _write(self) -> None:
        while not self._is_over:
            await self._one_need(next(self._numbers))
            await asyncio.sleep(BREATH)

    async def _one_need(self, number: int) -> None:
        """A new farmer's need, then two experts who claim it at once."""
        who = f"farmer{number}"
        push = self.town.phones.of(who).writes(NEED.format(number=number))
        reply = await self._until_answered(push)
        self.answered[who] = reply
        found = NUMBER.search(reply.text)
        if found is None:
            return
        no = int(found[1])
        rivals = [self.experts[(number + step) % len(self.experts)] for step in range(2)]
        pushes = [self.town.phones.of(one).writes(f"揭榜 {no}") for one in rivals]
        replies = await asyncio.gather(*(self._until_answered(push) for push in pushes))
        self.claims |= {(one, no): reply for one, reply in zip(rivals, replies, strict=True)}

    async def _until_answered(self, push: Push) -> PassiveReply:
        while True:
            index = next(self._ports)
            self.deliveries += 1
            reply = await self.town.wires[index].attempt(push)
            if reply.status == 200:
                return reply
            self.banners += reply.status != 0
            await self._anybody_up()

    async def _anybody_up(self) -> None:
        """A dead process is noticed by its closed log, a moment after its connections broke."""
        waits = [asyncio.create_task(service.is_up.wait()) for service in self.town.services]
        _, pending = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for one in pending:
            one.cancel()
        await asyncio.sleep(0.05)
