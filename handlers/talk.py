"""Where a person stands in the conversation: typed access to the stored state, with its expiry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.records import Conversation

QUESTION_FRESH = timedelta(hours=2)
DRAFT_KEPT = timedelta(days=7)
FOCUS_KEPT = timedelta(hours=24)
CONFIRM_FRESH = timedelta(minutes=30)
MEDIA_KEPT = timedelta(hours=24)


@dataclass(slots=True)
class Talk:
    """Wraps one `Conversation`; `is_changed` says whether it has to be written back."""

    conversation: Conversation
    now: datetime
    is_changed: bool = False

    def get(self, key: str) -> Any:
        """A value of the state, or None."""
        return self.conversation.state.get(key)

    def put(self, key: str, value: Any) -> None:
        """Set a value; None removes it."""
        if value is None:
            if self.conversation.state.pop(key, None) is not None:
                self.is_changed = True
        elif self.conversation.state.get(key) != value:
            self.conversation.state[key] = value
            self.is_changed = True

    # -- the question that was asked last -------------------------------------------------------------

    def ask(self, name: str, **detail: Any) -> None:
        """Remember what was asked, so that the next words can be read as its answer."""
        self.put("asked", {"name": name, "at": self.now.isoformat(), **detail})

    def asked(self, fresh: timedelta = QUESTION_FRESH) -> dict[str, Any] | None:
        """The open question, unless it has gone stale."""
        question = self.get("asked")
        if question and self.now - datetime.fromisoformat(question["at"]) <= fresh:
            return dict(question)
        return None

    def settle(self) -> None:
        """The open question is answered or dropped."""
        self.put("asked", None)

    # -- the demand that is being taken down ----------------------------------------------------------

    @property
    def draft(self) -> dict[str, Any] | None:
        """The unfinished demand, unless it has expired."""
        draft: dict[str, Any] | None = self.get("draft")
        if draft and self.now - datetime.fromisoformat(draft["at"]) > DRAFT_KEPT:
            return None
        return draft

    def keep_draft(self, draft: dict[str, Any]) -> None:
        """Store the unfinished demand with the moment it was last touched."""
        self.put("draft", {**draft, "at": self.now.isoformat()})

    def drop_draft(self) -> None:
        """Forget the unfinished demand and its question."""
        self.put("draft", None)
        if (self.get("asked") or {}).get("name") == "intake":
            self.settle()

    # -- the demand that was talked about last --------------------------------------------------------

    @property
    def focus(self) -> int | None:
        """The number of the demand talked about within the last day."""
        focus = self.get("focus")
        if focus and self.now - datetime.fromisoformat(focus["at"]) <= FOCUS_KEPT:
            return int(focus["no"])
        return None

    def focus_age(self) -> timedelta | None:
        """How long ago the demand in focus was talked about."""
        focus = self.get("focus")
        return self.now - datetime.fromisoformat(focus["at"]) if focus else None

    def set_focus(self, no: int) -> None:
        """This demand is what is being talked about."""
        self.put("focus", {"no": no, "at": self.now.isoformat()})

    # -- pictures and a pin that came before the words ------------------------------------------------

    def keep_media(self, media_id: int) -> None:
        """A picture came before the text: it waits for its demand."""
        waiting = [*self.waiting_media(), media_id]
        self.put("media", {"ids": waiting[-20:], "at": self.now.isoformat()})

    def waiting_media(self) -> list[int]:
        """Pictures that wait for their demand."""
        media = self.get("media")
        if media and self.now - datetime.fromisoformat(media["at"]) <= MEDIA_KEPT:
            return list(media["ids"])
        return []

    def take_media(self) -> list[int]:
        """Hand over the waiting pictures."""
        waiting = self.waiting_media()
        self.put("media", None)
        return waiting
