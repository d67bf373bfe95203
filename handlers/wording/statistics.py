"""How figures are said in chat: shares always with the counts behind them, nothing where nothing was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.demands import DemandStatus
from handlers.wording.common import joined

OPEN = tuple(status for status in DemandStatus if status not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN})


def period(name: str, first: date, last: date) -> str:
    """本月（11月1日至30日）."""
    if first == last:
        return f"{name}（{first.month}月{first.day}日）"
    end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
    return f"{name}（{first.month}月{first.day}日至{end}）"


def figures(
    bases: str,
    name: str,
    demands: Mapping[str, Any],
    activities: Mapping[str, int],
    by_field: Sequence[tuple[str, int]],
    by_place: Sequence[tuple[str, int]],
) -> str:
    """统计."""
    lines = [f"{bases} {name}"]
    if demands["total"]:
        lines += [_counts(demands), _times(demands), _shares(demands)]
        lines += [f"领域：{_listed(by_field)}", f"区县：{_listed(by_place)}"]
    else:
        lines.append("这段时间没有新需求。")
    if activities["activities"]:
        lines.append(
            f"宣讲活动 {activities['activities']} 场，报名 {activities['signed_up']} 人，签到 {activities['checked_in']} 人。"
        )
    return "\n".join(line for line in lines if line)


def _counts(demands: Mapping[str, Any]) -> str:
    by_status: Mapping[str, int] = demands["by_status"]
    still_open = sum(by_status.get(status.value, 0) for status in OPEN)
    closed, withdrawn = (by_status.get(one.value, 0) for one in (DemandStatus.CLOSED, DemandStatus.WITHDRAWN))
    parts = [f"办结 {closed}", f"在办 {still_open}", *([f"撤回 {withdrawn}"] if withdrawn else [])]
    return f"新需求 {demands['total']} 件：{'，'.join(parts)}。"


def _times(demands: Mapping[str, Any]) -> str:
    parts = [
        f"{what}{_span(demands[key])}"
        for what, key in (("到专家接单", "hours_to_claim"), ("到办结", "hours_to_close"))
        if demands[key] is not None
    ]
    return f"用时（中位数）：{'，'.join(parts)}。" if parts else ""


def _span(hours: float) -> str:
    if hours < 1:
        return f" {max(1, round(hours * 60))} 分钟"
    return f" {hours:.0f} 小时" if hours < 48 else f" {hours / 24:.1f} 天"


def _shares(demands: Mapping[str, Any]) -> str:
    parts = [
        f"{what} {demands[part]}/{demands[whole]}（{demands[part] / demands[whole]:.0%}）"
        for what, part, whole in (("对方说解决了", "solved", "asked"), ("满意（4 分以上）", "satisfied", "rated"))
        if demands[whole]
    ]
    told = f"其中电话核实 {demands['by_phone']} 件。" if demands.get("by_phone") else ""
    return f"{'，'.join(parts)}。{told}" if parts else "还没有评价。"


def _listed(counts: Sequence[tuple[str, int]]) -> str:
    return joined([f"{name} {count}" for name, count in counts])
