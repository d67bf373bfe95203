"""Circumstances told after a need: how high, how many, where it stands; they belong to it and begin nothing new."""

from __future__ import annotations

from domain.demands import Demand
from handlers import access
from handlers.activities import listing
from handlers.needs import additions, drafting, facts
from handlers.reading import belonging, questions
from handlers.turn import Turn
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 60
FEWEST = 3  # characters of a fact
SURE = 0.7
SHORT = 8  # characters; whoever comes to an activity says it in few words
MOVES = frozenset("cancel thanks greet emergency bind command message complaint".split())
OF_ACTIVITIES = frozenset({"signup", "events", "checkin"})
SAID_PLAINLY = frozenset("human help progress edit claim complete".split())  # a guess only, unless it is a sure one
_OF_ACTIVITY = lazy_regex(
    r"宣讲|报名|签到|名额|候补|想(?:来|去)?(?:参加|听)|我们?[^，,。]{0,4}(?:来|去)(?:参加|听)|(?:培训|活动|讲座).{0,4}(?:有|哪|时间)"
)
_TO_OTHER_SIDE = lazy_regex(r"[他她]|老师|专家|医生|教授|[你您]")
_WONDERS = lazy_regex(r"(?:那|这|怕|人)?(?:是不是|怕不怕是)[^，,。]{1,10}[哦嘛啊喔？?]*")
_PLACE_ONLY = lazy_regex(
    r"[\s，,。！!、]|不好意思|应该|刚才|刚刚|我|们|俺|咱|你|您|这|那|边|里|个|就|是|在|住|属于?|位于|的|哈|哦|啊|嘛|哟|人|不对|搞|弄|说|写|错|了"
    r"|家|屋|头|县|区|市|镇|乡|村|组|社|改|成|为|地|点|址|位置|来自|老家"
)
_MENDS_PLACE = lazy_regex(r"不是|不对|搞错|说错|写错|弄错|地址|地点|位置|应该是|改")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Keep them with the demand talked about; False where the words may be more than that."""
    if turn.talk.focus is None or turn.talk.draft is not None or turn.person.expert_ids or turn.talk.get("force_new"):
        return False
    if not _is_statement(understood):
        return False
    demands = await access.open_demands(turn)
    named = understood.demand_no or turn.talk.focus
    demand = next((one for one in demands if one.no == named), None)
    if demand is not None and demand.town is None and facts.names_town(understood.text):
        return await facts.hear_town(turn, understood)
    if demand is not None and (belonging.opens_another(demand, understood) or _is_another_thing(demand, understood)):
        return False
    if demand is None or belonging.brings_own_need(demand, understood) or _places_it(demand, understood):
        return False
    if understood.intent in OF_ACTIVITIES and len(understood.text) <= SHORT and await listing.ahead(turn):
        return False  # 算我一个
    if demand.expert_id is not None and _TO_OTHER_SIDE.search(understood.text):
        return False  # it is asked whether to pass it on
    await additions.add(turn, demand, understood)
    return True


def _is_another_thing(demand: Demand, understood: Understanding) -> bool:
    """花椒树, after 脆李流胶: a thing of its own begins to be told."""
    return drafting.bare_thing(understood) is not None and belonging.names_another(demand, understood)


def _is_statement(understood: Understanding) -> bool:
    """Neither a move, a question, a trouble, nor a time to meet."""
    text = understood.text.strip()
    if _WONDERS.fullmatch(text):
        return True
    if not FEWEST <= len(text) <= LONGEST or understood.parts or understood.phones or _is_move(understood):
        return False
    if tells_trouble(text) or questions.asks(text) or read_answer(text).kind != "other":
        return False
    return not (understood.times and understood.intent in {"propose_time", "confirm", "deny"})


def _is_move(understood: Understanding) -> bool:
    """Whether the intent stands by itself, or is only what circumstances are classified as."""
    intent, text = understood.intent, understood.text
    if intent in MOVES:
        return True
    if intent in OF_ACTIVITIES:
        return _OF_ACTIVITY.search(text) is not None
    if intent == "policy":
        return questions.RULES.search(text) is not None
    return intent in SAID_PLAINLY and understood.intent_confidence >= SURE


def _places_it(demand: Demand, understood: Understanding) -> bool:
    """我是巫溪的, 厂址在嘉陵区: where the matter is; 品种是巫山脆李 and 主要卖到上海 say nothing of that."""
    place = belonging.at_home(understood.place, demand.place_code)
    if place is None:
        return False
    if demand.place_code is None or understood.place_rejected or _MENDS_PLACE.search(understood.text):
        return True
    return not _PLACE_ONLY.sub("", understood.text.replace(place.text, "").replace(place.town or "-", ""))
