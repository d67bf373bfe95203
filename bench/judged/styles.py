"""A second pool: the same trades as four sorts of directories tell them, so that no style of profile is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.judged.make_experts import rows_of
from nlu.search.query import Profile

STYLES = ("skills", "prose", "discipline", "unit")
PLACES = ("江津区", "开州区", "旌阳区", "仪陇县", "石柱县", "犍为县", "垫江县", "通江县")


@dataclass(frozen=True, slots=True)
class Trade:
    """One row of `styles.tsv`: what an expert's four profiles are made of, and what people say who need one."""

    identifier: str
    discipline: str
    unit: str
    title: str
    skills: str
    prose: str
    demands: tuple[str, ...]


def read_trades() -> Iterator[Trade]:
    """All rows."""
    for row in rows_of("styles.tsv"):
        yield Trade(
            row["id"],
            row["discipline"],
            row["unit"],
            row["title"],
            row["skills"],
            row["prose"],
            tuple(row["demands"].split("|")),
        )


def profile(number: int, trade: Trade, style: str) -> Profile:
    """A trade in one style: a short list, an introduction alone, a discipline alone, a unit with a title alone."""
    place = PLACES[number % len(PLACES)]
    return Profile(
        id=number,
        base="重庆" if number % 2 else "四川",
        name=f"专家{number}",
        unit=f"{place}某单位" if style in {"skills", "prose"} else f"{place}{trade.unit}",
        title=trade.title,
        fields=(trade.discipline,) if style == "discipline" else (),
        skills=tuple(trade.skills.split("、")) if style == "skills" else (),
        profile=f"{trade.prose}。曾获区县科技进步奖。" if style == "prose" else "",
    )
