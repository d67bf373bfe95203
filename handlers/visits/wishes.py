"""A wanted time, whatever it is said with: put before the other side at once; a day that falls out is told at once."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from domain.visits import ONLINE, Visit, VisitStatus
from handlers.helping import messages
from handlers.reading import questions, troubles
from handlers.reading.hindrances import HELD_UP, unable
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import meetings, tabling
from handlers.visits.heard import consent, refusals
from handlers.visits.heard import times as visit_times
from nlu.text.patterns import lazy_regex
from nlu.times import read_times
from nlu.understanding import Understanding

LONGEST = 60
MOST_BESIDE = 3  # characters beside the time and what goes with it
_MOVES = lazy_regex(
    r"(?:改|换|挪|推|延|提前|另约|重新约|变)(?:到|成|约|在|期|个|一下|时间|后|迟)*(?=.{0,3}(?:下*个?周|星期|礼拜|[明后]天|大后天|今天|[上下]午|早上|晚上|中午|\d|[一二三四五六七八九十两几]))"
    r"|(?:同一|同样|一样的?)时间"
)
_OFFER_WORDS = lazy_regex(
    r"行不行?|可不可以|可以[不吗么]?|要得[不吗]?|得行[不吗]?|好不好|行[吗么]?|成不成?|怎么样|咋样|如何|方便[不吗]?|有空[不吗没]?|得空[不吗没]?|能不能"
    r"|过来|来一趟|上门|[来去到]|见面|见|约|时间|定在|就|那|要不|不如|老师|专家|您们?|你们?|我们?|咱们?|请|麻烦|看看|看|呢|嘛|吗|哈|哦|嗯|好的?|的|在|是|想"
)
_GOES = lazy_regex(r"(?:我|我们|一个人|自己|还是|就)[^，,。]{0,8}(?:去|来|到|过来|过去|上门)(?!过|了|不|得)")
_BY_PHONE = lazy_regex(
    r"(?:不用|不消|不必|不要|莫|别|没必要|不需要)(?:喊|派|请|专家|老师|他|她|再)*(?:来人|来|跑|上门|派人|过来)(?:一?趟)?[了嘛哈，,。\s]*.{0,6}(?:电话|微信|视频|线上|网上)"
    r"|(?:电话|微信|视频|线上)(?:里|上)?(?:说|讲|聊|指导|教)(?:一?[下哈]|说|讲|清楚)?(?:就)?(?:行了?|要得|可以|够了?)(?!不|吗)"
)
_OFF = lazy_regex(
    rf"{unable('来去到')}|{HELD_UP}"
    r"|(?:别|莫|不用|先不|不要|暂时不)(?:慌|忙|急)?[来去](?:了|哈|嘛|哦|$|[，,。])|(?<!还)不[来去](?:了|哈|嘛|$|[，,。])|不方便|见不[成了]|约.{0,2}取消"
)
_OR_NOT = lazy_regex(r"([来去要用])不\1")  # 落雨你还来不来, which calls nothing off
_LATER = lazy_regex(
    r"天晴|晴了|雨停|再(?:说|约|定|来|看|联系)|改天|改日|改期|另约|重新约|过几天|过(?:两|几|一)?(?:天|阵)|下次|以后|等.{1,8}(?:再|了)|停水|停电|[下落].{0,2}雨|暴雨|涨水|[下落].{0,2}雪|凝冻|打雷|[老去]?过世|办丧|老人走|生病|住院|发烧|临时|出差|有事|开会|赶场|吃酒|那天"
)
_CORRECTS = lazy_regex(  # 不对，他后天要出门，大后天嘛
    r"^(?:哎呀?|哦豁?|呃|那个|不好意思|对不起|等一?下|[，,\s])*(?:不对|不是|我?(?:刚才|刚刚|前面)?(?:搞|说|记|弄|看|听|算|答应)错)"
)
_PUT_BACK = lazy_regex(r"推迟|推后|顺延|延后|延期|往后")
_NOT_SO = lazy_regex(
    r"没来|没到|不用了|不办|不搞|不弄|不请|撤|算了|解决|换(?:个|一个)?(?:人|专家|老师)|打药|打的?针|施肥|吃药"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """改下周一行不行, with whatever reason before it; False where no visit can be meant."""
    text = turn.text.strip()
    if len(text) > LONGEST or understood.intent in {"emergency", "rate", "complete"} or understood.phones:
        return False
    if _BY_PHONE.search(text) and not questions.is_question(text):
        return await _rather_by_phone(turn, understood)
    is_named = bool(turn.person.expert_ids and understood.times) and consent.names_bare(text, turn.now)
    is_wish = not (consent.asks_time(text) or _NOT_SO.search(text)) and _speaks_of_time(text)
    if not (is_named or is_wish):
        return False
    running = [one for one in await meetings.mine(turn) if understood.demand_no in {None, one.no}]
    if len(running) != 1:
        return False
    demand = running[0]
    ahead = await meetings.ahead(turn, demand)
    if not is_wish and (ahead or await meetings.just_begun(turn, demand)):
        return False  # 高速封了，九点五十分左右到得了, around the hour
    if any(visit.status is VisitStatus.PROPOSED for visit in ahead):
        return False  # what is said to a time on the table is its answer
    words = tabling.without_numbers(text)
    if _wants_time(turn, words, ahead) or (not ahead and _names_first(turn, demand, understood, words)):
        await visiting.suggest(turn, replace(understood, demand_no=demand.no))
        return True
    is_asker = demand.reporter_id == turn.person.id
    if ahead and is_asker and _falls_out(words, turn, ahead[0]):
        await visiting.put_off(turn, demand.no, ahead[0])
        return True
    return False


async def _rather_by_phone(turn: Turn, understood: Understanding) -> bool:
    """不用来人，打电话说: the way of meeting changes, nothing is given up."""
    running = [one for one in await meetings.mine(turn) if understood.demand_no in {None, one.no}]
    if len(running) != 1 or running[0].reporter_id != turn.person.id:
        return False
    demand, ahead = running[0], await meetings.ahead(turn, running[0])
    if ahead and ahead[-1].mode != ONLINE:
        meeting = await meetings.find(turn, demand.no, tabling.EXAMPLE)
        await tabling.put(turn, meeting, ahead[-1], visit_times.Slot(ahead[-1].starts_at), ONLINE)
        return True
    await messages.pass_on(turn, Arguments(demand.no, turn.text))
    return True


def _speaks_of_time(text: str) -> bool:
    return bool(
        _MOVES.search(text)
        or consent.offers(text)
        or _OFF.search(text)
        or _GOES.search(text)
        or _will_not_stand(text)
        or visit_times.is_shift(text)
    )


def _will_not_stand(text: str) -> bool:
    """不对, or why a day will not do."""
    return _CORRECTS.search(text) is not None or refusals.WILL_NOT_DO.search(text) is not None


def _names_first(turn: Turn, demand: Demand, understood: Understanding, text: str) -> bool:
    """算了我一个人去嘛，周一早上, from the expert while no time stands: when, whatever else is said."""
    place = understood.place
    is_elsewhere = place is not None and demand.place_code is not None and place.code != demand.place_code
    if demand.reporter_id == turn.person.id or questions.asks(text) or is_elsewhere:
        return False
    if not _GOES.search(text) and not consent.names_bare(text, turn.now):
        return False
    is_hindered = refusals.WILL_NOT_DO.search(text) is not None or _LATER.search(text) is not None
    times = read_times(text, turn.now)
    return not is_hindered and any(one.start is not None and one.start > turn.now for one in times)


def _wants_time(turn: Turn, text: str, ahead: list[Visit]) -> bool:
    """Moved in so many words, or a time and hardly more than whether that will do."""
    standing = ahead[0].starts_at if ahead else None
    if ahead and _shifts(text):
        return True
    if not visit_times.has_time(text, turn.now, standing):
        return False
    found = visit_times.refuses(text, turn.now, standing) if standing else None
    if found is not None:
        return False
    if standing and (_will_not_stand(text) or consent.offers(text)) and consent.offers_time(text, turn.now, standing):
        return True
    if ahead and _MOVES.search(text):
        return not troubles.TROUBLE.search(text) or refusals.WILL_NOT_DO.search(text) is not None
    rest = text
    for one in read_times(text, turn.now, previous=standing):
        rest = rest.replace(one.text, "")
    return consent.offers(text) and len(_OFFER_WORDS.sub("", "".join(filter(str.isalnum, rest)))) <= MOST_BESIDE


def _shifts(text: str) -> bool:
    """周四不行了，能否顺延一周."""
    if not visit_times.is_shift(text) or troubles.TROUBLE.search(text):
        return False
    return _PUT_BACK.search(text) is not None or consent.offers(text) or refusals.WILL_NOT_DO.search(text) is not None


def _falls_out(text: str, turn: Turn, visit: Visit) -> bool:
    """后天要下雨，不来了，天晴再说: the visit, not the whole matter."""
    if not _OFF.search(_OR_NOT.sub("，", text)) or questions.is_question(text):
        return False
    after = visit_times.has_time(text, turn.now, visit.starts_at)
    return _LATER.search(text) is not None or (after and visit_times.is_of_day(text, turn.now, visit.starts_at))
