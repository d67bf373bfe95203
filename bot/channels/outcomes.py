"""The four ways a send can end, told apart because only one of them may be tried again without asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.channels.errcodes import Verdict, verdict_for


class SendStatus(StrEnum):
    """`not_accepted`: surely not taken, try again; `unknown`: perhaps taken, never try again blindly."""

    SENT = "sent"
    REJECTED = "rejected"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """How one send ended; `detail` names the cause without text, addresses or tokens."""

    status: SendStatus
    errcode: int | None = None
    verdict: Verdict | None = None
    message_id: str = ""
    detail: str = ""

    @classmethod
    def sent(cls, message_id: str = "") -> SendOutcome:
        """The platform took it."""
        return cls(SendStatus.SENT, errcode=0, message_id=message_id)

    @classmethod
    def rejected(cls, errcode: int, detail: str = "") -> SendOutcome:
        """The platform said no, with its code."""
        return cls(SendStatus.REJECTED, errcode, verdict_for(errcode), detail=detail)

    @classmethod
    def not_accepted(cls, detail: str) -> SendOutcome:
        """It never got there: it may be tried again."""
        return cls(SendStatus.NOT_ACCEPTED, verdict=Verdict.RETRY, detail=detail)

    @classmethod
    def unknown(cls, detail: str) -> SendOutcome:
        """Nobody can tell whether it went out: it is not tried again."""
        return cls(SendStatus.UNKNOWN, detail=detail)
