"""What agreeing, moving and cancelling a visit means for reminders, prompts, waiting notices and the demand."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import TRANSITIONS, Demand, DemandStatus
from domain.experts import Expert
from domain.reminders import follow_up_time, reminder_times
from domain.visits import VISIT_LENGTH, Visit, VisitStatus
from domain.work import Due, DueKind, PromptKind
from handlers.desk import Desk

ANSWER_BEFORE = timedelta(hours=2)
OPEN = (VisitStatus.PROPOSED, VisitStatus.AGREED)


def subject_of(visit: Visit) -> str:
    """How reminders and notices name a visit."""
    return f"visit:{visit.id}"


async def drop_waiting(desk: Desk, visit: Visit) -> None:
    """What was on its way for the visit as it stood makes no sense any more."""
    await desk.uow.work.unschedule(subject_of(visit))
    await desk.uow.notices.drop(subject=subject_of(visit))
    await desk.uow.work.close_prompts(kind=PromptKind.VISIT, ref_id=visit.id)


async def cancel_open(desk: Desk, demand: Demand, statuses: tuple[VisitStatus, ...] = OPEN) -> list[Visit]:
    """Every visit of the demand that lies ahead is off; the answer is which."""
    visits = await desk.uow.visits.of_demand(demand.no, statuses)
    for visit in visits:
        visit.move(VisitStatus.CANCELLED)
        await desk.uow.visits.save(visit)
        await drop_waiting(desk, visit)
    return visits


async def watch(desk: Desk, demand: Demand, visit: Visit, expert: Expert) -> None:
    """Reminders for both sides, and the question on the day after whether it happened."""
    rules, calendar = desk.rules, desk.base_of(demand).calendar
    times = reminder_times(visit.starts_at, desk.now, rules.visit_reminders, calendar, rules.quiet_hours)
    subject = subject_of(visit)
    useful = zip(times, (*times[1:], visit.starts_at), strict=False)  # a later one makes an earlier one useless
    dues = [
        Due(DueKind.VISIT_REMINDER, subject, at, person_id, visit.revision, until)
        for at, until in useful
        for person_id in (demand.reporter_id, expert.person_id)
    ]
    follow_up = follow_up_time(visit.starts_at, rules.quiet_hours)
    dues.append(Due(DueKind.VISIT_FOLLOW_UP, subject, follow_up, None, visit.revision))
    await desk.uow.work.schedule(dues)


async def watch_proposal(desk: Desk, visit: Visit) -> None:
    """A time that nobody has answered is called off before somebody sets out for it."""
    at = visit.starts_at - ANSWER_BEFORE
    at = at if at > desk.now else visit.starts_at
    due = Due(DueKind.VISIT_FOLLOW_UP, subject_of(visit), at, None, visit.revision)
    await desk.uow.work.schedule([due])


async def settle_status(desk: Desk, demand: Demand, note: str = "") -> None:
    """The demand is scheduled while a visit is agreed, and in the expert's hands otherwise."""
    agreed = await desk.uow.visits.of_demand(demand.no, (VisitStatus.AGREED,))
    after = DemandStatus.SCHEDULED if agreed else DemandStatus.CLAIMED
    if not agreed and demand.status is not DemandStatus.SCHEDULED:
        return
    if demand.status is after or after not in TRANSITIONS[demand.status]:
        return
    await desk.uow.demands.record(demand.move(after, desk.now, desk.person_id, note=note))
    await desk.uow.demands.save(demand)


async def clashes(desk: Desk, visit: Visit) -> list[Visit]:
    """Visits of the same expert for other demands that start within two hours of this one."""
    near = await desk.uow.visits.of_expert(
        visit.expert_id, visit.starts_at - VISIT_LENGTH, visit.starts_at + VISIT_LENGTH
    )
    others = [other for other in near if other.demand_no != visit.demand_no and other.status in OPEN]
    return [other for other in others if visit.clashes_with(other)]
