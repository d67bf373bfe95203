"""A spreadsheet of experts becomes experts: the good rows as they are, the bad ones by number and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.files.spreadsheets import Row, read_table
from bot.trouble import Trouble
from domain.experts import DEFAULT_MAX_OPEN, TIERS, Expert
from domain.whole_numbers import whole_number

HEADER = ("姓名", "职称", "单位", "所在地", "专业领域", "擅长", "简介", "层次", "手机", "最大在办")
REQUIRED = ("姓名", "单位")
ONE_OF = ("专业领域", "擅长")
LONGEST = {"姓名": 40, "单位": 100, "职称": 60, "简介": 2000, "所在地": 60, "专业领域": 1000, "擅长": 2000}
SHOWN = 20
_SEPARATOR = re.compile(r"[、;；]\s*")
_PHONE = re.compile(r"^(?:\+?86[- ]?)?(1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8}(?:-\d{1,5})?|[48]00[- ]?\d{3}[- ]?\d{4})$")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
ReadPlace = Callable[[str], tuple[str, str] | None]


@dataclass(slots=True)
class Roster:
    """What a file holds: experts with their row numbers, and refused rows with the reason."""

    experts: list[Expert] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_roster(path: Path, base: str, read_place: ReadPlace) -> Roster:
    """Read FILE; a wrong header is Trouble, a bad row is refused by number."""
    rows = read_table(path)
    columns = _header(path, next(rows, None))
    roster, seen = Roster(), dict[tuple[str, str], int]()
    cached = lru_cache(maxsize=4096)(read_place)
    for number, values in rows:
        if not any(values):
            continue
        cells = {name: values[index] if index < len(values) else "" for name, index in columns.items()}
        reason = _refusal(cells, seen)
        if reason:
            roster.refused.append((number, reason))
            continue
        seen[(cells["姓名"], cells["单位"])] = number
        roster.experts.append(_expert(cells, base, cached))
    return roster


def _header(path: Path, first: Row | None) -> dict[str, int]:
    if first is None:
        raise Trouble(f"{path}: is empty; the first row must be {','.join(HEADER)}", 2)
    names = [re.sub(r"[\s*＊]", "", name) for name in first[1]]
    while names and not names[-1]:
        names.pop()
    unknown = [name or "（空）" for name in names if name not in HEADER]
    missing = [name for name in REQUIRED if name not in names]
    double = sorted({name for name in names if names.count(name) > 1})
    problems = []
    if unknown:
        problems.append(f"unknown columns: {'、'.join(name[:SHOWN] for name in unknown[:SHOWN])}")
    if missing:
        problems.append(f"missing columns: {'、'.join(missing)}")
    if double:
        problems.append(f"columns twice: {'、'.join(double)}")
    if not any(name in names for name in ONE_OF):
        problems.append(f"one of the columns {'、'.join(ONE_OF)} is needed")
    if problems:
        raise Trouble(f"{path}: {'; '.join(problems)}. Known: {','.join(HEADER)}", 2)
    return {name: index for index, name in enumerate(names)}


def _refusal(cells: dict[str, str], seen: dict[tuple[str, str], int]) -> str | None:
    problems = list(_problems(cells))
    key = (cells["姓名"], cells["单位"])
    if not problems and key in seen:
        problems.append(f"与第 {seen[key]} 行重复（姓名、单位相同）")
    return "；".join(problems) or None


def _problems(cells: dict[str, str]) -> Iterator[str]:
    for name in REQUIRED:
        if not cells[name]:
            yield f"{name}是空的"
    if not any(cells.get(name) for name in ONE_OF):
        yield "专业领域和擅长都是空的"
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            yield f"{name}超过 {most} 字"
    if cells["姓名"].isdigit() or any(character in cells["姓名"] for character in "=<>@"):
        yield f"姓名不像人名：{cells['姓名'][:20]}"
    if (tier := cells.get("层次", "")) and _tier(tier) is None:
        yield f"层次“{tier[:20]}”不对，只能是{'、'.join(TIERS)}"
    if (phone := cells.get("手机", "")) and not _PHONE.match(_phone(phone)):
        yield "手机号不对"
    most_open = cells.get("最大在办", "")
    if most_open and not 1 <= (whole_number(most_open) or 0) <= 50:
        yield f"最大在办“{most_open[:20]}”不对，要 1 到 50 的整数"


def _expert(cells: dict[str, str], base: str, read_place: ReadPlace) -> Expert:
    where = cells.get("所在地", "")
    place = read_place(where) if where else read_place(cells["单位"])
    return Expert(
        base=base,
        name=cells["姓名"],
        unit=cells["单位"],
        title=cells.get("职称", ""),
        place_code=place[0] if place else None,
        place_name=place[1] if place else where,
        fields=_split(cells.get("专业领域", "")),
        skills=_split(cells.get("擅长", "")),
        profile=cells.get("简介", ""),
        tier=_tier(cells.get("层次", "")) or TIERS[0],
        phone=_phone(cells.get("手机", "")) or None,
        max_open=int(cells["最大在办"]) if cells.get("最大在办") else DEFAULT_MAX_OPEN,
    )


def _phone(cell: str) -> str:
    """138 0000 1111 and 138-0000-1111 are one mobile number; others stay as they are written."""
    digits = re.sub(r"[\s\-－—]", "", cell)
    return digits if _MOBILE.fullmatch(digits) else cell


def _tier(cell: str) -> str | None:
    """在岗专家, or 在岗 as many rosters have it; None where it is neither."""
    return next((tier for tier in TIERS if cell in {tier, tier.removesuffix("专家")}), None)


def _split(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _SEPARATOR.split(text) if part.strip()))
