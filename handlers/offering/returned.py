"""A demand that staff sent back comes again, complete now: what they had set and noted stays, and they hear of it."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus, HistoryEntry
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.wording import common, owed, staff

STRICTNESS = ("public", "matched", "butler")


async def take_over(turn: Turn, demand: Demand) -> None:
    """What was decided of the one before holds for this one; where the asker says otherwise now, that counts."""
    before = await turn.uow.demands.get(demand.parent_no) if demand.parent_no is not None else None
    if before is None or before.reporter_id != demand.reporter_id or before.status is not DemandStatus.WITHDRAWN:
        return
    history = await turn.uow.demands.history(before.no)
    _keep_set(turn, before, demand, _set_by_staff(before, history))
    await turn.uow.demands.save(demand)
    desk = Desk.of(turn)
    for entry in history:
        if entry.action == "noted":
            noted = HistoryEntry(demand.no, "noted", entry.at, entry.person_id, dict(entry.detail))
            await turn.uow.demands.record(noted)
    await desk.record(before, "resumed", note=owed.goes_on_as(demand.no))
    await desk.record(demand, "resumed", note=owed.came_from(before.no))
    await turn.notify_staff(
        "task",
        demand.base,
        what=owed.CAME_BACK,
        no=demand.no,
        note=owed.came_back(before.no, common.cut(demand.summary, 20)),
        next=staff.look_at(demand.no),
    )


def _set_by_staff(before: Demand, history: list[HistoryEntry]) -> set[str]:
    """领域, 摘要, 紧急 …: what somebody other than the asker has put right."""
    notes = (
        str(entry.detail.get("note", ""))
        for entry in history
        if entry.action == "edited" and entry.person_id != before.reporter_id
    )
    return {note.partition("=")[0] for note in notes if "=" in note}


def _keep_set(turn: Turn, before: Demand, demand: Demand, keys: set[str]) -> None:
    demand.restriction = max(before.restriction, demand.restriction, key=STRICTNESS.index)
    if before.urgency != "normal" and demand.urgency == "normal":
        demand.urgency = before.urgency
    if "领域" in keys:
        demand.field_code, demand.second = before.field_code, before.second
    if "类型" in keys:
        demand.kind = before.kind
    if "摘要" in keys:
        demand.summary = before.summary
    last_words = demand.text.rsplit("\n", 1)[-1]
    if "地点" in keys and turn.services.understand(last_words, turn.now).place is None:
        demand.place_code, demand.place_name, demand.town = before.place_code, before.place_name, before.town
