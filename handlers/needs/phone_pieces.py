"""我电话138, 1234, 5678: a number that comes in several messages is put together before it is read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers.turn import Turn
from handlers.wording import remarks as wording
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

TOGETHER = timedelta(minutes=10)
MOBILE = 11  # digits
FEWEST = 3
_DIGITS = lazy_regex(r"[\d\s\-]+")
_BEGINS = lazy_regex(
    r"(?:(?:我|他|她|我老公|我老婆)?的?(?:电话|手机|号码|联系方式|电话号码|手机号码?)(?:号码?)?(?:是|为|[:：])?|打)?\s*(?P<digits>1[3-9][\d\s\-]{0,9})"
)


def hear(turn: Turn, understood: Understanding) -> Understanding | None:
    """The words with the whole number once it is complete; None where the piece was kept, or the message as it was."""
    text = turn.text.strip(" 。.，,")
    if turn.person.expert_ids or turn.person.is_staff or not text or not text[-1].isdigit():
        return understood
    before = _kept(turn)
    if before and _DIGITS.fullmatch(text):
        return _join(turn, understood, before + _bare(text))
    found = _BEGINS.fullmatch(text) if not understood.phones else None
    if found is not None and text[0].isdigit() and turn.talk.asked() is not None:
        return understood  # a bare number answers what was asked
    if found is not None and FEWEST <= len(_bare(found["digits"])) < MOBILE:
        return _join(turn, understood, _bare(found["digits"]))
    return understood


def _join(turn: Turn, understood: Understanding, digits: str) -> Understanding | None:
    if len(digits) > MOBILE:
        turn.talk.put("phone_piece", None)
        return understood
    if len(digits) < MOBILE:
        turn.talk.note("phone_piece", digits=digits)
        turn.say(wording.number_goes_on(MOBILE - len(digits)))
        return None
    turn.talk.put("phone_piece", None)
    turn.incoming = replace(turn.incoming, text=f"电话{digits}")
    return turn.services.understand(turn.text, turn.now)


def _kept(turn: Turn) -> str:
    kept = turn.talk.recent("phone_piece", TOGETHER)
    return str(kept["digits"]) if kept else ""


def _bare(digits: str) -> str:
    return re.sub(r"\D", "", digits)
