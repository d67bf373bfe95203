"""What an expert says while an order is in hand: words for the other side go over at once, known facts are told."""

from __future__ import annotations

import re

from domain.demands import Demand, DemandStatus
from domain.visits import Visit, VisitStatus
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.orders import offers
from handlers.reading import absence, questions, stances
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, day_of, meetings, no_shows, tabling
from handlers.visits import notes as visit_notes
from handlers.visits.heard import times as visit_times
from handlers.wording import common, expert_talk
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 80
FEWEST, SHORT = 4, 12
_THEY = absence.THEY
_BIDS = lazy_regex(
    r"(?:^|[，,。！!\s]|好的?|可以|行)(?:请|麻烦|劳烦|拜托)(?!问|教|假|另|换|别|管家|你们|平台|帮我|给我).{2,}"
    rf"|(?:让|叫|喊|请|告诉|转告|提醒|通知|跟){_THEY}.{{1,}}"
    r"|(?:先|提前|到时候?|记得|别|莫|不要|务必|最好).{1,12}(?:准备|停|打|浇|喷|施|留|摘|带|等|接|拍|空|腾|关|收|清|洗|拿|放|吃|喂|动|修|剪)"
    r"|准备(?:好|一?[下些点几两])|(?:^|我|想|要|会|再)(?:带|叫|喊)(?!薪|好|了|过|着).{1,12}|(?:接|等)(?:一?下|到)?(?:我|我们)(?!通知|回)"
)
_WAY = lazy_regex(
    r"(?:已经?|刚|马上|准备|正在|这就|点)?(?:出发|动身|上车|启程)(?:了|啦)?|(?:分钟|小时|公里)(?:后|以后)?(?:就|能)?到|点(?:半|多|[\d一二三四五]+分?)?(?:左右)?(?:到站|到高铁站|下高速|下车)|车牌|抛锚|爆胎|车(?:子)?坏|定位|导航"
    r"|^[渝川云贵京沪鄂湘陕]?[A-Z][A-Z0-9·.]{5,7}$"
)
_WHEN = lazy_regex(
    r"^(?:约哪天|.?到了?没有?)[?？]*$|(?:约|定)(?:的|在|好)*(?:是)?(?:啥时候|什么时候|几点|几号|哪天|好久|周几|星期几)|^(?:我|我们|那天|是|到底)*(?:几点|几号|哪天|周几|什么时候|啥时候|好久)(?:钟)?(?:去|到|见|碰头|开始|来着|呢|的)*[?？]*$"
)
_WHERE = lazy_regex(
    r"^(?:具体|对方|他家|他|果园|那个)?(?:的)?(?:地址|地点|位置|地方)(?:是|在)?(?:哪里?|哪儿|什么|多少|啥|发我|给我|发一?下|说一下|呢)*[?？]*$|^(?:我)?(?:去|到|在)(?:哪里?|哪儿|哪个(?:地方|村|镇|县))(?:去|见|碰头|找(?:他|人)?)?[?？]*$"
)
_DONE = lazy_regex(r"^(?:这单|问题|都|已经|全部|基本)*(?:解决|搞定|弄好|处理好|做完|办好|结束)(?:了|啦)[。！!]*$")
_HOW_RATED = lazy_regex(
    rf"{_THEY}?(?:满意(?:不|吗|没)|给我?(?:打|评)?(?:了)?(?:几|多少|好多)(?:分|颗?星)|(?:评价|打分|评分|评)(?:了)?(?:没|吗|怎么样|如何|多少|几分))"
)
_OF_THEM = lazy_regex(
    rf"{_THEY}|亩|棵|株|树|果|叶|苗|田|圈|栏|头|只|症状|打过|用过|在家|方便|有空|得空|合适|好[点些]|(?:来|有|到)(?:好多|多少|几)|远不|路|停车|吃饭|哪个村|设备|病历|片子"
    r"|又[\u4e00-\u9fff]{1,2}(?:了|起)|(?:咋个?|怎么)回事|[黄裂掉死拉漏停断坏响跳](?:了|得)?(?:没|吗|不)|凶不凶|严不严重|多久了|好久开始"
)
_FREE = lazy_regex(
    rf"(?:^|{_THEY}).{{0,4}}(?:哪天|好久|什么时候|啥时候|几点|几号).{{0,3}}(?:得空|有空|方便|在家|合适|得行)"
)
_LEAVES_IT = lazy_regex(
    r"(?:看|由|听|等)(?:他们?|她们?|对方|老乡|农户|人家|你们|您们?)(?:的)?(?:时间|方便|安排|哪天|那边|定|$)|(?:他们?|她们?|对方|老乡|农户|人家|你们)(?:那边)?(?:来)?(?:定|选|挑)(?:时间|一?天|日子|就行|$|[，,。嘛吧])"
)
_IS_OR_NOT = lazy_regex(r"([\u4e00-\u9fff])不\1")
_SEE_YOU = lazy_regex(r"见$|联系$|再说$|等[你您]|谢")
_NOT_THEIRS = lazy_regex(
    rf"{questions.SERVICE}|{questions.HOW_TO}"
    r"|帮助|我的|我手|证明|请假|销假|管家|派|安排(?!时间|好)|(?:我|我们)(?:也|还)?(?:想|要|需要|打算)(?:请|找|申请|招|办|买)(?!他|她|对方|农户|老乡)|报销|发票|小结|总结|资料库|评价|打分|解绑|绑定|积分|推荐|改资料|换人|转人工|交回"
)
_THEIR_PLACE = lazy_regex(r"你们(?=那[里边头儿]|屋|家|村|院|果园|厂|坡|社|镇|[种养栽喂]|的?[地果树猪牛羊田圈])")
_FOREIGN = frozenset("emergency bind leave rate complete decline human complaint command policy events".split())
_ASKED_BACK = frozenset(
    "ask other demand answer message help greet progress confirm privacy checkin signup deny".split()
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where no order is in hand, several can be meant, or the words are for the bot."""
    text = turn.text.strip()
    if not 2 <= len(text) <= LONGEST or understood.intent in {"emergency", "bind"} or understood.phones:
        return False
    demand = await _meant(turn, understood)
    if demand is None:
        return False
    if _HOW_RATED.search(text) and questions.asks(text):
        turn.say(expert_talk.rated_blind(demand.no))
        return True
    if _DONE.match(text) and understood.intent != "complete" and demand.status is not DemandStatus.SERVED:
        turn.talk.ask("confirm", command="完成", number=demand.no, rest="")
        turn.say(expert_talk.done_sure(demand.no))
        return True
    if await _tells_absent(turn, demand, text) or await _tells_facts(turn, demand, text):
        return True
    if demand.status is DemandStatus.SERVED or not await _is_for_them(turn, understood, demand, text):
        return False
    turn.talk.set_focus(demand.no)
    await messages.pass_on(turn, Arguments(demand.no, text))
    return True


async def _meant(turn: Turn, understood: Understanding) -> Demand | None:
    """The one order in hand that the words can be about."""
    held = await access.demands_in_hand(turn)
    if understood.demand_no is not None:
        held = [one for one in held if one.no == understood.demand_no]
    if len(held) > 1:
        held = [one for one in held if one.no == turn.talk.focus]
    if held and turn.talk.focus != held[0].no and await access.open_demands(turn):
        return None  # an expert who asks for a need of one's own
    if not held:
        return None
    return held[0] if turn.talk.focus == held[0].no or not await access.offered(turn) else None


async def _tells_absent(turn: Turn, demand: Demand, text: str) -> bool:
    """老乡没在家，白跑一趟: the visit that has begun was missed; around its hour the other side is called first."""
    if not absence.ABSENT.search(text) or questions.asks(text):
        return False
    agreed = await meetings.visits(Desk.of(turn), demand, VisitStatus.AGREED)
    begun = [one for one in agreed if turn.now - no_shows.RECENT <= one.starts_at <= turn.now]
    if absence.MET.search(text):
        return False  # 老乡不在家，他儿子带我看完了
    is_again = visit_times.puts_forward(text, turn.now)
    if begun and (is_again or absence.WASTED.search(text) or turn.now - begun[-1].starts_at > day_of.AFTER):
        await no_shows.report_and_go_on(turn, demand.no, begun[-1].id)
        return True
    if not agreed:
        return False
    await messages.pass_on(turn, Arguments(demand.no, text))
    return True


async def _tells_facts(turn: Turn, demand: Demand, text: str) -> bool:
    """约的啥时候, 地址在哪: what is known is told instead of asked."""
    visits = await meetings.ahead(turn, demand)
    if _WHEN.search(text) and not visits and demand.status is not DemandStatus.SERVED:
        await messages.pass_on(turn, Arguments(demand.no, text))
        return True
    if _WHEN.search(text):
        visit = visits[0]
        is_agreed = visit.status is VisitStatus.AGREED
        turn.say(expert_talk.visit_told(demand.no, common.moment(visit.starts_at), _place(visit, demand), is_agreed))
        return True
    place = _place(visits[0], demand) if visits else common.place_of(demand)
    if not _WHERE.search(text) or not place:
        return False
    turn.talk.set_focus(demand.no)
    turn.talk.ask("guess", intent="message", text=text)
    turn.say(expert_talk.place_told(demand.no, place))
    return True


def _place(visit: Visit, demand: Demand) -> str:
    return visit_notes.place_of(visit, demand)


async def _is_for_them(turn: Turn, understood: Understanding, demand: Demand, text: str) -> bool:
    """Bidding, being on the way, or asking about their matter: these words can only be meant for the other side."""
    if _FREE.search(text) or (_LEAVES_IT.search(text) and not questions.is_question(text)):
        return True
    if _is_advice(understood, text):
        return True
    is_loose = understood.intent == "policy" and len(text) <= SHORT and not questions.RULES.search(text)
    if (
        _NOT_THEIRS.search(_THEIR_PLACE.sub("", text))
        or (understood.intent in _FOREIGN and not is_loose)
        or questions.asks_about_bot(text)
    ):
        return False
    if understood.place is not None and understood.intent == "demand":
        return False
    if _WAY.search(text):
        return (
            bool(await turn.uow.visits.of_demand(demand.no, appointments.OPEN)) or understood.intent != "propose_time"
        )
    if _offers_time(turn, text) or len(text) < FEWEST:
        return False
    if understood.intent == "claim" and not questions.is_question(text):
        stance = stances.read_stance(text)
        return stance.kind != "takes" or len(stance.rest) >= FEWEST
    if _BIDS.search(text) and read_answer(text.replace("麻烦", "")).kind in {"other", "yes"}:
        return True
    if understood.intent == "thanks":
        return await _agrees_and_says_more(turn, text)  # 谢谢，函发到协会邮箱
    if understood.intent not in _ASKED_BACK and not is_loose:
        return False
    asks = questions.asks(text) or _IS_OR_NOT.search(text) is not None
    return (asks and _OF_THEM.search(text) is not None) or await _agrees_and_says_more(turn, text)


def _is_advice(understood: Understanding, text: str) -> bool:
    """打500倍多菌灵, 这病不打紧: what to do, or how bad it is, whatever the words sound like."""
    is_plain = understood.intent in {"leave", "human", "command", "policy", "complete"} or understood.place is not None
    is_said = offers.ADVISES.search(text) is not None and offers.REFUSING.search(text) is None
    return is_said and not is_plain and not questions.asks(text) and _NOT_THEIRS.search(text) is None


async def _agrees_and_says_more(turn: Turn, text: str) -> bool:
    """可以，邻居也来看, where no time waits for a yes: it is the rest that is said."""
    first, _, rest = re.sub(r"[,。！!\s]+", "，", text).partition("，")
    if read_answer(first).kind not in {"yes", "polite"} or len(rest) < FEWEST or read_answer(rest).kind != "other":
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return not prompts and not _SEE_YOU.search(rest)


def _offers_time(turn: Turn, text: str) -> bool:
    """周六上午去 is put on the table; 周六他在不在家 is asked."""
    if not tabling.is_dated(text, turn.now) and not visit_times.is_shift(text):
        return False
    return not (questions.asks(text) and re.search(_THEY, text))
