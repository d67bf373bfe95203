"""An activity as it is being announced: the parts of one line or of several answers, with what is still missing."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from handlers.activities import times as activity_times
from nlu.dialogue.audience import is_audience
from nlu.dialogue.heads import read_heads
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

SEPARATORS = lazy_regex(r"\s*[；;|｜\n]\s*")
COMMAS = lazy_regex(r"\s*[，,]\s*")
BLANKS = lazy_regex(r"\s+")
LABEL = lazy_regex(
    r"^(主题|题目|名称|内容|时间|地点|地方|对象|参加人员|名额|人数)\s*(?:[=＝:：]|是|为|改[成到为在]|(?<=地点)就?在|(?<=地方)就?在)\s*(.+)$",
    re.S,
)
KEYS = {
    "主题": "title",
    "题目": "title",
    "名称": "title",
    "内容": "title",
    "时间": "when",
    "地点": "place",
    "地方": "place",
    "对象": "audience",
    "参加人员": "audience",
    "名额": "places",
    "人数": "places",
}
PLACES = lazy_regex(
    r"^(?:名额|限额?|限报|最多|人数)?\s*[:：]?\s*(\d{1,5}|[一二两三四五六七八九十百]{1,5})\s*(?:个|人|名|位|座)?(?:名额|座位|人|以内)?$"
)
NO_LIMIT = lazy_regex(r"不限(?:名额|人数)?|没有限制|无限制|名额不限|人数不限")
LONGEST_TIME = 14
ORDER = ("title", "when", "place", "audience")
LONGEST = {"title": 40, "place": 60, "audience": 60}


@dataclass(slots=True)
class Plan:
    """What is known so far; `day` is a day said without an hour, `problem` what is wrong with the time."""

    title: str = ""
    starts_at: str = ""
    place: str = ""
    audience: str = ""
    places: int | None = None
    remark: str = ""
    day: str = ""
    problem: str = ""

    def missing(self) -> list[str]:
        """The parts that are not there yet, in their order."""
        values = {"title": self.title, "when": self.starts_at, "place": self.place, "audience": self.audience}
        return [name for name in ORDER if not values[name]]

    def line(self) -> str:
        """The one line that says all of it."""
        parts = [self.title, self.starts_at, self.place, self.audience]
        return "；".join([*parts, str(self.places)] if self.places is not None else parts)

    def to_state(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)


def read_plan(text: str, now: datetime) -> Plan:
    """The parts of one line; their order counts, but a part that can be only one thing is taken as that."""
    plan = Plan()
    left: list[str] = []
    for piece in _pieces(text, now):
        label = LABEL.match(piece)
        if label:
            fill(plan, KEYS[label[1]], label[2], now)
        else:
            left.append(piece)
    _fill_in_order(plan, left, now)
    return plan


def _pieces(text: str, now: datetime) -> list[str]:
    """By semicolons; where there are none, by commas or blanks if one of the pieces is a time."""
    pieces = [piece for piece in SEPARATORS.split(text.strip()) if piece]
    if len(pieces) != 1:
        return pieces
    for separator in (COMMAS, BLANKS):
        apart = _with_times_joined([piece for piece in separator.split(pieces[0]) if piece], now)
        if len(apart) >= 3 and any(activity_times.has_time(piece, now) for piece in apart[1:]):
            return apart
    return pieces


def _with_times_joined(pieces: list[str], now: datetime) -> list[str]:
    """12月1日，上午9点 is one time."""
    joined: list[str] = []
    for piece in pieces:
        is_time = activity_times.has_time(piece, now)
        if is_time and len(joined) > 1 and activity_times.has_time(joined[-1], now):
            joined[-1] = f"{joined[-1]} {piece}"
        else:
            joined.append(piece)
    return joined


def _fill_in_order(plan: Plan, left: list[str], now: datetime) -> None:
    if len(left) > 2 and (places := read_places(left[-1])) is not None:
        plan.places = places or None
        left = left[:-1]
    if not plan.starts_at and len(left) > 1 and _is_time_alone(left, now):
        fill(plan, "when", left.pop(0), now)
    if not plan.title and left:
        fill(plan, "title", left.pop(0), now)
    if not plan.starts_at and (timed := [piece for piece in left if activity_times.has_time(piece, now)]):
        fill(plan, "when", timed[0], now)
        left.remove(timed[0])
    for index, piece in enumerate(left):
        name = "audience" if plan.place or (index == len(left) - 1 and is_audience(piece)) else "place"
        if not getattr(plan, name):
            fill(plan, name, piece, now)


def _is_time_alone(left: list[str], now: datetime) -> bool:
    """12月1日上午9点；脆李冬管；…: the time was said first, and no other piece is one."""
    others = any(activity_times.has_time(piece, now) for piece in left[1:])
    return not others and len(left[0]) <= LONGEST_TIME and activity_times.has_time(left[0], now)


def read_parts(text: str, missing: list[str], now: datetime) -> list[tuple[str, str]]:
    """Which of the missing parts an answer gives: what can be only one thing is that, the rest goes by its order."""
    left, found = list(missing), []
    pieces = _answer_pieces(text, len(missing), now)
    for piece in pieces:
        name, words = _name_of(piece, left, now, is_alone=len(pieces) == 1), piece
        if label := LABEL.match(piece):
            name, words = KEYS[label[1]], label[2]
        if name in left:
            left.remove(name)
        if name:
            found.append((name, words))
    return found


def _answer_pieces(text: str, count: int, now: datetime) -> list[str]:
    pieces = [piece for piece in SEPARATORS.split(text.strip()) if piece]
    by_comma = [piece for piece in COMMAS.split(text.strip()) if piece]
    timed = sum(activity_times.has_time(piece, now) for piece in by_comma)
    return by_comma if len(pieces) == 1 and 1 < len(by_comma) <= count + 1 and timed <= 1 else pieces


def _name_of(piece: str, left: list[str], now: datetime, *, is_alone: bool) -> str:
    if left[:1] != ["title"]:
        if "when" in left and activity_times.has_time(piece, now):
            return "when"
        if "audience" in left and is_audience(piece):
            return "audience"
    rest = left if is_alone else [name for name in left if name != "when"]
    if rest:
        return rest[0]
    return "places" if read_places(piece) is not None else ""


def fill(plan: Plan, name: str, text: str, now: datetime) -> None:
    """Take over one part."""
    words = " ".join(text.split()).strip("，,。.；;")
    if name == "when":
        _fill_start(plan, words, now)
    elif name == "places":
        plan.places = read_places(words) or None
    else:
        head, places = _without_places(words) if name == "audience" else (words, None)
        plan.places = places if places is not None else plan.places
        setattr(plan, name, head[: LONGEST[name]])


def _without_places(words: str) -> tuple[str, int | None]:
    """全体专家，限50人: the number at the end is the number of places."""
    pieces = COMMAS.split(words)
    places = read_places(pieces[-1]) if len(pieces) > 1 else None
    return ("，".join(pieces[:-1]), places or None) if places is not None else (words, None)


def _fill_start(plan: Plan, words: str, now: datetime) -> None:
    day = datetime.fromisoformat(plan.day) if plan.day else None
    start = activity_times.read_start(words, now, day)
    plan.starts_at = start.at.isoformat() if start.at else ""
    plan.remark, plan.problem = start.remark, start.problem
    plan.day = start.day.isoformat() if start.day else ""


def read_places(text: str) -> int | None:
    """How many places there are, 0 for no limit; None where the words tell neither."""
    if NO_LIMIT.fullmatch(text):
        return 0
    if found := PLACES.match(text):
        return read_number(found[1])
    if COMMAS.search(text) or is_audience(text):
        return None
    heads = read_heads(text) if "名额" in text or "限" in text else None
    return heads.count if heads else None
