"""What an expert asks of the orders in hand and the service knows: where, when, who, how big, which lack a time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.demands import Demand, DemandStatus
from domain.visits import VisitStatus
from handlers.orders import claiming
from handlers.turn import Arguments, Turn
from handlers.visits import meetings
from handlers.visits import notes as visit_notes
from handlers.wording import common, expert, expert_talk
from nlu.text.patterns import lazy_regex

SEVERAL = 2
_NO_TIME = lazy_regex(
    r"(?:没|还没|没有|未)(?:得|有)?.{0,3}(?:定|约|时间|说好)|(?:时间|日子).{0,3}(?:没|未)|(?:哪|几)(?:家|单|个|户|件).{0,4}(?:要|得|该)(?:约|定)"
)
_MINE = lazy_regex(
    r"(?:接|揭|领)(?:了|到)?(?:的|过|得有)?.{0,3}(?:哪|几|多少|好多|啥|什么)|^(?:我)?(?:现在|目前|这会儿?)?(?:有|还有)?(?:哪些|啥子?|什么|几个|好多)单子?[了呢哦嘛?？]*$|手[里上头].{0,4}(?:啥|什么|哪|几|多少|好多|单|任务)|(?:哪|几|多少|好多)(?:些|个|几)?(?:单|件|家|户)?.{0,2}(?:是)?我的|我[的得](?:任务|单)"
)
_WHEN = lazy_regex(r"几点|哪天|啥子?时候|什么时候|几号|周几|星期几|礼拜几|好久|何时|时间")
_WHERE = lazy_regex(r"哪(?!天|个时)|地址|地点|位置|地方|咋个?走|怎么走|[镇乡村县社].{0,2}(?:来着|哦|啊|吗|呢|[?？])")
_WHO = lazy_regex(r"姓|叫(?:啥|什么|哪样)|贵姓|名字|称呼|是谁|哪个人|谁家|(?:啥|什么|哪个)(?:单位|公司|厂|医院|学校)")
_SIZE = lazy_regex(
    r"(?:好多|多少|几)(?P<unit>亩|棵|株|头|只|户|人|万|平|吨|个棚|群)|(?:面积|规模|数量|亩数|头数)|(?:有|是)?(?:多|好)(?:大|宽)(?:面积|规模|一片)?(?:$|[?？哦呢啊的])"
)
_WHAT = lazy_regex(
    r"(?:啥|什么|咋|怎么|哪样)(?:子)?(?:情况|问题|毛病|回事|病|事)|具体|详细|症状|情况(?:说|介绍|如何)|说(?:的)?啥|原话|资料|^(?:啥|什么)?情况"
)
_AMOUNT = r"[\d一二两三四五六七八九十百千万几多来.]+(?:多|来)?\s*(?:{unit})"
_UNITS = "亩|公顷|棵|株|头|只|口|户|平方米|平方|平米|平|吨|个大棚|个棚|群|名|个人|张床"


async def tell(turn: Turn, text: str, held: Sequence[Demand], no: int | None) -> bool:
    """Answer from the record; False where it does not have it."""
    open_ones = [one for one in held if one.status is not DemandStatus.SERVED] or list(held)
    if _NO_TIME.search(text) and open_ones:
        without = [one for one in open_ones if not await meetings.ahead(turn, one)]
        turn.say(expert_talk.without_time([expert.task_line(one, None) for one in without]))
        return True
    demand = next((one for one in held if one.no == no), None)
    is_several = demand is None and len(open_ones) >= SEVERAL
    asks_fact = any(one.search(text) for one in (_WHEN, _WHERE, _WHO, _SIZE, _WHAT))
    if _MINE.search(text) or (is_several and asks_fact):
        await claiming.my_tasks(turn, Arguments())
        return True
    demand = demand or (open_ones[0] if len(open_ones) == 1 else None)
    return demand is not None and await _tell_of(turn, text, demand)


async def _tell_of(turn: Turn, text: str, demand: Demand) -> bool:
    if tell_size(turn, text, demand):
        return True
    if _WHO.search(text):
        await _tell_who(turn, demand)
    elif _WHEN.search(text):
        return await _tell_when(turn, demand)
    elif _WHAT.search(text):
        await claiming.look(turn, Arguments(demand.no))
    elif _WHERE.search(text) and common.place_of(demand):
        ahead = await meetings.ahead(turn, demand)
        place = visit_notes.place_of(ahead[0], demand) if ahead else common.place_of(demand)
        turn.talk.set_focus(demand.no)
        turn.talk.ask("guess", intent="message", text=text)
        turn.say(expert_talk.place_told(demand.no, place))
    else:
        return False
    return True


def tell_size(turn: Turn, text: str, demand: Demand) -> bool:
    """一共好多亩, where the asker has told it: said at once, nobody is asked again."""
    asked = _SIZE.search(text)
    if asked is None:
        return False
    units = re.escape(asked["unit"]) if asked["unit"] else _UNITS
    told = [found[0] for found in re.finditer(_AMOUNT.format(unit=units), demand.text)]
    if not told:
        return False
    turn.talk.set_focus(demand.no)
    turn.say(expert_talk.size_told(demand.no, "、".join(dict.fromkeys(told))))
    return True


async def _tell_when(turn: Turn, demand: Demand) -> bool:
    ahead = await meetings.ahead(turn, demand)
    if not ahead:
        turn.talk.set_focus(demand.no)
        turn.say(expert_talk.without_time([expert.task_line(demand, None)]))
        return True
    visit = ahead[0]
    is_agreed = visit.status is VisitStatus.AGREED
    place = visit_notes.place_of(visit, demand)
    turn.say(expert_talk.visit_told(demand.no, common.moment(visit.starts_at), place, is_agreed))
    return True


async def _tell_who(turn: Turn, demand: Demand) -> None:
    """Only what the asker has given as name or firm; else the asker may be asked."""
    whom = demand.beneficiary()
    called = demand.organization or (whom.label if whom is not None else None)
    turn.talk.set_focus(demand.no)
    if called is None:
        turn.talk.ask("guess", intent="message", text="请问怎么称呼您？")
    turn.say(expert_talk.asker_told(demand.no, called))
