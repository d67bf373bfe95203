"""Where nobody fits: what a butler may still try, as steps with names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.demands import Demand, DemandStatus
from domain.experts import Expert, ExpertStatus
from domain.matching import Widening
from domain.orders import PushStatus
from handlers.offering.matching import CANDIDATES, is_available, query_for, wanted_for
from handlers.turn import Turn
from handlers.wording import choosing
from nlu.search.query import Hit

NEARLY = 0.2  # relevance from which an expert of another field may still help
MOST_STEPS = 3  # of one kind
MOST_NAMES = 3
SEARCHING = frozenset({DemandStatus.REGISTERED, DemandStatus.PUBLISHED, DemandStatus.REOPENED, DemandStatus.ESCALATED})


async def widen(turn: Turn, demand: Demand, told: frozenset[int] = frozenset()) -> list[Widening]:
    """Fitting ones who are away or full, a neighbouring field, bases that are no partners, a request to the outside."""
    query = query_for(demand, turn.services, told)
    search, fit_at = turn.services.search, turn.services.weights.fit_at
    near = search.search(query, CANDIDATES, min(NEARLY, fit_at))
    far = search.search(replace(query, bases=()), CANDIDATES, fit_at)
    experts = await turn.uow.experts.get_many(list({hit.expert_id for hit in (*near, *far)}))
    experts = {key: one for key, one in experts.items() if _may_help(one, demand)}
    wanted = wanted_for(turn, demand)
    busy = [one for one in _of(experts, near, fit_at) if not is_available(one, wanted)]
    nearly = [one for one in _of(experts, near, 0.0) if is_available(one, wanted)]
    outside = [one for one in _of(experts, far, fit_at) if one.base not in query.bases and is_available(one, wanted)]
    return [
        *_steps("busy", [(one, "busy") for one in busy]),
        *_steps("neighbouring_field", [(one, one.fields[0] if one.fields else "") for one in nearly]),
        *_steps("other_base", [(one, one.base) for one in outside]),
        Widening("outside_request", demand.second or turn.services.field_names.get(demand.field_code or "", "")),
    ]


def _may_help(one: Expert, demand: Demand) -> bool:
    return one.status is ExpertStatus.ACTIVE and one.person_id != demand.reporter_id


def _of(experts: Mapping[int, Expert], hits: Sequence[Hit], least: float) -> list[Expert]:
    return [experts[hit.expert_id] for hit in hits if hit.relevance >= least and hit.expert_id in experts]


def _steps(kind: str, found: Sequence[tuple[Expert, str]]) -> list[Widening]:
    """One step for each label, the label with most experts first."""
    counts = Counter(label for _, label in found if label)
    return [
        Widening(kind, label, tuple(one.id for one, own in found if own == label)[:MOST_NAMES])
        for label, _ in counts.most_common(MOST_STEPS)
    ]


async def step_lines(turn: Turn, demand: Demand) -> list[str]:
    """The steps as a butler reads them, each with the experts to call."""
    order = await turn.uow.orders.of_demand(demand.no)
    told = await turn.uow.orders.pushes(order.id) if order else []
    steps = await widen(turn, demand, frozenset(push.expert_id for push in told))
    experts = await turn.uow.experts.get_many(list({one for step in steps for one in step.expert_ids}))
    return [choosing.widening_line(step, [experts[one] for one in step.expert_ids if one in experts]) for step in steps]


async def lines_where_nobody_comes(turn: Turn, demand: Demand) -> list[str]:
    """The same for 查, while a search is on and nobody who was told may still claim."""
    if demand.status not in SEARCHING or demand.expert_id is not None:
        return []
    order = await turn.uow.orders.of_demand(demand.no)
    if order is None:
        return []
    waiting = {PushStatus.PUSHED, PushStatus.CALL}
    if any(push.status in waiting for push in await turn.uow.orders.pushes(order.id)):
        return []
    return await step_lines(turn, demand)
