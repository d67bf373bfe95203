"""How well an expert fits a demand: a pure score of named parts, and the reasons that a person can check."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter, mul

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
LONGEST_QUOTE = 24  # characters of an introduction
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


PARTS = tuple(one.name for one in fields(Weights) if one.name != "fit_at")
_each_weight = attrgetter(*PARTS)


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


NOTHING_RECORDED = Standing()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an expert was judged by; `weighed` is what each of PARTS adds to the score."""

    matched: tuple[str, ...]
    wanted: Wanted
    standing: Standing
    weighed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One expert with the score; few of many are told, so that reasons are spelt out of the grounds when asked for.

    Whoever was not judged has the reasons themselves for grounds.
    """

    expert: Expert
    score: float
    relevance: float
    grounds: Grounds | tuple[str, ...]

    @property
    def parts(self) -> dict[str, float]:
        """What each named part adds to the score."""
        return dict(zip(PARTS, self.grounds.weighed, strict=True)) if isinstance(self.grounds, Grounds) else {}

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why this expert, in words that a person can check."""
        return _reasons(self.expert, self.grounds) if isinstance(self.grounds, Grounds) else self.grounds


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
    standing = standing or NOTHING_RECORDED
    near = nearness(expert.place_code, wanted.place_code)
    shares = (  # in the order of PARTS
        relevance,
        field_share(expert, wanted),
        near * (0.3 if wanted.mode == "online" else 1.0),
        1.0 if expert.base == wanted.base else 0.0,
        TIER.get(expert.tier, 0.0),
        seniority(expert.title),
        max(0.0, 1 - expert.open_orders / expert.max_open) if expert.max_open else 0.0,
        _within_reach(near, wanted.mode),
        UNKNOWN if standing.rating is None else (standing.rating - 1) / 4,
        UNKNOWN if standing.response is None else standing.response,
        1.0 if standing.is_acquainted else 0.0,
        1 / (1 + standing.recent_pushes / 2),
        turn_of(wanted.demand_no, expert.id),
    )
    weighed = tuple(map(mul, _each_weight(weights), shares))
    return Match(expert, sum(weighed), relevance, Grounds(matched, wanted, standing, weighed))


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


@lru_cache(maxsize=4096)
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


def _within_reach(near: float, mode: str | None) -> float:
    if mode == "online":
        return 1.0
    if mode == "onsite":
        return 1.0 if near > 0 else 0.0
    return UNKNOWN


def _reasons(expert: Expert, grounds: Grounds) -> tuple[str, ...]:
    standing = grounds.standing
    reasons = [_why(expert, grounds.matched, grounds.wanted), _where(expert, grounds.wanted)]
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
        return f"简介提到“{matched[0][:LONGEST_QUOTE]}{'…' if len(matched[0]) > LONGEST_QUOTE else ''}”"
    own = next((one for one in (wanted.second, wanted.field_name, *expert.fields) if one in expert.fields), None)
    return f"专业领域：{own}" if own else ""


def _where(expert: Expert, wanted: Wanted) -> str:
    near = nearness(expert.place_code, wanted.place_code)
    if near == 1.0:
        return "就在本地"
    if near >= 0.3 and expert.place_name:
        return f"就近（{expert.place_name}）"
    return f"{expert.base}专家" if expert.base != wanted.base else ""
