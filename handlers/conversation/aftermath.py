"""What askers say when an expert has left or a matter is closed: gone, never was here, still not quite gone."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.ports import DemandFilter
from domain.visits import VisitStatus
from handlers.desk import Desk
from handlers.helping import messages, staff_calls
from handlers.outcomes import closing, completing, rating, self_solved
from handlers.reading import belonging, questions
from handlers.turn import Arguments, Turn
from handlers.visits import meetings, tabling
from handlers.visits.appointments import OPEN
from handlers.wording import common, remarks
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_rating, read_solved
from nlu.dialogue.ratings import Rating, has_points
from nlu.dialogue.states import read_state
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
SAME_DAY, SEASON = timedelta(hours=24), timedelta(days=90)
JUDGES, UNSOLVED, SURELY_UNSOLVED = 0.6, 0.6, 0.75
BAD = 2
NOBODY = 0.6
_COMES_BACK = lazy_regex(
    r"又(?:开始)?(?:犯|发作|复发|来了|出现|不行|坏|漏|裂|烂|黄|掉|死|拉|咳|痛|生|长|起)|复发|反复|老(?:毛病|问题|样子)|没管(?:几|两|到)|(?:管|好)了(?:几|两)天|比(?:上回|上次|之前|原来|以前).{0,4}(?:恼火|凶|严重|厉害|多)"
    r"|(?:再|还得?|又要|还要|还需要)(?:请|麻烦|喊|叫)?.{0,6}(?:来|跑|看)(?:一?趟|一?[次下哈]|看)"
)
_EMPTY = lazy_regex(r"[我你他她们屋家的了不是有请想看个这那又还]")
_NO_RELAPSE = lazy_regex(r"没(?:有)?(?:再)?(?:犯|复发|反复)|另外|别的|还有(?:一)?[件个]")
_DENIES = lazy_regex(
    r"(?:根本|压根|都|也|还|从来|我)?没(?:有|得)?(?:任何|一个|哪个)?(?:人|专家|老师)?(?:来过?|见过?|接到|收到|看到|打(?:过)?电话|联系|讲过?|做过?)"
    r"|(?:没得|莫得|没有)(?:人|哪个)来|哪(?:里|有|个).{0,3}来|骗人|没来过"
)
_WHEN_EVER = lazy_regex(
    r"(?:哪|啥|什么)(?:里|儿|有|个|子?时候).{0,3}来过"
    r"|没(?:得|有)?(?:哪个|一个)?(?:人|专家|老师)来.{0,8}(?:就|咋|怎么|还).{0,3}(?:说|报|写|算|是)?.{0,4}[完好办评]"
)
_CAME_NOT_QUITE = lazy_regex(r"来得及|到位|到齐|来齐|的话|要是|如果")
_CARES = lazy_regex(r"小心|注意安全|慢点(?:开|走|来)|慢慢(?:开|走|来)|开慢|路滑|保重")  # 老师路上小心
_GONE = lazy_regex(
    r"(?:他|她|专家|老师|医生|教授|师傅|人)?们?(?:都|已经|刚|刚刚)?(?:(?:走|回去|看完|弄完|讲完|搞完|查完|检查完|来看)了|(?:来|看)过了?)(?:走了)?(?:[哈啊哦]|[哈啊哦]?[，,。\s].*)?"
)
_NOT_QUITE = lazy_regex(
    r"还(?:有(?:点|些|一点)?|在|没)|又(?!好)|还是(?!好)|没(?:有|得)?(?:好|完全|彻底)|复发|反复|老样子|不行"
)


async def hear(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """Of a matter that an expert has or has reported done; False where the words are something else."""
    text = turn.text.strip()
    if len(text) > LONGEST or questions.is_question(text) or belonging.names_another(demand, understood):
        return False
    if await self_solved.hear(turn, demand):
        return True
    if demand.expert_id is None:
        return False
    if demand.status in self_solved.BEFORE and await _judges(turn, demand):
        return True
    if demand.status is DemandStatus.SERVED:
        if _DENIES.search(text) and read_solved(text) is not True:
            await rating.not_solved(turn, Arguments(demand.no, text))
            return True
        return False
    if not _GONE.fullmatch(text) or not await _has_begun(turn, demand):
        return False
    if questions.asks(text):
        await messages.pass_on(turn, Arguments(demand.no, text))  # 老师走了，那个温度调好多哦
    await completing.complete(turn, Arguments(demand.no))
    return True


def denies(text: str) -> bool:
    """来都没来，评啥子分哦, to a service that was reported: nobody came, however it is asked."""
    if len(text) > LONGEST or has_points(text) or read_solved(text) is True:
        return False
    if _CAME_NOT_QUITE.search(text):
        return False
    return _WHEN_EVER.search(text) is not None or read_act(text, "asker").share("noshow") >= NOBODY


async def _judges(turn: Turn, demand: Demand) -> bool:
    """这个专家不咋样 is never told to the expert: a rating after the hour, before it a matter for the butler."""
    text = turn.text.strip()
    if read_act(text, "asker").share("score") < JUDGES and not has_points(text):
        return False
    turn.talk.set_focus(demand.no)
    if _CARES.search(text) and not has_points(text):
        await messages.pass_on(turn, Arguments(demand.no, text))
        return True
    words = read_rating(text)
    if await _has_begun(turn, demand):
        meeting = await meetings.find(turn, demand.no, completing.EXAMPLE)
        await completing.done_by_asker(turn, meeting, words or Rating(comment=text))
        return True
    if words is not None and words.score is not None and words.score > BAD:
        visit = await tabling.next_agreed(turn, [demand])
        turn.say(wording.not_begun(demand.no, common.moment(visit.starts_at) if visit else ""))
        return True
    await staff_calls.complain(turn, Arguments())
    return True


async def _has_begun(turn: Turn, demand: Demand) -> bool:
    visits = await turn.uow.visits.of_demand(demand.no, OPEN)
    return any(
        visit.status is VisitStatus.AGREED and turn.now - SAME_DAY <= visit.starts_at <= turn.now for visit in visits
    )


async def hear_relapse(turn: Turn, understood: Understanding) -> bool:
    """又犯了，更凶了, of a matter that was closed: plain words take it up again, 还有点针孔 is asked about."""
    text = turn.text.strip()
    if turn.person.expert_ids or turn.person.is_staff or len(text) > LONGEST or questions.is_question(text):
        return False
    share = read_act(text, "asker").share("unsolved")
    is_plain = (share >= UNSOLVED or _COMES_BACK.search(text) is not None) and not _NO_RELAPSE.search(text)
    state = None if has_points(text) or questions.asks(text) else read_state(text)
    if not is_plain and not _NOT_QUITE.search(text) and state is None:
        return False
    demand = await _closed(turn, understood, is_plain=is_plain or state is not None)
    if demand is None:
        return False
    if is_plain and (share >= SURELY_UNSOLVED or _COMES_BACK.search(text)):
        await rating.bring_back(turn, demand, text)
        return True
    if state == "good" and await messages.was_asked(turn, demand.no):
        return False  # 上回那家效果咋样, asked the expert
    if state == "good":
        await _keep_good_news(turn, demand)
        return True
    turn.talk.ask("confirm", command="没解决", number=demand.no, rest=text)
    turn.say(wording.ask_relapse(demand.no))
    return True


async def _keep_good_news(turn: Turn, demand: Demand) -> None:
    """一直没再漏, before anybody asks: the asker's word stands behind the closing, and nothing else changes."""
    if demand.closed_by not in {closing.ASKER, closing.PHONE}:
        demand.closed_by = await closing.whose_word(Desk.of(turn), demand)
        await turn.uow.demands.save(demand)
    await Desk.of(turn).record(demand, "look_back", note=turn.text.strip())
    turn.talk.set_focus(demand.no)
    turn.say(remarks.glad_it_holds(demand.no))


async def _closed(turn: Turn, understood: Understanding, *, is_plain: bool) -> Demand | None:
    """The closed matter that can be meant: talked about today, or the last one served within a season."""
    found = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=10))
    of_things = [one for one in found if belonging.shares_thing(one, understood)]
    if any(not one.is_ended for one in of_things or found) and turn.talk.focus is None:
        return None
    closed = [one for one in found if one.status is DemandStatus.CLOSED and _was_served(one)]
    since = SEASON if is_plain else SAME_DAY
    recent = [one for one in closed if one.closed_at is None or turn.now - one.closed_at <= since]
    if turn.talk.focus is not None:
        recent = [one for one in closed if one.no == turn.talk.focus] or recent
        if any(not one.is_ended and one.no == turn.talk.focus for one in found):
            return None
    if any(animal in turn.text and not any(animal in one.text for one in recent) for animal in belonging.ANIMALS):
        return None  # 猪又不吃食了, after the oranges
    for one in recent:
        if belonging.shares_thing(one, understood) or _may_mean(one, understood, turn.text):
            return await turn.uow.demands.lock(one.no)
    return None


def _was_served(demand: Demand) -> bool:
    """By an expert, or by an office, of whose matters nobody has a claim."""
    return demand.expert_id is not None or demand.closed_by == closing.HANDLER or demand.kind == "matter"


def _may_mean(demand: Demand, understood: Understanding, text: str) -> bool:
    """Nothing of its own is named, or hardly more than what the demand told."""
    place = belonging.at_home(understood.place, demand.place_code)
    if place is not None and place.code != demand.place_code:
        return False
    return not belonging.names_another(demand, understood) or _shares_word(demand, text)


def _shares_word(demand: Demand, text: str) -> bool:
    """Two characters in a row that the demand told, too."""
    told = demand.text + demand.summary
    pairs = (text[at : at + 2] for at in range(len(text) - 1))
    return any(pair in told for pair in pairs if not _EMPTY.search(pair))
