"""Values that are put right: a number, a date, the last figures of a telephone; the new one is read back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.demands import Demand
from handlers.needs import drafting
from handlers.offering import publishing
from handlers.turn import Turn
from handlers.wording import common
from handlers.wording import corrections as wording
from nlu.entities.numbers import read_number
from nlu.entities.phones import read_phones
from nlu.text.patterns import lazy_regex

LONGEST = 30
_NUMBER = r"(?:\d{1,6}|[零一二两三四五六七八九十百千万半]{1,6})"
_UNIT = r"(?:个|位|名|人|户|亩|头|只|株|棵|台|套|场|次|天|吨|斤|包|箱|袋|间|栋|盒|瓶|元|万)"
_VALUE = lazy_regex(
    r"(?:改成|改为|换成|改到|变成|更正为|应该是)(?P<value>[^，,。！!？?]{1,24})"
    r"|(?:[说写打填讲记报]错|搞错|弄错|不对|错)(?:了|咯)?[，,。\s]*(?:应该|我说的|就)?是(?P<told>[^，,。！!？?]{1,24})"
)
_COUNTED = lazy_regex(
    rf"(?P<old>{_NUMBER})(?P<of>{_UNIT})?(?:要)?(?:改成|改为|换成|变成)(?P<new>{_NUMBER})(?P<unit>{_UNIT})"
)
_AMOUNT = lazy_regex(rf"(?P<new>{_NUMBER})(?P<unit>{_UNIT})")
_TAIL = lazy_regex(r"(?:尾号|后四位|最后四位|末四位|后4位|末尾)(?:应该)?(?:是|为|[:：])?\s*(?P<tail>\d{4})(?!\d)")
_AND_WHY = lazy_regex(r"(?<=[\u4e00-\u9fff])\s.*$")  # 现场吧 老板说要当面看
_OF_PLACE = lazy_regex(r"地方|地点|地址|位置|[镇乡村]名|区县")
_ASKS = lazy_regex(r"[吗么?？]\s*$|能不能|可不可以|行不行")


def value_of(text: str) -> str | None:
    """一天五百包 of 改成一天五百包; None where nothing is put right."""
    found = _VALUE.search(text) if len(text) <= LONGEST and not _ASKS.search(text) else None
    if found is None or _OF_PLACE.search(text) or drafting.wishes_change(text):
        return None
    return _AND_WHY.sub("", str(found["value"] or found["told"]).strip()).strip(" 的了吧嘛哈") or None


def counted_anew(summary: str, text: str) -> str:
    """想请4个专家, after 四个改成两个: the number that was named, or after 说错了，是两个 the only one of the unit."""
    found = _COUNTED.search(text) or _AMOUNT.fullmatch(value_of(text) or "")
    if found is None:
        return summary
    places = [*re.finditer(rf"(?P<number>{_NUMBER}){found['unit']}", summary)]
    if old := found.groupdict().get("old"):
        places = [one for one in places if read_number(one["number"]) == read_number(old)]
    if len(places) != 1:
        return summary
    start, end = places[0].span("number")
    return summary[:start] + found["new"] + summary[end:]


async def hear_tail(turn: Turn, demands: Sequence[Demand]) -> bool:
    """电话说错了，尾号是6780: of the one number that was told."""
    found = _TAIL.search(turn.text)
    if found is None or read_phones(turn.text):
        return False
    told = [(one, read_phones(one.text)) for one in demands]
    told = [(one, phones) for one, phones in told if len(phones) == 1]
    chosen = next(
        ((one, phones) for one, phones in told if one.no == turn.talk.focus), told[0] if len(told) == 1 else None
    )
    demand = await turn.uow.demands.lock(chosen[0].no) if chosen else None
    if chosen is None or demand is None:
        return False
    old = chosen[1][0]
    demand.text = f"{demand.text}\n电话{old[:-4]}{found['tail']}（{common.without_phones(turn.text)}）".replace(
        old, f"{old[:-4]}{found['tail']}"
    )
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "edited", note=common.cut(common.without_phones(turn.text), 60))
    turn.talk.set_focus(demand.no)
    turn.say(wording.phone_corrected(demand.no, found["tail"]))
    return True
