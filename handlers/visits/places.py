"""Where an on-site visit takes place: a pin that the asker sends goes to the visit and to the expert."""

from __future__ import annotations

from domain.demands import Demand
from domain.records import MediaItem
from domain.visits import ONSITE, Visit, VisitStatus
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.visits import appointments, meetings
from handlers.visits import notes as visit_notes
from handlers.visits.meetings import OTHER_SIDE
from handlers.wording import common
from handlers.wording import visits as wording


async def awaiting_pin(turn: Turn) -> Demand | None:
    """The demand whose agreed visit lacks its place, the nearest in time."""
    if turn.talk.draft is not None:
        return None
    waiting: list[tuple[Visit, Demand]] = []
    for demand in await meetings.mine(turn):
        if demand.reporter_id == turn.person.id:
            waiting += [(visit, demand) for visit in await _ahead(turn, demand) if visit.latitude is None]
    if not waiting:
        return None
    _, nearest = min(waiting, key=lambda pair: pair[0].starts_at)
    return await turn.uow.demands.lock(nearest.no)


async def _ahead(turn: Turn, demand: Demand) -> list[Visit]:
    return [visit for visit in await meetings.ahead(turn, demand, VisitStatus.AGREED) if visit.mode == ONSITE]


async def keep_pin(turn: Turn, demand: Demand, item: MediaItem) -> bool:
    """Every visit still ahead takes place there; the expert is told. False where there is none."""
    open_ones = await meetings.visits(Desk.of(turn), demand, *appointments.OPEN)
    for visit in open_ones:
        if visit.mode == ONSITE:
            visit.latitude, visit.longitude, visit.place = item.latitude, item.longitude, item.label or visit.place
            await turn.uow.visits.save(visit)
    ahead = await _ahead(turn, demand)
    if not ahead:
        return False
    await _tell_expert(turn, demand, ahead[0])
    turn.talk.set_focus(demand.no)
    turn.say(wording.place_kept(demand.no, common.moment(ahead[0].starts_at)))
    return True


async def _tell_expert(turn: Turn, demand: Demand, visit: Visit) -> None:
    expert = await turn.uow.experts.get(visit.expert_id)
    if expert is None or expert.person_id in {None, turn.person.id}:
        return
    await turn.notify(
        "visit_place",
        expert.person_id,
        demand_no=demand.no,
        subject=appointments.subject_of(visit),
        revision=visit.revision,
        link=visit_notes.map_link(visit),
        **visit_notes.facts(visit, demand, OTHER_SIDE),
    )
