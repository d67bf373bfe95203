"""What an expert reads of the own record."""

from __future__ import annotations


def record(done: int, onsite: int, online: int, in_hand: int, mean: float | None) -> str:
    """我的记录."""
    visits = "、".join(
        part for part in (f"现场 {onsite} 次" if onsite else "", f"线上 {online} 次" if online else "") if part
    )
    score = f"平均 {mean:.1f} 分。" if mean is not None else "评分满 5 份才显示平均分。"
    return (
        f"今年您办完 {done} 单{'（' + visits + '）' if visits else ''}，手上还有 {in_hand} 单。{score}"
        "要服务证明直接说“给我开服务证明”。"
    )
