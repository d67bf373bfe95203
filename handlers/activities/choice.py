"""Which activity is meant: by its number, its day, its subject, what was announced last, or by asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.activities import Activity
from domain.calendar import SHANGHAI
from domain.whole_numbers import whole_number
from domain.work import PromptKind
from handlers.turn import Turn
from handlers.wording import activities as wording
from nlu.dialogue.answers import read_choice
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number
from nlu.understanding import Understanding

QUESTION = "activity_choice"
SHOWN = 8
NAMED = lazy_regex(
    r"第\s*(\d{1,6}|[一二三四五六七八九十]{1,3})\s*场|(\d{1,6})\s*(?:号(?=活动|宣讲|讲座|培训|场|课|会)|场)"
)
LONGEST_NAMED = 8
ALL = lazy_regex(r"(?:[两二三四]|几|全部?|所有)(?:场|个)?都|都(?:报|要|去|来|参加)|全报")
_AROUND = lazy_regex(
    r"^(?:那|就|我|我们|要|想|去|来|报|听|选|讲|说|的?是|个|场)+"
    r"|(?:的|那|这|一|个|场|堂|课|会|培训|讲座|宣讲|吧|嘛|哈|噻|哦|要得|。|！|[，,]|报名|报|我|去|来|听)+$"
)
EMPTY_WORDS = frozenset("培训 宣讲 讲座 活动 报名 参加 政策 技术 管理 我们 那个 这个 会议".split())


def said_number(text: str) -> int | None:
    """The number in 第3场 or 3号活动."""
    found = NAMED.search(text)
    return read_number(found[1] or found[2]) if found else None


def without_number(text: str) -> str:
    """The words without it, so that it is not taken for a number of people."""
    return NAMED.sub(" ", text)


async def choose(turn: Turn, action: str, text: str, candidates: Sequence[Activity], **detail: Any) -> int | None:
    """The number of the one that is meant; None where the question was asked instead. There is at least one."""
    if (number := said_number(text)) is not None:
        return number
    narrowed = narrow(turn, text, candidates)
    if len(narrowed) == 1:
        return narrowed[0].id
    if action == "sign_up" and (announced := await _announced_last(turn, narrowed)) is not None:
        return announced
    shown = narrowed[:SHOWN]
    turn.talk.ask(QUESTION, action=action, ids=[one.id for one in shown], **detail)
    turn.say(wording.which(action, [wording.line(one) for one in shown]))
    return None


async def _announced_last(turn: Turn, candidates: Sequence[Activity]) -> int | None:
    known = {one.id for one in candidates}
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    told = [prompt.ref_id for prompt in prompts if prompt.kind is PromptKind.SIGN_UP and prompt.ref_id in known]
    return told[0] if told else None


def narrow(turn: Turn, text: str, candidates: Sequence[Activity]) -> list[Activity]:
    """Those of the named day, then those that the words fit best; all of them where the words tell nothing."""
    understood = turn.understood
    left = list(candidates)
    if len(left) > 1 and understood is not None:
        left = _of_day(understood, left) or left
    if len(left) > 1:
        scores = {one.id: _score(turn, text, one) for one in left}
        best = max(scores.values())
        left = [one for one in left if scores[one.id] == best]
    return left


def told_by_words(turn: Turn, text: str, candidates: Sequence[Activity]) -> list[Activity]:
    """Those whose day or subject the text names: none where it names none."""
    understood = turn.understood
    left = _of_day(understood, candidates) if understood is not None else []
    scores = {one.id: _score(turn, text, one) for one in left or candidates}
    best = max(scores.values(), default=0)
    if not best:
        return left
    return [one for one in left or candidates if scores[one.id] == best]


def _of_day(understood: Understanding, candidates: Sequence[Activity]) -> list[Activity]:
    days = {one.start.astimezone(SHANGHAI).date() for one in understood.times if one.start and one.grain != "month"}
    return [one for one in candidates if one.starts_at.astimezone(SHANGHAI).date() in days]


def _score(turn: Turn, text: str, activity: Activity) -> int:
    pairs = {activity.title[index : index + 2] for index in range(len(activity.title) - 1)} - EMPTY_WORDS
    score = sum(pair in text for pair in pairs)
    guess = turn.understood.field if turn.understood is not None and turn.understood.text == text else None
    if guess is None or not turn.understood or not turn.understood.tags:
        return score
    return score + (fits_field(turn, activity, guess.second, guess.code))


def fits_field(turn: Turn, activity: Activity, second: str | None, code: str) -> bool:
    """Whether the activity is about that field, by its audience or its title."""
    if {second, code} & set(activity.audience_fields) - {None}:
        return True
    about = turn.services.understand(activity.title, turn.now).field
    return about is not None and about.code == code and (second is None or about.second == second)


def read_words(turn: Turn, text: str, listed: Sequence[Activity]) -> list[Activity]:
    """两场都去, 茶那个, 讲修剪的: those of the list that the words choose; empty where they choose none."""
    if ALL.search(text):
        return list(listed)
    if len(told := told_by_words(turn, text, listed)) == 1:
        return told
    named = _AROUND.sub("", text.strip())
    if not 0 < len(named) <= LONGEST_NAMED:
        return []
    fitting = [one for one in listed if named in f"{one.title}，{one.place}，{one.audience}"]
    return fitting if len(fitting) == 1 else []


def read_answer(turn: Turn, ids: Sequence[int]) -> int | None:
    """The chosen number: as shown in front of the line, else by its place in the list."""
    plain = turn.text.strip().rstrip("。.号场").lstrip("第#")
    if (typed := whole_number(plain)) in ids:
        return typed
    if (number := said_number(turn.text)) in ids:
        return number
    choice = read_choice(turn.text, len(ids))
    return ids[choice - 1] if choice else None
