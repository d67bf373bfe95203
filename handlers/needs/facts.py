"""Facts without a need, said after a demand was registered: a phone, a place, how many acres or households."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.demands import Demand, DemandStatus
from handlers import access
from handlers.needs import additions
from handlers.offering import publishing
from handlers.reading import belonging
from handlers.turn import Turn
from handlers.wording import asker
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

UNCERTAIN = frozenset("other ask answer command propose_time look greet claim message".split())
TOGETHER = timedelta(minutes=5)
_TOWN = lazy_regex(
    r"(?:在|是|就是|我是|我们是|我在)?[\u4e00-\u9fff]{1,4}(?:镇|乡|街道)(?!上|里|政府)(?:[\u4e00-\u9fff]{1,6}(?:村|社区|组|社|队|坝|湾)[\d一二三四五六七八九十]{0,2}[组社队]?)?"
)
_PUTS_RIGHT = lazy_regex(r"不是|不在|[说写打记搞弄填]错")
_CLAUSE = lazy_regex(r"[，,。；;\s]+")
_STANDS_IN = lazy_regex(
    r"(?:而|应该|其实|我们?|屋头?|家|基地|果园|地|就|都)*(?<!不)[是在](?P<town>[\u4e00-\u9fff]{2,4}(?:镇|乡|街道)?)(?:那边|那里)?的?"
)
_AROUND_TOWN = lazy_regex(
    r"(?:就?[是在]|我们?[是在])?(?![这那他她它])[\u4e00-\u9fff]{2,3}(?:那边|那里|这边|街上|场上)的?"
)
_TOWN_IS = lazy_regex(r"^(?:我们?(?:是|在)|[乡镇村]?(?:是|在)|就[是在]|[乡镇]名是?)|(?:那边|那里|这边|街上|场上)$")
BARE_PLACE = 16  # characters of a place and little more
TOWN = 6  # characters of a town by itself
OF_PLACE = frozenset("greet edit rate help deny confirm complete decline".split())
WITH_PLACE = frozenset({"deny", "confirm", "checkin"})
_OF_OTHERS = lazy_regex(
    r"我(?:本?人)(?:现在)?(?:都)?不?在|我(?:现在|们)?在.{1,8}(?:打工|上班|出差|做活路)|(?:对方|人家|厂家|客户|供应商|买家|卖家|老板娘?|他们|那边|老师|专家|设备|机器|货|种子|苗子?|肥料|药)(?:公司|单位|厂)?(?:是|在|从|来自)"
)
LONGEST_ADDRESS = 24
_ADDRESS = lazy_regex(
    r"(?:我们?的?|具体)?(?:地址|厂址|厂子?|公司|学校|医院|卫生院|基地|果园|茶园|猪场|鸡场|鱼塘|店子?|店面|门面|屋|家|村子?|地点|位置|人)(?:就)?(?:在|是|位于|[:：])"
    r"(?!.*(?:坏|烂|死|病|虫|裂|漏|不|没|想|请))"
)
_WHOSE = lazy_regex(r"^(?:这是|那个)?(?P<who>[\u4e00-\u9fff]{2,6}?)(?:的|家|他)*(?:电话|手机|号码)")
_ADDS = lazy_regex(r"补充|还有|另外|忘了说|备注")
_IS_PLACE = lazy_regex(r"地点|地址|地方|位置|[是在]")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Put the facts where they belong; False where there are none or nothing they could belong to."""
    if understood.place is None and await hear_town(turn, understood):
        return True
    is_told = understood.place or understood.phones
    is_loose = (
        understood.intent in UNCERTAIN
        or _is_address(understood)
        or _mends_place(turn, understood)
        or (understood.intent in WITH_PLACE and is_told)
    )
    if not is_loose or understood.times or not has_facts(understood):
        return False
    demand = await demand_of(turn, understood.text) or await access.own_in_focus(turn)
    demand = demand or await _demand_without_place(turn, understood)
    if demand is None or (belonging.names_another(demand, understood) and tells_trouble(understood.text)):
        return False
    understood = replace(understood, place=belonging.at_home(understood.place, demand.place_code))
    if understood.place is not None and not understood.place.choices and not _OF_OTHERS.match(understood.text):
        return await _hear_place(turn, demand, understood)
    await additions.add(turn, demand, understood)
    return True


def _mends_place(turn: Turn, understood: Understanding) -> bool:
    """不在农村，就在南岸, right after a need: where it is, however it is classified."""
    age = turn.talk.focus_age()
    is_fresh = age is not None and age <= additions.RECENT
    is_short = len(understood.text) <= LONGEST_ADDRESS and not understood.tags and not understood.times
    is_of_place = understood.intent in OF_PLACE or (understood.intent == "leave" and not turn.person.expert_ids)
    return is_fresh and is_short and understood.place is not None and is_of_place


def _is_address(understood: Understanding) -> bool:
    """厂址在嘉陵区工业园, whatever it is classified: where it is, and no trouble."""
    is_short = len(understood.text) <= LONGEST_ADDRESS and not understood.parts
    return is_short and understood.place is not None and _ADDRESS.match(understood.text.strip()) is not None


def has_facts(understood: Understanding) -> bool:
    """Whether anything worth keeping is said."""
    counted = understood.quantities or understood.households or understood.tags
    personal = understood.phones or understood.names or understood.on_behalf
    return bool(counted or personal or understood.place or understood.mode or _ADDS.match(understood.text))


async def hear_town(turn: Turn, understood: Understanding) -> bool:
    """龙河, after 丰都: a town of the county that was named before."""
    is_short = len(understood.text) <= TOWN and understood.intent in UNCERTAIN
    right = town_put_right(understood.text)
    demand = await access.own_in_focus(turn) if is_short or right or names_town(understood.text) else None
    if demand is None or (demand.town and not right) or not demand.place_name:
        return False
    told = right or _TOWN_IS.sub("", understood.text.strip(" 的。，,"))
    again = turn.services.understand(demand.place_name + told, turn.now)
    if again.place is None or not again.place.town or again.place.code != demand.place_code:
        return await _keep_unknown_town(turn, demand, understood)
    town = again.place.town
    # 桂花村 is where it is, and tells of no flower
    again = replace(again, text=understood.text, intent="edit", tags=(), summary="", extra={})
    others = await _told_with(turn, demand)
    heard = await _hear_place(turn, demand, again)
    for other in others:
        other.town, other.text, other.updated_at = town, f"{other.text}\n{understood.text}", turn.now
        await turn.uow.demands.save(other)
        await publishing.note(turn, other, "added", note=understood.text)
    if others:
        turn.say(asker.place_holds_for([other.no for other in others]))
    return heard


def town_put_right(text: str) -> str | None:
    """铁山 of 不是石马，石马是我娘屋，我屋在铁山: the town that takes the place of the one told before."""
    if not _PUTS_RIGHT.search(text) or len(text) > LONGEST_ADDRESS:
        return None
    clauses = [one for one in _CLAUSE.split(text.strip(" 。，,")) if one]
    found = next((one for clause in reversed(clauses) if (one := _STANDS_IN.fullmatch(clause))), None)
    return found["town"] if found else None


async def _keep_unknown_town(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """胥家镇, which is on the map no more: kept in the words of whoever lives there."""
    age = turn.talk.focus_age()
    is_fresh = age is not None and age <= additions.RECENT
    told = understood.text.strip(" 的。，,")
    is_town = _TOWN.fullmatch(told) or _AROUND_TOWN.fullmatch(told)
    if understood.place is not None or not is_fresh or is_town is None:
        return False
    await additions.add(turn, demand, replace(understood, intent="edit", tags=(), summary=""))
    return True


async def _told_with(turn: Turn, demand: Demand) -> list[Demand]:
    """The needs told together with this one, of the same county and without a town."""
    together = [
        one
        for one in await access.open_demands(turn)
        if one.no != demand.no and one.town is None and one.place_code == demand.place_code
        if abs(one.created_at - demand.created_at) <= TOGETHER
    ]
    locked = [await turn.uow.demands.lock(one.no) for one in together]
    return [one for one in locked if one is not None]


def names_town(text: str) -> bool:
    """南溪镇桂花村, 江口那边: a town, a village, and nothing else."""
    text = text.strip(" 的。，,")
    is_town = _TOWN.fullmatch(text) or _AROUND_TOWN.fullmatch(text)
    return is_town is not None and not tells_trouble(text)


async def demand_of(turn: Turn, text: str) -> Demand | None:
    """王大爷电话 138…: the one open demand that speaks of him."""
    if (found := _WHOSE.match(text)) is None:
        return None
    named = [one for one in await access.open_demands(turn) if found["who"] in one.text]
    return await turn.uow.demands.lock(named[0].no) if len(named) == 1 else None


async def _demand_without_place(turn: Turn, understood: Understanding) -> Demand | None:
    """綦江的, days later: of the one open demand whose place was never told."""
    if understood.place is None or len(understood.text) > BARE_PLACE:
        return None
    waiting = [one for one in await access.open_demands(turn) if one.place_code is None]
    return await turn.uow.demands.lock(waiting[0].no) if len(waiting) == 1 else None


async def _hear_place(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """A missing place is filled in; another one, said at once, corrects; said much later it is asked about."""
    place, age = understood.place, turn.talk.focus_age()
    if place is None:
        return False
    if not demand.place_code:
        await fill_place(turn, demand, understood)
    elif place.code == demand.place_code and (not place.town or place.town == demand.town):
        await additions.add(turn, demand, understood)
    elif _IS_PLACE.search(understood.text) or (age is not None and age <= additions.RECENT):
        await additions.apply_edit(turn, demand, understood)
    else:
        turn.talk.ask("guess", intent="edit", text=understood.text)
        turn.say(asker.move_place(demand, place.name + (place.town or "")))
    return True


async def fill_place(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """Where it is, which was never told before."""
    place = understood.place
    if place is None:
        return
    demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town
    demand.text = f"{demand.text}\n{understood.text}"
    demand.updated_at = turn.now
    if demand.beneficiary() is None:
        turn.person.place_code, turn.person.place_name = place.code, place.name
        await turn.uow.people.save(turn.person)
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=understood.text)
    if demand.status is DemandStatus.PUBLISHED:
        await publishing.publish(turn, demand)
    turn.talk.set_focus(demand.no)
    turn.say(asker.place_filled(demand))
