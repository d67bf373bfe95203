"""What words of staff without a number point at: the demand, the demands, the expert or the line talked about last."""

from __future__ import annotations

from domain.demands import Demand
from domain.experts import Expert
from domain.ports import DemandFilter
from domain.work import Task
from handlers.commands import told_of_tasks
from handlers.pool.keeping import naming
from handlers.staff.overview import LOOKED_AT, OPEN
from handlers.staff.saying import sayings
from handlers.talk import JUST_NOW
from handlers.turn import Turn
from handlers.wording import common
from nlu.dialogue.ordinals import names_all, read_ordinals
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

MOST = 8
CLAUSE = lazy_regex(r"[，,。；;\s]+")
_NUMBER = lazy_regex(
    r"(?:(?<![\d第月到至])|(?<=第))(?P<no>\d{1,5})(?!\d)(?:号单?|单|(?=\s*(?:和|跟|与|、)\s*#?\d{1,5}(?!\d)))(?!事项|线|楼|棚|圈|上午|下午)"
    r"|(?<=[和跟与、#])(?P<no2>\d{1,5})(?!\d)"
)
_TASK_NUMBER = lazy_regex(r"(?P<no>\d{1,5})号?事项|事项(?P<no2>\d{1,5})")
_ALL = lazy_regex(
    r"全部|所有|统统|挨个|一起|每个|都(?=给|催|再|一|提|督|推|派|看|结|查|说)|[这那]几个|[两三四五六2-6](?:个|单|件)"
)
_FIRST_FEW = lazy_regex(r"(?:前头?|前面|头|上面)(?:那|这)?(?P<count>[两二三四五2-5几])(?:个|单|件)")
_OTHER = lazy_regex(r"(?:另外?|另外|还有|剩下|后面|后头)(?:的)?(?:那|一|这)?一?(?:个|单|件)")
_THING = lazy_regex(r"(?P<thing>(?![这那])[\u4e00-\u9fff]{1,6}?)(?:的)?(?:那|这)(?:一)?(?:个|单|家|户|件|条)")
_CALLED = lazy_regex(
    rf"(?:换|喊|叫|让|请|派|给|安排)(?:成|到)?(?P<who>老{SURNAME_PATTERN}|{SURNAME_PATTERN}(?:老师|教授|主任|专家|医生|站长))(?=[去来跑接看顶])"
)
_VAGUE = lazy_regex(
    r"[刚才上前后早昨今先新急头末最老师主任医生教授专家我你他她派接说打看查催第这那没办退结给把让问还就另剩单件]|农户|老乡|对方|电话"
)
_TOWN = lazy_regex(r"(?:镇|乡|街道)$")
_PLACE_OF_EXPERT = lazy_regex(
    r"(?:第(?P<nth>[一二三四五六\d])|(?P<first>头一?|排头))(?:个|位|号|名)?|(?P<no>[二三1-6])号"
)
_NAMED = lazy_regex(
    r"(?:给|派|让|请|成|由|喊|叫|安排|选|换|交|用|是|要|把|就)?(?P<who>[\u4e00-\u9fff·]{1,4}?)"
    r"(?P<title>老师|教授|主任|专家|医生|站长|研究员|工)?(?:去|来|接|办|看|处理|负责|顶上|跑一趟|这单|这件)*(?:吧|嘛|哈|了|上|的)*$"
)
_POINTS = lazy_regex(r"[他她]|推荐|刚才|[这那](?:个|位)|第[一二三四五六\d]|头一|排头")
_SURNAMED = lazy_regex(r"[\u4e00-\u9fff](?:老师|教授|医生|站长|研究员)(?![那这个位])")  # of whom nobody was found
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "几": 3}


def _in_digits(text: str) -> str:
    return sayings.with_digits(normalise(text).strip())


def number_in(text: str) -> int | None:
    """The number of a demand that is named, the first of several."""
    found = _NUMBER.search(_in_digits(text))
    return int(found["no"] or found["no2"]) if found is not None else None


def names_one(text: str) -> bool:
    """Whether a number, a place in the list or a thing is named: 2号, 第二个, 蚕子那个."""
    words = _in_digits(text)
    return bool(_NUMBER.search(words) or read_ordinals(words) or _THING.search(words))


async def demands(turn: Turn, text: str, *, held: bool = False, is_given: bool = False) -> list[int]:
    """The demands meant: by number, all or some of those listed, by a thing, the one talked about, the only open one.

    `held`: only those in an expert's hands count where all are meant, or where there is but one. `is_given`: the
    expert named is to get one, so that the one in that expert's hands is not meant.
    """
    words = _in_digits(text)
    if numbers := [int(found["no"] or found["no2"]) for found in _NUMBER.finditer(words)]:
        return list(dict.fromkeys(numbers))[:MOST]
    wanted = DemandFilter(bases=turn.person.staff_bases, statuses=OPEN, limit=LOOKED_AT)
    found = await turn.uow.demands.find(wanted)
    ready = [one.no for one in found if not held or one.expert_id is not None]
    still = {one.no for one in found}
    listed = [no for no in turn.talk.shown("demands") if no in still] or ready
    if few := _FIRST_FEW.search(words):
        return listed[: _COUNTS.get(few["count"], 0) or int(few["count"])]
    focus = turn.talk.focus
    if _OTHER.search(words) and len(listed) > 1 and focus in listed:
        return [no for no in listed if no != focus][:MOST]
    if _ALL.search(words) or names_all(words, len(listed)):
        return ([no for no in listed if no in ready] or listed)[:MOST]
    thing, fitting = of_thing(found, words)
    if len(fitting) == 1:
        return [fitting[0].no]
    if (there := _of_town(fitting or found, words.replace(thing, ""))) is not None:
        return [there]
    if fitting and focus not in {one.no for one in fitting}:
        return []  # one of several: asked
    if not fitting and names_unknown(found, words):
        return []
    if (held_by := None if is_given else await _of_holder(turn, found, words)) is not None:
        return [held_by]
    if len(listed) > 1 and (places := read_ordinals(words)):
        return [listed[place - 1 if place > 0 else place] for place in places if abs(place) <= len(listed)]
    if focus is not None:
        return [focus]
    return ready if len(ready) == 1 else await _told_of_just_now(turn)


async def any_held(turn: Turn, numbers: list[int]) -> bool:
    """Whether an expert has one of them."""
    demands = [await turn.uow.demands.get(no) for no in numbers]
    return any(one is not None and one.expert_id is not None for one in demands)


async def _told_of_just_now(turn: Turn) -> list[int]:
    """The demand of the newest line, where that has come up within the last half hour."""
    lines = await turn.uow.work.tasks(turn.person.staff_bases, limit=LOOKED_AT)
    fresh = [one for one in lines if one.demand_no is not None and turn.now - one.created_at <= JUST_NOW]
    newest = max(fresh, key=lambda one: (one.created_at, one.id), default=None)
    return [newest.demand_no] if newest is not None and newest.demand_no is not None else []


async def _of_holder(turn: Turn, found: list[Demand], words: str) -> int | None:
    """冉老师说后天去: the one demand that somebody of that name has."""
    experts = await turn.uow.experts.get_many([one.expert_id for one in found if one.expert_id is not None])
    of_name = [
        one.no
        for one in found
        if one.expert_id in experts
        and (experts[one.expert_id].name in words or experts[one.expert_id].courtesy_name() in words)
    ]
    return of_name[0] if len(of_name) == 1 else None


def of_thing(found: list[Demand], words: str) -> tuple[str, list[Demand]]:
    """莼菜那个, 老表的那单: what is named, and the open demands that speak of it."""
    for said in _THING.finditer(words):
        fitting = [one for one in found if speaks_of(one, said["thing"])]
        if fitting:
            return said[0], fitting
    return "", []


def speaks_of(demand: Demand, thing: str) -> bool:
    """Whether the words, the title or the place of a demand hold it."""
    return any(thing in told for told in (demand.text, demand.summary, common.place_of(demand)))


def _of_town(found: list[Demand], words: str) -> int | None:
    """拔山的李老师去, 换谭老师去草堂: the one open demand whose town is named."""
    fitting = [one.no for one in found if one.town and (one.town in words or short_town(one.town) in words)]
    return fitting[0] if len(fitting) == 1 else None


def short_town(town: str) -> str:
    """草堂 of 草堂镇."""
    bare = _TOWN.sub("", town)
    return bare if len(bare) > 1 else town


def names_unknown(found: list[Demand], words: str) -> bool:
    """花椒那单, while no open demand is about 花椒: the one talked about last is not meant."""
    things = [said["thing"] for said in _THING.finditer(words)]
    is_known = any(speaks_of(one, thing) for one in found for thing in things)
    return bool(things) and not is_known and not any(_VAGUE.search(thing) for thing in things)


async def experts(turn: Turn, text: str, no: int | None) -> list[Expert]:
    """The experts meant: by name, by place among those shown, else those shown or talked about last."""
    shown = turn.talk.shown("experts") or await _asked(turn, no)
    found = await turn.uow.experts.get_many(shown)
    known = [found[one] for one in shown if one in found]
    if len(called := [one for one in known if one.name in text or one.courtesy_name() in text]) == 1:
        return called
    for clause in reversed(CLAUSE.split(normalise(text).strip("。！!？? "))):
        if named := await _by_name(turn, clause, no):
            return named
    if (titled := _CALLED.search(normalise(text))) and (addressed := await _exact(turn, titled["who"], no)):
        return addressed
    if len(known) > 1 and (place := _PLACE_OF_EXPERT.search(text)):
        index = 1 if place["first"] else read_number(place["nth"] or place["no"]) or 0
        return known[index - 1 : index]
    return known if _POINTS.search(text) and not _SURNAMED.search(text) else []


async def named(turn: Turn, text: str) -> Expert | None:
    """The one expert whose name the words hold."""
    for clause in CLAUSE.split(normalise(text)):
        if len(found := await _by_name(turn, clause, None)) == 1:
            return found[0]
    return None


async def _by_name(turn: Turn, clause: str, no: int | None) -> list[Expert]:
    for start in range(len(clause)):
        found = _NAMED.match(clause, start)
        if found is None or not (found["title"] or len(found["who"]) > 1):
            continue
        if exact := await _exact(turn, f"{found['who']}{found['title'] or ''}", no):
            return exact
    return []


async def _exact(turn: Turn, who: str, no: int | None) -> list[Expert]:
    named = await naming.named_experts(turn, who, turn.person.staff_bases[0], no)
    return [one for one, is_exact in named if is_exact]


async def _asked(turn: Turn, no: int | None) -> list[int]:
    """Whoever has the demand, else those who were asked for it."""
    demand = await turn.uow.demands.get(no) if no is not None else None
    if demand is not None and demand.expert_id is not None:
        return [demand.expert_id]
    order = await turn.uow.orders.of_demand(no) if no is not None else None
    return [push.expert_id for push in await turn.uow.orders.pushes(order.id)] if order is not None else []


async def task(turn: Turn, text: str) -> Task | None:
    """The line of the list that is meant: by its number, of the demand talked about, or the only one."""
    found = await turn.uow.work.tasks(turn.person.staff_bases, limit=LOOKED_AT)
    if said := _TASK_NUMBER.search(sayings.with_digits(normalise(text))):
        return next((one for one in found if one.id == int(said["no"] or said["no2"])), None)
    if (place := told_of_tasks.PLACE.match(normalise(text).strip())) is not None:
        index = (read_number(place["place"]) or 0) - 1
        return found[index] if 0 <= index < len(found) else None
    last = turn.talk.recent("line", JUST_NOW)
    if last is not None and (known := next((one for one in found if one.id == int(last["id"])), None)) is not None:
        return known
    of_focus = [one for one in found if one.demand_no is not None and one.demand_no == turn.talk.focus]
    left = found if len(found) == 1 else of_focus
    return left[0] if len(left) == 1 else None
