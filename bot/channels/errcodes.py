"""What each of the platform's error codes means for the sender: HTTP 200 is not success, the code decides."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What to do about a rejected call."""

    REFRESH_TOKEN = "refresh_token"
    RETRY = "retry"
    SLOW_DOWN = "slow_down"
    UNDELIVERABLE = "undeliverable"
    UNFOLLOWED = "unfollowed"
    BLOCKED = "blocked"
    NEXT_RUNG = "next_rung"
    HOLD = "hold"
    OUR_FAULT = "our_fault"
    DISABLE_CHANNEL = "disable_channel"
    PAUSE_CHANNEL = "pause_channel"
    ALERT = "alert"


VERDICTS: dict[int, Verdict] = {
    -1: Verdict.RETRY,
    40001: Verdict.REFRESH_TOKEN,
    40014: Verdict.REFRESH_TOKEN,
    41001: Verdict.REFRESH_TOKEN,
    42001: Verdict.REFRESH_TOKEN,
    40003: Verdict.UNDELIVERABLE,
    43004: Verdict.UNFOLLOWED,
    43019: Verdict.BLOCKED,
    43101: Verdict.NEXT_RUNG,
    45015: Verdict.NEXT_RUNG,
    45047: Verdict.HOLD,
    45011: Verdict.SLOW_DOWN,
    45009: Verdict.PAUSE_CHANNEL,
    48001: Verdict.DISABLE_CHANNEL,
    40007: Verdict.OUR_FAULT,
    40037: Verdict.OUR_FAULT,
    45002: Verdict.OUR_FAULT,
    47001: Verdict.OUR_FAULT,
    47003: Verdict.OUR_FAULT,
    40013: Verdict.ALERT,
    40125: Verdict.ALERT,
    40164: Verdict.ALERT,
    50002: Verdict.ALERT,
}

TOKEN_CODES = frozenset(code for code, verdict in VERDICTS.items() if verdict is Verdict.REFRESH_TOKEN)


def is_known(errcode: int) -> bool:
    """Whether the table says what to do; an unknown code is retried a few times, then parked and shown to staff."""
    return errcode in VERDICTS


def verdict_for(errcode: int) -> Verdict:
    """What to do about `errcode`; an unknown one is retried."""
    return VERDICTS.get(errcode, Verdict.RETRY)
