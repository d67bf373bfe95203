"""What experts answer to an offer in their own words: a time is a claim, 晚点回您 is none, who pays is no need."""

from __future__ import annotations

from domain.demands import DemandStatus
from domain.visits import VisitStatus
from handlers import access
from handlers.helping import messages
from handlers.orders import conversing, offers
from handlers.reading import questions, signs, stances
from handlers.reading.hindrances import HELD_UP, NO_TIME, unable
from handlers.turn import Arguments, Turn
from handlers.visits import tabling
from handlers.visits.heard import times as visit_times
from handlers.wording import expert, expert_talk
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 60
TELLS = 0.3  # of advice and findings together, where nothing is asked
_DECIDED = lazy_regex(
    r"(?:^|[，,。！!\s])(?:那就?|还是|行|好|可以|嗯|要得|我|就)*(?:接|要接|接下|接下来|接单|接这[个单]|我来|我去)(?:了|吧|嘛|哈|它)*[。！!]*$"
)
_NOT_YET = lazy_regex(
    r"(?:哪天|时间|日子|几号|具体).{0,4}(?:定不[了到下]|没定|说不准|不好说|没想好)|(?:晚上|今晚|明天|下午|晚点|晚些|回头|忙完)(?:再)?(?:回(?:[您你]|复|话)|答复)(?:[您你])?[哈嘛吧了。]*$|^(?:等我?|容我|让我|我|那|晚点|晚些|待会儿?|一会儿?|下午|晚上|明天|回头|过会儿?|过两天|先)*"
    r"(?:回[你您复]|答复[你您]?|回话|安排(?:一?下)?(?:时间|行程|工作)?|看一?[下看]?(?:我的?)?(?:时间|行程|日程|课表|安排)"
    r"|查一?下(?:时间|行程|日程)?|想一?[想下]|考虑(?:一?下|考虑)?|商量(?:一?下)?|再说|再定|协调(?:一?下)?(?:时间)?)"
    r"(?:再)?(?:看|说|定|回[你您复]|答复|决定)?(?:哈|吧|嘛|了|一下)*[。！!]*$"
)
_CANNOT = lazy_regex(
    rf"{unable('来去接')}|{HELD_UP}|{NO_TIME}"
    r"|(?<!行)不行|(?<!方便)不方便|出差|恐怕|不接|不去|不会|不对口|请假|住院|忙不|太忙|很忙"
)
_ASKS_HIM = lazy_regex(
    r"(?:他|她|对方|农户|老乡|人家)[们家]?.{0,8}(?:在不在|在家|有没有|方便|得空|行不行|可以不|是不是|会不会|[吗么？?])|谁|哪[里个位]|多少|为什么|咋"
)
_LATER_ONLY = lazy_regex(r"才(?:有空|得空|能(?=[来去接到看走动安排]|$|[，,。\s])|有时间|走得开|得行)")
_COMES = lazy_regex(r"(?:我|我们)?(?:再|就)?(?:过?去|过?来|到|上门|下来)(?:看|指导|现场|一趟)?(?:嘛|吧|哈|了|。)*$")
_OFFERS = lazy_regex(r"行不行?|可以不|可不可以|得行不|要得不|好不好|如何|怎么样|方便不|方便吗|行吗|可以吗")
_TOGETHER = lazy_regex(
    r"^(?:我们?)?(?:也|都)?(?:想|要|能不能|能|可以|可不可以)?(?:去|接|来|参加)?[，,]?(?:能不能|可不可以|可以)?(?:跟|和|同)?.{0,4}"
    r"(?:一起|一路|同去|组队|搭伙|联合|带上我|加我一个|算我一个)(?:去|接|来|做|搞|揭榜)?.{0,2}[吗不嘛么没？?]*$"
)
_ASKS = lazy_regex(
    r"[吗么呢?？]\s*$|多少|好多|几[个亩户棵年天]|哪[里个些年]|啥子?|什么|怎么|咋|有没有|是不是|能不能|([\u4e00-\u9fff])不\1|(?:是|有|在|会|能|要|方便|远)不\s*$|没得\s*$"
)
_CONTACT = lazy_regex(r"电话|号码|手机|微信|联系")
_TELLS = lazy_regex(
    r"注意|建议|最好|应该|避免|加强|及时|保持|控制(?!不)|增施|追施|叶面|喷施|排水|覆膜|套袋|疏果|清园|摘除|隔离|消毒|改用|换成|(?:先|要|可以|适当)(?:把|用|停|补|施|喷|灌|浇|剪|排|撒|挖|做|测|查)"
    r"|不要(?:再)?(?:打|喷|浇|施|喂|用)|(?:别|莫)(?:再)?(?:打|喷|浇|施|喂|用)"
)
_OWN = lazy_regex(
    r"我家|我们(?:单位|家|这|基地|合作社|村)|想请|求|请(?:个|位)?(?:专家|老师|人)|咋个?办|怎么办|[?？]|我想|需要(?:专家|人|帮)|谁"
)
_FOR_THEM = lazy_regex(
    r"(?:跟|给|让|叫|喊|请|告诉|转告|提醒)(?:他|她|对方|农户|老乡|人家)|我.{0,4}(?:带|和).{0,6}(?:学生|同事|同去|一起)"
)
_ABOUT_BOT = lazy_regex(rf"{questions.SERVICE}|{questions.HOW_TO}|帮助|我的|要得|自己")
_OTHERS_BUSINESS = frozenset(
    "emergency bind rate complete privacy thanks greet claim decline ask leave signup events checkin".split()
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where the words are something else, or not an expert's."""
    text = turn.text.strip()
    if not turn.person.expert_ids or len(text) > LONGEST or understood.intent in {"emergency", "bind"}:
        return False
    if offers.COSTS.search(text) and understood.place is None:
        turn.say(expert_talk.about_costs(turn.base))
        return True
    if _CONTACT.search(text):
        return False  # whose numbers are not given out
    if _TOGETHER.match(text) and not await access.demands_in_hand(turn):
        turn.say(expert_talk.one_each())
        return True
    offered, held = await _at_hand(turn, understood, text)
    if await _advises(turn, understood, text, offered, held):
        return True
    if offered and await _answers_offer(turn, understood, text, is_free=not held):
        return True
    if not offered and len(held) == 1 and await _takes_note(turn, text, held[0]):
        return True
    return await _says_more(turn, understood, text, offered, held)


async def _at_hand(turn: Turn, understood: Understanding, text: str) -> tuple[list[int], list[int]]:
    """The orders that are offered and those in hand; a number or a name narrows what is meant down."""
    offered = await access.offered(turn)
    if understood.demand_no in offered:
        turn.talk.set_focus(understood.demand_no)
        return [understood.demand_no], []
    if len(offered) > 1 and understood.demand_no is None:
        await offers.look_at_named(turn, offered, text)
    return offered, [one.no for one in await access.demands_in_hand(turn)]


async def _says_more(turn: Turn, understood: Understanding, text: str, offered: list[int], held: list[int]) -> bool:
    """A question about somebody, words for somebody, or what only the order at hand can be about."""
    if _ASKS_HIM.search(text) and _ASKS.search(text) and not understood.tags and not _ABOUT_BOT.search(text):
        return await _put_question(turn, "other", text, offered, held)
    if await _speaks_on(turn, understood, text, offered, held):
        return True
    if await _is_about_order(turn, understood, text, offered, held):
        return True
    if understood.intent in _OTHERS_BUSINESS or understood.tags:
        return False
    return await _asks(turn, understood, text, offered, held)


async def _advises(turn: Turn, understood: Understanding, text: str, offered: list[int], held: list[int]) -> bool:
    """后天有雨，注意排水: what an expert tells somebody to do is no need of the expert's own."""
    if understood.intent not in {"demand", "other", "answer", "propose_time"} or understood.place is not None:
        return False
    if not _TELLS.search(text) or _OWN.search(text) or questions.is_question(text) or _CANNOT.search(text):
        return False
    numbers = held or offered
    no = access.meant_of(turn, numbers)
    if no is None or (understood.intent == "answer" and no in offered):
        return False
    if no in held:
        turn.talk.set_focus(no)
        return await messages.offer_to_pass_on(turn)
    await conversing.advise(turn, Arguments(no, text))
    return True


async def _answers_offer(turn: Turn, understood: Understanding, text: str, *, is_free: bool) -> bool:
    """我考虑好了，接 and 我周五过来 claim; 晚点回您 does not."""
    if _NOT_YET.search(text):
        turn.say(expert_talk.no_hurry(await _which(turn)))
        return True
    if understood.demand_no is None and is_free and _LATER_ONLY.search(text):
        no = await _which(turn)
        turn.talk.ask("claim_choice", no=no)
        turn.say(expert.which_claim(no))
        return True
    if understood.demand_no not in {None, turn.talk.focus} or _CANNOT.search(text):
        return False
    is_decided = _DECIDED.search(text) is not None
    if is_decided or (is_free and _names_time(turn, understood, text)):
        is_but = visit_times.names_refused(text, turn.now)  # 18号有手术，19、20都可以
        await offers.take(turn, await _which(turn), text if is_but else stances.read_stance(text).rest)
        return True
    return False


async def _takes_note(turn: Turn, text: str, no: int) -> bool:
    """好, 收到 from somebody to whom an order was given: the next thing is when."""
    if (read_answer(text).kind not in {"yes", "polite"} and signs.has_words(text)) or turn.talk.asked():
        return False
    demand = await turn.uow.demands.get(no)
    if demand is None or demand.status is not DemandStatus.CLAIMED:
        return False
    if await turn.uow.visits.of_demand(no, (VisitStatus.PROPOSED, VisitStatus.AGREED)):
        return False
    turn.say(expert_talk.when(no))
    return True


async def _which(turn: Turn) -> int:
    return await access.prompted_order(turn, "揭榜 12")


def _names_time(turn: Turn, understood: Understanding, text: str) -> bool:
    """Whoever names a time to come takes it on; 周五他在不在 only asks."""
    may_come = understood.intent in {"propose_time", "confirm", "claim"} or (
        understood.intent in {"other", "answer", "message"} and _COMES.search(text)
    )
    if not may_come or text.startswith(("约", "改约")) or not tabling.is_dated(text, turn.now):
        return False
    return not _ASKS_HIM.search(text) and (not questions.is_question(text) or _OFFERS.search(text) is not None)


async def _asks(turn: Turn, understood: Understanding, text: str, offered: list[int], held: list[int]) -> bool:
    """有好多亩, 在哪里碰头: a question that no form was found for goes to the one asker who can be meant."""
    if (
        understood.intent not in {"other", "help", "demand", "human"}
        or not _ASKS.search(text)
        or _ABOUT_BOT.search(text)
    ):
        return False
    if understood.intent == "demand" and understood.place is not None:
        return False
    return await _put_question(turn, understood.intent, text, offered, held)


async def _is_about_order(
    turn: Turn, understood: Understanding, text: str, offered: list[int], held: list[int]
) -> bool:
    """缺钙，叶面补钙两次, with an order at hand and without a place: hardly a need of the expert's own."""
    if (
        understood.intent != "demand"
        or understood.place is not None
        or _OWN.search(text)
        or _CANNOT.search(text)
        or questions.asks_about_bot(text)
    ):
        return False
    return await _put_question(turn, "demand", text, offered, held)


async def _speaks_on(turn: Turn, understood: Understanding, text: str, offered: list[int], held: list[int]) -> bool:
    """让他把果子留几个: words for the one asker who can be meant; before the claim they go as a question."""
    if held and not offered and understood.intent in {"ask", "answer"} and understood.demand_no is None:
        return await _put_question(turn, understood.intent, text, offered, held)
    if held and not offered and understood.intent == "other" and read_answer(text).kind == "other":
        return await _put_question(turn, "other", text, offered, held)
    if held or understood.intent not in {"other", "message", "answer"} or understood.demand_no is not None:
        return False
    is_for_them = understood.intent == "message" or _FOR_THEM.search(text) is not None
    return is_for_them and await _put_question(turn, understood.intent, text, offered, held)


async def _put_question(turn: Turn, intent: str, text: str, offered: list[int], held: list[int]) -> bool:
    """Asked at once where the words can mean nothing else; else it is asked whether to."""
    numbers = held or offered
    no = access.meant_of(turn, numbers)
    if no is None or len(text) < 4:
        return False
    if no in held:
        turn.talk.set_focus(no)
        return await messages.offer_to_pass_on(turn)
    if intent == "other":
        await conversing.ask(turn, Arguments(no, text))
        return True
    if not questions.asks(text) and read_act(text, "expert").share("advice", "result") >= TELLS:
        await conversing.advise(turn, Arguments(no, text))  # 我看了照片，是细菌性流胶，刮掉涂药
        return True
    turn.talk.ask("guess", intent="ask", text=text)
    turn.say(expert_talk.ask_them(no))
    return True
