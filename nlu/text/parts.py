"""Cuts a message that may hold two demands at the words that announce a second one."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex

_ANNOUNCED = Gated(
    r"(?:[，。；！？,;!?\n]|\s)\s*(?=(?:另外|还有(?:就是|一个|个|件)?|再(?:就是|一个|有)|顺便|第[二三四五](?!天|年|批|次|代|季|产业|方|医院|中学|小学|人民|个月|轮|遍)|[二三四五]是|再一个|其次|同时(?:也|还)|此外|对了|[2-5][、.)）]|[二三四五][、.]))"
)
_BESIDES = Gated(
    r"(?:[，。；！？,;!?\n]|\s)\s*(?=(?:还|也|又)(?:想|要|打算|准备)(?:再)?(?:请|找|学|喊|派|申请|申报|咨询|问|了解|办|招|贷))"
)
_LINES = lazy_regex(r"\n+|；|;")
_COUNTED = Gated(
    r"^(?:.{0,30}[，,。：:\s])?(?:[^，,。：:\s]{0,8})?(?P<count>[两二三四五])(?:件|个|桩)(?:事情?|问题|需求|难处)(?:[：:，,。\s]+|(?=[①1一]))(?P<rest>.+)$"
)
_ITEMS = lazy_regex(r"[，,；;、。\n\s]+(?:还有|另外|再有)?|(?<=[\u4e00-\u9fff])(?:还有|另外)")
_MARK = Gated(
    r"(?:^|[，,。：:；;、\s]|(?=[1-5][、)）]|[①-⑤]))\s*(?:(?P<figure>[1-5])[、.．)）:：](?!\d)|(?P<circled>[①-⑤])"
    r"|(?P<numeral>[一二三四五])(?:就?是(?!否|个|不|些|直|样|般)|、)|第(?P<nth>[一二三四五])(?:个|件|桩)?(?:问题|事情?)?(?:就?是|[，,、：:])"
    r"|(?P<one>(?:一|另一|还有一|再一|另外一)(?:个|件|桩)(?:问题|事情?)?(?:就?是|[，,：:])))"
)
_ANNOUNCES = lazy_regex(
    r"(?:事情?|问题|需求|难处|困难|情况|想法|诉求|如下|[两二三四五几][个件桩点])(?:想|要|需要)?(?:[问说请]|咨询|反映|麻烦)?(?:一?下|你们|您们?|老师)*$"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_WISHED_BESIDES = lazy_regex(r"(?:还|也|又)(?:想|要|打算|准备)")
LEAST, LEAST_COUNTED = 5, 3  # characters


def candidates(text: str, tells_need: Callable[[str], bool] = bool) -> list[str]:
    """The pieces that might each be a demand of their own, or the text alone; what `tells_need` is no mere opening."""
    if marks := _marks(text):
        return _items(text, marks, tells_need) or [text]
    pieces = _long_enough(_ANNOUNCED.pattern.split(text)) if _ANNOUNCED.is_possible(text) else [text]
    if len(pieces) == 1 and _LINES.search(text) is not None:
        pieces = _long_enough(_LINES.split(text))
    if len(pieces) == 1 and _BESIDES.is_possible(text):
        pieces = _long_enough(_BESIDES.pattern.split(text))
    return pieces if 2 <= len(pieces) <= 5 else [text]


def is_wished_besides(piece: str) -> bool:
    """还想请人讲讲院感: by these words alone rather more of the same need than another one."""
    return _WISHED_BESIDES.match(piece) is not None


def counted(text: str) -> list[str]:
    """三件事 A B C: as many as were announced, and what follows them belongs to the last."""
    text = text.strip()
    found = _COUNTED.pattern.match(text) if _COUNTED.is_possible(text) else None
    if found is None:
        return []
    count = _COUNTS[found["count"]]
    items = enumerated(found["rest"])
    if len(items) != count:
        items = [one for one in _ITEMS.split(found["rest"]) if one]
    if len(items) < count or any(len(one) < LEAST_COUNTED for one in items[:count]):
        return []
    return [*items[: count - 1], "，".join(items[count - 1 :])]


def enumerated(text: str) -> list[str]:
    """一是 A 二是 B, 1、A 2、B, 一个是 A 一个是 B: what follows each mark, where they count up from one."""
    return _items(text, _marks(text))


def _marks(text: str) -> list[re.Match[str]]:
    marks = list(_MARK.pattern.finditer(text)) if _MARK.is_possible(text) else []
    places = [_place_of(mark["figure"] or mark["numeral"] or mark["nth"] or mark["circled"]) for mark in marks]
    is_counted = 2 <= len(marks) <= 5 and all(place in {None, at} for at, place in enumerate(places, 1))
    return marks if is_counted else []


def _items(text: str, marks: list[re.Match[str]], tells_need: Callable[[str], bool] = bool) -> list[str]:
    if not marks:
        return []
    lead = text[: marks[0].start()].strip(" ，,。：:")
    if lead and not _ANNOUNCES.search(lead) and tells_need(lead):
        return []  # 锅炉熄火，一是水压低，二是控制板坏: what comes before is the trouble, and these are its reasons
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [text[mark.end() : end].strip(" ，。,;；、\n") for mark, end in zip(marks, ends, strict=True)]
    return items if all(len(one) >= LEAST_COUNTED for one in items) else []


def _place_of(mark: str | None) -> int | None:
    """Which one a mark says it is; None for 一个是, which may be any of them."""
    return next((signs.index(mark) + 1 for signs in ("12345", "一二三四五", "①②③④⑤") if mark and mark in signs), None)


def _long_enough(pieces: list[str]) -> list[str]:
    kept = [piece.strip(" ，。,;；\n") for piece in pieces]
    kept = [piece for piece in kept if piece]
    return kept if kept and all(len(piece) >= LEAST for piece in kept) else [""]
