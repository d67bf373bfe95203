"""Who fits a demand: the index finds candidates, storage tells how they stand, the domain ranks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendar import SHANGHAI
from domain.demands import Demand
from domain.experts import Expert, ExpertStatus
from domain.matching import Match, Wanted, judge
from domain.ports import UnitOfWork
from handlers.turn import MatchQuery, Services, Turn
from nlu.dialogue.secrecy import excluded_of

CANDIDATES = 60
FAIRNESS_SPAN = timedelta(days=30)  # pushes of this span count as recent


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom to tell now, and whom to call because they fit better but cannot be reached."""

    reachable: tuple[Match, ...]
    to_call: tuple[Match, ...]


def query_for(demand: Demand, services: Services, excluded: frozenset[int] = frozenset()) -> MatchQuery:
    """The query of a stored demand."""
    text = demand.text if demand.summary in demand.text else f"{demand.summary} {demand.text}"
    return MatchQuery(
        text=text,
        bases=services.rules.pool_of(demand.base),
        field_code=demand.field_code,
        second=demand.second,
        tags=demand.tags,
        place_code=demand.place_code,
        mode=demand.mode,
        excluded=excluded,
    )


async def find_experts(
    uow: UnitOfWork,
    services: Services,
    query: MatchQuery,
    wanted: Wanted,
    limit: int = 20,
    *,
    asker_id: int | None = None,
    since: datetime | None = None,
    unseen_since: datetime | None = None,
) -> list[Match]:
    """The fitting experts, best first; empty where nobody fits. People on leave, stopped or full are left out."""
    weights = services.weights
    hits = services.search.search(query, CANDIDATES, weights.fit_at)
    experts = await uow.experts.get_many([hit.expert_id for hit in hits])
    seen = unseen_since or since
    standings = await uow.experts.standings(list(experts), asker_id, since, seen) if since and seen else {}
    matches = [
        judge(expert, hit.relevance, hit.matched, wanted, weights, standings.get(expert.id))
        for hit in hits
        if (expert := experts.get(hit.expert_id)) is not None
        and hit.expert_id not in query.excluded
        and is_available(expert, wanted)
    ]
    return sorted(matches, key=lambda match: (-match.score, match.expert.id))[:limit]


def is_available(expert: Expert, wanted: Wanted) -> bool:
    """In service, here, with room."""
    return expert.status is ExpertStatus.ACTIVE and not expert.is_away(wanted.on) and expert.has_room


async def choose_experts(turn: Turn, demand: Demand, count: int, excluded: frozenset[int] = frozenset()) -> Choice:
    """As many reachable ones as configured; unreachable ones that fit better than the last of them go to the calls."""
    matches = await for_demand(turn, demand, excluded)
    kept_from = excluded_of(demand.text)
    matches = [
        match
        for match in matches
        if match.expert.person_id != demand.reporter_id and not _is_kept_from(match.expert, kept_from)
    ]
    reachable = [match for match in matches if match.expert.is_reachable][:count]
    worst = reachable[-1].score if reachable and len(reachable) == count else 0.0
    to_call = [match for match in matches if not match.expert.is_reachable and match.score > worst]
    return Choice(tuple(reachable), tuple(to_call[:count]))


def _is_kept_from(expert: Expert, names: tuple[str, ...]) -> bool:
    """特别是西南大学: whoever is called so, or works there."""
    return any(name in expert.unit or expert.name in name for name in names)


async def for_demand(turn: Turn, demand: Demand, excluded: frozenset[int]) -> list[Match]:
    """Everybody who fits the demand, best first."""
    base = turn.rules.base_for(demand.place_code, demand.base)
    return await find_experts(
        turn.uow,
        turn.services,
        query_for(demand, turn.services, excluded),
        wanted_for(turn, demand),
        asker_id=demand.reporter_id,
        since=turn.now - FAIRNESS_SPAN,
        unseen_since=base.calendar.before(turn.now, turn.rules.rating_window),
    )


def wanted_for(turn: Turn, demand: Demand) -> Wanted:
    """What the demand asks of an expert beside knowledge."""
    return Wanted(
        place_code=demand.place_code,
        field_name=turn.services.field_names.get(demand.field_code or ""),
        second=demand.second,
        base=demand.base,
        on=turn.now.astimezone(SHANGHAI).date(),
        mode=demand.mode,
        demand_no=demand.no,
    )
