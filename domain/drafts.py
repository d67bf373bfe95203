"""A demand while it is being taken down: what is known, what is missing, and what was asked already."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from domain.demands import Demand, Party, PartyRole

SURE = 0.4  # below this the likely fields are asked for
FEWEST_CHOICES = 3  # fields between which it is open
CRITICAL = "critical_patient"  # a hospital's own case
PLACELESS_KINDS = frozenset({"service"})


@dataclass(slots=True)
class Draft:
    """What is known so far. `is_thin` says that a field or an expert is named but no trouble yet."""

    texts: list[str] = field(default_factory=list)
    summary: str = ""
    kind: str | None = None
    field_code: str | None = None
    second: str | None = None
    confidence: float = 0.0
    field_choices: list[tuple[str, str | None, str]] = field(default_factory=list)  # code, second, shown name
    place_code: str | None = None
    place_name: str | None = None
    town: str | None = None
    place_choices: list[tuple[str, str, str | None]] = field(default_factory=list)  # code, name, town
    is_place_assumed: bool = False
    role: str | None = None
    organization: str | None = None
    urgency: str = "normal"
    hazard: str | None = None
    mode: str | None = None
    households: int | None = None
    on_behalf: str | None = None
    tags: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)  # the crops, animals, machines among the tags
    media_ids: list[int] = field(default_factory=list)
    is_thin: bool = False
    asked: list[str] = field(default_factory=list)
    parent_no: int | None = None  # the demand that this one goes on from

    def missing(self) -> list[str]:
        """What the next step cannot do without and was not asked yet."""
        return [name for name in self.lacking() if name not in self.asked]

    def lacking(self) -> list[str]:
        """What the next step cannot do without, asked or not: need, place, which_place, field."""
        if self.hazard == CRITICAL:
            return []  # the telephone first; which hospital it is can be told meanwhile
        wanted = []
        if self.is_thin:
            wanted.append("need")
        if self.place_choices:
            wanted.append("which_place")
        elif not self.place_code and self.kind not in PLACELESS_KINDS:
            wanted.append("place")
        if not wanted and len(self.field_choices) >= FEWEST_CHOICES and self.confidence < SURE:
            wanted.append("field")
        return wanted

    def to_state(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Draft:
        """Back from `to_state`; keys of other versions are passed over."""
        known = {name: state[name] for name in cls.__dataclass_fields__ if name in state}
        known = {name: [*value] if isinstance(value, list) else value for name, value in known.items()}
        for name in ("field_choices", "place_choices"):
            known[name] = [tuple(choice) for choice in known.get(name, [])]
        return cls(**known)

    def to_demand(self, base: str, reporter_id: int, now: datetime) -> Demand:
        """The demand that is registered: with its parties, without a number yet."""
        parties = [Party(PartyRole.REPORTER, reporter_id)]
        if self.on_behalf:
            parties.append(Party(PartyRole.BENEFICIARY, None, self.on_behalf))
        return Demand(
            base=base,
            reporter_id=reporter_id,
            summary=self.summary or "待了解的需求",
            text="\n".join(self.texts),
            created_at=now,
            updated_at=now,
            kind=self.kind or "technical",
            field_code=self.field_code,
            second=self.second,
            place_code=self.place_code,
            place_name=self.place_name,
            town=self.town,
            role=self.role,
            organization=self.organization,
            urgency=self.urgency,
            hazard=self.hazard,
            mode=self.mode,
            households=self.households,
            tags=tuple(self.tags),
            parent_no=self.parent_no,
            parties=parties,
        )
