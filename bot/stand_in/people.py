"""What the platform keeps about each follower: windows for customer-service messages and consents to notices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MESSAGE_WINDOW = timedelta(hours=48)
MESSAGE_COUNT = 5
ACTION_WINDOW = timedelta(minutes=1)
ACTION_COUNT = 3


@dataclass(slots=True)
class Window:
    """How many messages may still go until when."""

    until: datetime
    left: int


@dataclass(slots=True)
class Person:
    """One follower; `consents` counts unspent one-time consents by template, `refused` holds templates turned off."""

    openid: str
    follows: bool = True
    has_blocked: bool = False
    message_window: Window | None = None
    action_window: Window | None = None
    consents: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)

    def writes(self, now: datetime) -> None:
        """A message allows five answers in 48 hours, counted anew from each message."""
        self.message_window = Window(now + MESSAGE_WINDOW, MESSAGE_COUNT)

    def acts(self, now: datetime) -> None:
        """A menu tap, a scan or a follow allows three messages within a minute."""
        self.action_window = Window(now + ACTION_WINDOW, ACTION_COUNT)

    def spend_message(self, now: datetime) -> int:
        """0 where a customer-service message may go, and one less is left; else the platform's error code."""
        windows = (self.action_window, self.message_window)
        is_open = [window for window in windows if window is not None and now < window.until]
        if not is_open:
            return 45015
        usable = next((window for window in is_open if window.left > 0), None)
        if usable is None:
            return 45047
        usable.left -= 1
        return 0

    def spend_consent(self, template_id: str, is_long_term: bool) -> int:
        """0 where a subscription notice may go; else 43101."""
        if template_id in self.refused:
            return 43101
        if is_long_term and self.consents[template_id] > 0:
            return 0
        if self.consents[template_id] <= 0:
            return 43101
        self.consents[template_id] -= 1
        return 0
