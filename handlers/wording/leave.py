"""What an expert reads who goes away or comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def _year(day: date, today: date) -> str:
    return f"{day.year}年" if day.year != today.year else ""


def kept(start: date | None, until: date | None, today: date) -> str:
    """请假: from when, as long as it has not begun, and to which day."""
    first = f"{start.month}月{start.day}日" if start else ""
    last = f"{_year(until, today)}{until.month}月{until.day}日" if until else ""
    if first and last:
        span = f"{first}当天" if first == last else f"{first}到{last}"
        return f"好的，{span}不给您派新单，之前照常。手上的单照旧；回“销假”随时恢复。"
    if last:
        return f"好的，从现在到{last}（含当天）不给您派新单。手上的单照旧；回“销假”随时恢复。"
    return f"好的，{f'{first}起' if first else ''}不给您派新单，到您回“销假”为止。手上的单照旧。"


def visits_in_between(visits: Sequence[tuple[int, str]]) -> str:
    """What was agreed for the days of the leave."""
    if not visits:
        return ""
    no = visits[0][0]
    shown = "，".join(f"#{number} {when}" for number, when in visits)
    return f"这期间您还约了 {shown}。去不了回“改约 {no} …”或“交回 {no}”。"


def not_away() -> str:
    """我回来了 from somebody who was not away."""
    return "您现在没有请假，有对口的单我会告诉您。看能接的回“榜单”。"


def still_asked(numbers: Sequence[int]) -> str:
    """Orders that were offered before the leave and wait for a word."""
    if not numbers:
        return ""
    shown = "、".join(f"#{no}" for no in numbers)
    return f"{shown} 还在等您回话，不接回“婉拒 {numbers[0]}”。"


def state(start: date | None, until: date | None, today: date) -> str:
    """我请假到好久."""
    first = f"{start.month}月{start.day}日" if start and start > today else "现在"
    last = f"到{_year(until, today)}{until.month}月{until.day}日（含当天）" if until else "起，到您回“销假”为止，"
    return f"您{first}{last}不接新单。要改回“请假 到12月5日”，恢复回“销假”。"


def ended() -> str:
    """销假."""
    return "欢迎回来，有对口的单我再告诉您。"


def until_when() -> str:
    """家里老人住院: is that a leave, and how long?"""
    return "要请假吗？说到哪天就行，如“请假 到周五”，这期间不派新单。手上的单去不了，回“交回 编号”或直接说改到哪天。"


def longer(until: date, today: date) -> str:
    """请加三天."""
    return f"好的，假期改到{_year(until, today)}{until.month}月{until.day}日（含当天）。回“销假”随时恢复。"
