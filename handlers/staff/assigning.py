"""What staff decide about an order: send it out, or give it to an expert by name."""

from __future__ import annotations

from domain.calendar import SHANGHAI
from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert
from domain.orders import Claim, ClaimStatus, OrderStatus, PushStatus
from domain.whole_numbers import whole_number
from domain.work import Task, TaskKind
from handlers import access
from handlers.offering import publishing
from handlers.orders import claiming
from handlers.pool.keeping import naming
from handlers.turn import Arguments, Turn
from handlers.wording import choosing, common, owed, staff
from nlu.dialogue.answers import read_answer, read_choice
from nlu.text.patterns import lazy_regex

SHOWN = 6
_BEHIND = lazy_regex(r"[，,。；;]")
_JUST_SO = lazy_regex(r"(?:对|嗯|是|好)?的?[，,\s]*(?:就)?(?:是|派给?)?[他她](?:了|嘛|吧|哈)?[。！]*")


async def publish(turn: Turn, args: Arguments) -> None:
    """发布 12: approves the list entry, or sends out again what found nobody."""
    demand = await access.staff_demand(turn, args.number, "发布 12")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    if demand.expert_id is not None:
        raise DomainError("already_in_hands", no=demand.no)
    await _check_second_person(turn, demand)
    published = await publishing.publish(turn, demand)
    order = await turn.uow.orders.of_demand(demand.no)
    if order and order.status is OrderStatus.AWAITING_APPROVAL and not demand.is_confidential:
        order.move(OrderStatus.LISTED, turn.now)
        await turn.uow.orders.save(order)
    await turn.uow.work.close_tasks([TaskKind.APPROVE_ORDER], turn.now, turn.person.id, demand_no=demand.no)
    is_listed = order is not None and order.status is OrderStatus.LISTED
    told = await turn.uow.orders.pushes(order.id) if order else []
    waiting = sum(push.status is PushStatus.PUSHED for push in told)
    turn.say(staff.published(demand.no, published.pushed, is_listed, waiting))


async def _check_second_person(turn: Turn, demand: Demand) -> None:
    """Where the base wants the list approved, whoever wrote the demand down does not approve it."""
    order = await turn.uow.orders.of_demand(demand.no)
    base = turn.rules.bases.get(demand.base)
    if order is None or base is None or not base.approve_list or order.status is not OrderStatus.AWAITING_APPROVAL:
        return
    history = await turn.uow.demands.history(demand.no)
    if demand.reporter_id == turn.person.id or (history and history[0].person_id == turn.person.id):
        raise DomainError("approve_by_other", no=demand.no)


async def assign(turn: Turn, args: Arguments) -> None:
    """派单 12 姓名 [单位]: needs no acceptance; takes it from whoever has it."""
    demand = await access.staff_demand(turn, args.number, "派单 12 王建国")
    if not args.rest:
        raise DomainError("text_needed", example=f"派单 {demand.no} 王建国")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    found = await naming.named_experts(turn, args.rest, demand.base, demand.no)
    if len(found) != 1 or not found[0][1]:
        alone = await naming.named_experts(turn, _BEHIND.split(args.rest)[0], demand.base, demand.no)
        found = alone if len(alone) == 1 and alone[0][1] else found  # 谭树林，他熟
    if len(found) != 1 or not found[0][1]:
        ask_which(turn, demand.no, naming.cleaned(args.rest), [one for one, _ in found])
        return
    one = found[0][0]
    if demand.expert_id == one.id:
        raise DomainError("already_with", no=demand.no, name=one.name)
    if one.person_id is not None and one.person_id == demand.reporter_id:
        raise DomainError("assigned_to_asker", no=demand.no, name=one.name)
    is_change = demand.expert_id is not None
    if is_change:
        await _revoke(turn, demand)
    order = await publishing.ensure_order(turn, demand)
    claim = Claim(order.id, one.id, turn.now, is_assigned=True)
    claim.id = await turn.uow.orders.claim(claim)
    await claiming.settle(turn, demand, order, one, is_assigned=True, is_change=is_change)
    await _tell_assigned(turn, demand, one)
    turn.say(staff.assigned(demand.no, f"{one.name}（{one.unit}）", one.is_reachable))
    turn.say(_remark(turn, one))
    turn.talk.set_focus(demand.no)
    turn.talk.show("experts", [one.id])


def _remark(turn: Turn, one: Expert) -> str:
    """What staff may have overlooked: an assignment needs no acceptance, so it is said after."""
    if one.is_away(turn.now.astimezone(SHANGHAI).date()):
        return staff.assigned_away(one.name, one.leave_until)
    return "" if one.has_room else staff.assigned_full(one.name, one.open_orders + 1, one.max_open)


def ask_which(turn: Turn, no: int, words: str, found: list[Expert]) -> None:
    """A misspelt name or namesakes: the choices, to be answered by a number."""
    if not found:
        raise DomainError("expert_unknown", name=common.cut(words, 12))
    shown = found[:SHOWN]
    turn.talk.ask("assign_which", no=no, ids=[one.id for one in shown])
    turn.say(choosing.which_expert(no, common.cut(words, 12), shown))


async def answer_which(turn: Turn) -> bool:
    """1, 是 or a unit after the choices; False where the words are something else."""
    question = turn.talk.asked()
    if not question or question["name"] != "assign_which" or not turn.person.is_staff:
        return False
    ids = [int(one) for one in question["ids"]]
    chosen = await _chosen(turn, ids)
    if chosen is None:
        return False
    turn.talk.settle()
    await assign(turn, Arguments(int(question["no"]), str(chosen), name="派单"))
    turn.outcome = "done"
    return True


async def _chosen(turn: Turn, ids: list[int]) -> int | None:
    text = turn.text.strip()
    number = whole_number(text)
    if number in ids and number > len(ids):
        return number
    if choice := read_choice(text, len(ids)):
        return ids[choice - 1]
    if len(ids) == 1 and (read_answer(text).kind == "yes" or _JUST_SO.fullmatch(text)):
        return ids[0]
    text = text.strip("，,。 ").removesuffix("那个").removesuffix("那位").removesuffix("的")
    experts = await turn.uow.experts.get_many(ids)
    named = [one for one in ids if one in experts and len(text) > 1 and text in experts[one].unit]
    return named[0] if len(named) == 1 else None


async def _tell_assigned(turn: Turn, demand: Demand, one: Expert) -> None:
    if one.is_reachable:
        await turn.notify(
            "assigned_expert",
            one.person_id,
            demand_no=demand.no,
            urgent=True,
            before=None if demand.urgency != "normal" else turn.by_tomorrow,
            no=demand.no,
            summary=demand.summary,
            place=common.place_of(demand),
        )
        return
    note = owed.ring_of_assignment(f"{one.name}（{one.unit}）", demand.no)
    await turn.uow.work.add_task(
        Task(
            demand.base,
            TaskKind.CALL_EXPERT,
            turn.now,
            demand.no,
            one.id,
            detail={"note": note},
            key=f"assigned:{demand.no}:{one.id}",
        )
    )


async def _revoke(turn: Turn, demand: Demand) -> None:
    held = await access.with_claim(turn, demand)
    await claiming.release(turn, held, ClaimStatus.REVOKED, "管家改派")
    if held.order:
        held.order.move(OrderStatus.LISTED, turn.now)
        await turn.uow.orders.save(held.order)
    if held.expert:
        await turn.notify(
            "revoked_expert", held.expert.person_id, demand_no=demand.no, no=demand.no, summary=demand.summary
        )
