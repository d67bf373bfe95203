"""Where to meet, told in words: 在村委会门口等您 goes to the visit and to the other side, as a pin does."""

from __future__ import annotations

import re

from domain.demands import Demand
from domain.errors import DomainError
from domain.visits import ONSITE, Visit
from handlers.turn import Turn
from handlers.visits import meetings
from handlers.visits import notes as visit_notes
from handlers.visits.heard import times as visit_times
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex

LONGEST, LONGEST_ALONE, LONGEST_NAME = 60, 18, 30
_SPOT = (
    "(?:村委会?|居委会|镇政府|乡政府|县政府|街道办|办事处|卫生院|卫生室|医院|学校|小学|中学|车站|出口|下道口|收费站|路口|岔路|桥头|桥边"
    "|市场|广场|加油站|超市|小卖部|服务中心|文化中心|文化站|果园|基地|大棚|养殖场|猪场|羊场|鱼塘|厂区|厂里|厂门|车间|会议室|办公室"
    "|(?<![专大人国])家里?|屋头|院坝|坝子|码头|渡口|合作社|农技站|茶馆|地头|田边|楼下|号楼)"
)
_SIDE = "(?:正?门口|大门口?|前面|外面|旁边|对面|后面|楼下|[一二三四五六七八九十\\d]+楼)?"
_MEET = "(?:碰头|碰面|见面|集合|会合|汇合|等[你您他她]|接[你您他她]|等候|见)"
_WORDS = "[^，,。；;！!？?\\s在到]"
_PATTERNS = (
    lazy_regex(
        rf"(?:(?:碰头|碰面|见面|集合|会合)的?)?(?:地点|地方|位置)(?:就|定|改)*(?:是|在|到|成|[:：])+(?P<place>{_WORDS}{{2,24}})"
    ),
    lazy_regex(rf"[在到去](?P<place>{_WORDS}{{2,24}}?)(?:里|那里|那儿)?{_MEET}"),
    lazy_regex(rf"[在到去来](?P<place>{_WORDS}{{0,16}}?{_SPOT}{_SIDE})(?=$|[，,。！!嘛吧哈])"),
)
_ALONE = lazy_regex(
    rf"(?:就|那就|我们|去|来|到|在)*(?P<place>{_WORDS}{{0,12}}{_SPOT}{_SIDE})(?:嘛|吧|哈|就行|就是|。)*"
)
_VAGUE = lazy_regex(  # 去果园: what it is about, not where in it
    "(?:您|你|我|他|咱|对方)?(?:们|的)?(?:果园|基地|大棚|养殖场|猪场|羊场|鱼塘|家里|家|屋头|地头|田边|车间|厂区|厂里|医院|学校|办公室|会议室)(?:里)?"
)
_WHO_WAITS = lazy_regex(r"(?<=.)(?:我们?|俺们?|咱们?|我老汉|我妈|我爸)$")
_ASKS = lazy_regex(r"哪|啥|什么|[吗?？]")
_ELSEWHERE = lazy_regex(r"改|换|不在")


def read(text: str) -> str | None:
    """The meeting point that the words name, without what leads up to it."""
    if len(text) > LONGEST or _ASKS.search(text):
        return None
    found = next((match for pattern in _PATTERNS if (match := pattern.search(text))), None)
    if found is None or (found.re.pattern == _PATTERNS[-1].pattern and _VAGUE.fullmatch(found["place"])):
        return None
    place = _WHO_WAITS.sub("", found["place"].strip(" 的"))
    return place if len(place) > 1 and not re.fullmatch(r"[这那][里儿边]|时候|[我你他您]?家", place) else None


async def hear(turn: Turn) -> bool:
    """A place in words, where an on-site visit lies ahead; False where the words are something else."""
    asked = turn.talk.asked()
    is_asked = bool(asked and asked["name"] == "visit_place")
    place = read(turn.text) or _read_alone(turn, is_asked or asked is None)
    if place is None:
        return False
    found = await _ahead(turn, int(asked["no"]) if asked and is_asked else None)
    if found is None:
        return False
    visit, demand = found
    if visit_times.has_time(turn.text, turn.now, visit.starts_at) and not _names(turn, visit):
        return False
    if is_asked:
        turn.talk.settle()
    await keep(turn, demand, visit, place)
    return True


def _read_alone(turn: Turn, may_answer: bool) -> str | None:
    """村委会门口, after the place was asked for or while nothing else was."""
    found = _ALONE.fullmatch(turn.text.strip()) if may_answer and len(turn.text) <= LONGEST_ALONE else None
    return found["place"] if found else None


async def _ahead(turn: Turn, number: int | None) -> tuple[Visit, Demand] | None:
    """The on-site visit that is meant: the nearest one ahead."""
    waiting: list[tuple[Visit, Demand]] = []
    for demand in await meetings.mine(turn):
        if number in {None, demand.no}:
            waiting += [(visit, demand) for visit in await meetings.ahead(turn, demand) if visit.mode == ONSITE]
    if not waiting:
        return None
    visit, demand = min(waiting, key=lambda pair: pair[0].starts_at)
    locked = await turn.uow.demands.lock(demand.no)
    return (visit, locked) if locked is not None else None


def _names(turn: Turn, visit: Visit) -> bool:
    """The words name the very time that stands."""
    try:
        slots = visit_times.read_slots(turn.text, turn.now, visit.starts_at, visit.demand_no)
    except DomainError:
        return False
    return any(slot.starts_at == visit.starts_at for slot in slots.choices)


async def keep(turn: Turn, demand: Demand, visit: Visit, place: str) -> None:
    """The visit takes place there; the other side is told."""
    if _ELSEWHERE.search(turn.text):
        visit.latitude = visit.longitude = None
    visit.place = common.cut(place, LONGEST_NAME)
    await turn.uow.visits.save(visit)
    meeting = await meetings.find(turn, demand.no, "约 12 周六上午9点 现场")
    await visit_notes.tell(turn, meeting, visit, "visit_place", link=visit_notes.map_link(visit))
    turn.talk.set_focus(demand.no)
    where = visit_notes.place_of(visit, demand)
    turn.say(wording.point_kept(demand.no, common.moment(visit.starts_at), where, meeting.other))
