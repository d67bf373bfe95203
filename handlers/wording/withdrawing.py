"""What is said where several are withdrawn at once."""

from __future__ import annotations

from collections.abc import Sequence


def not_there(numbers: Sequence[int]) -> str:
    """1和3都撤了, and there is no 3."""
    return f"{'、'.join(f'#{no}' for no in numbers)} 不在您在办的需求里，没有动。回“进度”看看有哪些。"


def no_such_place(place: int, numbers: Sequence[int]) -> str:
    """第四个, of three."""
    told = "、".join(f"#{no}" for no in numbers)
    return f"您在办的只有 {len(numbers)} 件（{told}），没有第 {place} 件。要撤哪件，回“撤回 {numbers[0]}”这样就行。"


def part_dropped(no: int, what: str) -> str:
    """电工招到了, of a need that wishes for more than that."""
    return f"记下了：#{no} 里“{what}”这一项不用了，其余的接着办。都不要了回“撤回 {no}”。"
