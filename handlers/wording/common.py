"""How moments, demands and lists are said, everywhere alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.bases import Base
from domain.calendar import SHANGHAI
from domain.demands import Demand, DemandStatus
from nlu.text.patterns import lazy_regex

_PHONE = lazy_regex(r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
WEEKDAYS = "一二三四五六日"
STATUS = {
    DemandStatus.REGISTERED: "已登记",
    DemandStatus.PUBLISHED: "正在请专家",
    DemandStatus.CLAIMED: "专家已接",
    DemandStatus.SCHEDULED: "已约好时间",
    DemandStatus.SERVED: "已服务，待评价",
    DemandStatus.CLOSED: "已办结",
    DemandStatus.REOPENED: "重新办理",
    DemandStatus.WITHDRAWN: "已撤回",
    DemandStatus.ESCALATED: "管家在协调",
}
KIND = {
    "technical": "技术",
    "training": "培训",
    "talent": "人才",
    "policy": "政策",
    "matter": "办事",
    "cooperation": "合作",
    "service": "专家服务",
}
ROLE = {
    "farmer": "农户",
    "enterprise": "企业",
    "hospital": "医疗机构",
    "school": "学校",
    "government": "单位",
    "shop": "个体户",
    "expert": "专家",
}
RESTRICTION = {"public": "公开", "matched": "只给对口专家", "butler": "只给管家"}
_DOSE_MARKS = ("倍", "毫升", "克", "公斤", "喷", "药", "兑")
MODE = {"onsite": "现场", "online": "线上"}


def moment(at: datetime) -> str:
    """11月25日（周三）9:30, in Asia/Shanghai."""
    local = at.astimezone(SHANGHAI)
    return f"{day(at)}{local.hour}:{local.minute:02d}"


def day(at: datetime) -> str:
    """11月25日（周三）."""
    local = at.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日（周{WEEKDAYS[local.weekday()]}）"


def short_moment(at: datetime) -> str:
    """11-25 09:30, for notices of 20 characters."""
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def field_name(demand: Demand, names: dict[str, str]) -> str:
    """农业·果树."""
    name = names.get(demand.field_code or "", "")
    return "·".join(part for part in (name, demand.second) if part)


def place_of(demand: Demand) -> str:
    """重庆市奉节县白帝镇 as the asker reads it: without the province where a county stands."""
    return short_place(demand.place_name or "") + (demand.town or "")


def short_place(name: str) -> str:
    """奉节县 out of 重庆市奉节县, 东坡区 keeps its city: 眉山市东坡区."""
    for prefix in ("重庆市", "四川省"):
        if name.startswith(prefix) and len(name) > len(prefix):
            return name[len(prefix) :]
    return name


def without_phones(text: str) -> str:
    """What another side may read: numbers to ring are left out."""
    return _PHONE.sub("（电话已隐去）", text)


def numbered(items: Iterable[str]) -> str:
    """1. first\n2. second."""
    return "\n".join(f"{index}. {item}" for index, item in enumerate(items, 1))


def joined(items: Sequence[str]) -> str:
    """甲、乙、丙."""
    return "、".join(items)


def cut(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def contact(base: Base, *, has_hours: bool = True) -> str:
    """Whom to ring and when, as far as the base says so."""
    if not base.hotline:
        return ""
    return f"电话 {base.hotline}" + (f"（{base.hours}）" if base.hours and has_hours else "")


def first_worries(base: Base, *, has_hours: bool = True) -> str:
    """Who runs this, what it costs, whom to ring: said to everybody once."""
    parts = [f"{base.operator}主办" if base.operator else "", base.fee_note, contact(base, has_hours=has_hours)]
    return "，".join(part for part in parts if part) + ("。" if any(parts) else "")


def dose_caution(demand: Demand, advice: str) -> str:
    """Said before advice that names how much of what to spray; empty where it does not."""
    is_dose = demand.field_code == "agriculture" and any(mark in advice for mark in _DOSE_MARKS)
    return "用药以农药标签登记的作物和用量为准。\n" if is_dose else ""
