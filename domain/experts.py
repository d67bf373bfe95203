"""Experts of the pool: what they know, where they are, whether they can be reached and have room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Reach(StrEnum):
    """Whether a message can get to an expert; the names are part of the outside contract."""

    BOUND = "bound"
    UNBOUND = "unbound"
    UNFOLLOWED = "unfollowed"
    INVALID = "invalid"


class ExpertStatus(StrEnum):
    """`pending` waits for approval, `stopped` is out of service (retired, moved, deceased)."""

    ACTIVE = "active"
    PENDING = "pending"
    STOPPED = "stopped"


TIERS = ("入库专家", "在岗专家", "关键专家")
DEFAULT_MAX_OPEN = 3


@dataclass(slots=True)
class Expert:
    """One expert of one base. The key is (base, name, unit); `open_orders` is counted when it is read."""

    base: str
    name: str
    unit: str
    title: str = ""
    place_code: str | None = None
    place_name: str = ""
    fields: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    profile: str = ""
    tier: str = TIERS[0]
    phone: str | None = None
    max_open: int = DEFAULT_MAX_OPEN
    status: ExpertStatus = ExpertStatus.ACTIVE
    reach: Reach = Reach.UNBOUND
    person_id: int | None = None
    leave_from: date | None = None
    leave_until: date | None = None
    updated_at: datetime | None = None
    open_orders: int = 0
    id: int = 0

    def is_away(self, on: date) -> bool:
        """On leave that day; a leave without an end lasts until 销假."""
        if self.leave_from is None or on < self.leave_from:
            return False
        return self.leave_until is None or on <= self.leave_until

    @property
    def has_room(self) -> bool:
        """Fewer orders in hand than this expert wants at most."""
        return self.open_orders < self.max_open

    @property
    def is_reachable(self) -> bool:
        """Bound and following."""
        return self.reach is Reach.BOUND and self.person_id is not None

    def courtesy_name(self) -> str:
        """How an expert is addressed: 李老师, 周主任, 王医生: the surname and what the title says."""
        surname = self.name[:2] if self.name[:2] in COMPOUND_SURNAMES else self.name[:1]
        for mark, address in COURTESY:
            if mark in self.title:
                return surname + address
        return surname + "老师"


COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 长孙 端木 百里 南宫 申屠".split()
)
COURTESY = (
    ("院士", "院士"),
    ("主任", "主任"),
    ("站长", "站长"),
    ("院长", "院长"),
    ("所长", "所长"),
    ("教授", "教授"),
    ("医师", "医生"),
    ("工程师", "工"),
)
