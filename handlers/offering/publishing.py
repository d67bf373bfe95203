"""From a demand to an order: on the list, pushed to those who fit, or onto a butler's list where nobody does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.demands import Demand, DemandStatus, HistoryEntry
from domain.durations import Duration
from domain.experts import Expert
from domain.matching import Match
from domain.notices import Priority
from domain.orders import Order, OrderStatus, Push, PushStatus
from domain.work import Due, DueKind, Prompt, PromptKind, Task, TaskKind
from handlers.offering import public, returned, widening
from handlers.offering.matching import Choice, choose_experts, is_available, wanted_for
from handlers.turn import Turn
from handlers.wording import common, owed, staff

SOONEST = Duration.parse("1wd")
OFFICE_KINDS = frozenset({"matter", "service", "policy"})
EPIDEMICS = frozenset({"animal_epidemic", "plant_epidemic"})


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: how many were pushed, how many are to be called, whether it is on the list."""

    pushed: int = 0
    to_call: int = 0
    is_listed: bool = False


async def open_demand(turn: Turn, demand: Demand) -> Published:
    """Send a new demand on its way by what it is; the asker's own reply says what was done."""
    await returned.take_over(turn, demand)
    is_case = demand.hazard == "critical_patient"
    demand.promised_at = None if is_case else promise(turn, demand)  # the telephone, and no date next week
    if demand.hazard in EPIDEMICS:
        return await _to_authority(turn, demand)
    if is_case:
        steps = await widening.step_lines(turn, demand)
        await add_task(turn, demand, TaskKind.CALL_EXPERT, owed.critical_patient(demand), is_urgent=True, steps=steps)
    if demand.kind in OFFICE_KINDS or demand.restriction == "butler":
        note = f"{common.KIND.get(demand.kind or '', '需求')}：{demand.summary}"
        await add_task(turn, demand, TaskKind.FOLLOW_UP, note)
        await turn.uow.demands.save(demand)
        return Published()
    return await publish(turn, demand)


def promise(turn: Turn, demand: Demand) -> datetime:
    """By when the asker hears: from the base's working calendar, never a guess."""
    base = turn.rules.base_for(demand.place_code, demand.base)
    within = turn.rules.claim_within
    if demand.urgency != "normal" and within.working_days > SOONEST.working_days:
        within = SOONEST  # a line that stands still is not answered as slowly as a course
    return base.calendar.add(turn.now, within)


def hasten(turn: Turn, demand: Demand) -> None:
    """It has grown urgent since it was told: who waits for an expert hears sooner."""
    demand.urgency = "urgent"
    by = promise(turn, demand)
    if demand.expert_id is None and demand.promised_at is not None and turn.now < demand.promised_at:
        demand.promised_at = min(by, demand.promised_at)


async def publish(turn: Turn, demand: Demand, *, count: int | None = None) -> Published:
    """List the order (or have it approved), push it to fitting experts, tell a butler whom to call."""
    order = await ensure_order(turn, demand)
    told = {push.expert_id for push in await turn.uow.orders.pushes(order.id)}
    wanted = turn.rules.notify if count is None else count
    waiting = await _ask_again(turn, demand, order, wanted)
    choice = await choose_experts(turn, demand, wanted - waiting, frozenset(told))
    if demand.status in {DemandStatus.REGISTERED, DemandStatus.REOPENED, DemandStatus.ESCALATED}:
        await turn.uow.demands.record(demand.move(DemandStatus.PUBLISHED, turn.now, turn.person.id))
    await turn.uow.demands.save(demand)
    await push_to(turn, demand, order, choice)
    await _watch(turn, demand)
    pushed = len(choice.reachable) + waiting
    if not pushed and not (told and await _anybody_waits(turn, order)):
        await _tell_nobody_fits(turn, demand, choice)
    return Published(pushed, len(choice.to_call), order.status is OrderStatus.LISTED)


async def publish_again(turn: Turn, demand: Demand) -> None:
    """Out of an expert's hands: others are asked, and the asker hears why it takes longer."""
    published = await publish(turn, demand)
    demand.promised_at = promise(turn, demand)
    await turn.uow.demands.save(demand)
    await turn.notify(
        "returned_asker",
        demand.reporter_id,
        demand_no=demand.no,
        no=demand.no,
        summary=demand.summary,
        count=published.pushed,
        by=common.moment(demand.promised_at),
    )


async def _anybody_waits(turn: Turn, order: Order) -> bool:
    return any(push.status is PushStatus.PUSHED for push in await turn.uow.orders.pushes(order.id))


async def _ask_again(turn: Turn, demand: Demand, order: Order, count: int) -> int:
    """Those who were told that somebody else has it hear that it is free again; the answer is how many."""
    closed = [push for push in await turn.uow.orders.pushes(order.id) if push.status is PushStatus.CLOSED]
    experts = await turn.uow.experts.get_many([push.expert_id for push in closed])
    on = wanted_for(turn, demand)
    asked = 0
    for push in sorted(closed, key=lambda one: -one.score):
        one = experts.get(push.expert_id)
        if asked < count and one is not None and one.is_reachable and is_available(one, on):
            await turn.uow.orders.set_push(push.id, PushStatus.PUSHED)
            await _push_one(turn, demand, order, one, push.reasons)
            asked += 1
    return asked


async def push_to(turn: Turn, demand: Demand, order: Order, choice: Choice) -> None:
    """Pushes to the reachable, call tasks for the others, one prompt each."""
    pairs = [(match, PushStatus.PUSHED) for match in choice.reachable] + [(m, PushStatus.CALL) for m in choice.to_call]
    await turn.uow.orders.add_pushes(
        Push(order.id, demand.no, match.expert.id, status, match.score, match.reasons, turn.now)
        for match, status in pairs
    )
    for match in choice.reachable:
        await _push_one(turn, demand, order, match.expert, match.reasons)
    await turn.uow.work.add_tasks([_call(turn, demand, match) for match in choice.to_call])
    if choice.to_call:
        note = owed.experts_to_ring(len(choice.to_call))
        await turn.notify_staff(
            "task", demand.base, what=owed.RING_EXPERTS, no=demand.no, note=note, next=owed.LOOK_AT_NAMES
        )


def _call(turn: Turn, demand: Demand, match: Match) -> Task:
    """Somebody has to ring this expert."""
    expert = match.expert
    note = owed.ring_to_offer(f"{expert.name}（{expert.unit}）", match.reasons)
    key = f"call:{demand.no}:{expert.id}"
    return Task(demand.base, TaskKind.CALL_EXPERT, turn.now, demand.no, expert.id, detail={"note": note}, key=key)


async def _push_one(turn: Turn, demand: Demand, order: Order, one: Expert, reasons: Sequence[str]) -> None:
    await turn.uow.work.prompt(Prompt(one.person_id or 0, PromptKind.CLAIM, turn.now, demand.no, order.id))
    await turn.notify(
        "push",
        one.person_id,
        demand_no=demand.no,
        subject=f"order:{order.id}",
        priority=Priority.REMINDER if demand.urgency != "normal" else Priority.ANSWER,
        urgent=demand.urgency != "normal",
        no=demand.no,
        title=order.title,
        county=order.county or "地点待定",
        reasons=list(reasons),
    )


async def ensure_order(turn: Turn, demand: Demand) -> Order:
    """The demand's order, made or listed again."""
    order = await turn.uow.orders.of_demand(demand.no)
    needs_approval = turn.rules.bases[demand.base].approve_list if demand.base in turn.rules.bases else False
    listed = not demand.is_confidential
    status = OrderStatus.LISTED if listed and not needs_approval else OrderStatus.AWAITING_APPROVAL
    if order is None:
        order = Order(
            demand_no=demand.no,
            base=demand.base,
            status=status,
            field_code=demand.field_code,
            second=demand.second,
            title=public.title(demand),
            county=common.short_place(demand.place_name or "") or None,
            created_at=turn.now,
            listed_at=turn.now if status is OrderStatus.LISTED else None,
        )
        order.id = await turn.uow.orders.add(order)
        if listed and needs_approval:
            await add_task(turn, demand, TaskKind.APPROVE_ORDER, owed.awaits_approval(order.title))
        return order
    if order.status in {OrderStatus.TAKEN, OrderStatus.ENDED}:
        order.move(OrderStatus.LISTED, turn.now)
        order.round += 1
        if demand.is_confidential:
            order.move(OrderStatus.AWAITING_APPROVAL, turn.now)
    order.title, order.county = public.title(demand), common.short_place(demand.place_name or "") or None
    order.field_code, order.second = demand.field_code, demand.second
    await turn.uow.orders.save(order)
    return order


async def restrict(turn: Turn, demand: Demand, restriction: str) -> None:
    """Whom the demand may be shown to; what may no longer be public leaves the list."""
    demand.restriction, demand.updated_at = restriction, turn.now
    await turn.uow.demands.save(demand)
    await note(turn, demand, "edited", note=f"范围={common.RESTRICTION[restriction]}")
    order = await turn.uow.orders.of_demand(demand.no)
    if order is not None and demand.is_confidential and order.status is OrderStatus.LISTED:
        order.move(OrderStatus.AWAITING_APPROVAL, turn.now)
        await turn.uow.orders.save(order)
    needs_approval = turn.rules.base_for(demand.place_code, demand.base).approve_list
    if order and not demand.is_confidential and order.status is OrderStatus.AWAITING_APPROVAL and not needs_approval:
        order.move(OrderStatus.LISTED, turn.now)
        await turn.uow.orders.save(order)
    if restriction == "butler":
        await turn.uow.work.close_prompts(kind=PromptKind.CLAIM, demand_no=demand.no)


async def _tell_nobody_fits(turn: Turn, demand: Demand, choice: Choice) -> None:
    if choice.to_call or demand.hazard == "critical_patient":
        return  # somebody is on the telephone already
    order = await turn.uow.orders.of_demand(demand.no)
    was_told = bool(order and await turn.uow.orders.pushes(order.id))
    steps = await widening.step_lines(turn, demand)
    await add_task(turn, demand, TaskKind.UNMATCHED, owed.nobody_found(demand.summary, was_told=was_told), steps=steps)


async def _to_authority(turn: Turn, demand: Demand) -> Published:
    await turn.uow.demands.record(demand.move(DemandStatus.ESCALATED, turn.now, turn.person.id))
    await turn.uow.demands.save(demand)
    await add_task(turn, demand, TaskKind.EMERGENCY, owed.suspected_epidemic(demand), is_urgent=True)
    return Published()


async def add_task(
    turn: Turn, demand: Demand, kind: TaskKind, note: str, *, is_urgent: bool = False, steps: Sequence[str] = ()
) -> int:
    """Put a line on the base's list and tell its staff."""
    task = Task(
        demand.base,
        kind,
        turn.now,
        demand.no,
        detail={"note": note, "steps": list(steps)} if steps else {"note": note},
        due_at=demand.promised_at,
        key=f"{kind}:{demand.no}",
    )
    next_step = "\n".join([*(f"· {step}" for step in steps), staff.look_at(demand.no)])
    return await turn.owe(task, next_step, note=common.cut(note, 60), is_urgent=is_urgent)


async def _watch(turn: Turn, demand: Demand) -> None:
    base = turn.rules.base_for(demand.place_code, demand.base)
    due = base.calendar.add(turn.now, turn.rules.claim_within)
    await turn.uow.work.schedule([Due(DueKind.CLAIM_OVERDUE, f"demand:{demand.no}", due)])


async def note(turn: Turn, demand: Demand, action: str, **detail: object) -> None:
    """Keep what happened to the demand without moving it."""
    await turn.uow.demands.record(HistoryEntry(demand.no, action, turn.now, turn.person.id, dict(detail)))
