"""The paper that was quoted: its pages, and what is asked of it rather than of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.talk import JUST_NOW
from handlers.turn import Turn
from handlers.wording import policies
from nlu.dialogue.wants import tells_trouble
from nlu.search.quoting import PassageHit
from nlu.text.patterns import lazy_regex

FRESH = timedelta(hours=24)
PAGES = 3  # of one passage
SHOWN = 4  # passages
_UNCLEAR = lazy_regex(
    r"(?:看|读|弄|搞|听|整)不(?:懂|明白|清楚|醒豁|伸展)|没(?:看|听|搞|弄)(?:懂|明白|清楚)|不(?:太)?明白|(?:啥子?|什么|么子|哪样)意思|(?:说|讲|写|换)[^，。]{0,5}(?:简单|明白|清楚|通俗|白话|人话|直白)|换个?说法|太(?:绕|官方|专业|深)|解释(?:一?[下哈])"
)
_ORIGIN = lazy_regex(
    r"(?:哪一?年|什么时候|啥子?时候|好久|几时|几月|哪个时候)(?:的|出的?|发的?|定的?|出台的?|公布的?|下来的|开始执行的?)|(?:有效|作数|管用|过期|作废|算数|失效)了?(?:不|吗|没|嘛)|(?:还|是不是|是)(?:有效|作数|管用|算数|最新)|最新的?(?:吗|不|嘛|文件)|(?:新|老|旧)的还是"
    r"|(?:哪个|谁|哪里|哪儿|啥子?部门|什么部门|哪个部门|啥子?单位|哪个单位)(?:发|出|定|写|印)的|文件?号|出处|是(?:不是)?(?:去年|前年|今年|老|旧|新)的|(?:你|自己|瞎|乱|是)编的?|编出来|(?:哪里|哪儿|哪)来的|(?:准不准|真的假的|靠不靠谱)|是真的(?:哇|不|吗|嘛|哦|噻)"
)
_WHOLE = lazy_regex(
    r"原文|全文|(?:整个|完整|全部)的?(?:文件|内容|东西)|链接|网址|(?:把|文件|材料)?(?:文件|它|这个)?(?:发|传)(?:给|过)?我(?:看|一份|一?下)?$|(?:哪里|哪儿)(?:可以|能)?(?:看|下载|找|查)得?到?(?:原文|全文|文件)?$"
)
LONGEST = 24  # characters of what is asked of the paper itself


def last(turn: Turn) -> dict[str, Any] | None:
    """The question that was asked last, while it is fresh."""
    return turn.talk.recent("policy", FRESH)


def is_fresh(turn: Turn, state: dict[str, Any]) -> bool:
    """Nothing else was begun since the question."""
    asked, age = turn.talk.asked(), turn.talk.focus_age()
    since = turn.now - datetime.fromisoformat(state["at"])
    is_later = asked is not None and asked["at"] > state["at"]
    return turn.talk.draft is None and since <= JUST_NOW and (age is None or age > since) and not is_later


def pages_of(turn: Turn, state: dict[str, Any]) -> list[tuple[PassageHit, str]]:
    """The best passage and what follows the answer in it, then the next passages."""
    hits = list(turn.services.policies.search(state["text"], state["place"], SHOWN, state["about"]))
    if (within := state.get("within")) is not None and (hit := turn.services.policies.within(within, state["text"])):
        hits = [hit, *(one for one in hits if one.quotes != hit.quotes)][:SHOWN]
    return [(hit, quote) for hit in hits for quote in hit.quotes[: PAGES if hit is hits[0] else 1]]


def quote_first(turn: Turn, state: dict[str, Any], pages: Sequence[tuple[PassageHit, str]]) -> None:
    """The answer; what is asked next is looked for in the same paper."""
    turn.talk.note("policy", **{**state, "paper": pages[0][0].source.policy_id})
    turn.say(policies.quoted(*pages[0], is_first=True, has_more=len(pages) > 1))


def show_next(turn: Turn, state: dict[str, Any]) -> bool:
    """更多: the next page; False where nothing was quoted at all."""
    pages, shown = pages_of(turn, state), int(state["shown"])
    if shown < len(pages):
        turn.talk.note("policy", **{**state, "shown": shown + 1})
        turn.say(policies.quoted(*pages[shown], is_first=False, has_more=shown + 1 < len(pages)))
    elif pages:
        turn.say(policies.no_more())
    return bool(pages)


def hear_of_paper(turn: Turn, state: dict[str, Any]) -> bool:
    """第二条看不懂, 这个文件是哪年的, 有没得原文: about what was quoted, not about the rule."""
    text = turn.text.strip()
    if state.get("paper") is None or not is_fresh(turn, state) or len(text) > LONGEST:
        return False
    if tells_trouble(text) and not _UNCLEAR.search(text):
        return False
    pages = pages_of(turn, state)
    if not pages:
        return False
    source = pages[0][0].source
    if _WHOLE.search(text):
        turn.say(policies.whole(source))
    elif _ORIGIN.search(text):
        turn.say(policies.origin(source))
    elif _UNCLEAR.search(text):
        turn.say(policies.not_put_otherwise())
    else:
        return False
    turn.talk.note("policy", **state)
    return True


def same_paper(turn: Turn, state: dict[str, Any], text: str, place: str | None) -> int | None:
    """The paper that was quoted last, where it goes on to answer; what names another paper's subject is of that one."""
    paper: int | None = state.get("paper")
    if paper is None or turn.services.policies.within(paper, text) is None:
        return None
    own = turn.services.policies.search(text, place, 1, "")
    return None if own and own[0].source.policy_id != paper else paper
