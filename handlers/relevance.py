"""Whether a notice still makes sense at the moment it is sent: things move on while it waits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from domain.activities import ActivityStatus
from domain.demands import Demand, DemandStatus
from domain.notices import Notice
from domain.orders import OrderStatus
from domain.ports import UnitOfWork

Check = Callable[[Notice, UnitOfWork], Awaitable[bool]]
STILL_OPEN_FOR = {
    "look_back": frozenset({DemandStatus.CLOSED}),
    "closed_unconfirmed": frozenset({DemandStatus.CLOSED}),
    "closed_asker": frozenset({DemandStatus.CLOSED}),
}
ASKED_ABOUT = frozenset({"rate", "delayed_asker", *STILL_OPEN_FOR})
WHILE_OPEN = frozenset({"question", "advice", "slow_expert", "reopened_expert", "assigned_expert"})


async def still_makes_sense(notice: Notice, uow: UnitOfWork) -> bool:
    """False where what the notice speaks of has changed or ended since it was written."""
    subject = (notice.subject or "").partition(":")[0]
    check = SUBJECTS.get(subject)
    if check is not None and not await check(notice, uow):
        return False
    if notice.demand_no is None or notice.kind not in ASKED_ABOUT | WHILE_OPEN:
        return True
    demand = await uow.demands.get(notice.demand_no)
    return demand is not None and _fits(notice, demand)


def _fits(notice: Notice, demand: Demand) -> bool:
    if notice.kind in STILL_OPEN_FOR:
        return demand.status in STILL_OPEN_FOR[notice.kind]
    if notice.kind == "rate":
        is_asker = notice.person_id == demand.reporter_id
        return demand.status is DemandStatus.SERVED or (not is_asker and demand.status is DemandStatus.CLOSED)
    if notice.kind == "delayed_asker":
        return demand.expert_id is None and not demand.is_ended
    return not demand.is_ended


def _id_of(notice: Notice) -> int:
    return int((notice.subject or "").partition(":")[2] or 0)


async def _visit(notice: Notice, uow: UnitOfWork) -> bool:
    visit = await uow.visits.get(_id_of(notice))
    return visit is not None and notice.revision in {None, visit.revision}


async def _activity(notice: Notice, uow: UnitOfWork) -> bool:
    activity = await uow.activities.get(_id_of(notice))
    if activity is None:
        return False
    if notice.kind == "announcement":
        mine = await uow.activities.of_person(notice.person_id, activity.created_at)
        if any(one.id == activity.id for one, _ in mine):
            return False  # signed up already
    is_same = notice.revision in {None, activity.revision}
    return is_same and (activity.status is not ActivityStatus.CANCELLED or notice.kind == "activity_cancelled")


async def _order(notice: Notice, uow: UnitOfWork) -> bool:
    order = await uow.orders.of_demand(notice.demand_no or 0)
    return order is not None and order.status not in {OrderStatus.TAKEN, OrderStatus.ENDED}


SUBJECTS: dict[str, Check] = {"visit": _visit, "activity": _activity, "order": _order}
