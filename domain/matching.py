"""How well an expert fits a demand: a pure score of named parts, and the reasons that a person can check."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.experts import Expert

TIER = {"关键专家": 1.0, "在岗专家": 0.6, "入库专家": 0.3}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts for; relevance dominates, the rest decides between equals."""

    relevance: float = 1.0
    field: float = 0.15
    place: float = 0.12
    tier: float = 0.06
    room: float = 0.08
    fairness: float = 0.08
    fit_at: float = 0.5  # below this relevance nobody fits


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the demand asks for."""

    place_code: str | None
    field_name: str | None
    second: str | None
    base: str
    on: date


@dataclass(frozen=True, slots=True)
class Match:
    """One expert with score, its parts and the reasons."""

    expert: Expert
    score: float
    relevance: float
    reasons: tuple[str, ...]
    parts: dict[str, float] = field(default_factory=dict)


def judge(expert: Expert, relevance: float, matched: tuple[str, ...], wanted: Wanted, weights: Weights) -> Match:
    """Score one candidate."""
    parts = {
        "relevance": weights.relevance * relevance,
        "field": weights.field * _field(expert, wanted),
        "place": weights.place * nearness(expert.place_code, wanted.place_code),
        "tier": weights.tier * TIER.get(expert.tier, 0.0),
        "room": weights.room * (1 - expert.open_orders / expert.max_open if expert.max_open else 0.0),
    }
    return Match(expert, sum(parts.values()), relevance, _reasons(expert, matched, wanted), parts)


def nearness(there: str | None, here: str | None) -> float:
    """1 in the same county, 0.6 in the same city, 0.3 in the same province, else 0."""
    if not there or not here:
        return 0.0
    if there == here:
        return 1.0
    if there[:4] == here[:4] and there[:2] != "50":
        return 0.6
    return 0.3 if there[:2] == here[:2] else 0.0


def _field(expert: Expert, wanted: Wanted) -> float:
    if wanted.second and wanted.second in expert.fields:
        return 1.0
    return 0.5 if wanted.field_name and wanted.field_name in expert.fields else 0.0


def _reasons(expert: Expert, matched: tuple[str, ...], wanted: Wanted) -> tuple[str, ...]:
    skills = [skill for skill in expert.skills if any(word in skill for word in matched)]
    reasons = []
    if skills:
        reasons.append(f"您的专长“{skills[0]}”对口")
    elif matched:
        reasons.append(f"专业对口：{'、'.join(matched[:3])}")
    elif _field(expert, wanted):
        reasons.append(f"专业领域：{wanted.second or wanted.field_name}")
    near = nearness(expert.place_code, wanted.place_code)
    if near >= 0.3:
        reasons.append("同县" if near == 1.0 else f"就近（{expert.place_name}）")
    if expert.tier != "入库专家":
        reasons.append(expert.tier)
    reasons.append(f"在办 {expert.open_orders}/{expert.max_open}")
    return tuple(reasons)
