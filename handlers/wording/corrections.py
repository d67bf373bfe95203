"""What is read back where a value was put right."""

from __future__ import annotations


def corrected(no: int, value: str) -> str:
    """改成一天五百包: kept, and the new value is what counts."""
    return f"改好了，#{no}：{value}，以前说的不算。还要改就接着说。"


def corrected_in(no: int, summary: str) -> str:
    """两个改成四个, where the need itself says how many."""
    return f"改好了，#{no}：{summary}。还要改就接着说。"


def phone_corrected(no: int, tail: str) -> str:
    """尾号是…: the last figures of the number told before."""
    return f"电话改好了，#{no} 记的尾号是 {tail}，只有管家看得到。"
