"""What an asker may want beside the need itself: progress, a person, passing words on, one's own data."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.demands import Demand
from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.records import Exchange, ExchangeKind
from domain.visits import VisitStatus
from domain.work import Task, TaskKind
from handlers import access, publishing
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, expert, welcoming
from handlers.wording import staff as staff_wording

SHOWN = 8
ONCE_IN = timedelta(hours=2)  # asked for again within, a person is not called twice


async def progress(turn: Turn, args: Arguments) -> None:
    """进度: one demand in full, or all in a line each."""
    if args.number is not None:
        demand = await access.own_demand(turn, args.number, "进度 12", is_open=False)
        turn.talk.set_focus(demand.no)
        name, visit = await who_and_when(turn, demand)
        turn.say(asker.progress_detail(demand, turn.services.field_names, name, visit))
        return
    demands = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=SHOWN))
    if len(demands) == 1:
        turn.talk.set_focus(demands[0].no)
        turn.say(asker.progress_detail(demands[0], turn.services.field_names, *await who_and_when(turn, demands[0])))
        return
    lines = [asker.progress_line(demand, *await who_and_when(turn, demand)) for demand in demands]
    turn.say("\n".join([*lines, asker.progress_tail([demand.no for demand in demands])]))


async def who_and_when(turn: Turn, demand: Demand) -> tuple[str | None, str | None]:
    """The expert who has it, and the visit that is agreed or proposed."""
    if demand.expert_id is None:
        return None, None
    one = await turn.uow.experts.get(demand.expert_id)
    visits = await turn.uow.visits.of_demand(demand.no, (VisitStatus.PROPOSED, VisitStatus.AGREED))
    visit = visits[-1] if visits else None
    when = expert.visit_state(common.moment(visit.starts_at), visit.status is VisitStatus.AGREED) if visit else None
    return asker.expert_line(one) if one else None, when


async def human(turn: Turn, args: Arguments) -> None:
    """转人工: a butler owes a call; the bot's own relay keeps the record."""
    last = turn.talk.get("human_at")
    is_open = last is not None and turn.now - datetime.fromisoformat(last) <= ONCE_IN
    if not is_open:
        turn.talk.put("human_at", turn.now.isoformat())
        await _staff_task(turn, TaskKind.HUMAN, "有人想找您")
    turn.say(asker.human(turn.base, is_open))


async def complain(turn: Turn, args: Arguments) -> None:
    """A complaint goes to staff with its words."""
    await _staff_task(turn, TaskKind.COMPLAINT, common.cut(turn.text, 80))
    turn.say(asker.complaint(turn.base))


async def _staff_task(turn: Turn, kind: TaskKind, note: str) -> None:
    no = turn.talk.focus
    who = turn.person.name or common.ROLE.get(turn.person.trade or "", "来访者")
    place = common.short_place(turn.person.place_name or "")
    note = f"{who}（{place}）：{note}" if place else f"{who}：{note}"
    task = Task(
        turn.base.name,
        kind,
        turn.now,
        no,
        person_id=turn.person.id,
        detail={"note": note},
        key=f"{kind}:{turn.person.id}",
    )
    await turn.uow.work.add_task(task)
    follow = f"回“查 {no}”看详情，回话用“留言 {no} …”。" if no else "回“待办”看详情。"
    await turn.notify_staff(
        "task", turn.base.name, urgent=True, what=staff_wording.TASK[kind], no=no, note=note, next=follow
    )


async def pass_on(turn: Turn, args: Arguments) -> None:
    """留言 12 …: to the other side; staff may write to the asker."""
    if not args.rest:
        raise DomainError("text_needed", example=f"留言 {args.number or 12} 我这边路不好走，请提前说一声")
    number = args.number or turn.talk.focus
    if number is None:
        raise DomainError("number_needed", example="留言 12 …")
    demand = await turn.uow.demands.lock(number)
    if demand is None:
        raise DomainError("demand_unknown", no=number)
    if demand.is_ended and demand.expert_id is None:
        raise DomainError("demand_ended", no=number)
    receiver, who, name = await _other_side(turn, demand)
    await relay(turn, demand, ExchangeKind.MESSAGE, receiver, args.rest)
    await turn.notify("message", receiver, demand_no=demand.no, no=demand.no, who=who, text=args.rest)
    turn.say(asker.message_passed(demand.no, name))


async def _other_side(turn: Turn, demand: Demand) -> tuple[int, str, str]:
    """Receiver, how the sender is called there, how the receiver is called here."""
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    if demand.reporter_id == turn.person.id:
        if one is None or one.person_id is None:
            raise DomainError("demand_has_no_expert", no=demand.no)
        return one.person_id, "对方", asker.expert_line(one)
    if one is not None and one.id in turn.person.expert_ids:
        return demand.reporter_id, asker.expert_line(one), "对方"
    if access.may_steer(turn, demand.base):
        return demand.reporter_id, "管家", "对方"
    raise DomainError("demand_unknown", no=demand.no)


async def relay(
    turn: Turn, demand: Demand, kind: ExchangeKind, receiver: int | None, text: str, expert_id: int | None = None
) -> Exchange:
    """Keep what one side said to the other."""
    exchange = Exchange(demand.no, kind, turn.person.id, receiver, turn.now, text, expert_id=expert_id)
    exchange.id = await turn.uow.records.add_exchange(exchange)
    await publishing.note(turn, demand, kind.value, note=common.cut(text, 60))
    return exchange


async def help_me(turn: Turn, args: Arguments) -> None:
    """帮助: by role."""
    if turn.person.expert_ids:
        turn.say(expert.help_text())
    if turn.person.is_staff:
        turn.say("管家和管理员：回“命令”看全部。")
    if not turn.replies:
        turn.say(welcoming.help_text(turn.base, turn.person.base is not None))


async def greet(turn: Turn, args: Arguments) -> None:
    """A hello."""
    if turn.talk.draft is not None:
        turn.say(welcoming.short_greeting())
        return
    turn.say(welcoming.greeting() if turn.person.base else welcoming.welcome(turn.base))


async def thank(turn: Turn, args: Arguments) -> None:
    """A thank-you."""
    turn.say(welcoming.thanks())
