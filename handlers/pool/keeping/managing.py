"""Staff keep the pool: experts are added, changed, put out of service the same day, and taken back."""

from __future__ import annotations

import re

from domain.errors import DomainError
from domain.experts import Expert, ExpertStatus, Reach
from domain.orders import ClaimStatus, OrderStatus, PushStatus
from domain.people import Grant, Role
from domain.ports import DemandFilter
from domain.work import Invitation, PromptKind, TaskKind
from handlers import access
from handlers.offering import publishing
from handlers.orders import claiming
from handlers.pool import leave, profiles
from handlers.pool.keeping import naming
from handlers.reading import registrations
from handlers.turn import Arguments, Turn
from handlers.wording import choosing, common, staff
from handlers.wording import managing as wording
from nlu.text.patterns import lazy_regex

MOST = 300
LONGEST_REASON = 40
_CHANGE = lazy_regex(
    r"^(?P<who>.{1,24}?)[\s，,：:]*(?P<change>(?:把)?(?:擅长|专长|专业领域|领域|职称|单位|工作单位|简介|最大在办|所在地|手机号?|电话|姓名|请假|层次)"
    r"\s*(?:[=＝:：是为]|改?成|改为|[+＋-－]|(?=到|[一二两三四五六七八九十半\d]))\s*.+)$",
    re.S,
)
_NO_LEAVE = lazy_regex(r"没有|无|取消|销假|结束|否|不请了?|回来了?")
_LEAVE = lazy_regex(r"^请假\s*(?:[=＝:：是为]|改?成|改为)?\s*(?P<span>.+)$", re.S)


async def add(turn: Turn, args: Arguments) -> None:
    """添加专家 …: into the pool at once, with an invitation; whoever is bound already keeps account and profile."""
    profile = profiles.read_profile(args.rest) if not args.rest.lstrip().startswith(("；", ";")) else None
    told = registrations.read_told(args.rest, registrations.Told()) if profile is None else registrations.Told()
    if profile is None and not told.missing():
        profile = profiles.read_profile(told.line())
    if profile is None:
        turn.talk.ask("half", command="添加专家", number=None, rest=args.rest, code="parts_needed")
        is_begun = bool(told.name or told.unit)
        turn.say(wording.still_missing(told.missing()) if is_begun else staff.expert_line_needed())
        return
    base = turn.person.staff_bases[0]
    one = profiles.expert_of(turn, profile, base, ExpertStatus.ACTIVE)
    known = await turn.uow.experts.by_key(base, one.name, one.unit)
    if known is not None and known.person_id is not None and known.status is ExpertStatus.ACTIVE:
        raise DomainError("expert_in_pool", name=known.name, unit=known.unit, id=known.id)
    if known is not None:
        known.title, known.skills = one.title or known.title, one.skills or known.skills
        known.phone = one.phone or known.phone
        known.status, known.updated_at = ExpertStatus.ACTIVE, turn.now
        await turn.uow.experts.save(known)
        one = known
    else:
        one.id = await turn.uow.experts.add(one)
    code, code_hash = turn.services.new_code()
    until = turn.now + profiles.CODE_LASTS
    await turn.uow.work.invite(
        Invitation(code_hash, Role.EXPERT, base, turn.now, until, expert_id=one.id, name=one.name)
    )
    turn.talk.show("experts", [one.id])
    turn.say(staff.expert_added(one.name, one.unit, known is not None, code))


async def change(turn: Turn, args: Arguments) -> None:
    """改专家 王建国 擅长=…, 改专家 王建国 请假=三天: seen by the next match, told to the expert."""
    found = _CHANGE.match(args.rest.strip())
    if found is None:
        raise DomainError("expert_change_unknown")
    one = await _own(turn, found["who"], "改专家", ExpertStatus.ACTIVE)
    if span := _LEAVE.match(found["change"]):
        what = _go_away(turn, one, span["span"])
    else:
        what = _change_part(turn, one, found["change"].removeprefix("把"))
    one.updated_at = turn.now
    await turn.uow.experts.save(one)
    turn.say(wording.changed(one, what))
    if one.person_id is not None and one.person_id != turn.person.id:
        await turn.notify("text", one.person_id, text=wording.change_told(what))


def _go_away(turn: Turn, one: Expert, words: str) -> str:
    if _NO_LEAVE.fullmatch(words.strip(" 。")):
        one.leave_from = one.leave_until = None
        return wording.back()
    one.leave_from, one.leave_until = leave.read_span(words, turn.now)
    until = one.leave_until
    return wording.away(f"到{until.month}月{until.day}日" if until else "，没写到哪天")


def _change_part(turn: Turn, one: Expert, words: str) -> str:
    found = profiles.CHANGE.match(words)
    if found is None:
        raise DomainError("expert_change_unknown")
    key, value = profiles.KEYS.get(found["key"], found["key"]), found["value"].strip(" 。")
    if key == "姓名":
        one.name = value
    elif key == "单位":
        one.unit = value
    else:
        profiles.set_part(turn, one, key, profiles.with_those_before(one, key, found["sign"], value))
    return f"{key}{found['sign'] if found['sign'] in '+＋-－' else '='}{value}"


async def stop(turn: Turn, args: Arguments) -> None:
    """停用专家 王建国 退休: after a confirmation; what was in hand goes to others, nothing is pushed any more."""
    who, reason = _who_and_reason(args.rest)
    if not who:
        raise DomainError("text_needed", example="停用专家 王建国 退休")
    one = await _own(turn, who, "停用专家", ExpertStatus.ACTIVE)
    in_hand = await turn.uow.demands.find(DemandFilter(expert_ids=(one.id,), limit=MOST))
    numbers = [demand.no for demand in in_hand if not demand.is_ended and demand.status != "served"]
    if not args.is_confirmed:
        turn.talk.ask("confirm", command="停用专家", number=None, rest=f"{one.id} {reason}".strip())
        turn.say(wording.stop_sure(one, reason, numbers))
        return
    person_id = one.person_id
    one.status, one.reach, one.person_id, one.updated_at = ExpertStatus.STOPPED, Reach.UNBOUND, None, turn.now
    await turn.uow.experts.save(one)
    if person_id is not None:
        await turn.uow.people.revoke(person_id, Grant(one.base, Role.EXPERT, one.id))
        await _end_offers(turn, one, person_id)
    await turn.uow.work.close_tasks([TaskKind.CALL_EXPERT], turn.now, turn.person.id, expert_id=one.id)
    for number in numbers:
        await _give_to_others(turn, number, reason)
    if person_id is not None and not wording.is_of_dead(reason):
        await turn.notify("text", person_id, text=wording.stopped_self(reason))
    turn.say(wording.stopped(one, numbers))


async def restore(turn: Turn, args: Arguments) -> None:
    """恢复专家 王建国: in service again, to be bound anew."""
    if not args.rest:
        raise DomainError("text_needed", example="恢复专家 王建国")
    one = await _own(turn, args.rest, "恢复专家", ExpertStatus.STOPPED)
    one.status, one.updated_at = ExpertStatus.ACTIVE, turn.now
    await turn.uow.experts.save(one)
    turn.say(wording.restored(one))


def _who_and_reason(words: str) -> tuple[str, str]:
    """王建国（奉节县农业农村委） 退休: the first words name the expert."""
    parts = re.split(r"[\s，,：:]+", words.strip(" 。！!"), maxsplit=1)
    return parts[0], common.cut(parts[1], LONGEST_REASON) if len(parts) > 1 else ""


async def _own(turn: Turn, words: str, command: str, status: ExpertStatus) -> Expert:
    """The one expert of the bases that this person steers, by name or number."""
    found = await naming.of_bases(turn, words, turn.person.staff_bases)
    fitting = [one for one in found if one.status is status]
    if len(fitting) == 1:
        turn.talk.show("experts", [fitting[0].id])
        return fitting[0]
    if fitting:
        raise DomainError("expert_which", command=command, choices=choosing.named(fitting))
    if found and status is ExpertStatus.STOPPED:
        raise DomainError("expert_not_stopped", name=found[0].name)
    raise DomainError("expert_unknown", name=common.cut(words, 12))


async def _end_offers(turn: Turn, one: Expert, person_id: int) -> None:
    """Orders that were offered wait for this expert no more; another is asked instead."""
    for prompt in await turn.uow.work.prompts(person_id, turn.now):
        push = await turn.uow.orders.push_of(prompt.ref_id, one.id) if prompt.ref_id is not None else None
        if prompt.kind is not PromptKind.CLAIM or push is None or push.status is not PushStatus.PUSHED:
            continue
        await turn.uow.orders.set_push(push.id, PushStatus.DECLINED)
        demand = await turn.uow.demands.lock(push.demand_no)
        if demand is not None and not demand.is_ended and demand.expert_id is None:
            await publishing.publish(turn, demand, count=1)
    await turn.uow.work.close_prompts(person_id=person_id, kind=PromptKind.CLAIM)


async def _give_to_others(turn: Turn, number: int, reason: str) -> None:
    demand = await turn.uow.demands.lock(number)
    if demand is None or demand.expert_id is None:
        return
    held = await access.with_claim(turn, demand)
    await claiming.release(turn, held, ClaimStatus.REVOKED, reason)
    if held.order is not None and held.order.status is not OrderStatus.LISTED:
        held.order.move(OrderStatus.LISTED, turn.now)
        await turn.uow.orders.save(held.order)
    await publishing.publish_again(turn, demand)
