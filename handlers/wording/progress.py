"""How a demand stands, as its asker reads it."""

from __future__ import annotations

from collections.abc import Sequence

from domain.demands import Demand, DemandStatus
from handlers.wording.common import STATUS, cut, day, field_name, moment, place_of


def line(demand: Demand, expert: str | None, visit: str | None, *, is_asked: bool) -> str:
    """One demand, one line; `is_asked` tells whether any expert was asked yet, or a butler looks for one."""
    state = _state(demand, is_asked)
    if expert and demand.status not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN}:
        state = f"{expert}已接" + (f"，{visit}" if visit else "")
    return f"#{demand.no} {cut(demand.summary, 16)}：{state}"


def _state(demand: Demand, is_asked: bool) -> str:
    return STATUS[demand.status] if is_asked else "管家在帮您找人"


def detail(demand: Demand, names: dict[str, str], expert: str | None, visit: str | None, *, is_asked: bool) -> str:
    """One demand in full; `is_asked` as above."""
    lines = [
        f"#{demand.no} {demand.summary}",
        f"{field_name(demand, names) or '待分类'}，{place_of(demand) or '地点未说'}，{day(demand.created_at)}登记",
    ]
    state = _state(demand, is_asked)
    if (
        demand.status in {DemandStatus.PUBLISHED, DemandStatus.ESCALATED, DemandStatus.REGISTERED}
        and demand.promised_at
    ):
        state += f"，{moment(demand.promised_at)}前给您回话"
    if expert:
        state = f"{expert}已接" if demand.status is not DemandStatus.CLOSED else f"已办结（{expert}）"
        state += f"，{visit}" if visit else ""
    if demand.status is DemandStatus.CLAIMED and not visit:
        state += f"，时间还没定，想哪天来直接说，或回“留言 {demand.no} …”问一声"
    return "\n".join([*lines, "现在：" + state + "。"])


def tail(numbers: Sequence[int]) -> str:
    """Below the list."""
    if not numbers:
        return "您还没有登记过需求。有什么难处直接说，比如“奉节白帝镇，脆李裂果，想请专家看看”。"
    return f"看某一件回“进度 {numbers[0]}”，不要了回“撤回 {numbers[0]}”。"


def nothing_registered_yet() -> str:
    """进度, in the middle of the first intake."""
    return "还没有登记过，先把这件说完整。"
