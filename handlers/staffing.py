"""What butlers and administrators do in chat: see, publish, assign, change, record for others."""

from __future__ import annotations

import re
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.drafts import Draft
from domain.errors import DomainError
from domain.experts import Expert, ExpertStatus
from domain.orders import Claim, ClaimStatus, OrderStatus
from domain.ports import DemandFilter
from domain.work import Task, TaskKind
from handlers import access, claiming, drafting, intake, likeness, publishing, widening
from handlers.desk import Desk
from handlers.outcomes import rating
from handlers.turn import Arguments, Turn
from handlers.wording import choosing, common, staff
from nlu.understanding import Understanding

OPEN = tuple(status for status in DemandStatus if status not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN})
SHOWN = 12
_CALLED = re.compile(
    r"[\u4e00-\u9fff](?:大爷|大娘|大伯|大叔|大哥|大姐|大嫂|嬢嬢|婆婆|爷爷|书记|主任|支书|村长|老板|师傅|老师|医生|先生|女士|院长|校长|厂长|经理)"
)
_CHANGE = re.compile(r"^\s*(?P<key>领域|类型|地点|摘要|紧急|范围)\s*[=＝:：]\s*(?P<value>.+?)\s*$", re.S)
_URGENT = {"是": "urgent", "急": "urgent", "紧急": "urgent", "否": "normal", "不急": "normal", "普通": "normal"}
_RESTRICTION = {"公开": "public", "只给专家": "matched", "对口专家": "matched", "只给管家": "butler", "管家": "butler"}


async def todo(turn: Turn, args: Arguments) -> None:
    """待办: what is owed, then all that is open."""
    bases = turn.person.staff_bases
    tasks = await turn.uow.work.tasks(bases, limit=SHOWN)
    wanted = DemandFilter(bases=bases, statuses=OPEN, limit=SHOWN)
    demands = await turn.uow.demands.find(wanted)
    turn.say(staff.todo(demands, tasks, await turn.uow.demands.count(wanted)))


async def show(turn: Turn, args: Arguments) -> None:
    """查 12: everything about one demand, without phone numbers."""
    demand = await access.staff_demand(turn, args.number, "查 12")
    held = await access.with_claim(turn, demand)
    reporter = await turn.uow.people.get(demand.reporter_id)
    pushes = []
    if held.order:
        told = await turn.uow.orders.pushes(held.order.id)
        experts = await turn.uow.experts.get_many([push.expert_id for push in told])
        pushes = [
            staff.push_line(
                experts[push.expert_id].name, experts[push.expert_id].unit, push.reasons, staff.PUSH_STATE[push.status]
            )
            for push in told[:6]
            if push.expert_id in experts
        ]
    who = (reporter.name if reporter else None) or common.ROLE.get(demand.role or "", "来访者")
    turn.say(
        staff.detail(
            demand,
            turn.services.field_names,
            who,
            f"{held.expert.name}（{held.expert.unit}）" if held.expert else None,
            await turn.uow.demands.history(demand.no),
            pushes,
            len(await turn.uow.records.media_of(demand.no)),
        )
    )
    turn.say(await rating.revealed_line(Desk.of(turn), demand))
    turn.say(choosing.alike(await likeness.similar_numbers(turn, demand)))
    turn.say(choosing.widening(await widening.lines_where_nobody_comes(turn, demand), demand.no))
    turn.talk.set_focus(demand.no)


async def publish(turn: Turn, args: Arguments) -> None:
    """发布 12: approves the list entry, or sends out again what found nobody."""
    demand = await access.staff_demand(turn, args.number, "发布 12")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    if demand.expert_id is not None:
        raise DomainError("already_claimed", no=demand.no)
    published = await publishing.publish(turn, demand)
    order = await turn.uow.orders.of_demand(demand.no)
    if order and order.status is OrderStatus.AWAITING_APPROVAL and not demand.is_confidential:
        order.move(OrderStatus.LISTED, turn.now)
        await turn.uow.orders.save(order)
    await turn.uow.work.close_tasks([TaskKind.APPROVE_ORDER], turn.now, turn.person.id, demand_no=demand.no)
    is_listed = order is not None and order.status is OrderStatus.LISTED
    turn.say(staff.published(demand.no, published.pushed, is_listed))


async def assign(turn: Turn, args: Arguments) -> None:
    """派单 12 姓名 [单位]: needs no acceptance; takes it from whoever has it."""
    demand = await access.staff_demand(turn, args.number, "派单 12 王建国")
    if not args.rest:
        raise DomainError("text_needed", example=f"派单 {demand.no} 王建国")
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    one = await named_expert(turn, args.rest, demand.base)
    if demand.expert_id == one.id:
        raise DomainError("already_claimed", no=demand.no)
    if demand.expert_id is not None:
        await _revoke(turn, demand)
    order = await publishing.ensure_order(turn, demand)
    claim = Claim(order.id, one.id, turn.now, is_assigned=True)
    claim.id = await turn.uow.orders.claim(claim)
    await claiming.settle(turn, demand, order, one, is_assigned=True)
    await _tell_assigned(turn, demand, one)
    turn.say(staff.assigned(demand.no, f"{one.name}（{one.unit}）", one.is_reachable))


async def _tell_assigned(turn: Turn, demand: Demand, one: Expert) -> None:
    if one.is_reachable:
        await turn.notify(
            "assigned_expert",
            one.person_id,
            demand_no=demand.no,
            urgent=True,
            no=demand.no,
            summary=demand.summary,
            place=common.place_of(demand),
        )
        return
    note = f"通知{one.name}（{one.unit}）接了 #{demand.no}"
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


async def named_expert(turn: Turn, words: str, base: str) -> Expert:
    """The expert of that name in the pool; the unit (or an id) decides between namesakes."""
    name, _, unit = words.strip().partition(" ")
    if name.isdigit():
        one = await turn.uow.experts.get(int(name))
        found = [one] if one is not None and one.base in turn.rules.pool_of(base) else []
    else:
        found = await turn.uow.experts.by_name(name.removesuffix("老师"), turn.rules.pool_of(base))
    found = [one for one in found if one.status is ExpertStatus.ACTIVE and unit.strip() in one.unit]
    if not found:
        raise DomainError("expert_unknown", name=name)
    if len(found) > 1:
        raise DomainError(
            "expert_ambiguous", choices="\n".join(f"{one.id} {one.name}，{one.unit}" for one in found[:6])
        )
    return found[0]


async def change(turn: Turn, args: Arguments) -> None:
    """改 12 领域=果树: mended, the asker told, pushed anew where that matters, remembered as an example."""
    demand = await access.staff_demand(turn, args.number, "改 12 领域=果树")
    found = _CHANGE.match(args.rest)
    if found is None:
        raise DomainError("change_unknown", no=demand.no)
    key, value = found["key"], found["value"]
    shown = _CHANGES[key](turn, demand, value)
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    if key != "范围":
        await publishing.note(turn, demand, "edited", note=f"{key}={shown}")
    pushed = 0
    if key in {"领域", "地点"} and demand.status in {DemandStatus.PUBLISHED, DemandStatus.REGISTERED}:
        pushed = (await publishing.publish(turn, demand)).pushed
    if key == "范围":
        await publishing.restrict(turn, demand, demand.restriction)
    if key == "领域":
        await turn.uow.records.learn(demand.text, demand.field_code or "", demand.second, turn.now)
    await turn.notify(
        "edited_asker",
        demand.reporter_id,
        demand_no=demand.no,
        no=demand.no,
        summary=demand.summary,
        about=common.field_name(demand, turn.services.field_names),
        place=common.place_of(demand) or "地点未说",
    )
    turn.say(staff.edited(demand.no, key, shown, pushed))


def _change_field(turn: Turn, demand: Demand, value: str) -> str:
    guess = turn.services.read_field(value)
    if guess is None:
        names = turn.services.field_names
        raise DomainError("field_unknown", name=value, known=common.joined(list(names.values())))
    demand.field_code, demand.second = guess.code, guess.second
    return "·".join(part for part in (guess.name, guess.second) if part)


def _change_kind(turn: Turn, demand: Demand, value: str) -> str:
    kinds = {name: kind for kind, name in common.KIND.items()}
    if value not in kinds:
        raise DomainError("change_value", key="类型", value=value, known=f"可写：{common.joined(list(kinds))}。")
    demand.kind = kinds[value]
    return value


def _change_place(turn: Turn, demand: Demand, value: str) -> str:
    place = turn.services.understand(value, turn.now).place
    if place is None:
        raise DomainError("change_value", key="地点", value=value, known="请写到区县，比如奉节白帝镇。")
    demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town
    return common.place_of(demand)


def _change_summary(turn: Turn, demand: Demand, value: str) -> str:
    demand.summary = common.cut(value, 40)
    return demand.summary


def _change_urgency(turn: Turn, demand: Demand, value: str) -> str:
    if value not in _URGENT:
        raise DomainError("change_value", key="紧急", value=value, known="请写 是 或 否。")
    demand.urgency = _URGENT[value]
    return value


def _change_restriction(turn: Turn, demand: Demand, value: str) -> str:
    if value not in _RESTRICTION:
        raise DomainError("change_value", key="范围", value=value, known="可写：公开、只给专家、只给管家。")
    demand.restriction = _RESTRICTION[value]
    return value


_CHANGES: dict[str, Any] = {
    "领域": _change_field,
    "类型": _change_kind,
    "地点": _change_place,
    "摘要": _change_summary,
    "紧急": _change_urgency,
    "范围": _change_restriction,
}


async def record_for(turn: Turn, args: Arguments) -> None:
    """代录 …: a phoned-in demand, recorded for somebody else."""
    if not args.rest:
        raise DomainError("text_needed", example="代录 奉节白帝镇王大爷，脆李裂果，想请专家看看")
    understood = turn.services.understand(args.rest, turn.now)
    draft = drafting.start(understood, turn.person)
    _as_recorded(draft, understood)
    demand, published = await intake.register(turn, draft, recorded_for=draft.on_behalf or "来电人")
    turn.talk.set_focus(demand.no)
    turn.say(staff.recorded(demand, turn.services.field_names, draft.on_behalf or "来电人", published.pushed))


def _as_recorded(draft: Draft, understood: Understanding) -> None:
    """The caller is the beneficiary; the butler's own trade and place say nothing about the caller."""
    draft.role, draft.organization = understood.role, understood.organization
    if draft.is_place_assumed:
        draft.place_code = draft.place_name = draft.town = None
        draft.is_place_assumed = False
    called = _CALLED.search(understood.text)
    name = understood.names[0] if understood.names else called[0] if called else None
    draft.on_behalf = name or understood.on_behalf or "来电人"


async def hear(turn: Turn, args: Arguments) -> None:
    """听 7 说了什么: the words of a voice message become the demand of the person who spoke."""
    if args.number is None:
        raise DomainError("number_needed", example="听 7 奉节白帝镇，脆李裂果")
    task = await turn.uow.work.get_task(args.number or 0)
    if task is None or not task.is_open or task.kind is not TaskKind.LISTEN or not access.may_steer(turn, task.base):
        raise DomainError("task_unknown", no=args.number or "")
    if not args.rest:
        raise DomainError("text_needed", example=f"听 {task.id} 奉节白帝镇，脆李裂果")
    speaker = await turn.uow.people.get(task.person_id or 0)
    item = await turn.uow.records.get_media(int(task.detail.get("media_id", 0)))
    if item is not None:
        item.transcript = args.rest
        await turn.uow.records.save_media(item)
    if speaker is None:
        raise DomainError("task_unknown", no=task.id)
    no = await _demand_of_voice(turn, task, speaker, args.rest, item.id if item else None)
    task.is_open, task.done_at, task.done_by = False, turn.now, turn.person.id
    await turn.uow.work.save_task(task)
    turn.say(staff.heard(no))


async def _demand_of_voice(turn: Turn, task: Task, speaker: Any, words: str, media_id: int | None) -> int:
    understood = turn.services.understand(words, turn.now)
    item = await turn.uow.records.get_media(media_id) if media_id else None
    number = task.demand_no or (item.demand_no if item else None)
    if number and (demand := await turn.uow.demands.lock(number)) and not demand.is_ended:
        demand.text = f"{demand.text}\n{words}"
        await turn.uow.demands.save(demand)
        await publishing.note(turn, demand, "added", note=common.cut(words, 60))
        return demand.no
    draft = drafting.start(understood, speaker)
    draft.media_ids = [media_id] if media_id else []
    butler, turn.person = turn.person, speaker
    try:
        demand, _ = await intake.register(turn, draft, recorded_for="语音")
    finally:
        turn.person = butler
    await turn.notify(
        "recorded_asker",
        speaker.id,
        demand_no=demand.no,
        no=demand.no,
        summary=demand.summary,
        place=common.place_of(demand) or "地点待补",
    )
    return demand.no


async def finish_task(turn: Turn, args: Arguments) -> None:
    """办了 7: a line of the list is done."""
    if args.number is None:
        raise DomainError("number_needed", example="办了 7")
    task = await turn.uow.work.get_task(args.number or 0)
    if task is None or not task.is_open or not access.may_steer(turn, task.base):
        raise DomainError("task_unknown", no=args.number or "")
    task.is_open, task.done_at, task.done_by = False, turn.now, turn.person.id
    task.detail = {**task.detail, "result": args.rest} if args.rest else task.detail
    await turn.uow.work.save_task(task)
    turn.say(staff.task_done(task.id))


async def reply_to_task(turn: Turn, args: Arguments) -> None:
    """回复 7 …: the person behind a line of the list gets an answer."""
    if args.number is None:
        raise DomainError("number_needed", example="回复 7 已帮您问到，要带营业执照")
    task = await turn.uow.work.get_task(args.number or 0)
    if task is None or not access.may_steer(turn, task.base) or task.person_id is None:
        raise DomainError("task_unknown", no=args.number or "")
    if not args.rest:
        raise DomainError("text_needed", example=f"回复 {task.id} 已帮您问到……")
    await turn.notify("text", task.person_id, urgent=True, text=args.rest)
    task.is_open, task.done_at, task.done_by = False, turn.now, turn.person.id
    await turn.uow.work.save_task(task)
    turn.say(staff.task_answered(task.id))
