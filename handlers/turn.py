"""One person's turn: what came in, who it is, what may be asked of storage, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.bases import Base, Rules
from domain.matching import Weights
from domain.message import Incoming
from domain.notices import Notice, Priority
from domain.people import Person, Role
from domain.ports import UnitOfWork
from domain.work import Task
from handlers.talk import Talk
from handlers.wording.staff import TASK
from nlu.search.passages import PassageIndex
from nlu.search.query import Hit
from nlu.search.quoting import PassageHit
from nlu.understanding import FieldGuess, Understanding

AWAKE = timedelta(minutes=30)  # whoever has written within them is not woken by an answer
TIME_TO_READ = timedelta(hours=2)  # what begins so soon after quiet hours cannot wait for their end


class ExpertSearch(Protocol):
    """The in-memory index over the pool; fast, no I/O."""

    def search(self, query: MatchQuery, limit: int, least: float = 0.0) -> Sequence[Hit]:
        """The best candidates, best first; of those below the relevance `least` none."""


class PolicySearch(Protocol):
    """The in-memory index over the policy library; fast, no I/O."""

    def search(self, text: str, place_code: str | None = None, limit: int = 5, about: str = "") -> Sequence[PassageHit]:
        """What answers a question, best first; empty where nothing is sure enough. `about` was asked before."""

    def within(self, policy_id: int, text: str) -> PassageHit | None:
        """What a paper that was quoted before says on a question that goes on from it."""


class SameNeed(Protocol):
    """How surely (0 to 1) two texts, of these places where they are known, are one need."""

    def __call__(self, text: str, other: str, place: str | None = None, other_place: str | None = None) -> float: ...


@dataclass(frozen=True, slots=True)
class MatchQuery:
    """What is looked for: the words of the need, its labels, and where."""

    text: str
    bases: tuple[str, ...]
    field_code: str | None = None
    second: str | None = None
    tags: tuple[str, ...] = ()
    place_code: str | None = None
    mode: str | None = None
    excluded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Services:
    """What the process lends to handlers; none of it does I/O."""

    rules: Rules
    search: ExpertSearch
    understand: Callable[[str, datetime], Understanding]
    read_field: Callable[[str], FieldGuess | None]
    new_code: Callable[[], tuple[str, str]]  # a one-time code and its hash
    hash_code: Callable[[str], str]
    same_need: SameNeed  # how surely two texts are one need
    field_names: dict[str, str] = field(default_factory=dict)  # code → 农业
    weights: Weights = field(default_factory=Weights)
    policies: PolicySearch = field(default_factory=PassageIndex)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a command was given: a number, and the words after it."""

    number: int | None = None
    rest: str = ""
    is_confirmed: bool = False
    name: str = ""
    others: tuple[int, ...] = ()  # further numbers: 揭榜 12、13


@dataclass(slots=True)
class Turn:
    """Everything a handler may touch. It asks the domain, saves through `uow`, says and notifies; it never sends."""

    uow: UnitOfWork
    incoming: Incoming
    person: Person
    talk: Talk
    now: datetime
    services: Services
    understood: Understanding | None = None
    replies: list[str] = field(default_factory=list)
    outcome: str = "done"

    @property
    def rules(self) -> Rules:
        """The configured rules."""
        return self.services.rules

    @property
    def text(self) -> str:
        """What the person typed."""
        return self.incoming.text

    def say(self, text: str) -> None:
        """One paragraph of the reply."""
        if text:
            self.replies.append(text)

    def reply(self) -> str:
        """The whole reply; empty means none."""
        return "\n\n".join(self.replies)

    @property
    def base(self) -> Base:
        """The base this person belongs to, as far as known."""
        wanted = self.person.base or (self.person.grants[0].base if self.person.grants else None)
        return self.rules.base_for(self.person.place_code, wanted)

    @property
    def by_tomorrow(self) -> datetime:
        """As `before` of a notice that is rung up for where it cannot be sent, and yet wakes nobody."""
        return self.now + timedelta(days=1)

    async def notify(
        self,
        kind: str,
        person_id: int | None,
        *,
        demand_no: int | None = None,
        subject: str | None = None,
        revision: int | None = None,
        priority: Priority = Priority.NORMAL,
        urgent: bool = False,
        media_id: int | None = None,
        before: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Put a notice for somebody else into the outbox; nobody is notified of nobody.

        At night it waits for the morning unless it is urgent; an urgent one waits, too, where it is to be known
        `before` a moment that leaves time enough.
        """
        if person_id is None:
            return
        may_wait = not is_pressing(priority, urgent, before)
        due_at = await morning_for(self.uow, self.rules, self.now, person_id, before) if may_wait else None
        notice = Notice(
            kind=kind,
            person_id=person_id,
            fields=fields,
            demand_no=demand_no,
            subject=subject,
            revision=revision,
            priority=priority,
            urgent=urgent,
            media_id=media_id,
            due_at=due_at,
        )
        await self.uow.notices.add(notice, self.now)

    async def staff_of(self, base: str) -> list[Person]:
        """The base's butlers, or its administrators where it has none."""
        return await staff_of(self.uow, base)

    async def owe(
        self, task: Task, next_step: str, *, what: str = "", note: str | None = None, is_urgent: bool = False
    ) -> int:
        """A line on the list of the task's base, its staff told; the answer is the line's number.

        `{id}` in `next_step` stands for that number; `what` and `note` say it otherwise than the line itself.
        """
        task_id = await self.uow.work.add_task(task)
        told = told_of(task, next_step.replace("{id}", str(task_id)), what=what, note=note)
        await self.notify_staff("task", task.base, urgent=is_urgent, **told)
        return task_id

    async def finish(self, task: Task) -> None:
        """A line of the list is done, by this person."""
        task.is_open, task.done_at, task.done_by = False, self.now, self.person.id
        await self.uow.work.save_task(task)

    async def notify_staff(self, kind: str, base: str, *, urgent: bool = False, **fields: Any) -> int:
        """Tell the base's staff except the sender; the answer is how many that are."""
        staff = [one for one in await self.staff_of(base) if one.id != self.person.id]
        priority = Priority.EMERGENCY if urgent else Priority.ANSWER
        for one in staff:
            await self.notify(kind, one.id, urgent=urgent, priority=priority, **fields)
        return len(staff)


def told_of(task: Task, next_step: str, *, what: str = "", note: str | None = None) -> dict[str, Any]:
    """The fields of the notice that tells staff of a line on their list."""
    words = note if note is not None else str(task.detail.get("note", ""))
    return {"what": what or TASK[task.kind], "no": task.demand_no, "note": words, "next": next_step}


def is_pressing(priority: Priority, is_urgent: bool, before: datetime | None) -> bool:
    """Whether a notice leaves at any hour: of an emergency, or urgent and not merely to be known `before` a moment."""
    return priority is Priority.EMERGENCY or (is_urgent and before is None)


async def morning_for(
    uow: UnitOfWork, rules: Rules, now: datetime, person_id: int, before: datetime | None = None
) -> datetime | None:
    """When quiet hours end; None by day, where `before` is too near, and for who has just written and is awake."""
    morning = rules.quiet_hours.release(now)
    if morning <= now or (before is not None and before < morning + TIME_TO_READ):
        return None
    return None if await uow.notices.has_written(person_id, now - AWAKE) else morning


async def staff_of(uow: UnitOfWork, base: str) -> list[Person]:
    """The base's butlers, or its administrators where it has none."""
    return await uow.people.holders(Role.BUTLER, base) or await uow.people.holders(Role.ADMINISTRATOR, base)
