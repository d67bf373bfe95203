"""Cuts a message that may hold two demands at the words that announce a second one."""

from __future__ import annotations

from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex

_ANNOUNCED = Gated(
    r"(?:[，。；！？,;!?\n]|\s)\s*(?=(?:另外|还有(?:就是|一个|个|件)?|再(?:就是|一个|有)|顺便|第[二三四五](?!天|年|批|次|代|季|产业|方|医院|中学|小学|人民|个月|轮|遍)|[二三四五]是|再一个|其次|同时(?:也|还)|此外|对了|[2-5][、.)）]|[二三四五][、.]))"
)
_LINES = lazy_regex(r"\n+|；|;")
_COUNTED = lazy_regex(
    r"^(?:[^，,。：:\s]{0,6})?(?P<count>[两二三四五])(?:件|个|桩)(?:事情?|问题|需求|难处)[：:，,。\s]+(?P<rest>.+)$"
)
_ITEMS = lazy_regex(r"[，,；;、。\n\s]+(?:还有|另外|再有)?|(?<=[\u4e00-\u9fff])(?:还有|另外)")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
LEAST, LEAST_COUNTED = 5, 3


def candidates(text: str) -> list[str]:
    """The pieces that might each be a demand of their own, or the whole text alone."""
    pieces = _long_enough(_ANNOUNCED.pattern.split(text) if _ANNOUNCED.is_possible(text) else [text])
    if len(pieces) == 1:
        pieces = _long_enough(_LINES.split(text))
    return pieces if 2 <= len(pieces) <= 5 else [text]


def counted(text: str) -> list[str]:
    """三件事 A B C: as many as were announced, and what follows them belongs to the last."""
    found = _COUNTED.match(text.strip())
    if found is None:
        return []
    count = _COUNTS[found["count"]]
    items = [one for one in _ITEMS.split(found["rest"]) if one]
    if len(items) < count or any(len(one) < LEAST_COUNTED for one in items[:count]):
        return []
    return [*items[: count - 1], "，".join(items[count - 1 :])]


def _long_enough(pieces: list[str]) -> list[str]:
    kept = [piece.strip(" ，。,;；\n") for piece in pieces]
    kept = [piece for piece in kept if piece]
    return kept if kept and all(len(piece) >= LEAST for piece in kept) else [""]
