"""From the list to one expert who has it: look, claim, decline, hand back, leave."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.experts import Expert
from domain.notices import Priority
from domain.orders import Claim, ClaimStatus, Order, OrderStatus, PushStatus
from domain.people import Role
from domain.ports import DemandFilter
from domain.work import Due, DueKind, PromptKind, Task, TaskKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.helping.progress import who_and_when
from handlers.offering import public, publishing
from handlers.orders import conversing
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, tabling
from handlers.visits import arranging as visiting
from handlers.visits import notes as visit_notes
from handlers.visits.heard import times as visit_times
from handlers.wording import asker, common, expert, owed, staff
from handlers.wording.errors import sentence
from nlu.text.patterns import lazy_regex

PAGE = 8
REMEMBERED = timedelta(days=14)
LOOKED_AT = 30
_IN_OTHER_HANDS = (DemandStatus.CLAIMED, DemandStatus.SCHEDULED, DemandStatus.SERVED)
LIST_FRESH = timedelta(hours=2)
DECLINED: Final = "declined"  # in the talk: the order that was refused last
_NOBODY = lazy_regex(r"年轻|学生|徒弟|同事|什么|啥|高明|别|其他|另|对方|谁|哪|人|他|她|你|您|管家|我")
_CALLED = lazy_regex(
    r"^(?:他|她|同事|这个人)?(?:的)?(?:名字)?叫(?:做)?(?P<who>[\u4e00-\u9fff]{2,3})(?=$|[，,。\s]|电话|手机)"
)
_REFERRAL = lazy_regex(
    r"(?:推荐|找|请|问问|(?:(?<![不没])|(?<=要不))(?:让|叫|喊)|转给|交给)\s*(?P<who>[\u4e00-\u9fff]{2,12}?(?:老师|教授|主任|专家|研究员|医生|站长|工程师)?)(?=$|[吧嘛哈，,。；;\s]|去|来|更|比|他|她)"
)


async def show_list(turn: Turn, args: Arguments) -> None:
    """榜单 [领域]: what may be claimed, without personal data."""
    if not turn.person.expert_ids and not turn.person.is_staff:
        raise DomainError("not_an_expert")
    guess = turn.services.read_field(args.rest) if args.rest else None
    if args.rest and guess is None:
        raise DomainError(
            "field_unknown", name=args.rest, known=common.joined(list(turn.services.field_names.values()))
        )
    orders = await turn.uow.orders.listed(_visible_bases(turn), guess.code if guess else None, PAGE + 1)
    if guess and guess.second and len(orders) > 1:
        orders = [order for order in orders if order.second == guess.second] or orders
    turn.talk.note("orders_listed", nos=[order.demand_no for order in orders[:PAGE]])
    turn.say(expert.order_list(orders[:PAGE], guess.second or guess.name if guess else None, len(orders) > PAGE))


def listed(turn: Turn) -> list[int]:
    """The orders of the list that was shown just now, in its order."""
    shown = turn.talk.recent("orders_listed", LIST_FRESH)
    return [int(no) for no in shown["nos"]] if shown else []


def _visible_bases(turn: Turn) -> list[str]:
    mine = {grant.base for grant in turn.person.grants if grant.role is Role.EXPERT or turn.person.is_staff}
    return [name for name in turn.rules.bases if mine & set(turn.rules.pool_of(name))]


async def look(turn: Turn, args: Arguments) -> None:
    """看 12: the public side, what was asked and answered, and the pictures."""
    demand, order, one = await access.visible_order(turn, args.number, "看 12")
    exchanges = await turn.uow.records.exchanges(demand.no)
    told = [exchange.text for exchange in exchanges if exchange.kind == "answer" and exchange.text]
    words = [common.cut(public.without_private(common.without_phones(text)), 60) for text in told]
    pictures = await conversing.show_media(turn, demand, one)
    turn.talk.set_focus(demand.no)
    is_mine = demand.expert_id in turn.person.expert_ids
    turn.say(expert.order_detail(demand, order, turn.services.field_names, pictures, words[-3:], is_mine=is_mine))


async def claim(turn: Turn, args: Arguments) -> None:
    """揭榜 12: exactly one wins; the database itself refuses a second."""
    if args.number is None and (gone := await lost(turn)) is not None:
        turn.say(expert.taken_by(gone.no, await _holder(turn, gone)))
        return
    number = args.number if args.number is not None else await _claimed_already(turn)
    demand, order, one = await access.visible_order(turn, number, "揭榜 12")
    if demand.expert_id is not None and demand.expert_id not in turn.person.expert_ids:
        turn.say(expert.taken_by(demand.no, await _holder(turn, demand)))
        return
    _check_claim(turn, demand, order, one)
    held = Claim(order.id, one.id, turn.now, reason=args.rest or None)
    held.id = await turn.uow.orders.claim(held)
    words = tabling.without_numbers(args.rest if args.name else turn.text)
    is_open = tabling.leaves_choice(words, turn.now)
    is_dated = tabling.is_dated(words, turn.now) and not visit_times.names_refused(words, turn.now)
    await settle(turn, demand, order, one, is_assigned=False, is_dated=is_dated and not is_open)
    place = common.place_of(demand)
    turn.say(expert.claimed(demand, place, visit_hint=not (is_dated or is_open)))
    turn.say("" if is_dated or is_open else await visiting.wish(turn, demand))
    if is_open:
        await messages.pass_on(turn, Arguments(demand.no, words))  # 下周三周四都行: the asker names the day
    elif is_dated:
        await _propose_at_once(turn, demand.no, words)


async def lost(turn: Turn) -> Demand | None:
    """我来, where nothing waits any more: the order that was offered and that somebody else has taken since."""
    if await access.offered(turn):
        return None
    wanted = DemandFilter(statuses=_IN_OTHER_HANDS, since=turn.now - REMEMBERED, limit=LOOKED_AT, newest_first=True)
    for demand in await turn.uow.demands.find(wanted):
        order = await turn.uow.orders.of_demand(demand.no)
        if order is None or demand.expert_id in turn.person.expert_ids:
            continue
        pushes = [await turn.uow.orders.push_of(order.id, expert_id) for expert_id in turn.person.expert_ids]
        if any(push is not None for push in pushes):
            return demand
    return None


async def _claimed_already(turn: Turn) -> int | None:
    """接, said once more of what was taken just now: the order in hand, while no other waits or was looked at."""
    held = await access.demands_in_hand(turn)
    if len(held) != 1 or await access.offered(turn) or turn.talk.focus not in {None, held[0].no}:
        return None
    return held[0].no


async def _holder(turn: Turn, demand: Demand) -> str:
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id is not None else None
    return one.courtesy_name() if one is not None else "别的专家"


async def _propose_at_once(turn: Turn, no: int, words: str) -> None:
    """我接，下周三上午九点半去果园: a time that cannot be does not undo the claim."""
    try:
        await visiting.propose(turn, Arguments(no, words))
    except DomainError as error:
        turn.say(sentence(error))


def _check_claim(turn: Turn, demand: Demand, order: Order, one: Expert) -> None:
    if demand.expert_id is not None and demand.expert_id in turn.person.expert_ids:
        raise DomainError("already_yours", no=demand.no)
    if demand.reporter_id == turn.person.id:
        raise DomainError("own_demand", no=demand.no)
    if order.status is OrderStatus.TAKEN or demand.expert_id is not None:
        raise DomainError("already_claimed", no=demand.no)
    if demand.is_ended or order.status is OrderStatus.ENDED:
        raise DomainError("order_not_open", no=demand.no)
    if not one.has_room:
        raise DomainError("no_room", open=one.open_orders, max=one.max_open)


async def settle(
    turn: Turn,
    demand: Demand,
    order: Order,
    one: Expert,
    *,
    is_assigned: bool,
    is_change: bool = False,
    is_dated: bool = False,
) -> None:
    """The demand is this expert's: the asker is told who comes, the others that it is taken."""
    order.move(OrderStatus.TAKEN, turn.now)
    await turn.uow.orders.save(order)
    demand.expert_id = one.id
    entry = demand.move(
        DemandStatus.CLAIMED, turn.now, turn.person.id, expert=one.name, how="assigned" if is_assigned else "claimed"
    )
    await turn.uow.demands.record(entry)
    await turn.uow.demands.save(demand)
    await _tell_others(turn, demand, order, one)
    await turn.uow.notices.drop(demand_no=demand.no, kinds=("push",))
    await turn.uow.work.close_prompts(kind=PromptKind.CLAIM, demand_no=demand.no)
    await turn.uow.work.close_tasks(
        [TaskKind.CALL_EXPERT, TaskKind.UNMATCHED, TaskKind.APPROVE_ORDER],
        turn.now,
        turn.person.id,
        demand_no=demand.no,
    )
    await turn.uow.work.unschedule(f"demand:{demand.no}", [DueKind.CLAIM_OVERDUE, DueKind.CLOSE_OVERDUE])
    base = turn.rules.base_for(demand.place_code, demand.base)
    due = base.calendar.add(turn.now, turn.rules.close_within)
    await turn.uow.work.schedule([Due(DueKind.CLOSE_OVERDUE, f"demand:{demand.no}", due)])
    turn.talk.set_focus(demand.no)
    await turn.notify(
        "claimed",
        demand.reporter_id,
        demand_no=demand.no,
        priority=Priority.ANSWER,
        urgent=demand.urgency != "normal",
        no=demand.no,
        summary=demand.summary,
        expert=asker.expert_line(one),
        is_change=is_change,
        with_time=is_dated,
    )


async def _tell_others(turn: Turn, demand: Demand, order: Order, winner: Expert) -> None:
    pushes = await turn.uow.orders.pushes(order.id)
    others = await turn.uow.experts.get_many([push.expert_id for push in pushes if push.status is PushStatus.PUSHED])
    for push in pushes:
        if push.expert_id == winner.id:
            await turn.uow.orders.set_push(push.id, PushStatus.CLAIMED)
        elif push.status in {PushStatus.PUSHED, PushStatus.CALL}:
            await turn.uow.orders.set_push(push.id, PushStatus.CLOSED)
            if (other := others.get(push.expert_id)) is not None:
                await turn.notify("taken", other.person_id, demand_no=demand.no, no=demand.no)


async def decline(turn: Turn, args: Arguments) -> None:
    """婉拒 12 [理由]: one expert less to wait for; a referral goes to the butler."""
    demand, order, one = await access.visible_order(turn, args.number, "婉拒 12")
    if demand.expert_id is not None and demand.expert_id in turn.person.expert_ids:
        await hand_back(turn, args)
        return
    push = await turn.uow.orders.push_of(order.id, one.id)
    if push and push.status is PushStatus.PUSHED:
        await turn.uow.orders.set_push(push.id, PushStatus.DECLINED)
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.CLAIM, demand_no=demand.no)
    await publishing.note(turn, demand, "declined", expert=one.name, reason=args.rest)
    turn.talk.note(DECLINED, no=demand.no)
    turn.say(expert.declined(demand.no, await _refer(turn, demand, one, args.rest)))
    turn.talk.set_focus(demand.no)
    if order.status is OrderStatus.LISTED and not demand.is_ended:
        await publishing.publish(turn, demand, count=1)


def referral(words: str) -> str | None:
    """Whom the words recommend; 请别的老师 names nobody."""
    found = _REFERRAL.search(words) or _CALLED.match(words.strip())
    return found["who"] if found and not _NOBODY.match(found["who"]) else None


async def recommend(turn: Turn, words: str) -> bool:
    """要不喊苟德全去, after a no: whom to ask instead goes on the list of the staff as well."""
    declined = turn.talk.recent(DECLINED, timedelta(hours=24))
    if declined is None or questions.asks(words) or referral(words) is None or await access.demands_in_hand(turn):
        return False
    demand = await turn.uow.demands.get(int(declined["no"]))
    if demand is None or demand.is_ended or demand.expert_id is not None:
        return False
    referred = await _refer(turn, demand, await access.me_as_expert(turn, demand.base), words)
    turn.say(expert.declined(demand.no, referred))
    return True


async def _refer(turn: Turn, demand: Demand, one: Expert, words: str) -> str | None:
    """A recommended expert goes on the list of the staff."""
    who = referral(words)
    if who is None:
        return None
    note = owed.recommended(one.name, who, words)
    task = Task(demand.base, TaskKind.FOLLOW_UP, turn.now, demand.no, detail={"note": note})
    await turn.owe(task, owed.assign_by(demand.no), what=owed.REFERRED)
    return who


async def hand_back(turn: Turn, args: Arguments) -> None:
    """交回 12: the order is open again, others are asked, the asker hears why it takes longer."""
    held = await access.held_demand(turn, args.number, "交回 12")
    demand = held.demand
    if demand.status is DemandStatus.SERVED:
        raise DomainError("served_not_returned", no=demand.no)
    await release(turn, held, ClaimStatus.RETURNED, args.rest)
    await publishing.publish_again(turn, demand)
    await turn.notify_staff(
        "task",
        demand.base,
        what=owed.HANDED_BACK,
        no=demand.no,
        note=owed.handed_back(held.expert.name if held.expert else "专家", args.rest),
        next=staff.look_at(demand.no),
    )
    referred = await _refer(turn, demand, held.expert, args.rest) if held.expert else None
    turn.say(expert.handed_back(demand.no, referred))


async def release(turn: Turn, held: access.Held, how: ClaimStatus, reason: str) -> None:
    """Take the demand out of an expert's hands: claim, visits and reminders end."""
    demand = held.demand
    if held.claim:
        held.claim.status, held.claim.reason = how, reason or held.claim.reason
        await turn.uow.orders.save_claim(held.claim)
    for visit in await appointments.cancel_open(Desk.of(turn), demand):
        facts = visit_notes.facts(visit, demand, "专家")
        await turn.notify("visit_cancelled", demand.reporter_id, demand_no=demand.no, **facts)
    await turn.uow.work.unschedule(f"demand:{demand.no}", [DueKind.CLOSE_OVERDUE])
    demand.expert_id = None
    await turn.uow.demands.record(
        demand.move(DemandStatus.PUBLISHED, turn.now, turn.person.id, reason=reason, how=how.value)
    )


async def my_tasks(turn: Turn, args: Arguments) -> None:
    """我的任务."""
    one = await access.me_as_expert(turn)
    lines = []
    for demand in await access.demands_in_hand(turn):
        _, visit = await who_and_when(turn, demand)
        lines.append(expert.task_line(demand, visit))
    turn.say(expert.tasks(lines, one))
