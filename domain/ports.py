"""What the rules and handlers need of storage, as Protocols; a unit of work commits all of it or nothing.

Every method belongs to the running unit of work: it reads what this unit wrote and does no I/O but the database's.
`add` gives the object its id (or `no`); `save` writes what changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.activities import Activity, SignUp
from domain.allowance import Allowance, Trigger
from domain.demands import Demand, DemandStatus, HistoryEntry
from domain.experts import Expert
from domain.knowledge import KnowledgeEntry
from domain.matching import Standing
from domain.message import Sender
from domain.notices import Notice
from domain.orders import Claim, Order, Push, PushStatus
from domain.people import Grant, Person, Role
from domain.ratings import Rating
from domain.records import AuditEntry, Conversation, Exchange, ExchangeKind, MediaItem
from domain.visits import Visit, VisitStatus
from domain.work import Due, DueKind, Invitation, Prompt, PromptKind, Task, TaskKind


class People(Protocol):
    """People, their identities and their roles."""

    async def recognise(self, sender: Sender, now: datetime) -> Person:
        """The person behind an identity, with grants; made anew at the first message."""

    async def get(self, person_id: int) -> Person | None: ...
    async def save(self, person: Person) -> None:
        """Write name, trade, organization, place, base and is_following."""

    async def grant(self, person_id: int, grant: Grant) -> None:
        """Idempotent."""

    async def revoke(self, person_id: int, grant: Grant) -> None: ...
    async def holders(self, role: Role, base: str) -> list[Person]:
        """Who holds the role in the base, longest-serving first."""

    async def audience(
        self, base: str, trades: Sequence[str], fields: Sequence[str], places: Sequence[str]
    ) -> list[int]:
        """Ids of following people of the base by trade, by field of a demand or expertise, or by place prefix.

        The trade `expert` means whoever is bound to an expert of the base.
        An empty list puts no condition; conditions of different kinds must all hold.
        """

    async def forget(self, person_id: int, now: datetime) -> None:
        """Erase what says who this is: name, organization, place, texts, media references, identity."""


class Conversations(Protocol):
    """Where each person stands in the conversation."""

    async def get(self, person_id: int) -> Conversation: ...
    async def save(self, conversation: Conversation) -> None: ...


@dataclass(frozen=True, slots=True)
class DemandFilter:
    """What a list of demands is asked for; empty means any. `since`/`until` bound created_at."""

    bases: tuple[str, ...] = ()
    statuses: tuple[DemandStatus, ...] = ()
    reporter_id: int | None = None
    expert_ids: tuple[int, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 50
    newest_first: bool = False


class Demands(Protocol):
    """Demands and their history."""

    async def add(self, demand: Demand) -> int:
        """Store it with its parties and give it its number."""

    async def get(self, no: int) -> Demand | None: ...
    async def get_many(self, nos: Sequence[int]) -> list[Demand]:
        """In the order of the numbers; what does not exist is left out."""

    async def lock(self, no: int) -> Demand | None:
        """As `get`, and nobody else changes it until this unit ends."""

    async def save(self, demand: Demand) -> None: ...
    async def find(self, wanted: DemandFilter) -> list[Demand]: ...
    async def count(self, wanted: DemandFilter) -> int: ...
    async def of_second(
        self, bases: Sequence[str], field_code: str, second: str | None, since: datetime, limit: int = 200
    ) -> list[tuple[int, int, str]]:
        """Number, reporter and words of what was registered there since, newest first; withdrawn ones are left out."""

    async def record(self, entry: HistoryEntry) -> None: ...
    async def history(self, no: int) -> list[HistoryEntry]: ...


class Orders(Protocol):
    """Published orders, claims and pushes. At most one winning claim for an order: the database refuses a second."""

    async def add(self, order: Order) -> int: ...
    async def of_demand(self, no: int) -> Order | None: ...
    async def of_demands(self, nos: Sequence[int]) -> dict[int, Order]:
        """By the demand's number."""

    async def save(self, order: Order) -> None: ...
    async def listed(self, bases: Sequence[str], field_code: str | None, limit: int, offset: int = 0) -> list[Order]:
        """Listed orders, newest first."""

    async def claim(self, claim: Claim) -> int:
        """Raise DomainError("already_claimed") where another winning claim stands."""

    async def winning(self, order_id: int) -> Claim | None: ...
    async def save_claim(self, claim: Claim) -> None: ...
    async def add_pushes(self, pushes: Iterable[Push]) -> None:
        """Doubles (order, expert) are passed over."""

    async def pushes(self, order_id: int) -> list[Push]: ...
    async def pushed(self, nos: Sequence[int]) -> set[int]:
        """Those of these demands whose order some expert was asked to take."""

    async def push_of(self, order_id: int, expert_id: int) -> Push | None: ...
    async def set_push(self, push_id: int, status: PushStatus) -> None: ...


class Experts(Protocol):
    """The pool. `open_orders` is filled in by every read."""

    async def add(self, expert: Expert) -> int: ...
    async def get(self, expert_id: int) -> Expert | None: ...
    async def get_many(self, expert_ids: Sequence[int]) -> dict[int, Expert]: ...
    async def save(self, expert: Expert) -> None: ...
    async def by_name(self, name: str, bases: Sequence[str]) -> list[Expert]: ...
    async def nearly_named(self, name: str, bases: Sequence[str], limit: int) -> list[Expert]:
        """Active experts whose name differs by one character, or begins with this surname."""

    async def by_key(self, base: str, name: str, unit: str) -> Expert | None: ...
    async def namesakes(self, bases: Sequence[str]) -> list[Expert]:
        """Active experts who share their name with another one there, by name."""

    async def standings(
        self, expert_ids: Sequence[int], asker_id: int | None, since: datetime, unseen_since: datetime
    ) -> dict[int, Standing]:
        """Pushes since then, mean of enough revealed ratings, answers to pushes, whether the asker was served.

        A rating is revealed once both sides have spoken, or where it is older than `unseen_since`.
        """


class Visits(Protocol):
    """Visits."""

    async def add(self, visit: Visit) -> int: ...
    async def get(self, visit_id: int) -> Visit | None: ...
    async def save(self, visit: Visit) -> None: ...
    async def of_demand(self, no: int, statuses: Sequence[VisitStatus] = ()) -> list[Visit]: ...
    async def of_expert(self, expert_id: int, since: datetime, until: datetime) -> list[Visit]:
        """Proposed and agreed ones that start within the span."""


class Ratings(Protocol):
    """Ratings, one for each demand, side and round."""

    async def add(self, rating: Rating) -> int:
        """Raise DomainError("already_rated") where one stands."""

    async def save(self, rating: Rating) -> None:
        """Write what the same person added later: the score or whether it is solved."""

    async def of_demand(self, no: int, round: int | None = None) -> list[Rating]: ...


class Activities(Protocol):
    """Activities and who signed up."""

    async def add(self, activity: Activity) -> int: ...
    async def get(self, activity_id: int) -> Activity | None: ...
    async def lock(self, activity_id: int) -> Activity | None: ...
    async def save(self, activity: Activity) -> None: ...
    async def upcoming(self, bases: Sequence[str], now: datetime, limit: int = 20) -> list[Activity]: ...
    async def sign_up_of(self, activity_id: int, person_id: int) -> SignUp | None: ...
    async def add_sign_up(self, sign_up: SignUp) -> int: ...
    async def save_sign_up(self, sign_up: SignUp) -> None: ...
    async def sign_ups(self, activity_id: int) -> list[SignUp]:
        """In the order of signing up."""

    async def last_position(self, activity_id: int) -> int:
        """The highest position that the waiting list has given out, 0 before the first."""

    async def of_person(self, person_id: int, since: datetime) -> list[tuple[Activity, SignUp]]:
        """What this person signed up or waits for, or checked in to, that starts after `since`; the next one first."""


class Work(Protocol):
    """Prompts, tasks, due moments and invitations."""

    async def prompt(self, prompt: Prompt) -> int:
        """Replaces an open prompt of the same person, kind, demand and ref."""

    async def prompt_many(self, prompts: Sequence[Prompt]) -> None:
        """The same question to many people at once; none of them may have it open yet."""

    async def prompts(self, person_id: int, now: datetime) -> list[Prompt]:
        """Open and unexpired, newest first."""

    async def close_prompts(
        self,
        *,
        person_id: int | None = None,
        kind: PromptKind | None = None,
        demand_no: int | None = None,
        ref_id: int | None = None,
    ) -> None: ...

    async def add_task(self, task: Task) -> int:
        """A task whose `key` is open already is not doubled; its id is returned."""

    async def add_tasks(self, tasks: Sequence[Task]) -> None:
        """Several at once, none of which has to be known by its number."""

    async def get_task(self, task_id: int) -> Task | None: ...
    async def save_task(self, task: Task) -> None: ...
    async def tasks(
        self, bases: Sequence[str], kinds: Sequence[TaskKind] = (), demand_no: int | None = None, limit: int = 50
    ) -> list[Task]:
        """Open ones, emergencies first, then the oldest."""

    async def tasks_of(self, person_id: int, kind: TaskKind) -> list[Task]:
        """Open ones that concern this person, the oldest first."""

    async def close_tasks(
        self,
        kinds: Sequence[TaskKind],
        now: datetime,
        by: int | None,
        *,
        demand_no: int | None = None,
        person_id: int | None = None,
        expert_id: int | None = None,
    ) -> None: ...

    async def schedule(self, dues: Iterable[Due]) -> None:
        """Idempotent by (kind, subject, person, due_at): one that waits already is kept, a dead one lives again."""

    async def unschedule(self, subject: str, kinds: Sequence[DueKind] = ()) -> None:
        """Waiting ones of the subject die."""

    async def invite(self, invitation: Invitation) -> int: ...
    async def invitation(self, code_hash: str) -> Invitation | None: ...
    async def use_invitation(self, invitation_id: int, person_id: int, now: datetime) -> bool:
        """False where somebody used it first."""

    async def note_failed_code(self, person_id: int, now: datetime) -> None: ...
    async def failed_codes(self, person_id: int, since: datetime) -> int: ...


class Records(Protocol):
    """Exchanges, media and the audit trail."""

    async def add_exchange(self, exchange: Exchange) -> int: ...
    async def get_exchange(self, exchange_id: int) -> Exchange | None: ...
    async def save_exchange(self, exchange: Exchange) -> None: ...
    async def exchanges(self, demand_no: int, kinds: Sequence[ExchangeKind] = ()) -> list[Exchange]: ...
    async def add_media(self, item: MediaItem) -> int: ...
    async def get_media(self, media_id: int) -> MediaItem | None: ...
    async def save_media(self, item: MediaItem) -> None: ...
    async def media_of(self, demand_no: int) -> list[MediaItem]: ...
    async def attach_media(self, media_ids: Sequence[int], demand_no: int) -> None: ...
    async def audit(self, entry: AuditEntry) -> None: ...
    async def learn(self, text: str, field_code: str, second: str | None, now: datetime) -> None:
        """Keep a corrected example for the understanding; every process reads it soon."""


class Notices(Protocol):
    """The outbox as handlers see it: they only put things in."""

    async def add(self, notice: Notice, now: datetime) -> int:
        """Store it for delivery; where it may leave is decided when it is sent."""

    async def fan_out(self, template: Notice, person_ids: Sequence[int], now: datetime) -> int:
        """One job row that unrolls in steps into one notice for each person; `template.person_id` is ignored."""

    async def note_trigger(self, person: Person, trigger: Trigger, at: datetime) -> None: ...
    async def note_following(self, person: Person, is_following: bool) -> None: ...
    async def add_credit(self, person: Person, template_id: str, count: int) -> None: ...
    async def allowance(self, person: Person) -> Allowance: ...
    async def has_written(self, person_id: int, since: datetime) -> bool:
        """Whether this person sent anything since then."""

    async def held(self, person: Person, limit: int) -> list[tuple[int, Notice]]:
        """What could not be sent and waits for this person to write: rides on the reply when taken."""

    async def take_held(self, outgoing_ids: Sequence[int], now: datetime) -> None:
        """They left with the passive reply (rung reply)."""

    async def drop_held(self, outgoing_ids: Sequence[int], now: datetime) -> None:
        """They make no sense any more."""

    async def drop(
        self, *, subject: str | None = None, demand_no: int | None = None, kinds: Sequence[str] = ()
    ) -> None:
        """What waits there makes no sense any more."""


class Knowledge(Protocol):
    """What staff added to the knowledge in chat."""

    async def add(self, entry: KnowledgeEntry) -> int: ...
    async def entries(self) -> list[KnowledgeEntry]:
        """What holds, the oldest first."""

    async def remove(self, entry_id: int, by: int, now: datetime) -> None:
        """It counts no more; nothing happens where that is so already."""


class Figures(Protocol):
    """Counts for staff."""

    async def demand_figures(
        self,
        bases: Sequence[str],
        since: datetime,
        until: datetime,
        *,
        place_prefix: str | None = None,
        field: str | None = None,
    ) -> dict[str, Any]:
        """Keys: total, by_status, by_field, by_place (name → count), solved, asked, satisfied, rated,
        hours_to_claim, hours_to_close (medians, or None)."""

    async def activity_figures(self, bases: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """Keys: activities (that started within the span), signed_up, checked_in (heads)."""


class UnitOfWork(Protocol):
    """Everything one message changes: committed together by whoever runs the work, never by a handler."""

    @property
    def people(self) -> People: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def demands(self) -> Demands: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def experts(self) -> Experts: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def activities(self) -> Activities: ...
    @property
    def work(self) -> Work: ...
    @property
    def records(self) -> Records: ...
    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def figures(self) -> Figures: ...
