"""What a base is and promises: who runs it, whom to ring, what it costs, when it works, and the service's own rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.calendar import Calendar, QuietHours
from domain.durations import Duration


@dataclass(frozen=True, slots=True)
class Base:
    """One base's own facts, all from the configuration. `regions` are prefixes of GB/T 2260 codes it is home to."""

    name: str
    operator: str = ""
    hotline: str = ""
    hours: str = ""
    fee_note: str = ""
    partners: tuple[str, ...] = ()
    approve_list: bool = False
    regions: tuple[str, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)


@dataclass(frozen=True, slots=True)
class Rules:
    """The configured numbers that handlers go by."""

    bases: dict[str, Base]
    notify: int = 3
    visit_reminders: tuple[Duration, ...] = (Duration.parse("1d"), Duration.parse("2h"))
    activity_reminders: tuple[Duration, ...] = (Duration.parse("1d"), Duration.parse("2h"))
    quiet_hours: QuietHours = field(default_factory=QuietHours)
    claim_within: Duration = Duration.parse("2wd")
    close_within: Duration = Duration.parse("15d")
    look_back_after: Duration = Duration.parse("21d")
    rating_window: Duration = Duration.parse("7d")

    def base_for(self, place_code: str | None, fallback: str | None = None) -> Base:
        """The home base of a place: the longest matching region, else the fallback, else the first."""
        best: tuple[int, Base] | None = None
        for base in self.bases.values():
            for prefix in base.regions:
                if place_code and place_code.startswith(prefix) and (best is None or len(prefix) > best[0]):
                    best = (len(prefix), base)
        if best:
            return best[1]
        return self.bases[fallback] if fallback in self.bases else next(iter(self.bases.values()))

    def pool_of(self, base: str) -> tuple[str, ...]:
        """The bases whose experts serve demands of this one: its own first, then its partners."""
        partners = self.bases[base].partners if base in self.bases else ()
        return (base, *partners)
