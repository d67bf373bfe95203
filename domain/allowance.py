"""What the platform lets us send to one person now: windows, counts, credits; a ledger decides, never a try."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.notices import Rung


class Trigger(StrEnum):
    """What a person did that opens a window."""

    MESSAGE = "message"
    TAP = "tap"


WINDOW = {Trigger.MESSAGE: timedelta(hours=48), Trigger.TAP: timedelta(minutes=1)}
COUNT = {Trigger.MESSAGE: 5, Trigger.TAP: 3}
MARGIN = {Trigger.MESSAGE: timedelta(minutes=2), Trigger.TAP: timedelta(seconds=5)}


@dataclass(slots=True)
class Allowance:
    """One identity's ledger. `credits` counts one-time subscription consents by template id."""

    identity_id: int
    message_at: datetime | None = None
    message_used: int = 0
    tap_at: datetime | None = None
    tap_used: int = 0
    credits: dict[str, int] = field(default_factory=dict)
    is_following: bool = True
    is_blocked: bool = False
    not_before: datetime | None = None

    def note(self, trigger: Trigger, at: datetime) -> None:
        """A person wrote, tapped, scanned or followed: the window opens anew with its full count."""
        if trigger is Trigger.MESSAGE:
            if self.message_at is None or at >= self.message_at:
                self.message_at, self.message_used = at, 0
        elif self.tap_at is None or at >= self.tap_at:
            self.tap_at, self.tap_used = at, 0

    def open_trigger(self, now: datetime) -> Trigger | None:
        """The window a customer-service message may use now: the short one first, since it closes first."""
        if self._is_open(self.tap_at, self.tap_used, Trigger.TAP, now):
            return Trigger.TAP
        if self._is_open(self.message_at, self.message_used, Trigger.MESSAGE, now):
            return Trigger.MESSAGE
        return None

    def choose(self, now: datetime, subscribe_id: str | None, template_id: str | None) -> Rung | None:
        """The cheapest legal way out now, or None: hold."""
        if not self.is_following or self.is_blocked:
            return None
        if self.open_trigger(now) is not None:
            return Rung.CUSTOM
        if subscribe_id and self.credits.get(subscribe_id, 0) > 0:
            return Rung.SUBSCRIBE
        return Rung.TEMPLATE if template_id else None

    def spend(self, rung: Rung, now: datetime, template_id: str | None = None) -> None:
        """Book one message; call it in the commit that decides to send."""
        if rung is Rung.CUSTOM:
            if self.open_trigger(now) is Trigger.TAP:
                self.tap_used += 1
            else:
                self.message_used += 1
        elif rung is Rung.SUBSCRIBE and template_id:
            self.credits[template_id] = max(0, self.credits.get(template_id, 0) - 1)

    def give_back(self, rung: Rung) -> None:
        """Surely not taken by the platform. Only where it is certain which count it came from: rather one too few."""
        if rung is Rung.CUSTOM and self.tap_used == 0 and self.message_used > 0:
            self.message_used -= 1

    def leave(self) -> None:
        """Unfollowed: windows and consents are gone, also for somebody who comes back."""
        self.is_following = False
        self.credits.clear()
        self.exhaust()

    def exhaust(self) -> None:
        """The platform says that the count is used up or the window closed: believe it."""
        self.message_used, self.tap_used = COUNT[Trigger.MESSAGE], COUNT[Trigger.TAP]

    @staticmethod
    def _is_open(opened: datetime | None, used: int, trigger: Trigger, now: datetime) -> bool:
        return opened is not None and used < COUNT[trigger] and now < opened + WINDOW[trigger] - MARGIN[trigger]
