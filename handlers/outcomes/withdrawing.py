"""撤回: the asker wants it no more; whoever works on it is told, after a confirmation."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from handlers import access
from handlers.desk import Desk
from handlers.outcomes import closing
from handlers.turn import Arguments, Turn
from handlers.wording import asker


async def withdraw(turn: Turn, args: Arguments) -> None:
    """撤回 12: gone from the list; an expert who has it is told, after a confirmation."""
    if args.number is None and (state := turn.talk.draft) is not None:
        turn.talk.note("dropped", drafts=state["drafts"])
        turn.talk.drop_draft()
        turn.say(asker.draft_dropped())
        return
    demand = await access.own_demand(turn, args.number, "撤回 12")
    if demand.expert_id is not None and not args.is_confirmed:
        await ask_first(turn, demand)
        return
    held = await closing.end_work(Desk.of(turn), demand)
    if held.expert and held.expert.person_id:
        await turn.notify(
            "withdrawn_expert", held.expert.person_id, demand_no=demand.no, no=demand.no, summary=demand.summary
        )
    await turn.uow.demands.record(demand.move(DemandStatus.WITHDRAWN, turn.now, turn.person.id))
    demand.expert_id = None
    await turn.uow.demands.save(demand)
    turn.talk.note("dropped", no=demand.no)
    turn.say(asker.withdrawn(demand.no))


async def ask_first(turn: Turn, demand: Demand) -> None:
    """真的撤回吗？: an expert may be on the way."""
    expert = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_confirm(demand, asker.expert_line(expert)) if expert else asker.withdraw_sure(demand))
