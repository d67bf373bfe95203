"""What askers say of a matter that runs: it takes long, another expert, a phone, how to send; none of it is a need."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.visits import VisitStatus
from domain.work import TaskKind
from handlers import access
from handlers.conversation import aftermath
from handlers.conversation.remarking import arrangements, suiting
from handlers.helping import messages, progress, staff_calls
from handlers.needs import additions, facts, naming
from handlers.needs.righting import mending
from handlers.offering import publishing
from handlers.outcomes import completing, rating, self_solved, withdrawing_several
from handlers.reading import belonging, questions, stalling, troubles
from handlers.reading.moods import wellbeing
from handlers.reading.moods.impatience import IMPATIENT
from handlers.turn import Arguments, Turn
from handlers.visits import arranging as visiting
from handlers.visits import meetings, standing, tabling
from handlers.visits.heard import times as visit_times
from handlers.wording import asker, common, owed
from handlers.wording import remarks as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_rating, read_solved
from nlu.dialogue.wants import tells_trouble
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 40
OTHER_EXPERT = lazy_regex(
    r"换(?:一?个|一?位|成)?(?:别的?|其他的?|另外的?)?(?:人|专家|老师|医生|师傅|教授)(?!工)"
    r"|(?:另外|重新|再)(?:找|请|派|安排)(?:一?个|一?位)?(?:人|专家|老师|医生|师傅)"
    r"|换(?:一?个|一?位)[^，,。]{2,8}的[嘛吧哈。！!]*$|^(?:给我|那就?)?换(?:一?个|人|一?位)[嘛吧哈。！!]*$|不对口|换(?:一?个|一?位)?(?:做|搞|懂|专门).{0,8}的|不要(?:他|她|这个人|这个专家)|(?:别|莫|不要)(?:喊|让|叫)(?:他|她)来"
)
KEEPS_EXPERT = lazy_regex(r"(?:[别莫]|不(?:要|用|想|必|能|准|得|消)?)(?:再|给|跟|帮|把|我们?|咱们?|他|她){0,4}换")
PHONE = r"(?:电话|手机号?|号码|微信号?|联系方式)"
EXPERT_PHONE = lazy_regex(
    rf"(?:[他她]|专家|老师|医生|教授|主任|师傅|对方|那个人|[\u4e00-\u9fff]工).{{0,4}}(?<!打)(?<!打个){PHONE}"
    rf"|{PHONE}.{{0,3}}(?:多少|好多|是啥|是什么|给我|给一个|给个|有没|发我|说一?下|几号)|有没(?:有|得).{{0,2}}{PHONE}"
    rf"|(?:留|给|要).{{0,3}}{PHONE}"
)
HOW_LONG = lazy_regex(
    r"^还(?:有|要|得)?(?:等)?(?:几天|多少天|好久|多久|多长时间)[嘛呢呀啊哦？?。]*$|^(?:那|请问|你们|一般|大概|大约|估计|可能)*(?:还)?(?:要|得|需要)?(?:等|要|得)(?:到)?(?:好久|多久|几天|多少天|多长时间|啥时候|什么时候)"
    r"(?:才)?(?:能)?(?:有消息|有人来|来人|有结果|有人联系)?[嘛呢呀啊哦吗喃哈？?。]*$"
)
WHO_COMES = lazy_regex(
    r"(?:好久|多久|啥子?时候|什么时候|哪天|几时|多长时间).{0,4}(?:能|可以|才|会|到|来|有|看|定)|"
    r"(?:哪个|谁|啥子人|什么人|哪位|哪里的|哪个单位).{0,4}(?:来(?!着)|接|专家|老师|医生|对方)"
    r"|(?:专家|老师|医生|对方|来的人|[他她]).{0,4}(?:是)?(?:干|做|搞)(?:啥|什么|哪)|懂不懂|专不专业|(?:啥子?|什么)(?:职称|资历|水平|学历)|厉不厉害"
    r"|(?:专家|老师|医生|对方|来的人|[他她])(?:到底)?(?:姓(?:啥|什么|哪样)|叫(?:啥|什么)|贵姓)"
    r"|(?:专家|老师|医生|对方|来的人?|[他她])(?:到底)?(?:是)?(?:哪个|谁|哪里|哪儿|啥子?单位|什么单位|哪位|什么来头)"
)
WHO_COMES_WHEN = lazy_regex(r"(?:好久|多久|啥子?时候|什么时候|哪天|几时|几号)(?!.{0,4}[不没]?(?:有消息|有结果))")
HOW_TO_SEND = lazy_regex(
    r"(?:定位|位置|照片|图片|视频|语音|相片).{0,4}(?:怎么|咋个?|啷个|如何|在哪|哪里|从哪).{0,3}(?:发|传|弄|给|点|搞)"
    r"|(?:找不到|没得|没看到|在哪).{0,4}(?:加号|按钮|那个“?\+)|(?:报告|资料|单子|检查单|化验单|文件|样[品本]).{0,3}(?:要不要|可不可以|能不能|需不需要|用不用|怎么|咋个?|啷个).{0,3}(?:发|传|给)"
    r"|(?:我|给你|把).{0,6}(?:发|传)(?:一?个|一?下|给你)?.{0,4}(?:定位|位置)|(?:定位|位置).{0,3}(?:发|传)给"
    r"|(?:怎么|咋个?|啷个|如何)(?:发|传)(?:个|一?下)?(?:定位|位置|照片|图片|视频|语音)"
    r"|(?:照片|图片|视频|定位|位置).{0,3}(?:要不要|可不可以|可以|能不能|能|需不需要|用不用).{0,2}发"
)
HASTE = lazy_regex(r"(?:早|快|提前)(?:点|些|一点|一些|几天|两天)(?:过?来|到|[吗嘛不吧]|$|[，, ])")
BLAME = lazy_regex(r"太差|差劲|敷衍|糊弄|应付|没水平|不负责|态度(?:差|不好|恶劣)|啥子?(?:名堂|玩意)")
ASKS_AFTER = lazy_regex(
    r"^(?:我|我们)?(?:的)?[那这](?:个|件)事(?:情)?[。？?嘛喃呢]*$|"
    r"^[\u4e00-\u9fff]{1,4}(?:那边)?(?:呢|喃)[?？]*$|"
    r"(?:那个|那件|那边|这个|这件|的)(?:事|事情)?(?:呢|咋样|如何|怎么样|啷个样|咋个样)了?[?？。]*$|^还是.{0,6}(?:那个|那件|这个).{0,6}事"
    r"|(?:不|别|莫|先别|没)(?:要)?(?:取消|撤回|撤销|撤)"
)
STOPS = lazy_regex(
    r"退订|取消订阅|(?:别|莫|不要|不准|不用)(?:再|老|总)?(?:给我)?(?:发(?:了|消息|信息|这些|通知)|推送|打扰)|不想(?:再)?收"
)
_BY_WHEN = lazy_regex(
    r"(?:就要|必须|得|要)(?:交|开|用|上|出|送|验|迎|到|移栽|采|收|播|种|投|考|报)|之?前(?:就?要|必须|得|能)|截止|到期"
)
DONE = lazy_regex(
    r"^.{0,8}(?<![不没别要快会能])(?:来|看|弄|修|讲|教|检查|处理)(?:看|过来|过去)?(?:过|了)(?!没|吗|不|哪).{0,12}$|[吃长好]草了|好了|解决了|好些了|好多了|搞定|归一"
)
ARRIVED = lazy_regex(
    r"(?:他|她|专家|老师|医生|教授|师傅|人)?们?(?:已经|刚|刚刚|都)?(?:到|来)(?:我?们?(?:屋|家|村|厂|医院|学校|地方|这里|这边))?(?:头|里)?了[。.！!，,哈啊]*(?:在看)?"
)
_BY_EXPERT = lazy_regex(r"老师|专家|教授|医生|主任|师傅")
_MAKES_SURE = lazy_regex(r"(?:是|就)[^，,。]{1,10}(?:哈|吧|嘛|哦|对[吧不嘛]|没错)[？?。]*$")
JUDGES, SURE_OF = 0.4, 14
JUST_TOLD = timedelta(minutes=15)
VISIT_LASTS = timedelta(hours=3)
HAS_COME = lazy_regex(
    r"(?:老师|专家|医生|教授|师傅|主任|[\u4e00-\u9fff]工|[他她])[^，。]{0,3}(?<![不没别要快会能])来(?:看|讲|弄|修|教|指导)?(?:过|了)(?!没|吗|不)"
    r"|(?<![不没别要快会能])来(?:看)?过了?|(?<![不没别要快会能])来看了|看过了"
)
WITH_EXPERT = frozenset({DemandStatus.CLAIMED, DemandStatus.SCHEDULED, DemandStatus.REOPENED})
BEFORE_SERVICE = WITH_EXPERT | {DemandStatus.REGISTERED, DemandStatus.PUBLISHED, DemandStatus.ESCALATED}
_POINTS = lazy_regex(r"(?![我你您他她它])(?P<what>[\u4e00-\u9fff]{1,6}?)(?:的)?(?:那|这)(?:个|件|边)(?!人|专家|老师)")
_WHO_IS = lazy_regex(
    r"内行|懂行|得行不|懂不懂|专不专业|职称|资历|水平|学历|厉不厉害|(?:干|做|搞)(?:啥|什么|哪)|什么来头|靠不靠谱"
)
_MOVES = lazy_regex(r"改(?:到|成|约|在|期)?(?=下?周|星期|礼拜|明|后|大后|\d|[上下]午)|[换挪推](?:到|成)|同一时间")
_HAS_NONE = lazy_regex(
    r"(?:他|她|我|老人家?|老汉|大爷|人家)(?:们)?(?:都)?(?:没得|没有|莫得|不会[用弄打发]|不用)(?!.*[吗?？])|(?:电话|号码|微信).{0,3}(?:不晓得|不知道|记不[到得])|(?:电话|号码|微信)(?:号码?)?(?:是)?(?:对的|没错|没变|打不通|打得通|停机|改了|换了)"
)
_DIGITS = lazy_regex(r"[\d\s\-：:，,]+")
SHORT = 8
NOT_PHONES = frozenset({"demand", "human", "bind"})
GIVES_UP = lazy_regex(
    r"(?:不用|不要|不需要|不请|不办|不弄|莫来|不用来|不用请)(?:人)?(?:了|嘛|啦|咯)+[。.！!谢您你\s]*$"
    r"|^[\u4e00-\u9fffA-Za-z]{2,6}(?:就|先|都|也)*(?:不|莫)(?:招|请|找|办|弄|搞|学)了[嘛哈吧的。！!]*$"
    r"|(?:那个|这个|那件|这件|的事?)(?:就|先|暂时|还是|我们?|[，,\s])*(?:放一?放|缓一?缓|搁(?:一?搁|起|置|下)|停一?停|不(?:弄|搞|办|招|请|管)(?:了|它|嘛|哈|$|[，,\s]))"
)
Hearing = Callable[[Turn, Demand, Understanding], Awaitable[bool]]


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Answer what is no need of its own; False where the words are something else, or nothing runs."""
    text = turn.text.strip()
    if len(text) > LONGEST:
        return False
    if _tells_how(turn, text):
        return True
    demands = await access.open_demands(turn)
    if not demands and await aftermath.hear_relapse(turn, understood):
        return True
    if not demands or await access.demands_in_hand(turn):
        return False
    if await withdrawing_several.hear_by_place(turn, demands, understood):
        return True
    if await mending.hear(turn, demands, understood):
        return True
    pointed = await _pointed_at(turn, demands)
    demand = pointed or await _meant(turn, understood, demands)
    if demand is not None and await _hear_first(turn, demand, understood):
        return True
    is_of_visit = arrangements.HOSTING.search(text) is not None and demand is not None and demand.expert_id is not None
    if pointed is None and not is_of_visit and _is_new(demands, understood):
        return False
    if demand is None:
        return await _hear_of_any(turn, text)
    return await _hear_of_one(turn, demand, understood, is_pointed=pointed is not None)


def _tells_how(turn: Turn, text: str) -> bool:
    """退订, 定位怎么发: told to anybody."""
    if STOPS.search(text):
        turn.say(wording.stops(turn.talk.focus))
    elif stalling.speaks_of_picture(text) and not turn.person.expert_ids:
        turn.say(wording.picture_waits(turn.talk.focus))
    elif HOW_TO_SEND.search(text):
        turn.say(wording.how_to_send(turn.talk.focus))
    else:
        return False
    return True


async def _hear_first(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """Read before it is asked whether something new is told: what came of it, what would suit, another time."""
    if await aftermath.hear(turn, demand, understood) or await suiting.hear(turn, demand, understood):
        return True
    if HAS_COME.search(turn.text) and _BY_EXPERT.search(turn.text) and await _hear_done(turn, demand, understood):
        return True  # 老师看过了，说是灭菌不彻底, which names another trade
    if _MAKES_SURE.search(turn.text) and len(turn.text) <= SURE_OF and await _says_time_again(turn, demand):
        return True
    is_move = _MOVES.search(turn.text) is not None and not troubles.TROUBLE.search(turn.text)
    if not (is_move or understood.intent == "edit") or not understood.times or not await meetings.ahead(turn, demand):
        return False
    await visiting.move(turn, Arguments(demand.no, turn.text))  # 改成周五嘛
    return True


async def _says_time_again(turn: Turn, demand: Demand) -> bool:
    """今晚是八点哈: the hour that is agreed, said to make sure of it."""
    visit = await tabling.next_agreed(turn, [demand])
    if visit is None or visit_times.beside_standing(turn.text, turn.now, visit.starts_at) is None:
        return False
    return await standing.say_visit_again(turn, [demand])


async def _hear_of_any(turn: Turn, text: str) -> bool:
    """好久有消息, where any of several may be meant: all of them are told."""
    first = next((pattern for pattern, _ in HEARINGS if _fits(pattern, text)), None)
    return first in (IMPATIENT, HOW_LONG, WHO_COMES, ASKS_AFTER) and await _list(turn, first is IMPATIENT)


async def _hear_of_one(turn: Turn, demand: Demand, understood: Understanding, *, is_pointed: bool) -> bool:
    """A phone, one of the hearings, a fact or a question; what is pointed at and told besides is added."""
    text = turn.text.strip()
    is_only_phone = understood.phones and len(_DIGITS.sub("", text)) <= SHORT
    if is_only_phone or (understood.phones and understood.intent not in NOT_PHONES):
        return await _hear_phone(turn, demand, understood)
    if demand.expert_id is None and demand.status in self_solved.BEFORE and wellbeing.is_well(text):
        self_solved.ask(turn, demand)
        return True
    for pattern, act in HEARINGS:
        if _fits(pattern, text) and await act(turn, demand, understood):
            return True
    if await _hear_facts(turn, demand, understood) or await arrangements.hear(turn, demand, understood):
        return True
    if not is_pointed or understood.intent != "demand" or belonging.requests(text):
        return False
    await additions.add(turn, demand, understood)
    return True


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return (pattern.fullmatch(text) if pattern is ARRIVED else pattern.search(text)) is not None


def _is_new(demands: list[Demand], understood: Understanding) -> bool:
    """Something is named that none of the open matters is about, or it is said to be something else."""
    if all(belonging.opens_another(demand, understood) for demand in demands):
        return True
    waits = IMPATIENT.search(understood.text)
    things = [one for one in belonging.things_named(understood) if waits is None or one not in waits[0]]
    if understood.intent != "demand" or not things:
        return False
    return all(belonging.names_another(demand, understood) for demand in demands)


async def _meant(turn: Turn, understood: Understanding, demands: list[Demand]) -> Demand | None:
    """By number, by what is named, the one talked about, the only one; None where it may be any of them."""
    number = understood.demand_no or await naming.demand_named(turn, understood)
    if number is None and (whose := await facts.demand_of(turn, understood.text)) is not None:
        return whose
    if number is None and len(demands) > 1:
        named = [one for one in demands if belonging.shares_thing(one, understood)]
        number = named[0].no if len(named) == 1 else turn.talk.focus
    chosen = [one for one in demands if one.no == number] or (demands if len(demands) == 1 else [])
    return chosen[0] if chosen else None


async def _pointed_at(turn: Turn, demands: list[Demand]) -> Demand | None:
    """春橙那个 叶子上有黑灰, 鱼塘那个不急: the one matter that tells of it."""
    found = _POINTS.match(turn.text.strip())
    named = naming.about(demands, [found["what"]]) or naming.labelled(demands, found[0]) if found else None
    return await turn.uow.demands.lock(named.no) if named else None


async def _list(turn: Turn, is_impatient: bool) -> bool:
    if is_impatient:
        turn.say(wording.waited_long())
    await progress.show(turn, Arguments())
    return True


async def _hear_giving_up(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """茶叶的不用了, however it is classified: asked once, then withdrawn."""
    if understood.intent == "cancel":
        return False
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_sure(demand))
    return True


async def _hear_complaint(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """太差了, of a service that an expert has in hand."""
    if demand.expert_id is None:
        return False
    turn.talk.set_focus(demand.no)
    await staff_calls.complain(turn, Arguments())
    return True


async def _hear_haste(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """能不能早点, to a time on the table: the expert reads it, the asker is asked how early."""
    ahead = await meetings.ahead(turn, demand)
    if not ahead or understood.times:
        return False
    await additions.keep(turn, demand, understood)
    turn.say(wording.sooner(demand.no, common.moment(max(ahead, key=lambda one: one.id).starts_at)))
    return True


async def _hear_impatience(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    if understood.urgency == "urgent" and tells_trouble(IMPATIENT.sub("，", turn.text)):
        await additions.add(turn, demand, understood)  # 急得很，停线了
    elif _BY_WHEN.search(turn.text) and any((one.end or one.start or turn.now) > turn.now for one in understood.times):
        await additions.keep_beside(turn, demand, understood)  # 急得很，下周就要交货
        turn.say(wording.by_when_kept(demand.no))
    if turn.now - demand.created_at > JUST_TOLD:
        turn.say(wording.waited_long())
    await progress.show(turn, Arguments(demand.no))
    turn.say(wording.hurry(demand.no, turn.rules.base_for(demand.place_code, demand.base)))
    return True


async def _hear_other_expert(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    if KEEPS_EXPERT.search(turn.text):
        return False
    if demand.expert_id is None:
        return await _hear_impatience(turn, demand, understood)
    note = owed.wants_other_expert(understood.text)
    await publishing.add_task(turn, demand, TaskKind.FOLLOW_UP, note)
    turn.talk.set_focus(demand.no)
    turn.say(wording.other_expert(demand.no, turn.rules.base_for(demand.place_code, demand.base)))
    return True


async def _hear_phone(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """The expert's number is asked for, the own one is left, or somebody has none."""
    if understood.phones or _HAS_NONE.search(turn.text):
        await additions.add(turn, demand, understood)
        return True
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id else None
    turn.say(wording.expert_phone(demand.no, one.courtesy_name()) if one else wording.phone_unknown(demand.no))
    return True


async def _hear_done(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """来看了，打了针 and 泡菜好了, before the expert has reported: the asker's word is enough."""
    if (
        demand.expert_id is None
        or demand.status not in {*WITH_EXPERT, DemandStatus.SERVED}
        or questions.is_question(turn.text)
    ):
        return False
    solved = read_solved(turn.text)
    if demand.status is DemandStatus.SERVED:
        return solved is not None and await _rate(turn, demand)
    if solved is None and understood.intent == "demand" and not HAS_COME.search(turn.text):
        return False
    await completing.rate_in_prose(turn, replace(understood, intent="complete", demand_no=demand.no))
    return True


async def _hear_arrival(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """他来了, about the hour of the visit: there, and what came of it is asked later."""
    agreed = await turn.uow.visits.of_demand(demand.no, (VisitStatus.AGREED,))
    if not any(visit.starts_at > turn.now - VISIT_LASTS for visit in agreed):
        return False
    turn.talk.set_focus(demand.no)
    turn.say(wording.arrived(demand.no))
    return True


async def _rate(turn: Turn, demand: Demand) -> bool:
    """香肠好了, after the expert has reported."""
    await rating.rate(turn, Arguments(demand.no, turn.text))
    return True


async def _hear_who(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    if understood.times and demand.status in BEFORE_SERVICE:
        return False  # 什么时候能来？最好周四下午 tells a time, too
    if await _is_theirs_to_say(turn, demand):
        await messages.pass_on(turn, Arguments(demand.no, turn.text))
        return True
    await progress.show(turn, Arguments(demand.no))
    one = await turn.uow.experts.get(demand.expert_id) if demand.expert_id and _WHO_IS.search(turn.text) else None
    if one is not None:
        turn.say(wording.about_expert(asker.expert_line(one), one.title, one.skills or one.fields))
    return True


async def _is_theirs_to_say(turn: Turn, demand: Demand) -> bool:
    """好久来哦, of somebody who has claimed and named no time: the question goes over, once the matter is under way."""
    if demand.expert_id is None or demand.status not in WITH_EXPERT or WHO_COMES_WHEN.search(turn.text) is None:
        return False
    return not await meetings.ahead(turn, demand)


HEARINGS: tuple[tuple[re.Pattern[str], Hearing], ...] = (
    (GIVES_UP, _hear_giving_up),
    (OTHER_EXPERT, _hear_other_expert),
    (EXPERT_PHONE, _hear_phone),
    (HOW_LONG, _hear_who),
    (WHO_COMES, _hear_who),
    (ARRIVED, _hear_arrival),
    (HASTE, _hear_haste),
    (DONE, _hear_done),
    (BLAME, _hear_complaint),
    (IMPATIENT, _hear_impatience),
    (ASKS_AFTER, _hear_who),
)


async def _hear_facts(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """95度 40分钟 and 开了的，没用, while nothing was served that could be scored: about the trouble."""
    words = read_rating(turn.text)
    if (
        understood.intent != "rate"
        or questions.asks(turn.text)
        or demand.status not in BEFORE_SERVICE
        or (words and words.score and "分" in turn.text)
    ):
        return False
    if read_act(turn.text, "asker").is_likely("score", "complaint", least=JUDGES):
        await publishing.note(
            turn, demand, "added", note=common.cut(turn.text, 60)
        )  # staff read it, the expert does not
        turn.say(asker.added(demand.no, is_need=False))
        return True
    await additions.add(turn, demand, understood)
    return True
