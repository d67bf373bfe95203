"""Who meets whom for which demand, and on which side the writer stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert
from domain.ports import DemandFilter
from domain.visits import Visit, VisitStatus
from domain.work import PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.visits import appointments
from handlers.wording import asker

Side = Literal["asker", "expert"]
OTHER_SIDE = "对方"
JUST_BEGUN = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A demand in an expert's hands, seen from the side of the one who writes."""

    demand: Demand
    expert: Expert
    side: Side

    @property
    def other_id(self) -> int | None:
        """The person on the other side; None where an expert cannot be reached by message."""
        return self.expert.person_id if self.side == "asker" else self.demand.reporter_id

    @property
    def me(self) -> str:
        """How the other side reads of the writer."""
        return asker.expert_line(self.expert) if self.side == "expert" else OTHER_SIDE

    @property
    def other(self) -> str:
        """How the writer reads of the other side."""
        return asker.expert_line(self.expert) if self.side == "asker" else OTHER_SIDE

    def is_mine(self, visit: Visit) -> bool:
        """Whether the writer's own side named the time."""
        return proposing_side(visit, self.demand) == self.side


def proposing_side(visit: Visit, demand: Demand) -> Side:
    """Which side named the time that stands."""
    askers = {demand.reporter_id, *(party.person_id for party in demand.parties)}
    return "asker" if visit.proposed_by in askers else "expert"


async def find(turn: Turn, number: int | None, example: str) -> Meeting:
    """The meeting of that demand, or of the only one that can be meant."""
    demand = await turn.uow.demands.lock(number if number is not None else await _number(turn, example))
    if demand is None:
        raise DomainError("demand_unknown", no=number)
    expert = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    side = side_of(turn, demand, expert)
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    if expert is None:
        raise DomainError("demand_has_no_expert", no=demand.no)
    return Meeting(demand, expert, side)


def side_of(turn: Turn, demand: Demand, expert: Expert | None) -> Side:
    """The writer's side; staff speak for an expert whom no message reaches. Strangers are refused."""
    if demand.expert_id is not None and demand.expert_id in turn.person.expert_ids:
        return "expert"
    if demand.reporter_id == turn.person.id or any(party.person_id == turn.person.id for party in demand.parties):
        return "asker"
    if expert is not None and expert.person_id is None and access.may_steer(turn, demand.base):
        return "expert"
    raise DomainError("demand_not_held" if turn.person.expert_ids else "demand_not_yours", no=demand.no)


async def _number(turn: Turn, example: str) -> int:
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    prompted = {prompt.demand_no for prompt in prompts if prompt.kind is PromptKind.VISIT and prompt.demand_no}
    if len(prompted) == 1:
        return prompted.pop()
    demands = await mine(turn)
    if (number := access.meant_of(turn, list({demand.no for demand in demands}))) is not None:
        return number
    if not demands and (waiting := [one for one in await access.open_demands(turn) if one.expert_id is None]):
        raise DomainError("demand_has_no_expert", no=waiting[0].no)
    if not demands:
        raise DomainError("nothing_in_hand" if turn.person.expert_ids else "nothing_open")
    raise access.which(demands, example)


async def mine(turn: Turn) -> list[Demand]:
    """What this person could meet somebody for: own demands that an expert has, and orders in hand."""
    found = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=30))
    own = [demand for demand in found if not demand.is_ended and demand.expert_id is not None]
    return [*own, *await access.demands_in_hand(turn)]


async def visits(desk: Desk, demand: Demand, *statuses: VisitStatus) -> list[Visit]:
    """The demand's visits of those states, earliest first."""
    return sorted(await desk.uow.visits.of_demand(demand.no, statuses), key=lambda visit: visit.starts_at)


async def ahead(turn: Turn, demand: Demand, *statuses: VisitStatus) -> list[Visit]:
    """The visits still to come, proposed or agreed unless it is said which, earliest first."""
    found = await visits(Desk.of(turn), demand, *(statuses or appointments.OPEN))
    return [visit for visit in found if visit.starts_at > turn.now]


async def just_begun(turn: Turn, demand: Demand) -> list[Visit]:
    """Agreed, and its hour has struck a short while ago."""
    found = await visits(Desk.of(turn), demand, VisitStatus.AGREED)
    return [visit for visit in found if turn.now - JUST_BEGUN < visit.starts_at <= turn.now]


async def standing_time(turn: Turn, demand: Demand) -> datetime | None:
    """The time on the table: 下午嘛 then means that day's afternoon."""
    found = await visits(Desk.of(turn), demand, *appointments.OPEN)
    proposed = [visit for visit in found if visit.status is VisitStatus.PROPOSED]
    return (proposed or found)[-1].starts_at if found else None


async def last_visit(turn: Turn, demand: Demand) -> Visit | None:
    """The one spoken of last, also where it is off: 明天同一时间 then means its hour and its way to meet."""
    found = await visits(Desk.of(turn), demand, *VisitStatus)
    return max(found, key=lambda one: one.id) if found else None
