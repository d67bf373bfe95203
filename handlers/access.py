"""Which demand is meant and whether this person may touch it: asked in one place by every handler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert
from domain.orders import Claim, Order, OrderStatus
from domain.people import Role
from domain.ports import DemandFilter, UnitOfWork
from domain.work import PromptKind, Task
from handlers.turn import Turn
from handlers.wording.common import cut


@dataclass(slots=True)
class Held:
    """A demand with its order and the claim that holds it."""

    demand: Demand
    order: Order | None
    claim: Claim | None
    expert: Expert | None


async def own_demand(turn: Turn, number: int | None, example: str, *, is_open: bool = True) -> Demand:
    """The asker's demand of that number; without one, the only open one or the one in focus."""
    if number is None:
        number = await _own_number(turn, example)
    demand = await turn.uow.demands.lock(number)
    if demand is None:
        raise DomainError("demand_unknown", no=number)
    if demand.reporter_id != turn.person.id and all(party.person_id != turn.person.id for party in demand.parties):
        raise DomainError("demand_not_yours", no=number)
    if is_open and demand.is_ended:
        raise DomainError("demand_ended", no=number)
    return demand


async def _own_number(turn: Turn, example: str) -> int:
    demands = await open_demands(turn)
    if not demands and turn.person.is_staff and turn.talk.focus is not None:
        return turn.talk.focus  # written down for a caller just now
    if not demands:
        raise DomainError("nothing_open")
    number = meant_of(turn, [demand.no for demand in demands])
    if number is None:
        raise which(demands, example)
    return number


async def own_in_focus(turn: Turn) -> Demand | None:
    """The asker's open demand that was talked about last, held for a change."""
    number = turn.talk.focus
    demand = await turn.uow.demands.lock(number) if number is not None else None
    is_mine = demand is not None and demand.reporter_id == turn.person.id and not demand.is_ended
    return demand if is_mine else None


async def talked_about(turn: Turn) -> Demand | None:
    """The demand talked about last, whoever's it is and however it stands; only looked at."""
    number = turn.talk.focus
    return await turn.uow.demands.get(number) if number is not None else None


def last_of(turn: Turn, demands: Sequence[Demand]) -> Demand | None:
    """The one of these that was talked about last."""
    return next((demand for demand in demands if demand.no == turn.talk.focus), None)


def which(demands: Sequence[Demand], example: str) -> DomainError:
    """Several are possible: the question with the choices."""
    choices = "\n".join(f"#{demand.no} {cut(demand.summary, 16)}" for demand in demands[:8])
    return DomainError("which_demand", choices=choices, example=example)


async def open_demands(turn: Turn) -> list[Demand]:
    """The asker's open demands, newest first; what staff wrote down for a caller is not theirs to talk about."""
    found = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=30))
    is_staff = turn.person.is_staff
    return [one for one in found if not one.is_ended and not (is_staff and _is_of_caller(one))]


def _is_of_caller(demand: Demand) -> bool:
    whom = demand.beneficiary()
    return whom is not None and whom.person_id is None


async def staff_demand(turn: Turn, number: int | None, example: str) -> Demand:
    """A demand of the bases this person steers; those of other bases do not exist for them."""
    if number is None:
        raise DomainError("number_needed", example=example)
    demand = await turn.uow.demands.lock(number)
    if demand is None or demand.base not in turn.person.staff_bases:
        raise DomainError("demand_not_steered", no=number)
    return demand


async def open_task(turn: Turn, number: int | None, example: str) -> Task:
    """The line of that number, in a base this person steers and not done yet."""
    if number is None:
        raise DomainError("number_needed", example=example)
    task = await turn.uow.work.get_task(number)
    if task is None or not may_steer(turn, task.base):
        raise DomainError("task_unknown", no=number)
    if not task.is_open:
        raise DomainError("task_done", no=number)
    return task


async def me_as_expert(turn: Turn, base: str | None = None) -> Expert:
    """The expert of the pool that this person is (that of the base where there are several)."""
    experts = await turn.uow.experts.get_many(turn.person.expert_ids)
    if not experts:
        raise DomainError("not_an_expert")
    mine = [experts[expert_id] for expert_id in turn.person.expert_ids if expert_id in experts]
    return next((expert for expert in mine if expert.base == base), mine[0])


async def visible_order(turn: Turn, number: int | None, example: str) -> tuple[Demand, Order, Expert]:
    """An order this expert may see: listed in the pool's bases, or pushed to this expert."""
    number = number if number is not None else await prompted_order(turn, example)
    demand = await turn.uow.demands.lock(number)
    order = await turn.uow.orders.of_demand(number) if demand else None
    if demand is None or order is None:
        raise DomainError("order_unknown", no=number)
    expert = await me_as_expert(turn, demand.base)
    if await _may_see(turn, demand, order, expert):
        return demand, order, expert
    raise DomainError("order_unknown", no=number)


async def _may_see(turn: Turn, demand: Demand, order: Order, expert: Expert) -> bool:
    if demand.expert_id in turn.person.expert_ids:
        return True
    if demand.restriction == "butler":
        return False
    if order.status in {OrderStatus.LISTED, OrderStatus.TAKEN, OrderStatus.ENDED} and not demand.is_confidential:
        return expert.base in turn.rules.pool_of(demand.base)
    return await turn.uow.orders.push_of(order.id, expert.id) is not None


async def offered(turn: Turn) -> list[int]:
    """The numbers of the orders that wait for this expert's word, as they were asked about."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return list(dict.fromkeys(one.demand_no for one in prompts if one.kind is PromptKind.CLAIM and one.demand_no))


def meant_of(turn: Turn, numbers: Sequence[int]) -> int | None:
    """The one talked about last, or the only one; None where it may be any of them."""
    if turn.talk.focus in numbers:
        return turn.talk.focus
    return numbers[0] if len(numbers) == 1 else None


async def prompted_order(turn: Turn, example: str) -> int:
    """The one order pushed to this expert that still waits, or the one in focus."""
    numbers = await offered(turn)
    if (number := meant_of(turn, numbers)) is not None:
        return number
    if not numbers:
        focused = await turn.uow.orders.of_demand(turn.talk.focus or 0)
        if focused is None or focused.status is not OrderStatus.LISTED:
            raise DomainError("nothing_offered", example=example)
        return focused.demand_no  # declined or looked at just now, and still open
    orders = [await turn.uow.orders.of_demand(number) for number in numbers[:8]]
    lines = [f"#{order.demand_no} {cut(order.title, 18)}，{order.county or '地点待定'}" for order in orders if order]
    raise DomainError("which_order", choices="\n".join(lines))


async def held_demand(turn: Turn, number: int | None, example: str) -> Held:
    """A demand in this expert's hands; without a number, the only one."""
    if number is None:
        number = await _held_number(turn, example)
    demand = await turn.uow.demands.lock(number)
    if demand is None:
        raise DomainError("order_unknown", no=number)
    if demand.expert_id is None or demand.expert_id not in turn.person.expert_ids:
        raise DomainError("demand_not_held", no=number)
    return await with_claim(turn, demand)


async def _held_number(turn: Turn, example: str) -> int:
    demands = await demands_in_hand(turn)
    if (number := meant_of(turn, [demand.no for demand in demands])) is not None:
        return number
    if not demands:
        raise DomainError("number_needed", example=example)
    raise which(demands, example)


async def held_by_expert(turn: Turn) -> int | None:
    """The one order in this expert's hands, where a claim or a refusal can mean no other."""
    try:
        held = await held_demand(turn, None, "交回 12")
    except DomainError:
        return None
    return held.demand.no


async def demands_in_hand(turn: Turn) -> list[Demand]:
    """What this expert has and has not finished."""
    if not turn.person.expert_ids:
        return []
    found = await turn.uow.demands.find(DemandFilter(expert_ids=turn.person.expert_ids, limit=30))
    return [demand for demand in found if not demand.is_ended]


class HasStorage(Protocol):
    """A turn, or the desk at which a due moment is handled."""

    @property
    def uow(self) -> UnitOfWork: ...


async def with_claim(turn: HasStorage, demand: Demand) -> Held:
    """The demand with its order, winning claim and expert."""
    order = await turn.uow.orders.of_demand(demand.no)
    claim = await turn.uow.orders.winning(order.id) if order else None
    expert = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    return Held(demand, order, claim, expert)


def may_steer(turn: Turn, base: str) -> bool:
    """Whether this person is staff of that base."""
    return turn.person.has(Role.BUTLER, base) or turn.person.has(Role.ADMINISTRATOR, base)
