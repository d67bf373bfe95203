"""How a demand ends and comes back: order, claim, visits, what waits, and the look-back, all in one place."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.orders import Claim, ClaimStatus, OrderStatus, PushStatus
from domain.ratings import RatingSide
from domain.work import Due, DueKind, Prompt, PromptKind, TaskKind
from handlers.access import Held, with_claim
from handlers.desk import Desk
from handlers.visits import appointments
from handlers.wording import asker

ASKER, PHONE, HANDLER = "asker", "phone", "handler"
BY_VOICE = "语音"  # recorded for somebody who chats: that person confirms
_FIRST_STEPS = (TaskKind.CALL_EXPERT, TaskKind.UNMATCHED, TaskKind.APPROVE_ORDER)
_LAST_STEPS = (TaskKind.FOLLOW_UP, TaskKind.OVERDUE, TaskKind.NOT_SOLVED)


async def end_work(desk: Desk, demand: Demand) -> Held:
    """Nobody works on it any more: order, claim, visits, prompts, tasks, due moments and waiting notices end."""
    held = await with_claim(desk, demand)
    if held.order and held.order.status is not OrderStatus.ENDED:
        held.order.move(OrderStatus.ENDED, desk.now)
        await desk.uow.orders.save(held.order)
        for push in await desk.uow.orders.pushes(held.order.id):
            if push.status in {PushStatus.PUSHED, PushStatus.CALL}:
                await desk.uow.orders.set_push(push.id, PushStatus.CLOSED)
    if held.claim:
        held.claim.status = ClaimStatus.ENDED
        await desk.uow.orders.save_claim(held.claim)
    await appointments.cancel_open(desk, demand)
    await desk.uow.notices.drop(demand_no=demand.no, kinds=("push", "question", "advice"))
    await desk.uow.work.close_prompts(demand_no=demand.no)
    await desk.uow.work.close_tasks([*_FIRST_STEPS, *_LAST_STEPS], desk.now, desk.person_id, demand_no=demand.no)
    await desk.uow.work.unschedule(f"demand:{demand.no}")
    return held


async def close(desk: Desk, demand: Demand, by: str | None, note: str) -> Held:
    """Closed by the asker's word, by a handler, or by nobody's; weeks later it is asked whether it still holds."""
    was_served = demand.status is DemandStatus.SERVED
    held = await end_work(desk, demand)
    await desk.uow.demands.record(demand.move(DemandStatus.CLOSED, desk.now, desk.person_id, note=note))
    demand.closed_by = by
    await desk.uow.demands.save(demand)
    base = desk.base_of(demand)
    due = base.calendar.add(desk.now, desk.rules.look_back_after)
    await desk.uow.work.schedule([Due(DueKind.LOOK_BACK, f"demand:{demand.no}", due)])
    if was_served and by is not None:
        await _keep_expert_rating(desk, held)
    return held


async def _keep_expert_rating(desk: Desk, held: Held) -> None:
    """The asker's word closes at once; the expert may still rate until the window closes."""
    person_id = held.expert.person_id if held.expert else None
    rated = await desk.uow.ratings.of_demand(held.demand.no, await round_of(desk, held.demand))
    if person_id is None or any(rating.side is RatingSide.EXPERT for rating in rated):
        return
    until = held.demand.updated_at + desk.rules.rating_window.span if desk.rules.rating_window.span else None
    await desk.uow.work.prompt(Prompt(person_id, PromptKind.RATING, desk.now, held.demand.no, expires_at=until))


async def reopen(desk: Desk, demand: Demand, note: str) -> Held:
    """Not solved after all: back to the same expert and butler, with a new date behind the promise."""
    was_closed = demand.status is DemandStatus.CLOSED
    await desk.uow.demands.record(demand.move(DemandStatus.REOPENED, desk.now, desk.person_id, note=note))
    demand.closed_at = demand.closed_by = None
    demand.promised_at = desk.base_of(demand).calendar.add(desk.now, desk.rules.claim_within)
    await desk.uow.demands.save(demand)
    if was_closed:
        await _take_up_again(desk, demand)
    subject = f"demand:{demand.no}"
    await desk.uow.work.unschedule(subject)
    await desk.uow.work.close_prompts(demand_no=demand.no)
    await desk.uow.work.schedule([Due(DueKind.CLOSE_OVERDUE, subject, demand.promised_at)])
    held = await with_claim(desk, demand)
    await desk.owe(demand, TaskKind.NOT_SOLVED, f"{demand.summary}：{note}", due_at=demand.promised_at)
    if held.expert:
        await desk.notify(
            "reopened_expert", held.expert.person_id, demand_no=demand.no, no=demand.no, summary=demand.summary
        )
    return held


async def _take_up_again(desk: Desk, demand: Demand) -> None:
    order = await desk.uow.orders.of_demand(demand.no)
    if order is None or demand.expert_id is None:
        return
    if order.status is not OrderStatus.TAKEN:
        order.move(OrderStatus.TAKEN, desk.now)
        await desk.uow.orders.save(order)
    if await desk.uow.orders.winning(order.id) is None:
        await desk.uow.orders.claim(Claim(order.id, demand.expert_id, desk.now, is_assigned=True))


async def is_recorded(desk: Desk, demand: Demand) -> bool:
    """Whether staff wrote it down for a caller, who cannot answer here."""
    history = await desk.uow.demands.history(demand.no)
    return bool(history and history[0].detail.get("recorded_for") not in {None, BY_VOICE})


async def whose_word(desk: Desk, demand: Demand) -> str:
    """The asker's own word, or what a caller told staff: that is counted apart and is never the handler's own."""
    if not await is_recorded(desk, demand):
        return ASKER
    history = await desk.uow.demands.history(demand.no)
    closed = [entry for entry in history if entry.action == DemandStatus.CLOSED.value]
    if demand.closed_by == HANDLER and closed and closed[-1].person_id == desk.person_id:
        raise DomainError("confirm_by_other", no=demand.no)
    return PHONE


async def round_of(desk: Desk, demand: Demand) -> int:
    """Each reopening begins a new round of ratings."""
    history = await desk.uow.demands.history(demand.no)
    return 1 + sum(entry.action == DemandStatus.REOPENED.value for entry in history)


def expert_name(held: Held) -> str:
    """How the asker reads of the expert."""
    return asker.expert_line(held.expert) if held.expert else "专家"
