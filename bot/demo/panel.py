"""What the simulator's panel shows: demands, visits, activities, and when the next reminder is due."""

from __future__ import annotations

from typing import Any

from bot.process import Process
from domain.ports import DemandFilter
from handlers.wording import common
from storage.unit_of_work import StoredUnitOfWork

SHOWN = 12


async def panel(process: Process) -> dict[str, Any]:
    """Plain JSON."""

    async def work(uow: StoredUnitOfWork) -> dict[str, Any]:
        demands = await uow.demands.find(DemandFilter(limit=SHOWN, newest_first=True))
        experts = await uow.experts.get_many([demand.expert_id for demand in demands if demand.expert_id])
        names = {one.id: one.courtesy_name() for one in experts.values()}
        visits = [visit for demand in demands for visit in await uow.visits.of_demand(demand.no)]
        activities = await uow.activities.upcoming(list(process.services.rules.bases), process.now(), SHOWN)
        next_at = await uow.dues.next_moment()
        return {
            "orders": [
                {
                    "no": demand.no,
                    "summary": common.cut(demand.summary, 18),
                    "state": demand.status.value,
                    "expert": names.get(demand.expert_id or 0),
                    "place": common.short_place(demand.place_name or ""),
                }
                for demand in demands
            ],
            "visits": [
                {
                    "id": visit.id,
                    "demand_no": visit.demand_no,
                    "starts_at": visit.starts_at.isoformat(),
                    "mode": visit.mode,
                    "status": visit.status.value,
                    "expert": names.get(visit.expert_id),
                }
                for visit in visits
            ],
            "activities": [
                {
                    "id": activity.id,
                    "title": activity.title,
                    "starts_at": activity.starts_at.isoformat(),
                    "place": activity.place,
                    "signed_up": activity.signed_up,
                    "status": activity.status.value,
                }
                for activity in activities
            ],
            "next_reminder_at": next_at.isoformat() if next_at else None,
        }

    return await process.database.read(work)
