"""What an expert asks once the order is closed: how the trouble went on is a question for its asker."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand
from domain.ports import DemandFilter
from handlers import access
from handlers.helping import messages
from handlers.reading import absence, questions
from handlers.turn import Arguments, Turn
from nlu.dialogue.acts import SURE, read_act
from nlu.dialogue.wants import tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LATEST, LOOKED_AT = timedelta(days=90), 8
LONGEST = 40
_HOW_WENT = lazy_regex(
    rf"(?:{absence.THEY}|上(?:[次回周]|个?(?:月|星期|礼拜))|那[次回个家户边]|之前|后来|现在).{{0,12}}(?:好[点些]?(?:了|没|不|转)|效果|恢复|缓过来|咋样|怎么样|如何|啷个|情况|解决|管用|有没有|了没|[用打施种栽]药?了?没)"
)
_OR_NOT = lazy_regex(r"没(?:得|有)?[哦嘛啊]*[?？]*$")
_OWN = lazy_regex(r"我家|我们(?:家|这|村|单位|所|院|基地)|我自己|请(?:个|位|人)|求助")
_OF_LIST = lazy_regex(r"单|榜|任务|我的|[请销]假|评价|打分|专家库")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """老乡后来咋样了, 忠县那个好点没有, with nothing in hand: passed on to whom the last order was for."""
    text = turn.text.strip()
    asks = _HOW_WENT.search(text) is not None and (questions.asks(text) or _OR_NOT.search(text) is not None)
    if len(text) > LONGEST or not (asks or _tells(understood)) or _OF_LIST.search(text) or understood.phones:
        return False
    if await access.offered(turn) or await access.demands_in_hand(turn) or await access.open_demands(turn):
        return False
    last = await _last(turn, text)
    if last is None:
        return False
    await messages.pass_on(turn, Arguments(last.no, text))
    return True


def _tells(understood: Understanding) -> bool:
    """土样结果出来了，补螯合铁: findings and advice that come late, and no need of the expert's own."""
    text = understood.text
    if understood.place is not None or questions.asks(text) or tells_wish(text) or _OWN.search(text):
        return False
    return read_act(text, "expert").share("advice", "result", "done") >= SURE


async def _last(turn: Turn, text: str) -> Demand | None:
    """The closed order whose crop or place is named, else the one that ended last."""
    wanted = DemandFilter(expert_ids=turn.person.expert_ids, newest_first=True, limit=LOOKED_AT)
    found = [one for one in await turn.uow.demands.find(wanted) if turn.now - one.updated_at <= LATEST]
    named = [one for one in found if any(word in text for word in (*one.tags, one.town or "", *_places(one)) if word)]
    return next(iter(named or found), None)


def _places(demand: Demand) -> tuple[str, ...]:
    """忠县 of 重庆市忠县, and 奉节 of 奉节县."""
    name = (demand.place_name or "").replace("重庆市", "").replace("四川省", "")
    return (name, name[:-1]) if len(name) > 2 else (name,)
