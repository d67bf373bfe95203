"""备注 12 …: what staff write down about a demand for themselves; neither side reads it."""

from __future__ import annotations

from domain.errors import DomainError
from handlers import access
from handlers.offering import publishing
from handlers.turn import Arguments, Turn
from handlers.wording import common, staff

LONGEST = 120


async def note(turn: Turn, args: Arguments) -> None:
    """备注 12 只有晚上有空: kept with the demand, shown by 查 12; the reply says how to tell either side."""
    demand = await access.staff_demand(turn, args.number, "备注 12 只有晚上有空")
    if not args.rest:
        raise DomainError("text_needed", example=f"备注 {demand.no} 只有晚上有空")
    await publishing.note(turn, demand, "noted", note=common.cut(args.rest, LONGEST))
    turn.talk.set_focus(demand.no)
    turn.say(staff.noted(demand.no, has_expert=demand.expert_id is not None))
