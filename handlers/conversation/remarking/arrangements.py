"""What is to be arranged for a matter that runs: what to prepare, who hosts, on site or online."""

from __future__ import annotations

from domain.demands import Demand
from handlers.conversation import side_questions
from handlers.needs import additions
from handlers.reading import questions, troubles
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import meetings
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SURE_OF_RULE = 0.85  # below it, and with something running, a question is about the arrangements
HALF_SURE = 0.5
SHORT_YES = 4  # 可以吗 is no question to anybody in particular
_OF_EXPERT = lazy_regex(
    r"(?:[他她](?!家)|[这那](?:个|位)(?:专家|老师|医生|教授)).{0,8}[吗不嘛没么?？]+$"
    r"|^(?:那)?(?:[他她]|专家|老师|医生|教授|来的人)们?(?:们)?.{0,4}(?:要不要|会不会|能不能|是不是|可不可以|有没(?:有|得)|得不得|需不需要|吃不吃|住不住|开不开)"
)
HOSTING = lazy_regex(
    r"高铁|坐车|自驾|开车来|几点到|动身|还来[不吗]|来不来|照常|食宿|吃住|吃饭|住宿|来几[个位]|几个人|投影|派车|签到[表册]|横幅|桌牌|席卡|合影|接(?:您|你|老师|专家|站)"
)
_ARRANGES = lazy_regex(
    r"(?:要不要|需不需要|用不用|需要|要).{0,8}(?:准备|带|管饭|接|签|盖章|发函|派车|工具|材料|样品)|准备(?:些|点)?(?:什么|啥)|(?:吃饭|住宿|吃住|几个人|好多人|多少人|开车|坐车|报销|发票|会议|软件|链接|投影|话筒|名单|样[品本]|标本).{0,8}[吗不嘛没么?？呢]|来几[个位]|(?:食宿|吃住|吃饭|住宿).{0,6}(?:安排|怎么|咋|准备)|(?:安排|准备).{0,3}(?:食宿|吃住|吃饭|住宿|吃|住)|来不来|来得成|不嘛|能不能|可不可以|行不行|得不得|多少|几(?:次|天|道|回|个)|哪|啥|什么|怎么|咋|啷个|呢[?？。]*$"
)
_TO_PREPARE = lazy_regex(r"(?:我们?|俺|这边).{0,6}准备|准备(?:些|点)?(?:什么|啥|哪些)")
_MODES = lazy_regex(r"现场|当面|上门|线上|视频|远程")
_ASKS_HOW = lazy_regex(r"怎么|咋|啷个|如何")
_NOT_ONLINE = lazy_regex(r"(?:线上|视频|远程|会议).{0,4}(?:不会|不得|弄不来|搞不来|不行|不方便|用不来)")
_NOT_ONSITE = lazy_regex(r"(?:现场|当面|上门).{0,4}(?:不行|不方便|不要|不用)")
_QUESTIONS = frozenset("policy help ask other privacy message complaint events".split())


async def hear(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """What to prepare, whether a stamp is needed: for the expert who has it, else for staff."""
    says_mode = understood.mode and not understood.tags and understood.intent in _QUESTIONS | {"rate"}
    if says_mode and not _ASKS_HOW.search(turn.text):
        return await _hear_mode(turn, demand, understood)
    is_asked = questions.is_question(turn.text) or any(
        one.search(turn.text) for one in (_ARRANGES, _OF_EXPERT, HOSTING)
    )
    if questions.asks_about_bot(turn.text):
        return False
    if demand.expert_id is None and not questions.asks(turn.text):
        return False  # 有农家乐，来了可以吃饭 tells, and asks nothing
    if not is_asked or not _may_be_arranged(understood) or understood.phones:
        return False
    await side_questions.put(turn, demand, understood)
    return True


async def _hear_mode(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """能不能线上先聊: kept with the demand; 线上说不清楚，来现场: the visit on the table changes."""
    if not await meetings.ahead(turn, demand):
        if questions.asks(turn.text):
            return False  # the question is put, and the wish kept with it
        await additions.add(turn, demand, understood)
        return True
    if turned := "现场" if _NOT_ONLINE.search(turn.text) else "线上" if _NOT_ONSITE.search(turn.text) else "":
        await visiting.move(turn, Arguments(demand.no, turned))
        return True
    last = max(_MODES.finditer(turn.text), key=lambda found: found.start(), default=None)
    if last is None:
        return False
    await visiting.move(turn, Arguments(demand.no, last[0]))
    return True


def _may_be_arranged(understood: Understanding) -> bool:
    if _OF_EXPERT.search(understood.text):
        return True
    if HOSTING.search(understood.text) and not troubles.TROUBLE.search(understood.text):
        return True
    is_of_rule = understood.tags or questions.RULES.search(understood.text)
    if understood.intent == "policy":
        return understood.intent_confidence < SURE_OF_RULE or (
            not is_of_rule and _TO_PREPARE.search(understood.text) is not None
        )
    if understood.intent in {"confirm", "deny"} and questions.is_question(understood.text):
        return not is_of_rule and len(understood.text) > SHORT_YES
    is_unsure = understood.intent not in {"demand", "policy"} and understood.intent_confidence < HALF_SURE
    is_question = understood.intent in _QUESTIONS or is_unsure
    return is_question and not is_of_rule
