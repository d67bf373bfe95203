"""Words after a question of the other side answer it, also where they sound like a need: 不晓得，污泥发黑."""

from __future__ import annotations

from domain.demands import Demand
from domain.records import ExchangeKind
from handlers import access
from handlers.helping import messages
from handlers.orders.conversing import in_common
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from nlu.dialogue.answers import read_answer
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 60  # characters of an answer; whoever says more tells a need
SURE_OF_FIELD = 0.6
_ASKS_WHAT = lazy_regex(r"什么|啥|哪[种样些类]")
MAY_ANSWER = frozenset({"demand", "propose_time", "other"})
NODS = frozenset({"confirm", "deny", "rate", "thanks", "edit"})  # 有, 没得, 两把: in a few words only
FEW, MORE = 16, 3
_ASKS_WAY = lazy_regex(r"哪|(?:怎么|咋个?|如何|往哪)走|位置|地址|导航|找不到|定位")
_WHEN_BEFORE = lazy_regex(
    r"(?:什么时候|啥子?时候|好久|多久|几时|哪天|几号|哪[年月]).{0,3}(?:发现|开始|打|施|喷|栽|种|买|换|修|坏|死|掉|落|出现|用|装|做|得|起)"
    r"|(?:发现|开始|打|施|喷|栽|种|买|换|修|用|装)(?:了|的)?(?:有)?(?:好久|多久|几天|几年|几个月)"
)


def asks_since_when(asked: str) -> bool:
    """什么时候开始拉的: a day is the answer, and no wish for a visit."""
    return _WHEN_BEFORE.search(asked) is not None


def is_another(demand: Demand, asked: str, understood: Understanding) -> bool:
    """Another trade in which something is wrong or wanted, and nothing of the question in it."""
    text = understood.text
    if understood.parts or announces_another(text) is not None:
        return not belonging.shares_thing(demand, understood)
    guess = understood.field
    if guess is None or guess.code == demand.field_code or guess.confidence <= SURE_OF_FIELD or not understood.tags:
        return False
    if belonging.requests(text) or tells_wish(text):
        return True
    return tells_trouble(text) and not in_common(asked, text)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """The answer to what the expert who has the order wrote last, where it would begin a need or name a day."""
    text = understood.text
    is_nod = understood.intent in NODS and len(text) <= FEW and not questions.asks(text)
    if (
        not (is_nod or understood.intent in MAY_ANSWER)
        or len(text) > LONGEST
        or belonging.requests(text)
        or tells_wish(text)
    ):
        return False
    if turn.person.expert_ids or turn.person.is_staff:
        return False
    for demand in await access.open_demands(turn):
        if demand.expert_id is not None and is_nod and _says_more(text) and await messages.was_written_to(turn, demand):
            await messages.pass_on(turn, Arguments(demand.no, turn.text))
            return True
        asked = await _asked_last(turn, demand) if demand.expert_id is not None else None
        if asked is not None and _answers(demand, asked, understood):
            await messages.pass_on(turn, Arguments(demand.no, turn.text))
            return True
    return False


def _says_more(text: str) -> bool:
    """要得，我在车站等, to what the other side wrote: the second half is for them."""
    parts = [one for one in clauses(text) if one]
    return len(parts) > 1 and any(len(one) >= MORE and read_answer(one).kind == "other" for one in parts[1:])


def _answers(demand: Demand, asked: str, understood: Understanding) -> bool:
    if understood.intent == "propose_time":
        is_way = _ASKS_WAY.search(asked) is not None and not understood.times  # 供销社对面那条路上来
        return is_way or asks_since_when(asked)  # 国庆后头, to 好久发现的
    if is_another(demand, asked, understood):
        return False
    if understood.field is None or understood.field.second in {None, demand.second}:
        return True
    is_named = _ASKS_WHAT.search(asked) is not None and not any(one in belonging.ANIMALS for one in understood.text)
    return is_named or bool(in_common(asked, understood.text)) or not belonging.names_another(demand, understood)


async def _asked_last(turn: Turn, demand: Demand) -> str | None:
    """The question that the other side wrote last, a few hours ago at most."""
    written = await turn.uow.records.exchanges(demand.no, (ExchangeKind.MESSAGE,))
    last = max(written, key=lambda one: (one.at, one.id), default=None)
    if last is None or last.to_person != turn.person.id or turn.now - last.at > messages.ANSWERED_WITHIN:
        return None
    return last.text if questions.asks(last.text) else None
