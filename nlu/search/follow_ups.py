"""A question that goes on from another: 高企呢 and 多久能批下来 mean something only beside what was asked before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.dialogue.wants import tells_trouble
from nlu.search.policy_questions import asked_words, read_question
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST = 40
CONDITION = "什么条件"
_ELIGIBLE = lazy_regex(
    r"够不够|符不符合|算不算|行不行|可不可以|能不能(?:报|申|领|享|拿|办)|(?:可以|能|得行|还行|算|够)(?:报|申请|领)?(?:不|吗|嘛|没)[哦嘛啊?？]*$"
)
_ALSO = lazy_regex(r"呢[？?。]*$|^(?:那|那么|如果|要是|假如)")
_PAID = lazy_regex(r"(?:收|要)(?:不|没)?(?:收|要)?(?:费|钱)|免费|服务费")
_OTHERS = lazy_regex(
    r"你们|您们|你|您|专家|老师|医生|宣讲|讲座|活动|培训|上班|下班|管家|电话|人工|进度|回话|回复|回我|答复|回音|消息"
)


def follows(text: str) -> bool:
    """Whether the words may ask on: short, and about a rule rather than about those who answer."""
    plain = normalise(text).strip()
    if not may_follow(plain):
        return False
    return bool(_ALSO.search(plain) or _ELIGIBLE.search(plain) or read_question(plain).aspects)


def may_follow(text: str) -> bool:
    """Whether nothing in the words is about those who answer: 专家来不来."""
    plain = normalise(text).strip()
    return 2 <= len(plain) <= LONGEST and not _OTHERS.search(plain) and not _PAID.search(plain)


def goes_along(text: str) -> bool:
    """我种了八十亩够不够, 那专利呢: though it names a thing, it asks on and tells no need of its own."""
    plain = normalise(text).strip()
    return _ELIGIBLE.search(plain) is not None or (_ALSO.search(plain) is not None and not tells_trouble(plain))


def queries(text: str, about: str, things: Sequence[str]) -> list[tuple[str, str]]:
    """What to look for and beside which subject, the likeliest first; `things` is what the words name."""
    asked = asked_words(text) or (CONDITION if _ELIGIBLE.search(text) else "")
    fresh = [one for one in things if one not in about and not asked_words(one)]
    if fresh and not _ELIGIBLE.search(text):
        whole = f"{fresh[-1]}{asked or _asking(about)}"
        return [(whole, whole), (text, about)]
    return [(text, about), (asked, about)] if asked else [(text, about)]


def narrowed(text: str, things: Sequence[str]) -> str:
    """旋耕机有补贴没得 of 我们家庭农场准备买旋耕机，有补贴没得: the thing and what is asked, without the story."""
    clauses = re.split(r"[，,。；;？?！!]+", text.strip("，,。；;？?！! "))
    named = [one for one in things if one not in clauses[-1]]
    return f"{named[-1]}{clauses[-1]}" if len(clauses) > 1 and named else ""


def _asking(question: str) -> str:
    """怎么申报 of 高企怎么申报; the last clause where nothing particular is asked: 有补贴没得."""
    return asked_words(question) or re.split(r"[，,。；;]", question.strip("，,。；;？?"))[-1]
