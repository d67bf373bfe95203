"""Second thoughts about what was told: 核桃那个改成板栗, 是溃疡病 不是黄龙病, however they are classified."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from handlers import access
from handlers.needs import additions, drafting, facts, naming
from handlers.needs.righting import corrections
from handlers.turn import Turn
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

_NOT_BUT = lazy_regex(r"不是(?P<wrong>[^，,\s]{2,8}?)[，,\s]*(?:而)?(?:是|应该是)")
_MENDS = lazy_regex(
    r"(?:^|[，,。\s])(?:那个|这个|那件|我的|上面|前面|刚才|把|那|这|我|的)*(?P<wrong>[\u4e00-\u9fff]{2,6}?)(?:那个|那件|这个)?(?:要)?"
    r"(?:改成|改为|换成|写成)[\u4e00-\u9fff]"
)
_BUT_NOT = lazy_regex(r"是(?P<right>[^，,。\s不]{1,8}?)[，,\s]*(?:而)?不是(?P<wrong>[^，,。\s]{2,8})")


_SLIP = lazy_regex(r"[说写打记搞弄填]错")
_TO_PLACE = lazy_regex(r"改|换|挪|应该是|[是在]")
_INTO = lazy_regex(
    r"(?:(?:领导|校长|院长|厂长|老板|书记|镇上|上面|[他她])们?(?:说|喊|讲|要求|的意思是?))?[，,\s]*(?:那就?|要)?(?:改成|改为|换成)(?P<right>[^，,。]{2,30})"
)


async def hear(turn: Turn, demands: list[Demand], understood: Understanding) -> bool:
    """核桃那个改成板栗, however it is classified: of the one matter that speaks of it."""
    if await corrections.hear_tail(turn, demands) or await _hear_place_of_nth(turn, understood):
        return True
    if understood.place is None and facts.town_put_right(turn.text) and await facts.hear_town(turn, understood):
        return True
    if understood.place is not None and not understood.times and _SLIP.search(turn.text):
        is_where = len(turn.text) <= facts.LONGEST_ADDRESS and not (tells_trouble(turn.text) or tells_wish(turn.text))
        again = replace(understood, intent="edit", tags=(), summary="")
        if is_where and await additions.mend(turn, again):
            return True  # 打错字了，基地在龙角
    found = _MENDS.search(turn.text) or _NOT_BUT.search(turn.text) or _BUT_NOT.search(turn.text)
    if understood.place or understood.times:
        return False
    if found is None:
        return await _hear_instead(turn, demands)
    fitting = [one for one in demands if found["wrong"] in one.text]
    chosen = access.last_of(turn, fitting) or (fitting[0] if fitting else None)
    demand = await turn.uow.demands.lock(chosen.no) if chosen else None
    if demand is None:
        return await _hear_instead(turn, demands)
    await additions.apply_edit(turn, demand, understood)
    return True


async def _hear_place_of_nth(turn: Turn, understood: Understanding) -> bool:
    """第一个改到草堂镇: of several, the one named by its place in the order of telling."""
    if understood.place is None or understood.times or not _TO_PLACE.search(turn.text):
        return False
    no = await naming.nth_named(turn, turn.text)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None:
        return False
    await additions.apply_edit(turn, demand, replace(understood, intent="edit"))
    return True


async def _hear_instead(turn: Turn, demands: list[Demand]) -> bool:
    """改成装修防潮的问题: the one open matter is about something else now."""
    found = _INTO.fullmatch(turn.text.strip(" 。！!嘛吧"))
    again = turn.services.understand(found["right"], turn.now) if found and len(demands) == 1 else None
    if again is None or again.intent != "demand" or not (again.tags or tells_wish(again.text)):
        return False
    demand = await turn.uow.demands.lock(demands[0].no)
    if demand is None:
        return False
    is_bare = bool(drafting.subjects_of(again)) and not tells_trouble(again.text) and not tells_wish(again.text)
    # 改成脆李 puts another word in the place of the first; what is wrong with it stays
    await additions.apply_edit(turn, demand, replace(again, text=turn.text) if is_bare else again)
    return True
