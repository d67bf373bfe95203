"""改 12 领域=果树: one label of a demand is mended by staff, of which the asker hears, or by the asker."""

from __future__ import annotations

import re
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from handlers import access
from handlers.needs import additions
from handlers.offering import public, publishing
from handlers.staff.saying import told
from handlers.turn import Arguments, Turn
from handlers.wording import common, staff, values
from nlu.labels.fields import field_name, find_field, second_levels
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess

KEYS = {
    **dict.fromkeys(("领域", "分类", "行业", "专业"), "领域"),
    **dict.fromkeys(("类型", "类别"), "类型"),
    **dict.fromkeys(("地点", "地址", "区县", "地方"), "地点"),
    **dict.fromkeys(("摘要", "标题", "内容", "主题"), "摘要"),
    **dict.fromkeys(("紧急", "加急", "急件", "缓急"), "紧急"),
    **dict.fromkeys(("范围", "公开范围"), "范围"),
    **dict.fromkeys(("形式", "方式"), "形式"),
}
_KEY = "|".join(sorted(KEYS, key=len, reverse=True))
_SIGN = r"\s*(?:[=＝:：]|改?[成为到]|是|\s)\s*"
_CHANGE = lazy_regex(
    rf"(?P<key>{_KEY}){_SIGN}(?P<value>.+?)[\s，,、；;。]*(?=$|(?:{_KEY})\s*(?:[=＝:：]|改?[成为到]))", re.S
)
_OWN = lazy_regex(
    r"(?P<key>类型|类别|摘要|标题|紧急|加急|急件|缓急|范围|公开范围)\s*(?:[=＝:：]|改?[成为到])\s*(?P<value>.+)", re.S
)
_GLUED = lazy_regex(r"(?P<key>领域|类型|地点|摘要|范围)(?P<value>[\u4e00-\u9fff]{2,20})$")  # 改12领域果树
_URGENT = {
    **dict.fromkeys(("是", "急", "紧急", "很急", "特急", "加急", "急件", "要"), "urgent"),
    **dict.fromkeys(("否", "不", "不急", "普通", "一般", "不紧急", "不是", "正常"), "normal"),
}
_MODES = {
    **dict.fromkeys(("现场", "上门", "到场"), "onsite"),
    **dict.fromkeys(("线上", "网上", "视频", "远程", "电话"), "online"),
}
_RESTRICTION = {
    **dict.fromkeys(("公开", "上榜单", "上榜", "不限"), "public"),
    **dict.fromkeys(("只给专家", "对口专家", "只给对口专家", "专家", "不上榜单"), "matched"),
    **dict.fromkeys(("只给管家", "管家", "保密"), "butler"),
}


async def change(turn: Turn, args: Arguments) -> None:
    """改 12 领域=果树，地点=奉节: mended all or nothing, the asker told once, pushed anew where that matters."""
    demand = await access.staff_demand(turn, args.number, "改 12 领域=果树")
    changes = {KEYS[found["key"]]: found["value"].strip() for found in _CHANGE.finditer(args.rest)}
    if not changes and (glued := _GLUED.match(args.rest.strip())):
        changes = {KEYS[glued["key"]]: glued["value"].strip()}
    if not changes and (urgency := told.bare_urgency(args.rest)):
        changes = {"紧急": urgency}
    if not changes:
        raise DomainError("change_unknown", no=demand.no)
    for key, value in changes.items():
        shown = _CHANGES[key](turn, demand, value)
        if key != "范围":
            await publishing.note(turn, demand, "edited", note=f"{key}={shown}")
        turn.say(staff.edited(demand.no, key, shown))
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    if "范围" in changes:
        await publishing.restrict(turn, demand, demand.restriction)
    if changes.keys() & {"领域", "地点"} and demand.status in {DemandStatus.PUBLISHED, DemandStatus.REGISTERED}:
        turn.say(staff.pushed_anew((await publishing.publish(turn, demand)).pushed))
    elif "摘要" in changes and (order := await turn.uow.orders.of_demand(demand.no)):
        order.title = public.title(demand)
        await turn.uow.orders.save(order)
    if "领域" in changes:
        await turn.uow.records.learn(demand.text, demand.field_code or "", demand.second, turn.now)
    if not demand.is_ended and changes.keys() & TOLD:
        await _tell_asker(turn, demand)
        if demand.expert_id is not None and changes.keys() & {"地点", "摘要"}:
            await _tell_expert(turn, demand)


async def edit_own(turn: Turn, args: Arguments) -> None:
    """修改 12 范围=只给管家, from the asker: the form that staff use; any other words mend what was understood."""
    found = _OWN.fullmatch(args.rest.strip())
    if found is None:
        await additions.edit(turn, args)
        return
    demand = await access.own_demand(turn, args.number, "修改 12 地点是奉节白帝镇")
    key = KEYS[found["key"]]
    shown = _CHANGES[key](turn, demand, found["value"].strip(" 。"))
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    if key == "范围":
        await publishing.restrict(turn, demand, demand.restriction)
    else:
        await publishing.note(turn, demand, "edited", note=f"{key}={shown}")
    if key == "摘要" and (order := await turn.uow.orders.of_demand(demand.no)):
        order.title = public.title(demand)
        await turn.uow.orders.save(order)
        if demand.expert_id is not None:
            await _tell_expert(turn, demand)
    turn.talk.set_focus(demand.no)
    turn.say(staff.edited(demand.no, key, shown))


SURE, FEW = 0.7, 6
TOLD = frozenset({"领域", "地点", "摘要"})  # what the asker would read


async def _tell_asker(turn: Turn, demand: Demand) -> None:
    await turn.notify(
        "edited_asker",
        demand.reporter_id if demand.reporter_id != turn.person.id else None,
        demand_no=demand.no,
        no=demand.no,
        summary=demand.summary,
        about=common.field_name(demand, turn.services.field_names),
        place=common.place_of(demand) or "地点未说",
    )


async def _tell_expert(turn: Turn, demand: Demand) -> None:
    """Whoever has it would travel to the wrong place."""
    one = await turn.uow.experts.get(demand.expert_id or 0)
    where = f"{demand.summary}，{common.place_of(demand) or '地点未说'}"
    text = staff.edited_for_expert(where)
    await turn.notify("addition", one.person_id if one else None, demand_no=demand.no, no=demand.no, text=text)


def _change_field(turn: Turn, demand: Demand, value: str) -> str:
    near = second_levels(value)
    if find_field(value) is None and 1 < len(near) <= FEW and all(value in second for _, second in near):
        known = values.one_of([f"{field_name(code)}·{second}" for code, second in near])
        raise DomainError("change_value", key="领域", value=value, known=known)
    guess = turn.services.read_field(value) or _meant_field(turn, value)
    if guess is None:
        names = turn.services.field_names
        raise DomainError("field_unknown", name=value, known=common.joined(list(names.values())))
    demand.field_code, demand.second = guess.code, guess.second
    return "·".join(part for part in (guess.name, guess.second) if part)


def _meant_field(turn: Turn, value: str) -> FieldGuess | None:
    """领域=柑橘 names a thing, not a field: the field it surely belongs to."""
    understood = turn.services.understand(f"{value}的问题", turn.now)
    guess = understood.field
    return guess if guess is not None and guess.second and guess.confidence >= SURE else None


def _change_kind(turn: Turn, demand: Demand, value: str) -> str:
    kinds = {name: kind for kind, name in common.KIND.items()}
    if value not in kinds:
        raise DomainError("change_value", key="类型", value=value, known=values.one_of(list(kinds)))
    demand.kind = kinds[value]
    return value


def _change_place(turn: Turn, demand: Demand, value: str) -> str:
    place = turn.services.understand(value, turn.now).place
    if place is not None and (own := [one for one in place.choices if one.code == demand.place_code]):
        place = own[0]  # 三元镇, of a demand of 丰都
    elif place is not None and place.choices:
        known = values.namesakes([one.name for one in place.choices[:4]])
        raise DomainError("change_value", key="地点", value=value, known=known)
    if place is None:
        raise DomainError("change_value", key="地点", value=value, known=values.TOWN)
    demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town
    return common.place_of(demand)


def _change_summary(turn: Turn, demand: Demand, value: str) -> str:
    demand.summary = common.cut(value, 40)
    return demand.summary


def _change_urgency(turn: Turn, demand: Demand, value: str) -> str:
    if value not in _URGENT:
        raise DomainError("change_value", key="紧急", value=value, known=values.YES_OR_NO)
    demand.urgency = _URGENT[value]
    return "急件" if demand.urgency == "urgent" else "不急"


def _change_restriction(turn: Turn, demand: Demand, value: str) -> str:
    if value not in _RESTRICTION:
        raise DomainError("change_value", key="范围", value=value, known=values.RESTRICTIONS)
    demand.restriction = _RESTRICTION[value]
    return common.RESTRICTION[demand.restriction]


def _change_mode(turn: Turn, demand: Demand, value: str) -> str:
    if value not in _MODES:
        raise DomainError("change_value", key="形式", value=value, known=values.one_of(list(common.MODE.values())))
    demand.mode = _MODES[value]
    return common.MODE[demand.mode]


_CHANGES: dict[str, Any] = {
    "形式": _change_mode,
    "领域": _change_field,
    "类型": _change_kind,
    "地点": _change_place,
    "摘要": _change_summary,
    "紧急": _change_urgency,
    "范围": _change_restriction,
}
