"""Staff end a demand: closed by a handler's word, which never counts as solved, or sent back to the asker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.demands import DemandStatus
from domain.errors import DomainError
from domain.work import Prompt, PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.outcomes import closing
from handlers.turn import Arguments, Turn
from handlers.wording import staff

ANSWER_WITHIN = timedelta(days=7)


async def close_by_staff(turn: Turn, args: Arguments) -> None:
    """办结 12 …: closed by a handler's word, which never counts as solved; the asker is asked."""
    demand = await access.staff_demand(turn, args.number, "办结 12 已现场解决")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    if not args.rest:
        raise DomainError("reason_needed", example=f"办结 {demand.no} 已现场解决")
    held = await closing.close(Desk.of(turn), demand, closing.HANDLER, args.rest)
    if demand.reporter_id != turn.person.id:
        await turn.uow.work.prompt(Prompt(demand.reporter_id, PromptKind.LOOK_BACK, turn.now, demand.no))
    fields: dict[str, Any] = {"no": demand.no, "summary": demand.summary}
    beneficiary = demand.beneficiary()
    fields["of"] = beneficiary.label if beneficiary else None
    subject = f"demand:{demand.no}"
    await turn.notify(
        "closed_asker", demand.reporter_id, demand_no=demand.no, subject=subject, reason=args.rest, **fields
    )
    if held.expert is not None and held.expert.person_id != turn.person.id:
        await turn.notify("closed_expert", held.expert.person_id, demand_no=demand.no, **fields)
    turn.say(staff.closed(demand.no))


async def send_back(turn: Turn, args: Arguments) -> None:
    """退回 12 …: back to the asker with a reason; an expert who has it is told."""
    demand = await access.staff_demand(turn, args.number, "退回 12 请写明是哪个区县")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    if not args.rest:
        raise DomainError("reason_needed", example=f"退回 {demand.no} 请写明是哪个区县")
    entry = demand.move(DemandStatus.WITHDRAWN, turn.now, turn.person.id, reason=args.rest)
    held = await closing.end_work(Desk.of(turn), demand)
    await turn.uow.demands.record(entry)
    demand.expert_id = None
    await turn.uow.demands.save(demand)
    until = turn.now + ANSWER_WITHIN
    await turn.uow.work.prompt(Prompt(demand.reporter_id, PromptKind.SENT_BACK, turn.now, demand.no, expires_at=until))
    fields: dict[str, Any] = {"no": demand.no, "summary": demand.summary}
    await turn.notify("sent_back", demand.reporter_id, demand_no=demand.no, reason=args.rest, **fields)
    if held.expert is not None:
        await turn.notify("sent_back_expert", held.expert.person_id, demand_no=demand.no, **fields)
    turn.say(staff.sent_back(demand.no))
