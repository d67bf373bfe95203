"""What happens when a due moment comes: asked anew whether it still makes sense, told to those concerned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from domain.demands import Demand, DemandStatus
from domain.experts import Expert
from domain.notices import Priority
from domain.ports import UnitOfWork
from domain.ratings import RatingSide
from domain.visits import Visit, VisitStatus
from domain.work import Due, DueKind, DueStatus, Prompt, PromptKind, TaskKind
from handlers.activities import matters as activities
from handlers.desk import Desk
from handlers.helping import acknowledging
from handlers.outcomes import closing
from handlers.staff.chasing import IN_HAND, WITHOUT_EXPERT
from handlers.turn import Services
from handlers.visits import appointments
from handlers.visits import notes as visit_notes
from handlers.visits.meetings import OTHER_SIDE, proposing_side
from handlers.wording import asker, common, owed

LATE_ANSWER = timedelta(hours=12)
Fire = Callable[[Desk, Due], Awaitable[DueStatus]]


async def fire(due: Due, uow: UnitOfWork, services: Services, now: datetime) -> DueStatus:
    """Do what is due; the answer is how the row ends: fired, skipped (too late to be of use) or dead (moved, ended).

    It runs in a unit of work of its own; the caller stores the answer in the same unit.
    """
    if due.useful_until is not None and now >= due.useful_until:
        return DueStatus.SKIPPED
    handler = FIRING.get(due.kind)
    return await handler(Desk(uow, services, now), due) if handler else DueStatus.DEAD


def _id_of(due: Due) -> int:
    return int(due.subject.partition(":")[2])


async def _visit_of(desk: Desk, due: Due, status: VisitStatus = VisitStatus.AGREED) -> tuple[Visit, Demand] | None:
    """The visit as it stood when the row was written; always the demand's row first."""
    visit = await desk.uow.visits.get(_id_of(due))
    demand = await desk.uow.demands.lock(visit.demand_no) if visit else None
    visit = await desk.uow.visits.get(_id_of(due)) if demand else None
    if visit is None or demand is None or demand.is_ended:
        return None
    is_same = visit.status is status and due.revision in {None, visit.revision}
    return (visit, demand) if is_same else None


async def _remind_of_visit(desk: Desk, due: Due) -> DueStatus:
    found = await _visit_of(desk, due)
    if found is None:
        return DueStatus.DEAD
    visit, demand = found
    expert = await desk.uow.experts.get(visit.expert_id)
    to_expert = due.person_id is None or due.person_id != demand.reporter_id
    if due.person_id is None or due.person_id == 0:
        name = f"{expert.name}（{expert.unit}）" if expert else "专家"
        note = owed.ring_to_remind(name, f"{common.moment(visit.starts_at)} {common.MODE[visit.mode]}")
        key = f"remind:{visit.id}:{visit.revision}"
        await desk.owe(demand, TaskKind.CALL_EXPERT, note, key=key, due_at=visit.starts_at, expert_id=visit.expert_id)
        return DueStatus.FIRED
    who = OTHER_SIDE if to_expert or expert is None else asker.expert_line(expert)
    await _tell(desk, visit, demand, due.person_id, "visit_reminder", who, to_expert, expires_at=visit.starts_at)
    return DueStatus.FIRED


async def _tell(
    desk: Desk,
    visit: Visit,
    demand: Demand,
    person_id: int | None,
    kind: str,
    who: str,
    to_expert: bool,
    expires_at: datetime | None = None,
) -> None:
    await desk.notify(
        kind,
        person_id,
        demand_no=demand.no,
        subject=appointments.subject_of(visit),
        revision=visit.revision,
        priority=Priority.REMINDER,
        urgent=kind in {"visit_reminder", "visit_unanswered", "visit_lapsed"},
        expires_at=expires_at,
        to_expert=to_expert,
        link=visit_notes.map_link(visit) if to_expert else "",
        **visit_notes.facts(visit, demand, who),
    )


async def _call_off_unanswered(desk: Desk, due: Due) -> DueStatus:
    """Nobody answered the proposal: it is off, and who made it is told before setting out."""
    found = await _visit_of(desk, due, VisitStatus.PROPOSED)
    if found is None:
        return DueStatus.DEAD
    visit, demand = found
    expert = await desk.uow.experts.get(visit.expert_id)
    by_asker = proposing_side(visit, demand) == "asker"
    visit.move(VisitStatus.CANCELLED)
    await desk.uow.visits.save(visit)
    await appointments.drop_waiting(desk, visit)
    await desk.record(demand, "visit_cancelled", note="没等到回话")
    who = asker.expert_line(expert) if by_asker and expert else OTHER_SIDE
    await _tell(desk, visit, demand, visit.proposed_by, "visit_unanswered", who, not by_asker)
    await _tell_who_was_asked(desk, visit, demand, expert, by_asker=by_asker)
    return DueStatus.FIRED


async def _tell_who_was_asked(
    desk: Desk, visit: Visit, demand: Demand, expert: Expert | None, *, by_asker: bool
) -> None:
    """Whoever did not answer hears that the time is off; a late 行 puts it on the table anew."""
    asked = (expert.person_id if expert else None) if by_asker else demand.reporter_id
    if asked is None or asked == visit.proposed_by:
        return
    until = visit.starts_at + LATE_ANSWER
    await desk.uow.work.prompt(Prompt(asked, PromptKind.VISIT, desk.now, demand.no, visit.id, expires_at=until))
    who = OTHER_SIDE if by_asker or expert is None else asker.expert_line(expert)
    await _tell(desk, visit, demand, asked, "visit_lapsed", who, by_asker)


async def _ask_whether_it_happened(desk: Desk, due: Due) -> DueStatus:
    found = await _visit_of(desk, due)
    if found is None:
        return await _call_off_unanswered(desk, due)
    visit, demand = found
    expert = await desk.uow.experts.get(visit.expert_id)
    prompt = Prompt(demand.reporter_id, PromptKind.VISIT, desk.now, demand.no, visit.id)
    await desk.uow.work.prompt(prompt)
    who = asker.expert_line(expert) if expert else "专家"
    await _tell(desk, visit, demand, demand.reporter_id, "visit_follow_up", who, False)
    if expert is not None and expert.person_id is not None:
        await _tell(desk, visit, demand, expert.person_id, "visit_follow_up", OTHER_SIDE, True)
    return DueStatus.FIRED


async def _demand_of(desk: Desk, due: Due, statuses: tuple[DemandStatus, ...]) -> Demand | None:
    demand = await desk.uow.demands.lock(_id_of(due))
    return demand if demand is not None and demand.status in statuses else None


async def _close_unconfirmed(desk: Desk, due: Due) -> DueStatus:
    """Nobody said whether it is solved: closed, and honestly marked as unconfirmed."""
    demand = await _demand_of(desk, due, (DemandStatus.SERVED,))
    if demand is None:
        return DueStatus.DEAD
    ratings = await desk.uow.ratings.of_demand(demand.no, await closing.round_of(desk, demand))
    has_spoken = any(rating.side is RatingSide.ASKER for rating in ratings)
    await closing.close(desk, demand, None, "评价期满，对方没说是否解决" if has_spoken else "评价期满，没有回话")
    await desk.uow.work.prompt(Prompt(demand.reporter_id, PromptKind.LOOK_BACK, desk.now, demand.no))
    await _tell_asker(desk, demand, "closed_unconfirmed")
    return DueStatus.FIRED


async def _tell_asker(desk: Desk, demand: Demand, kind: str, **fields: str) -> None:
    beneficiary = demand.beneficiary()
    if beneficiary is not None and beneficiary.label:
        fields["of"] = beneficiary.label
    await desk.notify(
        kind,
        demand.reporter_id,
        demand_no=demand.no,
        subject=f"demand:{demand.no}",
        no=demand.no,
        summary=demand.summary,
        **fields,  # type: ignore[arg-type]
    )


async def _claim_overdue(desk: Desk, due: Due) -> DueStatus:
    """Nobody has claimed: a butler takes over, the asker hears so, with a new date behind the promise."""
    demand = await _demand_of(desk, due, WITHOUT_EXPERT)
    if demand is None or demand.expert_id is not None:
        return DueStatus.DEAD
    demand.promised_at = desk.base_of(demand).calendar.add(desk.now, desk.rules.claim_within)
    await desk.uow.demands.save(demand)
    await desk.uow.work.schedule([Due(DueKind.CLAIM_OVERDUE, due.subject, demand.promised_at)])
    await desk.owe(demand, TaskKind.OVERDUE, owed.nobody_claims(demand.summary), due_at=demand.promised_at)
    await desk.record(demand, "overdue", note="到期没人接")
    await _tell_asker(desk, demand, "delayed_asker", by=common.moment(demand.promised_at))
    return DueStatus.FIRED


async def _close_overdue(desk: Desk, due: Due) -> DueStatus:
    """Claimed and not done: the expert is reminded gently, the butler has it on the list."""
    demand = await _demand_of(desk, due, IN_HAND)
    if demand is None:
        return DueStatus.DEAD
    again = desk.base_of(demand).calendar.add(desk.now, desk.rules.close_within)
    await desk.uow.work.schedule([Due(DueKind.CLOSE_OVERDUE, due.subject, again)])
    await desk.owe(demand, TaskKind.OVERDUE, owed.not_done_in_time(demand.summary), due_at=again)
    await desk.record(demand, "overdue", note="接了到期没办完")
    expert = await desk.uow.experts.get(demand.expert_id) if demand.expert_id else None
    if expert is not None:
        await desk.notify(
            "slow_expert",
            expert.person_id,
            demand_no=demand.no,
            subject=f"demand:{demand.no}",
            no=demand.no,
            summary=demand.summary,
        )
    return DueStatus.FIRED


async def _look_back(desk: Desk, due: Due) -> DueStatus:
    demand = await _demand_of(desk, due, (DemandStatus.CLOSED,))
    if demand is None:
        return DueStatus.DEAD
    await desk.uow.work.prompt(Prompt(demand.reporter_id, PromptKind.LOOK_BACK, desk.now, demand.no))
    await desk.record(demand, "look_back", note="已回访")
    if await closing.is_recorded(desk, demand):
        await _owe_call_back(desk, demand)
    else:
        await _tell_asker(desk, demand, "look_back")
    return DueStatus.FIRED


async def _owe_call_back(desk: Desk, demand: Demand) -> None:
    """Who phoned cannot be asked here: somebody rings."""
    beneficiary = demand.beneficiary()
    who = (beneficiary.label if beneficiary else None) or "来电人"
    await desk.owe(
        demand, TaskKind.FOLLOW_UP, owed.ring_back(who, demand), key=f"look_back:{demand.no}:{desk.now:%Y%m%d}"
    )


FIRING: dict[DueKind, Fire] = {
    DueKind.VISIT_REMINDER: _remind_of_visit,
    DueKind.VISIT_FOLLOW_UP: _ask_whether_it_happened,
    DueKind.RATING_WINDOW: _close_unconfirmed,
    DueKind.CLAIM_OVERDUE: _claim_overdue,
    DueKind.CLOSE_OVERDUE: _close_overdue,
    DueKind.LOOK_BACK: _look_back,
    DueKind.ACTIVITY_REMINDER: activities.remind,
    DueKind.UNSEEN_EMERGENCY: acknowledging.chase,
}
