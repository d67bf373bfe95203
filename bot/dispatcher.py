"""From an incoming message to a stored answer: understood without a lock, worked in the person's turn, one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot import crash_points
from domain.allowance import Trigger
from domain.errors import DomainError
from domain.message import Incoming
from domain.people import Person
from handlers import dispatch
from handlers.talk import Talk
from handlers.turn import Services, Turn
from handlers.wording import notices
from nlu.understanding import Understanding
from storage.database import Database
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
HELD_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, and the inbox row that remembers it; an empty reply means none."""

    inbox_id: int
    reply: str
    is_repeat: bool = False


class Dispatcher:
    """Runs each message once, whatever the number of its deliveries."""

    def __init__(self, database: Database, services: Services, now: Callable[[], datetime]) -> None:
        self._database = database
        self._services = services
        self._now = now
        self.on_commit: Callable[[], None] = lambda: None
        self._running: dict[tuple[str, str, str], asyncio.Task[Answer]] = {}

    def start(self, incoming: Incoming) -> asyncio.Task[Answer]:
        """The task that handles this message; simultaneous deliveries of one message share it."""
        key = (incoming.sender.channel, incoming.sender.account, incoming.key)
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self.handle(incoming))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        return task

    async def finish(self) -> None:
        """Wait for what still runs."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def handle(self, incoming: Incoming) -> Answer:
        """Understand, then work in the person's turn; a refusal by a rule is an answer too."""
        now = self._now()
        understood = self._understand(incoming, now)
        key = f"{incoming.sender.channel}:{incoming.sender.account}:{incoming.sender.openid}"
        try:
            return await self._database.run(
                lambda uow: self._work(uow, incoming, understood, now, None), person_key=key
            )
        except DomainError as refusal:
            kept = refusal
            return await self._database.run(
                lambda uow: self._work(uow, incoming, understood, now, kept), person_key=key
            )

    def _understand(self, incoming: Incoming, now: datetime) -> Understanding | None:
        if incoming.is_event or not incoming.text.strip():
            return None
        return self._services.understand(incoming.text, now)

    async def _work(
        self,
        uow: StoredUnitOfWork,
        incoming: Incoming,
        understood: Understanding | None,
        now: datetime,
        refusal: DomainError | None,
    ) -> Answer:
        person = await uow.people.recognise(incoming.sender, now, incoming.key)
        received = await uow.inbox.receive(incoming, person.id, now, understood.text if understood else "")
        if received.is_repeat:
            return Answer(received.inbox_id, received.reply or "", True)
        if not incoming.is_event:
            await uow.notices.note_trigger(person, Trigger.MESSAGE, now)
        turn = await self._turn(uow, incoming, understood, person, now)
        if refusal is None:
            await dispatch.answer(turn)
        else:
            await dispatch.refuse(turn, refusal)
        reply = await self._with_held(turn)
        await uow.inbox.store_reply(received.inbox_id, reply)
        crash_points.reach("commit")
        return Answer(received.inbox_id, reply)

    async def _turn(
        self, uow: StoredUnitOfWork, incoming: Incoming, understood: Understanding | None, person: Person, now: datetime
    ) -> Turn:
        talk = Talk(await uow.conversations.get(person.id), now)
        return Turn(uow, incoming, person, talk, now, self._services, understood)

    async def _with_held(self, turn: Turn) -> str:
        """What waited for this person to write rides on the reply."""
        reply = turn.reply()
        if turn.incoming.is_event and not reply:
            return reply
        held = await turn.uow.notices.held(turn.person, HELD_SHOWN)
        held = [(outgoing_id, notice) for outgoing_id, notice in held if notice.media_id is None]
        room = [pair for pair in held if len(notices.text_of(pair[1])) < 300]
        if not room:
            return reply
        await turn.uow.notices.take_held([outgoing_id for outgoing_id, _ in room], turn.now)
        return "\n\n".join([part for part in (reply, *(notices.text_of(notice) for _, notice in room)) if part])
