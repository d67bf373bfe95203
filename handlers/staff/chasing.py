"""What is late, oldest first, by the base's working calendar; and reminding one expert by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.visits import VisitStatus
from handlers import access
from handlers.desk import Desk
from handlers.turn import Arguments, Turn
from handlers.visits import meetings
from handlers.wording import asker, common
from handlers.wording import overview as shown_as
from handlers.wording import service as wording

SHOWN, LOOKED_AT, NAME = 15, 300, 5
WITHOUT_EXPERT = (DemandStatus.REGISTERED, DemandStatus.PUBLISHED, DemandStatus.ESCALATED)
IN_HAND = (DemandStatus.CLAIMED, DemandStatus.SCHEDULED, DemandStatus.REOPENED)


async def chase(turn: Turn, args: Arguments) -> None:
    """督办: all that is late; 督办 12 reminds the expert who has it."""
    if args.number is not None:
        await _remind_expert(turn, args)
        return
    if args.rest:
        held = await _held_by(turn, args.rest)
        if not held and len(args.rest) <= NAME:
            raise DomainError("nobody_holds", name=common.cut(args.rest, 8))
        if len(held) > 1:
            raise access.which(held, "督办 12")
        if held:
            await _remind_expert(turn, replace(args, number=held[0].no))
            return
    desk = Desk.of(turn)
    statuses = (*WITHOUT_EXPERT, *IN_HAND)
    found = await turn.uow.demands.find(DemandFilter(bases=turn.person.staff_bases, statuses=statuses, limit=LOOKED_AT))
    late = [(since, demand, what) for demand in found for what, since in await lateness(desk, demand)]
    late.sort(key=lambda one: one[0])
    lines = [shown_as.overdue_line(demand, what, since) for since, demand, what in late[:SHOWN]]
    turn.talk.show("demands", [demand.no for _, demand, _ in late[:SHOWN]])
    tasks = await turn.uow.work.tasks(turn.person.staff_bases, limit=LOOKED_AT)
    shown = {demand.no for _, demand, _ in late}
    overdue = [task for task in tasks if task.due_at and task.due_at < turn.now and task.demand_no not in shown]
    lines += [shown_as.task_line(task) for task in sorted(overdue, key=lambda task: task.due_at or turn.now)[:SHOWN]]
    turn.say(shown_as.overdue(lines))


async def _held_by(turn: Turn, words: str) -> list[Demand]:
    """催一下李老师: what is in the hands of whoever is called so."""
    wanted = DemandFilter(bases=turn.person.staff_bases, statuses=IN_HAND, limit=LOOKED_AT)
    demands = [one for one in await turn.uow.demands.find(wanted) if one.expert_id is not None]
    experts = await turn.uow.experts.get_many([one.expert_id for one in demands if one.expert_id])
    return [
        one
        for one in demands
        if (expert := experts.get(one.expert_id or 0)) is not None
        and (
            expert.courtesy_name() == words
            or words.startswith(expert.name)
            or expert.name[:1] in {words[:-2], words.removeprefix("老"), words.removeprefix("小")}
        )
    ]


async def lateness(desk: Desk, demand: Demand) -> list[tuple[str, datetime]]:
    """What of one demand is late and since when; at most one thing, the oldest."""
    if demand.expert_id is None or demand.status in WITHOUT_EXPERT:
        due = demand.promised_at or desk.base_of(demand).calendar.add(demand.created_at, desk.rules.claim_within)
        return [("没人接", due)] if due < desk.now else []
    missing = [
        ("约的时间过了没报完成", visit.starts_at)
        for visit in await meetings.visits(desk, demand, VisitStatus.AGREED)
        if visit.starts_at < desk.now
    ]
    due, what = await _close_by(desk, demand)
    if due < desk.now:
        missing.append((what, due))
    return sorted(missing, key=lambda one: one[1])[:1]


async def _close_by(desk: Desk, demand: Demand) -> tuple[datetime, str]:
    if demand.status is DemandStatus.REOPENED and demand.promised_at is not None:
        return demand.promised_at, "没解决，还没回话"
    held = await access.with_claim(desk, demand)
    since = held.claim.at if held.claim else demand.updated_at
    return desk.base_of(demand).calendar.add(since, desk.rules.close_within), "接了没办完"


async def _remind_expert(turn: Turn, args: Arguments) -> None:
    demand = await access.staff_demand(turn, args.number, "督办 12")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    held = await access.with_claim(turn, demand)
    if held.expert is None:
        raise DomainError("nobody_to_chase", no=demand.no)
    if held.expert.person_id is None:
        raise DomainError("expert_unreachable", name=held.expert.name)
    await turn.notify(
        "slow_expert",
        held.expert.person_id,
        demand_no=demand.no,
        urgent=True,
        before=turn.by_tomorrow,
        no=demand.no,
        summary=demand.summary,
    )
    await Desk.of(turn).record(demand, "chased", expert=held.expert.name)
    turn.talk.set_focus(demand.no)
    turn.talk.show("experts", [held.expert.id])
    turn.say(wording.chased(demand.no, asker.expert_line(held.expert)))
