"""What staff answer to somebody who asked of a rule or a briefing, without the line's number: 告诉他带户口本去."""

from __future__ import annotations

import re
from datetime import datetime

from domain.work import Task
from handlers.reading import questions
from handlers.staff import tasks
from handlers.turn import Arguments, Turn
from handlers.wording import by_act as wording
from handlers.wording import owed
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST, FEWEST = 200, 2
_WHO = (
    r"(?:(?:来)?问[^，,。说讲]{1,10}?的(?:那个?|那位|那家)(?:人|农户|老乡|企业|家长)?|[他她](?!们)|对方|人家|(?:来)?问的(?:那个?)?人?|农户|老乡|家长|企业|老板|厂里"
    r"|那个?(?:来)?问.{0,10}?的(?:那个?)?(?:人|农户|老乡|企业|家长)?)"
)
_ANSWERS = lazy_regex(
    rf"^(?:那|你|就|请|麻烦|帮我|帮忙|可以|还有|另外一?个?|剩下那?个)*(?P<how>回(?:复|答|话)?|答复?|告诉|转告|跟|给|通知|[喊叫让请])(?:一?下)?(?:给)?{_WHO}"
    r"(?:说|讲|回)?(?:一?[声下句]|个话|个信)?(?:说|讲)?[，,：:\s]*(?P<text>.+)$",
    re.S,
)
_BARE = lazy_regex(r"^(?:政策)?(?:答复|答案|回答|回复|回话|回信)(?:是|[：:，,\s])+(?P<text>.+)$", re.S)
_LIKE_ANSWERS = frozenset({"policy", "deny"})
SHORTEST = 4
_SENDS = frozenset("喊叫让请")
_ASKS = lazy_regex(r"[?？]\s*$|(?:了没|没得|没有|好久|咋样)[呢嘛]?$")
_OF_EXPERT = lazy_regex(r"专家|老师|派单|接单")


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """回复 with the line's number; None where nobody waits for an answer, or a demand was talked about since."""
    words = normalise(turn.text).strip()
    found = _BARE.match(words) or _ANSWERS.match(words)
    if not turn.person.is_staff or found is None or not FEWEST <= len(found["text"].strip()) <= LONGEST:
        return None
    is_sent = found.groupdict().get("how") in _SENDS
    if _OF_EXPERT.search(words) or (is_sent and turn.talk.shown("experts")) or _ASKS.search(words):
        return None
    waiting = await tasks.waiting_questions(turn)
    asked = _meant(waiting, words)
    if asked is None or not _is_newest(turn, asked):
        return None
    return "回复", Arguments(asked.id, found["text"].strip(), name="回复")


async def hear_bare(turn: Turn) -> bool:
    """不算，只限三年内, while somebody waits for an answer of a rule: whether it is that answer is asked."""
    words, understood = normalise(turn.text).strip(), turn.understood
    is_like = understood is not None and understood.intent in _LIKE_ANSWERS
    if not turn.person.is_staff or not is_like or not SHORTEST <= len(words) <= LONGEST or questions.asks(words):
        return False
    waiting = await tasks.waiting_questions(turn)
    if len(waiting) != 1 or turn.talk.asked() or not _is_newest(turn, waiting[0]):
        return False
    turn.talk.ask("confirm", command="回复", number=waiting[0].id, rest=words)
    turn.say(wording.is_answer(_note(waiting[0]), waiting[0].id))
    return True


def _meant(waiting: list[Task], words: str) -> Task | None:
    """The only one, else the one question that shares most words with the answer."""
    if len(waiting) < FEWEST:
        return waiting[0] if waiting else None
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    scores = {one.id: sum(pair in _note(one) for pair in pairs) for one in waiting}
    best = [one for one in waiting if scores[one.id] == max(scores.values())]
    return best[0] if len(best) == 1 and scores[best[0].id] else None


def _is_newest(turn: Turn, task: Task) -> bool:
    """Whether the question came after the demand that is talked about."""
    age = turn.talk.focus_age()
    at = task.detail.get(owed.ASKED_AT)
    asked = datetime.fromisoformat(at) if at else task.created_at
    return turn.talk.focus is None or age is None or turn.now - asked < age


def _note(task: Task) -> str:
    return str(task.detail.get("note", ""))
