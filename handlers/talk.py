"""Where a person stands in the conversation: typed access to the stored state, with its expiry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from domain.records import Conversation

QUESTION_FRESH = timedelta(hours=2)
DRAFT_KEPT = timedelta(days=7)
FOCUS_KEPT = timedelta(hours=24)
CONFIRM_FRESH = timedelta(minutes=30)
JUST_NOW = timedelta(minutes=30)  # in which words are still heard as about what was said or shown before
MEDIA_KEPT = timedelta(hours=24)

Key = Literal[  # all that is kept of a conversation; a key that is not here is a mistake of the type checker's
    "asked",  # the question that waits for an answer, with what it is about
    "draft",  # the demand that is being taken down
    "shelf",  # a draft laid aside for another need, with its drafts
    "dropped",  # drafts given up, in case they are wanted again
    "force_new",  # the next words begin a demand, whatever runs
    "opening",  # what was said before the first demand took shape
    "pieces",  # the scraps that are becoming one need
    "place_said",  # a place told before anything to go with it
    "phone_piece",  # the first digits of a telephone number that comes in two messages
    "pin",  # a position sent before the words
    "media",  # pictures sent before the words
    "last_addition",  # what was kept as more of a demand last, in case it was none
    "own_need",  # an expert's words that were asked about: an own need?
    "focus",  # the demand talked about last
    "shown_demands",  # the demands shown or named last
    "shown_experts",  # the experts shown or named last
    "orders_listed",  # the orders of the list shown last
    "declined",  # the order that was refused last
    "claim_asked",  # the order of which it was asked whether it is claimed
    "answered",  # the advice that was passed on last
    "half_told",  # what is better and what is not, told before it was said whether that is solved
    "event",  # the activity looked at last
    "at_event",  # the activity that somebody goes to or spoke of
    "left_event",  # the activity that somebody no longer goes to
    "listed",  # the activities listed last
    "none_on",  # that nothing was on when it was asked
    "policy",  # the rule talked about last, with its passages
    "emergency",  # the alarm that was rung
    "alarm",  # the alarm that staff deals with
    "complained",  # the task of a complaint
    "human_at",  # when a person was called for
    "human_task",  # the task of that call
    "is_welcomed",  # that it was told who we are
    "chats",  # how often there was small talk
    "registering",  # what an expert has told of himself so far
    "registered",  # when the registration went to staff
    "recommending",  # since when somebody names an expert
    "line",  # the task of staff looked at last
    "figures",  # the figures shown to staff last
    "deed",  # the command of staff that was run last
]
_SHOWN: dict[str, Key] = {"demands": "shown_demands", "experts": "shown_experts"}


@dataclass(slots=True)
class Talk:
    """Wraps one `Conversation`; `is_changed` says whether it has to be written back."""

    conversation: Conversation
    now: datetime
    is_changed: bool = False

    def get(self, key: Key) -> Any:
        """A value of the state, or None."""
        return self.conversation.state.get(key)

    def put(self, key: Key, value: Any) -> None:
        """Set a value; None removes it."""
        if value is None:
            if self.conversation.state.pop(key, None) is not None:
                self.is_changed = True
        elif self.conversation.state.get(key) != value:
            self.conversation.state[key] = value
            self.is_changed = True

    # -- what was said or shown a while ago -----------------------------------------------------------

    def note(self, key: Key, /, **detail: Any) -> None:
        """Keep what was just said or shown, with its moment."""
        self.put(key, {**detail, "at": self.now.isoformat()})

    def recent(self, key: Key, within: timedelta = JUST_NOW) -> dict[str, Any] | None:
        """What was noted under the key, unless that is longer ago than `within`."""
        kept = self.conversation.state.get(key)  # asked some fifty times a message: mostly there is nothing
        if not kept or self.now - datetime.fromisoformat(kept["at"]) > within:
            return None
        return dict(kept)

    def age_of(self, key: Key) -> timedelta | None:
        """How long ago something was noted under the key."""
        kept = self.get(key)
        return self.now - datetime.fromisoformat(kept["at"]) if kept else None

    # -- the question that was asked last -------------------------------------------------------------

    def ask(self, name: str, **detail: Any) -> None:
        """Remember what was asked, so that the next words can be read as its answer."""
        self.note("asked", name=name, **detail)

    def asked(self, fresh: timedelta = QUESTION_FRESH) -> dict[str, Any] | None:
        """The open question, unless it has gone stale."""
        return self.recent("asked", fresh)

    def settle(self) -> None:
        """The open question is answered or dropped."""
        self.put("asked", None)

    # -- the demand that is being taken down ----------------------------------------------------------

    @property
    def draft(self) -> dict[str, Any] | None:
        """The unfinished demand, unless it has expired."""
        return self.recent("draft", DRAFT_KEPT)

    def keep_draft(self, draft: dict[str, Any]) -> None:
        """Store the unfinished demand with the moment it was last touched."""
        self.note("draft", **draft)

    def drop_draft(self) -> None:
        """Forget the unfinished demand and its question."""
        self.put("draft", None)
        if (self.get("asked") or {}).get("name") == "intake":
            self.settle()

    # -- the demand that was talked about last --------------------------------------------------------

    @property
    def focus(self) -> int | None:
        """The number of the demand talked about within the last day."""
        focus = self.recent("focus", FOCUS_KEPT)
        return int(focus["no"]) if focus else None

    def focus_age(self) -> timedelta | None:
        """How long ago the demand in focus was talked about."""
        return self.age_of("focus")

    def set_focus(self, no: int) -> None:
        """This demand is what is being talked about."""
        self.note("focus", no=no)

    # -- what was shown last ---------------------------------------------------------------------------

    def show(self, what: Literal["demands", "experts"], ids: Sequence[int]) -> None:
        """These were shown or named last, in this order: what is said next may point at them."""
        self.note(_SHOWN[what], ids=list(ids))

    def shown(self, what: Literal["demands", "experts"]) -> list[int]:
        """The demands or experts shown last, unless that has gone stale."""
        kept = self.recent(_SHOWN[what], QUESTION_FRESH)
        return list(kept["ids"]) if kept else []

    # -- pictures and a pin that came before the words ------------------------------------------------

    def keep_media(self, media_id: int) -> None:
        """A picture came before the text: it waits for its demand."""
        waiting = [*self.waiting_media(), media_id]
        self.note("media", ids=waiting[-20:])

    def waiting_media(self) -> list[int]:
        """Pictures that wait for their demand."""
        media = self.recent("media", MEDIA_KEPT)
        return list(media["ids"]) if media else []

    def take_media(self) -> list[int]:
        """Hand over the waiting pictures."""
        waiting = self.waiting_media()
        self.put("media", None)
        return waiting
