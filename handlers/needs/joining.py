"""Words that follow a registration: whether they belong to it, tell it once more, or begin another matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.demands import Demand
from handlers import access
from handlers.needs import additions, drafting, facts, likeness
from handlers.reading import belonging
from handlers.turn import Turn
from handlers.wording import asker
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import announces_another, tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Place, Understanding

SAME_TALK = timedelta(hours=6)
LIKE_A_FACT, LIKE_A_CORRECTION = 0.7, 0.65
SURE_OF_FIELD = 0.5
OTHER_KINDS = frozenset({"training", "talent", "policy", "matter", "cooperation", "service"})
MERE_WORD = 4  # a word alone tells no kind
SHORT_ADDITION = 12
CUTS_ACROSS = ("植物保护", "土壤肥料")  # of whatever crop was spoken of
BARE = 6  # 又黄了 tells no field, however it is classified
_KINDS_OF_THINGS = frozenset("果树 水果 果园 庄稼 蔬菜 菜苗 苗木 牲口 牲畜 家禽 中药材 药材 树 苗".split())
_MERE_WISH = lazy_regex(r"(?:我?想|要)?(?:请|找|喊).{0,6}(?:看|瞧|指导|教|帮忙?)(?:看|一?下|哈)*[^，,。]{0,8}")
_GOES_ON = lazy_regex(r"^(?:又|还|还是|还在|更|越来越|现在|今天|昨天|刚才|另外|补充)")
_EXPLAINS = lazy_regex(  # 就是我妈的低保卡
    r"(?:哦|嗯|那个|对|[，,\s])*(?:也?就是|主要就?是|(?:我)?(?:说|指)的?就?是)(?!不|没|想|要|请|怕|问)[^，,。]{2,12}"
)
_MERELY_SOMEBODY = lazy_regex(  # 想请人, after what is wrong was told
    r"(?:反正|还是|就|最好|只是|我们?|[，,\s])*(?:想|要|需要|希望|求|能不能)+(?:你们)?(?:请|找|派|喊|来)?(?:一?[个位名])?(?:人|专家|老师|师傅|技术员)(?:过?来|上门|现场|到现场|帮忙)*[嘛哈哦啊的。！!]*"
)
_WONDERS = lazy_regex(r"是不是|[吗么?？]$")
_NOISE = lazy_regex(r"[\s，,。.！!？?；;~～]")


async def join_recent(turn: Turn, understood: Understanding) -> bool:
    """Words that follow a fresh registration and speak of the same thing belong to it."""
    if understood.parts:
        return False
    in_focus = await _in_focus(turn)
    if in_focus is not None and (thing := _thing_of(turn, in_focus, understood)):
        await additions.name_thing(turn, in_focus, understood, thing)
        return True
    is_placed = understood.place is None or understood.place.choices or in_focus is None or in_focus.place_code
    if in_focus is not None and not is_placed and belonging.takes_up(in_focus, understood):
        await facts.fill_place(turn, in_focus, understood)  # 想请人来修，南川大观镇
        return True
    if in_focus is not None and _is_fact(in_focus, understood):
        await additions.add(turn, in_focus, replace(understood, intent="edit", place=_town_of(in_focus, understood)))
        return True
    if in_focus is not None and _puts_right(in_focus, understood):
        await additions.apply_edit(turn, in_focus, replace(understood, intent="edit", tags=(), summary=""))
        return True
    if in_focus is not None and belonging.opens_another(in_focus, understood):
        return await _join_twin(turn, understood, other_than=in_focus.no)
    if (running := await _remarked_on(turn, understood)) is not None:
        await additions.add(turn, running, understood)
        return True
    no, age = turn.talk.focus, turn.talk.focus_age()
    if no is None or age is None or age > additions.RECENT:
        no = await _taken_up_again(turn, understood)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return await _join_twin(turn, understood)
    if not _is_same_matter(demand, understood):
        return await _join_twin(turn, understood, other_than=demand.no)
    if _says_nothing_new(demand, understood):
        turn.talk.put("last_addition", {"no": demand.no, "text": understood.text})
        turn.say(asker.joined(demand))
        return True
    await additions.add(turn, demand, understood)
    return True


def _town_of(demand: Demand, understood: Understanding) -> Place | None:
    """梅江镇 of 他在梅江镇，我在县城: the town that was missing; any other place in a mere fact tells nothing."""
    place = belonging.at_home(understood.place, demand.place_code)
    return place if place is not None and demand.town is None and place.code == demand.place_code else None


async def _in_focus(turn: Turn) -> Demand | None:
    age = turn.talk.focus_age()
    return await access.own_in_focus(turn) if age is not None and age <= SAME_TALK else None


def _thing_of(turn: Turn, demand: Demand, understood: Understanding) -> str | None:
    """脆李, after 果树长虫了, which named none: what the trouble is with, and no matter of its own."""
    thing = drafting.bare_thing(understood)
    field = understood.field.code if understood.field else None
    is_open = demand.field_code in {None, "other"} and drafting.is_mere_wish(demand.summary)  # 想请人看看我家的鱼
    if thing is None or announces_another(understood.text) or not (is_open or field == demand.field_code):
        return None
    told = turn.services.understand(demand.text, turn.now)
    return None if set(belonging.things_named(told)) - _KINDS_OF_THINGS else thing


def _is_fact(demand: Demand, understood: Understanding) -> bool:
    """Whom it is about, whom to ring, or what the words are most like: nothing that somebody should handle apart."""
    if belonging.tells_of_patient(demand, understood) or belonging.is_contact(understood):
        return True
    if belonging.takes_up(demand, understood):
        return True
    text = understood.text
    if _MERELY_SOMEBODY.fullmatch(text.strip()):
        return True
    if _EXPLAINS.fullmatch(text.strip()) and not (tells_trouble(text) or tells_wish(text)):
        return True
    if drafting.trade_told(understood) is not None and not announces_another(text):
        return True  # 我们是做挂面的, after what is wrong was told
    if (
        announces_another(text)
        or tells_trouble(text)
        or tells_wish(text)
        or belonging.names_another(demand, understood)
    ):
        return False
    return read_act(text, "asker").is_likely("fact", "contact", least=LIKE_A_FACT)


def _puts_right(demand: Demand, understood: Understanding) -> bool:
    """冷水，不是黄水; 不是有毛病，就是想学: what was told is put right, however it is classified."""
    text = understood.text
    if _WONDERS.search(text) or announces_another(text) or belonging.names_another(demand, understood):
        return False
    return read_act(text, "asker").is_likely("correct", least=LIKE_A_CORRECTION)


async def _join_twin(turn: Turn, understood: Understanding, other_than: int = 0) -> bool:
    """The same need told again, days later or after another one."""
    no = await likeness.twin_of(turn, understood, other_than)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None:
        return False
    if _says_nothing_new(demand, understood):
        turn.talk.put("last_addition", {"no": demand.no, "text": understood.text})
        turn.say(asker.joined(demand))
    else:
        await additions.add(turn, demand, understood)
    return True


def _says_nothing_new(demand: Demand, understood: Understanding) -> bool:
    """The same words once more."""
    return _NOISE.sub("", understood.text) in _NOISE.sub("", demand.text)


async def _remarked_on(turn: Turn, understood: Understanding) -> Demand | None:
    """The open demand talked about within a day, where the words are a mere remark on it, or the one that goes on."""
    demands = await access.open_demands(turn)
    again = [demand for demand in demands if belonging.is_again(demand, understood)]
    if len(again) == 1 and not _says_nothing_new(again[0], understood):
        return await turn.uow.demands.lock(again[0].no)
    in_focus = access.last_of(turn, demands)
    if in_focus is None or not belonging.is_remark(in_focus, understood) or _says_nothing_new(in_focus, understood):
        return None
    return await turn.uow.demands.lock(in_focus.no)


async def _taken_up_again(turn: Turn, understood: Understanding) -> int | None:
    """又死了两头, days later: nothing new is named, so it is the one open matter of that field."""
    if not _GOES_ON.match(understood.text) or drafting.subjects_of(understood) or understood.place:
        return None
    demands = await access.open_demands(turn)
    return demands[0].no if len(demands) == 1 else None


def _is_same_matter(demand: Demand, understood: Understanding) -> bool:
    if belonging.names_another(demand, understood) or belonging.begins_another(demand, understood):
        return False
    is_bare = not belonging.things_named(understood) and understood.place is None
    if is_bare and read_act(understood.text, "asker").is_likely("unsolved", least=LIKE_A_FACT):
        return True  # 又不行了，还是请你们来看看
    is_wish = tells_wish(understood.text) or announces_another(understood.text)
    if len(understood.text) <= BARE and (_GOES_ON.match(understood.text) or (is_bare and not is_wish)):
        return True  # 物业不管
    if belonging.tells_of_parts(demand, understood):
        return True
    if understood.place and demand.place_code and understood.place.code != demand.place_code:
        return False
    if understood.kind in OTHER_KINDS and understood.kind != demand.kind and len(understood.text) > MERE_WORD:
        return False
    guess = understood.field
    if guess is None or guess.confidence < SURE_OF_FIELD:
        return not understood.tags
    if demand.field_code in {None, "other"} and _MERE_WISH.fullmatch(demand.summary):
        return not belonging.things_named(understood)  # 想请人看看花椒树: the trouble is told now
    if guess.code != demand.field_code:
        return False
    is_near = guess.second in {demand.second, *CUTS_ACROSS} or not understood.tags
    if len(understood.text) <= SHORT_ADDITION and is_near and not belonging.things_named(understood):
        return True  # 打药都打不死: the trouble itself, and nothing of its own
    is_short = len(understood.text) <= SHORT_ADDITION and tells_trouble(understood.text)
    if is_short and belonging.shares_thing(demand, understood) and not tells_wish(understood.text):
        return True  # 牛瘫起了, after 牛不吃草
    return guess.second == demand.second and _shares_subject(demand, understood)


def _shares_subject(demand: Demand, understood: Understanding) -> bool:
    """Words that name another crop, animal or machine begin another matter."""
    named = understood.extra.get("subjects", ())
    return not named or any(subject in demand.text or subject in demand.tags for subject in named)
