"""What staff ask to see in plain words: 奉节的还有几个没人接, 本周新来了哪些, 果树的有几个, read piece by piece."""

from __future__ import annotations

import re

from handlers.staff import statistics
from handlers.staff.overview import read_wanted
from handlers.talk import JUST_NOW
from handlers.turn import Arguments, Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

LONGEST, LONGEST_REST = 24, 8
_PERIOD = (
    r"今[天日]|昨[天日]|本周|这周|这个?星期|这个?礼拜|上周|上个?星期|上个?礼拜|本月|这个?月|上个?月|今年|去年"
    r"|(?:最近|近)(?:的)?[\d一二两三四五六七八九十]{1,3}个?(?:天|周|星期|月)"
)
_STATES = {
    "没人接": (
        r"(?:还)?(?:没|无)(?:有|得)?(?:人|专家|哪个)?(?:来|去|肯|愿意)?(?:接|领|揭|认领)"
        r"|待接|没(?:派|安排|分)(?:出去|专家|人)?|未(?:接|派)"
    ),
    "没解决": r"没(?:有|得)?(?:解决|搞定|弄好)",
    "在办": (r"没(?:有|得)?(?:办|弄|搞|处理|结|完)(?:完|结|好|成|掉|案)?|未(?:办结|完成|处理)|在办|没销号|正在办|待办"),
    "有人接": r"(?:有人|专家)?(?:已经|都)?接了|已接|有人接",
    "急件": r"急件|加急|紧急|着急的|急的",
}
_TOKENS = lazy_regex(
    rf"(?P<period>{_PERIOD})|"
    + "|".join(f"(?P<state{place}>{pattern})" for place, pattern in enumerate(_STATES.values()))
    + r"|(?P<which>哪些|哪几(?:个|件|单|家)?|列(?:出来|一下|个|给我|下)?|看(?:一?[下哈看])?|查(?:一?[下哈查])?"
    r"|拉(?:一?[下个份])?|给我|发我|说(?:一?下)?|报(?:一?下)|清单|明细|名单)"
    r"|(?P<count>(?:好?多少|好多|几)(?:个|件|单|条|起|桩|家|户)?|数量)"
    r"|(?P<noun>单子?|需求|案子|任务|件|事情?|农户|老乡)"
    r"|(?P<filling>[的了呢吗嘛哦啊哈呀嗦、，,。？?！!\s]|没得$|没有$|还|又|新|有没(?:有|得)|有|是|在|来|那边|这边|那些|这些|那里|这里|里面?|手上|手里|现在|目前|一共|总共|我们|咱们"
    r"|你|帮我?|请|把|将|都|全部|所有|方面|领域|一起|出来|下|还剩|剩|多|咋样|怎么样|情况|登记|报|收|到|进|头)"
)


async def read(turn: Turn) -> tuple[str, Arguments] | None:
    """待办 with its conditions, or 统计 where only a number is asked for; None where the words hold anything else."""
    words = normalise(turn.text).strip()
    if not turn.person.is_staff or not 2 <= len(words) <= LONGEST:
        return None
    kinds, states, periods, rest = _pieces(words)
    if len(rest) > 1 or any(len(piece) > LONGEST_REST for piece in rest):
        return None
    if not states and statistics.asked_again(turn, words) is not None:
        return None
    if states and not (rest or periods or kinds & {"which", "count", "noun"}) and turn.talk.recent("focus", JUST_NOW):
        return None  # 有人接没得, of the one talked about
    asks = bool(kinds & {"which", "count"})
    about = " ".join((*rest, *periods))
    if not states and not (about and (asks or (kinds & {"noun"} and not rest) or (not rest and words == f"{about}的"))):
        return None
    if any(read_wanted(turn, part) is None for part in rest):
        return None
    if not states and "count" in kinds and "which" not in kinds and periods:
        return "统计", Arguments(rest=" ".join((*periods, *rest)), name="统计")
    if states == ["在办"] and not about:
        return "待办", Arguments(name="待办")
    return "待办", Arguments(rest=" ".join((*rest, *periods, *states)), name="待办")


def _pieces(words: str) -> tuple[set[str], list[str], list[str], list[str]]:
    """The kinds of the pieces that are known, the states and spans among them, and what is left over."""
    kinds: set[str] = set()
    states: list[str] = []
    periods: list[str] = []
    rest: list[str] = []
    end, start = 0, 0
    while start < len(words):
        found = _TOKENS.match(words, start)
        if found is None:
            rest = [*rest[:-1], rest[-1] + words[start]] if rest and end == start else [*rest, words[start]]
            start += 1
            end = start
            continue
        kind = str(found.lastgroup)
        if kind.startswith("state"):
            states.append(list(_STATES)[int(kind.removeprefix("state"))])
        elif kind == "period":
            periods.append(re.sub("礼拜", "星期", found[0]))
        kinds.add(kind)
        start = found.end()
    return kinds, states, periods, rest
