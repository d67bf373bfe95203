"""An activity as it is being announced: the parts of one line or of several answers, with what is still missing."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from handlers.activities.holding import times as activity_times
from nlu.dialogue.audience import is_audience
from nlu.dialogue.heads import read_heads
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

SEPARATORS = lazy_regex(r"\s*[；;|｜\n]\s*")
COMMAS = lazy_regex(r"\s*[，,]\s*")
BLANKS = lazy_regex(r"\s+")
_WRONG = lazy_regex(
    r"(?P<label>主题|题目|内容|时间|地点|地方|对象|名额|人数)(?:写|搞|弄|发|打)?错了?[，,\s]*(?:应该)?(?=是|改|为)"
)
_LABEL_ALONE = lazy_regex(r"^(?P<label>主题|题目|内容|时间|地点|地方|对象|名额|人数)(?P<words>[^，,；;]{2,})$")
_JUST_IS = lazy_regex(r"^(?:就是|是|就)(?=.{2})")
_TITLE_LED = lazy_regex(r"^(?:就|是)?(?:讲|说的?是|关于)(?!课|师|座)(?=.{2})")
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
_COUNT = r"(?P<count>\d{1,5}|[一二两三四五六七八九十百]{1,5})"
_CAPACITY = lazy_regex(
    r"^(?:还有|再|把|就)*(?:名额|人数|座位|位子|上限|限额?|限报|最多|只(?:要|收|接)|控制在)(?:上限)?(?:就|只|再|给|先)*"
    rf"(?:改|加|增加|扩大?|调整?|减少?|限|定|放)?(?:到|成|为|在|是)?\s*{_COUNT}\s*(?:个|人|位|名)*(?:名额|以内)?(?:吧|嘛|了|就行|就够了?)*$"
    rf"|^{_COUNT.replace('count', 'total')}\s*个?(?:人|位|名额)(?:封顶|以内|就行|就够了?|为限|上限)$"
)
_NOUN_LAST = lazy_regex(
    rf"^(?:把|就)?(?:改|加|增加?|扩大?|调整?|减少?|限|定|放)(?:到|成|为|在)\s*{_COUNT}\s*(?:个|位)?(?:人|名额|位子|座位)(?:吧|嘛|了|哈)*$"
)
BY_SO_MANY = lazy_regex(
    rf"^(?:名额|人数|位子|座位)?(?:再|就|多)?(?P<sign>增加|增|加|多加|扩|放|减少|减|少)(?:个)?\s*{_COUNT}\s*(?:个|位)?(?:人|名额|位子|座位|名)?(?:吧|嘛|了|哈)*$"
)
_HEADS_ALONE = lazy_regex(
    rf"^(?:就|限|最多|只要)?\s*{_COUNT}\s*(?:个|位|名)?(?:人|名额|座位|位子)(?:吧|嘛|左右|就行|就够了?)*$"
)
_BEFORE_CHANGE = lazy_regex(
    r"^(?:哦|噢|不对|错了|搞错了|还有|还是|那|就|另外|麻烦|帮我|请|把|将|它|这场|那场|的|[，, ])+"
    r"|^(?:时间|地点|日期|地方)?(?:写|记|搞|说|填|发|弄)错了[，, ]*(?:应该)?(?:是|在)?"
)
_MOVED = lazy_regex(
    r"^(?P<what>时间|日期|地点|地方|会场|场地)?(?:就|再|都)?(?P<sign>推迟|延后|延期|提前|推到|推后|改期|(?:改|换|挪|搬|调|移|放|定)(?:到|成|在|为)了?)(?P<value>.+)$"
)
_BY_SO_LONG = lazy_regex(
    r"^(?:就|再|要)?(?P<sign>[早晚])(?:点)?(?P<long>(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:半)?(?:小时|钟头|分钟|刻钟|天))"
    r"(?:再|才)?(?:开始?|开讲|办|搞)?(?:吧|嘛|了|哈)*$"
)
_LESS = frozenset({"减少", "减", "少"})
_SHIFTS = frozenset({"推迟", "延后", "延期", "提前", "推到", "推后", "改期"})
_ONLINE = lazy_regex(r"^(?:网上|线上|网络|直播|腾讯会议|钉钉|视频会议?)(?:开|办|举行|进行|会议|直播)*$")
_SO_LONG = lazy_regex(r"[\d一二三四五六七八九十两半][个天日周月点小时分钟]|[天日周月点号]|星期|礼拜")
_WHERE = lazy_regex(
    r"(?:[镇乡县区市村社组路街坝]|街道|[楼室厅馆站校院所局委厂园家]|中心|小学|中学|大学|政府|委会|协会|公司|基地|广场|会场|礼堂|酒店|宾馆)(?:里|门口|[一二三四五\d]楼)?$"
)
_ENDING = lazy_regex(r"(?:去|开始?|开讲|办|举行|进行|搞)?(?:吧|嘛|了|哈|哦|啊|。)*$")
_OF_WORDS = {
    "title": "(?:就)?(?:讲|说的?是|关于)",
    "place": "(?:就)?在",
    "audience": "(?:就)?(?:给|请|面向|针对|通知|叫上?)",
}
NO_LIMIT = lazy_regex(r"不限(?:名额|人数|人)?|没有限制|无限制|名额不限|人数不限")
_PEOPLE = lazy_regex(
    r"(?:[农户]|们|的人|人员|员工|村民|老板|学员|师傅|大户|散户|种植者|居民|老人|学生|医生|护士|老师|干部)(?:们)?(?:都)?$"
)
LONGEST_TIME, SHORT_AUDIENCE = 14, 14
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
    text = _WRONG.sub(r"\g<label>", text)
    pieces = _answer_pieces(text, len(missing), now)
    for piece in pieces:
        name, words = _name_of(piece, left, now, is_alone=len(pieces) == 1), piece
        if label := LABEL.match(piece) or _LABEL_ALONE.match(piece):
            name, words = KEYS[label[1]], label[2]
        elif limit := _CAPACITY.match(piece):
            words = limit["count"] or limit["total"]
        words = _JUST_IS.sub("", words) or words
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
    if known := _plain_name_of(piece, left, now):
        return known
    if left[:1] != ["title"]:
        if "when" in left and activity_times.has_time(piece, now):
            return "when"
        if "audience" in left and is_audience(piece):
            return "audience"
        if is_place(piece):
            return "place"
        if is_alone and left[:1] == ["when"]:
            return ""  # no time, and nothing else that one could tell
    rest = left if is_alone else [name for name in left if name != "when"]
    if rest:
        return rest[0]
    return "places" if read_places(piece) is not None else ""


def _plain_name_of(piece: str, left: list[str], now: datetime) -> str:
    """The part that the words show by themselves; empty where it goes by their order."""
    if label := _LABEL_ALONE.match(piece):
        return KEYS[label["label"]]
    if NO_LIMIT.fullmatch(piece) or _CAPACITY.match(piece) or PLACES.match(piece):
        return "places"
    if "when" in left and activity_times.has_time(piece, now) and activity_times.is_nothing_else(piece, now):
        return "when"
    if _TITLE_LED.match(piece):
        return "title"
    if "audience" in left and len(piece) <= SHORT_AUDIENCE and _PEOPLE.search(piece):
        return "audience"
    return "place" if piece.startswith("在") and is_place(piece) else ""


def shows_part(text: str, missing: list[str], now: datetime) -> bool:
    """给种脐橙的农户, 早上九点, 在文化站: words that show by themselves which part they are."""
    return all(_plain_name_of(piece, missing, now) for piece in _answer_pieces(text, len(missing), now))


def fill(plan: Plan, name: str, text: str, now: datetime, standing: datetime | None = None) -> None:
    """Take over one part; a time may be told by the one that stood."""
    words = " ".join(text.split()).strip("，,。.；;")
    if name == "when":
        _fill_start(plan, words, now, standing)
    elif name == "places":
        plan.places = read_places(words, plan.places) or None
    else:
        head, places = _without_places(words) if name == "audience" else (words, None)
        plan.places = places if places is not None else plan.places
        setattr(plan, name, _plain(name, head)[: LONGEST[name]])


def read_changes(text: str, now: datetime, standing: datetime | None = None, *, is_bare: bool) -> list[tuple[str, str]]:
    """Part and words of each change (改到下午两点, 换到拔山镇, 限40个人); where `is_bare`, a time alone is one, too."""
    found: list[tuple[str, str]] = []
    text = _WRONG.sub(r"\g<label>", text)
    for piece in (part.strip() for part in re.split(r"[；;\n，,]+", text) if part.strip()):
        if label := LABEL.match(piece):
            found.append((KEYS[label[1]], label[2]))
        elif NO_LIMIT.fullmatch(piece):
            found.append(("places", piece))
        elif limit := _CAPACITY.match(piece):
            found.append(("places", limit["count"] or limit["total"]))
        elif limit := _NOUN_LAST.match(piece) or (_HEADS_ALONE.match(piece) if is_bare else None):
            found.append(("places", limit["count"]))
        elif BY_SO_MANY.match(piece) and ("名额" in piece or "座位" in piece or "位子" in piece or is_bare):
            found.append(("places", piece))
        elif one := _read_change(
            _BEFORE_CHANGE.sub("", piece), now, standing, is_bare=is_bare or piece != text.strip()
        ):
            found.append(one)
    return found


def _read_change(words: str, now: datetime, standing: datetime | None, *, is_bare: bool) -> tuple[str, str] | None:
    if earlier := _BY_SO_LONG.match(words):
        words = f"{'提前' if earlier['sign'] == '早' else '推迟'}{earlier['long']}"
    moved = _MOVED.match(words)
    value = _ENDING.sub("", moved["value"]) if moved else _ENDING.sub("", words)
    if moved and moved["sign"] in _SHIFTS:
        return ("when", _ENDING.sub("", words)) if _SO_LONG.search(value) else None
    is_time = _names_time(value, now, standing)
    if moved and moved["what"] is None and _ONLINE.match(value):
        return "place", "线上"
    if moved:
        is_place = moved["what"] in {"地点", "地方", "会场", "场地"} or (not is_time and _WHERE.search(value))
        return ("place", value) if is_place and len(value) > 1 else ("when", value) if is_time else None
    return ("when", value) if is_bare and is_time and activity_times.is_nothing_else(value, now) else None


def _names_time(words: str, now: datetime, standing: datetime | None) -> bool:
    is_told = activity_times.has_time(words, now)
    return is_told or (standing is not None and activity_times.read_start(words, now, standing).at is not None)


def is_place(words: str) -> bool:
    """白帝镇文化中心: words that end as places do."""
    return _WHERE.search(words) is not None and not is_audience(words)


def _plain(name: str, words: str) -> str:
    """给忠县的果农, 在新立镇会议室, 讲柑橘冬管: without the word that leads to it."""
    lead = _OF_WORDS.get(name)
    return re.sub(rf"^{lead}(?=.{{2}})", "", words) if lead else words


def _without_places(words: str) -> tuple[str, int | None]:
    """全体专家，限50人: the number at the end is the number of places."""
    pieces = COMMAS.split(words)
    places = read_places(pieces[-1]) if len(pieces) > 1 else None
    return ("，".join(pieces[:-1]), places or None) if places is not None else (words, None)


def _fill_start(plan: Plan, words: str, now: datetime, standing: datetime | None) -> None:
    day = datetime.fromisoformat(plan.day) if plan.day else None
    start = activity_times.moved(words, now, standing) if standing else activity_times.read_start(words, now, day)
    plan.starts_at = start.at.isoformat() if start.at else ""
    plan.remark, plan.problem = start.remark, start.problem
    plan.day = start.day.isoformat() if start.day else ""


def read_places(text: str, standing: int | None = None) -> int | None:
    """How many places there are, 0 for no limit; None where the words tell neither."""
    if (by := BY_SO_MANY.match(text)) and (count := read_number(by["count"])) is not None:
        return max((standing or 0) + (-count if by["sign"] in _LESS else count), 0) if standing else None
    if NO_LIMIT.fullmatch(text):
        return 0
    if found := PLACES.match(text):
        return read_number(found[1])
    if COMMAS.search(text) or is_audience(text):
        return None
    heads = read_heads(text) if "名额" in text or "限" in text else None
    return heads.count if heads else None
