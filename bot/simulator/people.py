"""Who holds the phones of the page, and what each might say first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SimulatedPerson:
    """One phone. `avatar` is one character; `role` (farmer, enterprise, hospital, expert, admin) gives its colour.

    `hints` are sentences to tap: they fill the input and are not sent by themselves. `short` names the phone where a
    screen is narrow; without it the title does.
    """

    key: str
    title: str
    openid: str
    role: str
    avatar: str
    hints: tuple[str, ...] = ()
    short: str = ""

    def as_json(self, follows: bool) -> dict[str, Any]:
        """What the page needs to draw the phone."""
        return {
            "key": self.key,
            "title": self.title,
            "short": self.short or self.title,
            "role": self.role,
            "avatar": self.avatar[:2],
            "hints": list(self.hints),
            "follows": follows,
        }
