"""Cuts a message that may hold two demands at the words that announce a second one."""

from __future__ import annotations

from nlu.text.patterns import lazy_regex

_ANNOUNCED = lazy_regex(
    r"(?:[，。；！？,;!?\n]|\s)\s*(?=(?:另外|还有(?:就是|一个|个|件)?|再(?:就是|一个|有)|顺便|第二|二是|其次|同时(?:也|还)|此外|对了|2[、.)）]|二[、.]))"
)
_LINES = lazy_regex(r"\n+|；|;")
LEAST = 6


def candidates(text: str) -> list[str]:
    """The pieces that might each be a demand of their own, or the whole text alone."""
    pieces = _long_enough(_ANNOUNCED.split(text))
    if len(pieces) == 1:
        pieces = _long_enough(_LINES.split(text))
    return pieces if 2 <= len(pieces) <= 4 else [text]


def _long_enough(pieces: list[str]) -> list[str]:
    kept = [piece.strip(" ，。,;；\n") for piece in pieces]
    kept = [piece for piece in kept if piece]
    return kept if kept and all(len(piece) >= LEAST for piece in kept) else [""]
