"""How well an expert fits a demand: a pure score of named parts, and the reasons that a person can check."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from domain.experts import Expert
from domain.orders import PushStatus

TIER = {"关键专家": 1.0, "在岗专家": 0.6, "入库专家": 0.3}
TITLES = (
    (1.0, ("院士", "正高", "教授级", "研究员", "主任医师", "主任护师", "主任药师", "主任技师", "教授", "特级")),
    (0.5, ("中级", "农艺师", "工程师", "医师", "讲师", "畜牧师", "兽医师", "技师")),
)
JUNIOR_MARKS = {"副": 0.75, "高级": 0.75, "助理": 0.25, "初级": 0.25}
UNKNOWN = 0.5  # where nothing has been recorded yet
FEWEST_RATINGS = 5  # a mean of fewer says nothing
POLITE = 0.6  # what an answer counts that is no quick claim
QUICK = 24.0  # hours; a claim after as many is half as quick
DOUBT = 2.0  # pushes that count as unknown beside the real ones


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts for; relevance dominates, the rest decides between equals."""

    relevance: float = 2.0
    field: float = 0.1
    place: float = 0.12
    base: float = 0.05
    tier: float = 0.05
    title: float = 0.03
    room: float = 0.08
    mode: float = 0.04
    rating: float = 0.06
    response: float = 0.06
    acquaintance: float = 0.05
    fairness: float = 0.12
    rotation: float = 0.04  # decides between equals, another one for each demand
    fit_at: float = 0.5  # below this relevance nobody fits

    @classmethod
    def named(cls, overrides: Mapping[str, float]) -> Weights:
        """The defaults with some of them replaced; ValueError names a weight that does not exist."""
        known = {one.name for one in fields(cls)}
        for name in overrides:
            if name not in known:
                raise ValueError(f"{name}: there is no such weight")
        return cls(**overrides)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the demand asks for; `mode` is onsite, online or not said."""

    place_code: str | None
    field_name: str | None
    second: str | None
    base: str
    on: date
    mode: str | None = None
    demand_no: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is recorded of an expert: pushes of late, ratings (1 to 5), share of pushes answered, known to the asker."""

    recent_pushes: int = 0
    rating: float | None = None
    response: float | None = None
    is_acquainted: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One expert with score, its parts and the reasons."""

    expert: Expert
    score: float
    relevance: float
    reasons: tuple[str, ...]
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Widening:
    """A step where nobody fits. `kind`: busy, neighbouring_field, other_base or outside_request."""

    kind: str
    label: str
    expert_ids: tuple[int, ...] = ()


def judge(
    expert: Expert,
    relevance: float,
    matched: tuple[str, ...],
    wanted: Wanted,
    weights: Weights,
    standing: Standing | None = None,
) -> Match:
    """Score one candidate."""
    standing = standing or Standing()
    shares = {
        "relevance": relevance,
        "field": field_share(expert, wanted),
        "place": nearness(expert.place_code, wanted.place_code) * (0.3 if wanted.mode == "online" else 1.0),
        "base": 1.0 if expert.base == wanted.base else 0.0,
        "tier": TIER.get(expert.tier, 0.0),
        "title": seniority(expert.title),
        "room": max(0.0, 1 - expert.open_orders / expert.max_open) if expert.max_open else 0.0,
        "mode": _within_reach(expert, wanted),
        "rating": UNKNOWN if standing.rating is None else (standing.rating - 1) / 4,
        "response": UNKNOWN if standing.response is None else standing.response,
        "acquaintance": 1.0 if standing.is_acquainted else 0.0,
        "fairness": 1 / (1 + standing.recent_pushes / 2),
        "rotation": turn_of(wanted.demand_no, expert.id),
    }
    parts = {name: getattr(weights, name) * share for name, share in shares.items()}
    return Match(expert, sum(parts.values()), relevance, _reasons(expert, matched, wanted, standing), parts)


def nearness(there: str | None, here: str | None) -> float:
    """1 in the same county, 0.6 in the same city, 0.3 in the same province, else 0."""
    if not there or not here:
        return 0.0
    if there == here:
        return 1.0
    if there[:4] == here[:4] and there[:2] != "50":
        return 0.6
    return 0.3 if there[:2] == here[:2] else 0.0


def field_share(expert: Expert, wanted: Wanted) -> float:
    """1 where the second level is the expert's own, a half for the field."""
    if wanted.second and wanted.second in expert.fields:
        return 1.0
    return 0.5 if wanted.field_name and wanted.field_name in expert.fields else 0.0


def seniority(title: str) -> float:
    """0 to 1 by what the professional title says."""
    for share, words in TITLES:
        if any(word in title for word in words):
            lower = [value for mark, value in JUNIOR_MARKS.items() if mark in title and "正高" not in title]
            return lower[0] if lower else share
    return 0.2 if title else 0.0


def response_share(told: Sequence[tuple[PushStatus, float | None]]) -> float | None:
    """0 to 1 by what became of pushes, each with the hours to its claim; what somebody else took says nothing."""
    shares = [
        POLITE + (1 - POLITE) / (1 + hours / QUICK) if hours is not None else POLITE * (status is PushStatus.DECLINED)
        for status, hours in told
        if hours is not None or status in {PushStatus.PUSHED, PushStatus.DECLINED}
    ]
    return (sum(shares) + DOUBT * UNKNOWN) / (len(shares) + DOUBT) if shares else None


def turn_of(demand_no: int, expert_id: int) -> float:
    """0 to 1, different for every pair, always the same: whose turn it is among equals."""
    return zlib.crc32(f"{demand_no}:{expert_id}".encode()) / 0xFFFFFFFF


def _within_reach(expert: Expert, wanted: Wanted) -> float:
    if wanted.mode == "online":
        return 1.0
    if wanted.mode == "onsite":
        return 1.0 if nearness(expert.place_code, wanted.place_code) > 0 else 0.0
    return UNKNOWN


def _reasons(expert: Expert, matched: tuple[str, ...], wanted: Wanted, standing: Standing) -> tuple[str, ...]:
    reasons = [_why(expert, matched, wanted), _where(expert, wanted)]
    if expert.tier != "入库专家":
        reasons.append(expert.tier)
    if standing.is_acquainted:
        reasons.append("以前服务过这位需求人")
    if standing.rating is not None and standing.rating >= 4.5:
        reasons.append(f"评价 {standing.rating:.1f} 分")
    reasons.append(f"在办 {expert.open_orders}/{expert.max_open}")
    return tuple(reason for reason in reasons if reason)


def _why(expert: Expert, matched: tuple[str, ...], wanted: Wanted) -> str:
    skill = next((one for one in expert.skills if any(word in one or one in word for word in matched if word)), None)
    if skill:
        return f"专长“{skill}”对口"
    if matched:
        return f"做过：{matched[0][:24]}"
    if field_share(expert, wanted):
        return f"专业领域：{wanted.second if wanted.second in expert.fields else wanted.field_name}"
    return ""


def _where(expert: Expert, wanted: Wanted) -> str:
    near = nearness(expert.place_code, wanted.place_code)
    if near == 1.0:
        return "就在本地"
    if near >= 0.3 and expert.place_name:
        return f"就近（{expert.place_name}）"
    return f"{expert.base}专家" if expert.base != wanted.base else ""
