"""Who may see a need, as it is read back to whoever wished for it."""

from __future__ import annotations

from collections.abc import Sequence

_RANGE = {"matched": "不公开，只有对口的专家和管家看得到", "butler": "只有管家看得到，由管家私下帮您找人"}


def told(restriction: str, excluded: Sequence[str] = ()) -> str:
    """Within the read-back; empty where everybody may see it."""
    if restriction not in _RANGE:
        return ""
    away = f"，也不给{'、'.join(excluded)}" if excluded else ""
    return _RANGE[restriction] + away


def kept(no: int, restriction: str, excluded: Sequence[str]) -> str:
    """不想让同行看到."""
    return f"好，#{no} {told(restriction, excluded)}。"


def kept_before(restriction: str, excluded: Sequence[str]) -> str:
    """这个先莫公开, before it is registered."""
    return f"好，这件{told(restriction, excluded)}。"


def opened(no: int) -> str:
    """可以公开了."""
    return f"好，#{no} 现在公开找人，单子上没有姓名、电话和单位。又不想公开了，说一声“先别公开”。"
