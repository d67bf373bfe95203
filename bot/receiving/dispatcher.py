"""From an incoming message to a stored answer: understood without a lock, worked in the person's turn, one commit."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import structlog

from bot import crash_points
from bot.receiving.answered import Answered
from bot.receiving.pace import FEW, PersonalPace, is_beyond_capacity
from bot.receiving.parking_lot import ParkingLot
from domain.allowance import Trigger
from domain.errors import DomainError
from domain.message import Incoming, Sender
from domain.notices import Notice, Priority
from domain.people import Person
from handlers import dispatch, failing
from handlers.failing import NOT_DONE
from handlers.relevance import still_makes_sense
from handlers.talk import Talk
from handlers.turn import Services, Turn
from handlers.wording import errors, notices
from nlu.understanding import Understanding
from storage.engine.database import Database
from storage.engine.outages import is_outage
from storage.receiving.inbox import DoubleDeliveryError
from storage.receiving.parking import Parked
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
HELD_SHOWN = 3
OUTAGE_SECONDS = 12.0  # the platform delivers three times, five seconds apart
ASK_AGAIN_SECONDS = 0.2
CALM_SECONDS = 1.0
TURNS = 3  # a refusal, and a rival before and after it
RATE_LIMITED = DomainError("rate_limited")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, and the inbox row that remembers it; an empty reply means none, or that it comes later."""

    inbox_id: int
    reply: str
    is_repeat: bool = False
    is_parked: bool = False


T = TypeVar("T")
Work = Callable[[StoredUnitOfWork, DomainError | None], Awaitable[Answer]]


class Dispatcher:
    """Runs each message once, whatever the number of its deliveries."""

    def __init__(self, database: Database, services: Services, now: Callable[[], datetime]) -> None:
        self._database = database
        self._services = services
        self._now = now
        self._pace = PersonalPace(now)
        self._lot = ParkingLot(lambda work: self._run(work, None), now)
        self.on_parked: Callable[[], None] = lambda: None
        self._running: dict[tuple[str, str, str], asyncio.Task[Answer]] = {}
        self._answered = Answered()
        self._rushed_at = float("-inf")
        self._working: dict[tuple[str, str, str], float] = {}  # since when

    def start(self, incoming: Incoming) -> asyncio.Task[Answer]:
        """The task that handles this message; simultaneous deliveries of one message share it."""
        key = (incoming.sender.channel, incoming.sender.account, incoming.key)
        task = self._running.get(key)
        if task is None:
            task = asyncio.create_task(self._receive(incoming))
            self._running[key] = task
            task.add_done_callback(lambda _: self._end(key))
        return task

    async def finish(self) -> None:
        """Wait for what still runs."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    @property
    def is_busy(self) -> bool:
        """Whether new messages are stored for later instead of being worked on."""
        if len(self._working) < FEW:
            return False
        return is_beyond_capacity(len(self._working), time.monotonic() - next(iter(self._working.values())))

    @property
    def is_rush_over(self) -> bool:
        """Whether there is room again for what was stored."""
        return not self.is_busy and time.monotonic() - self._rushed_at > CALM_SECONDS

    def _receive(self, incoming: Incoming) -> Coroutine[None, None, Answer]:
        person = person_key(incoming.sender)
        if not incoming.is_event and not self._pace.take(person):
            return self._slow_down(incoming, person)
        if self.is_busy:
            self._rushed_at = time.monotonic()
            return self.park(incoming)
        self._working[(incoming.sender.channel, incoming.sender.account, incoming.key)] = time.monotonic()
        return self.handle(incoming)

    def _end(self, key: tuple[str, str, str]) -> None:
        self._running.pop(key, None)
        self._working.pop(key, None)

    async def _slow_down(self, incoming: Incoming, person: str) -> Answer:
        """Stored like the others, and worked on at a person's pace; said once in a rush."""
        answer = await self.park(incoming)
        is_due = not answer.is_repeat and self._pace.tell(person)
        return replace(answer, reply=errors.sentence(RATE_LIMITED)) if is_due else answer

    async def handle(self, incoming: Incoming) -> Answer:
        """Understand, then work in the person's turn; a refusal by a rule is an answer too."""
        now = self._now()
        if self._answered.has(incoming) and (known := await self._again(incoming)) is not None:
            return known
        understood = self._understand(incoming, now)
        answer = await self._in_turn(incoming, lambda uow, refusal: self._work(uow, incoming, understood, now, refusal))
        self._answered.add(incoming)
        return answer

    async def _again(self, incoming: Incoming) -> Answer | None:
        """A redelivery of what this process answered lately is not read anew; None where it is not on record."""
        stored = await _over_an_outage(lambda: self._database.glance(lambda uow: uow.inbox.earlier(incoming)))
        return Answer(stored.inbox_id, stored.reply or "", True) if stored is not None else None

    async def park(self, incoming: Incoming) -> Answer:
        """Store it and no more; a repeat of what is stored already finds that. Nobody's turn is waited for."""
        received = await self._lot.park(incoming)
        self.on_parked()
        return Answer(received.inbox_id, received.reply or "", received.is_repeat, not received.is_repeat)

    async def resume(self, parked: Parked) -> bool:
        """Work on a parked message; False where it is still too soon for that person."""
        incoming, now = parked.incoming, self._now()
        if not incoming.is_event and not self._pace.take(person_key(incoming.sender)):
            return False
        understood = self._understand(incoming, parked.received_at)
        await self._in_turn(incoming, lambda uow, refusal: self._work_parked(uow, parked, understood, now, refusal))
        return True

    def _understand(self, incoming: Incoming, now: datetime) -> Understanding | None:
        if incoming.is_event or not incoming.text.strip():
            return None
        return self._services.understand(incoming.text, now)

    async def _in_turn(self, incoming: Incoming, work: Work) -> Answer:
        """Again where another process had it meanwhile, where a rule refuses, or where we fail ourselves."""
        person = person_key(incoming.sender)
        kept: DomainError | None = None
        for _ in range(TURNS):
            try:
                return await self._run(lambda uow, kept=kept: work(uow, kept), person)  # type: ignore[misc]
            except DoubleDeliveryError:
                continue  # on record by now, where the next turn finds it
            except Exception as error:
                if is_outage(error) or kept is not None:
                    raise
                kept = self._refusal(error, incoming)
        return await self._run(lambda uow: work(uow, kept), person)

    def _refusal(self, error: Exception, incoming: Incoming) -> DomainError:
        """What the person is told: the rule, or that it is our fault."""
        if isinstance(error, DomainError):
            return error
        log.error("handling_failed", kind=incoming.kind, exc_info=error)
        return NOT_DONE

    async def _run(self, work: Callable[[StoredUnitOfWork], Awaitable[T]], person_key: str | None) -> T:
        """What was perhaps committed before an outage is found by its key and not done twice."""
        return await _over_an_outage(lambda: self._database.run(work, person_key=person_key))

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
        if uow.parking.has_earlier:
            uow.inbox.park(incoming)
            return Answer(received.inbox_id, "", is_parked=True)
        turn = await self._turn(uow, incoming, understood, person, now)
        await _answer(turn, refusal)
        reply = await self._with_held(turn)
        await uow.inbox.store_reply(received.inbox_id, reply)
        crash_points.reach("commit")
        return Answer(received.inbox_id, reply)

    async def _work_parked(
        self,
        uow: StoredUnitOfWork,
        parked: Parked,
        understood: Understanding | None,
        now: datetime,
        refusal: DomainError | None,
    ) -> Answer:
        """The reply has no connection to go back on: it leaves like a notice."""
        person = await uow.people.recognise(parked.incoming.sender, now)
        if not await uow.parking.is_waiting(parked.inbox_id):
            return Answer(parked.inbox_id, "", True)
        turn = await self._turn(uow, parked.incoming, understood, person, now)
        await _answer(turn, refusal)
        text = understood.text if understood else ""
        await uow.parking.settle(parked.inbox_id, turn.reply(), text, now)
        if turn.reply():
            await uow.notices.add(Notice("text", person.id, {"text": turn.reply()}, priority=Priority.ANSWER), now)
        crash_points.reach("commit")
        return Answer(parked.inbox_id, "")

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
        stale = [outgoing_id for outgoing_id, notice in held if not await _still_fits(notice, turn)]
        if stale:
            await turn.uow.notices.drop_held(stale, turn.now)
            held = [pair for pair in held if pair[0] not in stale]
        room = [pair for pair in held if len(notices.text_of(pair[1])) < 300]
        if not room:
            return reply
        await turn.uow.notices.take_held([outgoing_id for outgoing_id, _ in room], turn.now)
        return "\n\n".join([part for part in (reply, *(notices.text_of(notice) for _, notice in room)) if part])


async def _still_fits(notice: Notice, turn: Turn) -> bool:
    """What this very message settled (a sign-up, a claim) is not asked for again below its answer."""
    is_late = notice.expires_at is not None and notice.expires_at <= turn.now
    return not is_late and await still_makes_sense(notice, turn.uow)


def person_key(sender: Sender) -> str:
    """Whose turn it is, for locks."""
    return f"{sender.channel}:{sender.account}:{sender.openid}"


async def _over_an_outage(attempt: Callable[[], Awaitable[T]]) -> T:
    """Rides over a short outage of the database."""
    deadline = time.monotonic() + OUTAGE_SECONDS
    while True:
        try:
            return await attempt()
        except Exception as error:
            if not is_outage(error) or time.monotonic() > deadline:
                raise
            log.warning("database_away", error=type(error).__name__)
        await asyncio.sleep(ASK_AGAIN_SECONDS)


async def _answer(turn: Turn, refusal: DomainError | None) -> None:
    if refusal is None:
        await dispatch.answer(turn)
    elif refusal is NOT_DONE:
        await failing.apologise(turn)
    else:
        await dispatch.refuse(turn, refusal)
