"""What an expert says to an order that is offered: taken with a but, later, not at all, asked back, or advised upon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from domain.errors import DomainError
from domain.orders import OrderStatus
from domain.visits import ONLINE, VisitStatus
from domain.work import PromptKind
from handlers import access
from handlers.helping import messages
from handlers.orders import claiming, claiming_several, conversing
from handlers.reading import questions, stances
from handlers.turn import Arguments, Turn
from handlers.visits import tabling
from handlers.visits.heard import consent
from handlers.visits.heard import times as visit_times
from handlers.wording import common, contacts, expert, expert_talk
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST, ASKED = 80, 20
REMEMBERED = timedelta(days=3)
FEWEST = 4
SHORT = 8
_ORDER = lazy_regex(
    r"^(?:我|我来|那我)?(?:接|揭|要)\s*[#＃]?\s*(?P<no>\d{1,7})\s*(?:号?单?|那个)?(?:了|吧|嘛)*[。！!]*$"
)
_PICTURES = lazy_regex(
    r"(?:拍|照|发|传)(?:一?[张个些下段几两]|清楚|近|远|细|过来|来|给我|我看|全|整).{0,12}$"
    r"|(?:照片|图片|视频|图).{0,4}(?:发|拍|传)|(?:拍|照)[^，,。了过]{0,4}(?:根|叶|果|枝|树|土|皮|正面|背面|片子|设备|现场)"
)
_SIZE = lazy_regex(r"有好?(?:大|高|宽|深|远|长|重)(?:一?片|的?面积|一?块)?$|好[点些]了?(?:没|不|吗)|好转(?:没|不|吗)")
_NEEDED = lazy_regex(r"^(?:还)?(?:需要|要不要|用不用|需不需要|是不是(?:要|得)|有没有必要).{0,3}(?:我|[来去]|派|带|到)")
_COMES = lazy_regex(r"[来去接到](?:不|得|看|吧|$)|可以|再[来去]")
_NEXT = lazy_regex(r"接(?:下来|着|口|穗|种|触|近|骨)")
_CLAIMING = lazy_regex(r"接|揭|认领|归我|交给|可以|行|问题|愿意|能|好|[来去到看]|要")
_STATE = lazy_regex(
    r"(?:有没有|有|被|是不是有?).{0,3}(?:人|专家|谁|别人).{0,2}(?:接|揭)|(?:接|揭)(?:走|掉)?了(?:没|吗)|还在(?:不|吗)|截止|多久(?:能|要)|急不急|急吗|多急"
)
ADVISES = lazy_regex(
    r"^(?:先|再|就|可以|要)?(?:打|喷|施|浇|灌|撒|喂|冲)(?!电话|算|听|车|印|卡|钱|过|了|开)\S{2,}|就(?:行|可以|好|够)了?$|不(?:用|需要|必)(?:专门|再|急着)?(?:[来去]人?|请人|打药|管|换|担心|处理|治|到?现场)|不(?:算|太)?(?:重|严重|要紧|碍事)"
    r"|(?:正常|生理)(?:性|现象)?|等.{1,8}再(?!说|接|看|来|去|定|联系|回)|(?:叶面|根部|冲施|补|剪|清|排|浇|喷|盖|覆|撒|刷|晒|通风|降温|保温|隔离|消毒|遮阴|松土|培土|追肥)(?:[一二两三几]次|掉|除|水|钙|肥|土|膜|干|施)"
)
_MONEY = r"(?:车费|路费|差旅费?|油费|过路费|食宿|住宿|吃住|劳务费?|报酬|课酬|费用|酬劳)"
COSTS = lazy_regex(
    rf"(?:给|有|管|报|包)不(?:给|有|管|报|包){_MONEY}|有没(?:有|得){_MONEY}|{_MONEY}.{{0,4}}(?:谁|哪个|咋|怎么|如何|出|报|管|给|有|多少|好多|标准|包|吗|不|没)|(?:谁|哪个)(?:来)?(?:出|付|给|管|报){_MONEY}"
    r"|(?:管饭|包吃|管吃|管住|报销|给钱|付钱|给报酬|有钱|有报酬|有补助|有补贴|有劳务费?)(?:不|没有?|吗|没得|么|嘛|？|\?|$)"
    rf"|(?:怎么|咋个?|如何|谁|哪个).{{0,4}}(?:结算|报销|算|报).{{0,4}}{_MONEY}"
)
_OF_SERVICE = lazy_regex(rf"{questions.SERVICE}|{questions.HOW_TO}|擅长|专长|资料|我的|自己|要得")
_OF_MONEY = lazy_regex(rf"{_MONEY}|报销|给钱|付钱|有钱|补助|补贴")
_CONDITIONAL = lazy_regex(
    r"(?:能|要是|如果|只要|得有|有|给|包)(?!不能|够)[^，,。；;]{1,12}?(?:的话)?[，,\s]*(?:我|我们)?(?:就|才)(?:可以|能|会|考虑)?"
    r"(?:接(?!着|下来)|[来去](?:$|[，,。嘛吧]))"
)
_ON_TERMS = lazy_regex(  # 能去是能去，要你们派车
    r"(?P<will>[来去接行]|可以)(?:得)?倒?是(?:能|可以|可)?(?P=will)(?:得)?[，,。\s]+(?:但是?|不过|就是|只是)?(?:要|得|必须|除非)(?!等|过|到|明|下|后|周)"
)
_AGAIN = lazy_regex(
    r"开玩笑|说起耍|逗(?:你|您)|又(?:可以|有空|得空|能|有时间|行|想)(?:接|来|去)?了|(?:刚才|刚刚|先前|那).{0,4}(?:那个|那单|的单|单).{0,6}(?:有空了|可以了|可以接|想接|能接|还是我?(?:接|来))"
    r"|(?:点|说|回|按|打)错了.{0,4}(?:想|要|可以)?接|还是我?(?:接|来)(?:吧|嘛|了)"
)
_MYSELF = lazy_regex(r"^(?:算了|那|还是|好嘛?|行嘛?|[，,\s])*我?自己[去来跑接]|^(?:算了|那就?|还是)[，,\s]*我[去来接]")
_CAN_WAIT = lazy_regex(
    r"(?:等得(?:到|起|及)?|来得及|赶得[上及]|急)不(?:得)?[了哦嘛]?[?？]*$|(?:等得(?:到|起|及)?|来得及|赶得上|能等|可以等|不急)(?:吗|么|嘛|不|没得)[?？]*$|能不能等|(?:急|等)不(?:急|等得)"
    r"|(?:[下上]?(?:个|一)?(?:周|星期|礼拜|月)[一二三四五六日天末底初中]?|月[底初中]|明后?天|后天|改天|过(?:几|两)天|晚(?:几|两)天|\d{1,2}[号日])[^，,。来去到过接]{0,6}(?:[行成]不(?:行|成)?|要得不|得行不|可以不|可不可以|可以吗|行吗|要不要得|合不合适)[哦嘛啊呢?？]*$"
)
_PLAINLY_ASKS = lazy_regex(r"请问|想问|问一?[下哈声]|(?:是|属于|算|用的|种的|养的)[^，,。]{1,8}还是[^，,。]{1,8}")
_BUT = lazy_regex(r"^(?:但是?|只?不过|只是|然而|就是)")
REFUSING = lazy_regex(
    r"我|您|你们|[来去接到]不|没(?:空|时间|法)|不(?:方便|行|得空|会|懂|熟|对口)|抱歉|不好意思|对不起|走不开|出差|住院|生病|忙|太远|别人|请假|推荐|换|找"
)
_MISREAD = frozenset("decline cancel complete deny claim confirm leave greet progress".split())
_LOOSE = frozenset("confirm deny signup checkin events complete edit progress other rate message".split())
_HIDES_NO = frozenset("thanks confirm other greet rate help".split())  # 谢谢，但是我没空
_EVENT = lazy_regex(r"宣讲|活动|培训|讲座|课|会议|报名|签到|名额|任务|手上|榜单|别的单|记录|积分|证明|通过|登记")
_TELLS = lazy_regex(r"该|要|应|注意|记得|浇|施|剪|打|补|排|盖")
_FOREIGN = frozenset("emergency bind privacy human complaint".split())


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where nothing is offered, or the words are something else."""
    text = turn.text.strip()
    if len(text) > LONGEST or understood.intent in {"emergency", "bind"} or questions.asks_about_bot(text):
        return False
    if found := _ORDER.match(text):
        await claiming.claim(turn, Arguments(int(found["no"])))
        return True
    if await _takes_back_no(turn, text) or await claiming.recommend(turn, text):
        return True
    offered = await access.offered(turn)
    if not offered:
        return False
    if understood.demand_no is not None and understood.demand_no not in offered:
        return False
    if len(offered) > 1 and understood.demand_no is None:
        await look_at_named(turn, offered, text)
    held = await access.demands_in_hand(turn)
    is_unable = len(text) <= SHORT and stances.read_stance(text).kind == "cannot"
    if is_unable and not held and understood.demand_no is None and len(offered) == 1:
        await claiming.decline(turn, Arguments(offered[0]))  # 不方便
        return True
    is_off = understood.intent == "cancel" or read_answer(text).kind == "cancel"
    if is_off and len(text) <= SHORT and (understood.demand_no is not None or not held):
        no = await _which(turn, understood)  # 取消, 算了: nothing is in hand yet
        turn.talk.ask("claim_choice", no=no)
        turn.say(expert.which_claim(no))
        return True
    if held and understood.demand_no is None and await messages.was_asked(turn, turn.talk.focus or held[0].no):
        return False  # 导航就行，把村组发给我, to whom has just asked
    if await _asks_on(turn, understood, text, offered) or await _advises(turn, understood, text, offered):
        return True
    return await _takes_or_not(turn, understood, text, is_free=not held)


async def _takes_back_no(turn: Turn, text: str) -> bool:
    """刚才那个我又有空了, after a refusal: the order is taken, or asked about, while nobody has it."""
    declined = turn.talk.recent(claiming.DECLINED, REMEMBERED)
    is_online = any(stances.takes_online(one) for one in re.split(r"[，,。；\s]+", text))
    is_meant = _AGAIN.search(text) is not None or is_online or _MYSELF.match(text) is not None
    if declined is None or not is_meant or questions.is_question(text):
        return False
    order = await turn.uow.orders.of_demand(int(declined["no"]))
    if order is None or order.status is not OrderStatus.LISTED:
        return False
    stance = stances.read_stance(text)
    if stance.kind == "takes" or _MYSELF.match(text):
        await take(turn, order.demand_no, stance.rest)
        return True
    turn.talk.ask("claim_choice", no=order.demand_no)
    turn.say(expert.which_claim(order.demand_no))
    return True


async def hear_last(turn: Turn, understood: Understanding) -> bool:
    """What no other reading was found for, while an order waits: shown, asked on, or asked what it means."""
    text = turn.text.strip()
    is_claim = understood.intent == "claim" and not _CLAIMING.search(_NEXT.sub("", text))
    if not (understood.intent in _LOOSE or is_claim or _STATE.search(text)) or not FEWEST - 1 <= len(text) <= LONGEST:
        return False
    if questions.asks_about_bot(text) or _EVENT.search(text) or understood.place is not None or understood.phones:
        return False
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if any(one.kind is not PromptKind.CLAIM for one in prompts) or turn.talk.asked():
        return False
    no = _only(turn, understood, await access.offered(turn))
    if no is None or await access.demands_in_hand(turn):
        return False
    if _STATE.search(text):
        await claiming.look(turn, Arguments(no))
    elif _PLAINLY_ASKS.search(text):
        await conversing.ask(turn, Arguments(no, text))
    elif questions.asks(text):
        turn.talk.ask("guess", intent="ask", text=text)
        turn.say(expert_talk.ask_them(no))
    elif is_claim and _TELLS.search(text):
        await conversing.advise(turn, Arguments(no, text))
    else:
        turn.talk.ask("claim_choice", no=no)
        turn.say(expert.which_claim(no))
    return True


async def look_at_named(turn: Turn, offered: Sequence[int], text: str) -> None:
    """柑橘那个我接, where several wait: the one whose title shares most with the words is meant from here on."""
    shared: dict[int, int] = {}
    nos = list(offered)[:8]
    orders = await turn.uow.orders.of_demands(nos)
    for no in nos:
        title = orders[no].title if no in orders else ""
        shared[no] = sum(title[at : at + 2] in text for at in range(len(title) - 1))
    most = max(shared.values())
    best = [no for no, count in shared.items() if count == most]
    if most and len(best) == 1:
        turn.talk.set_focus(best[0])


async def _takes_or_not(turn: Turn, understood: Understanding, text: str, *, is_free: bool) -> bool:
    stance = stances.read_stance(text)
    if (_CONDITIONAL.search(text) or _ON_TERMS.search(text)) and understood.intent not in _FOREIGN:
        no = await _which(turn, understood)  # 能报销车费我就接: nobody has promised that yet
        turn.talk.ask("claim_choice", no=no, rest=text)
        turn.say(expert_talk.about_costs(turn.base) if _OF_MONEY.search(text) else "")
        turn.say(expert.which_claim(no))
        return True
    if stance.kind == "takes" and understood.intent not in _FOREIGN - {"privacy"}:
        await take(turn, await _which(turn, understood), stance.rest)
        return True
    if stance.kind == "refuses" and (not questions.is_question(text) or understood.intent == "decline"):
        await claiming.decline(turn, Arguments(await _which(turn, understood, "婉拒 12"), text))
        return True
    if _CAN_WAIT.search(text) and (waiting := _only(turn, understood, await access.offered(turn))) is not None:
        await conversing.ask(turn, Arguments(waiting, text))
        return True
    if understood.intent == "leave" and not _COMES.search(text):
        return False  # 明天到后天我不在
    is_unable = stance.kind == "cannot" and understood.intent in _HIDES_NO
    if (
        (stance.kind not in {"later", "not_then"} and not is_unable)
        or not is_free
        or understood.tags
        or understood.intent in _FOREIGN
    ):
        return False
    if stance.kind == "later" and questions.is_question(text) and not _is_exact(turn, text):
        return False
    if stance.kind in {"not_then", "cannot"} and (
        several := await claiming_several.unnamed(turn, understood.demand_no)
    ):
        await claiming_several.decline(turn, several)
        return True
    no = await _which(turn, understood, "婉拒 12")
    if stance.kind == "later" and _is_exact(turn, text):
        await take(turn, no, consent.beside_time(text, turn.now, None))
        return True
    turn.talk.ask("claim_choice", no=no, rest=text)
    turn.say(expert_talk.take_later(no))
    return True


async def _which(turn: Turn, understood: Understanding, example: str = "揭榜 12") -> int:
    return understood.demand_no or await access.prompted_order(turn, example)


async def take(turn: Turn, no: int, rest: str) -> None:
    """The order is claimed; what was said beside it and the time reaches the other side."""
    await claiming.claim(turn, Arguments(no))
    if any(stances.takes_online(one) for one in rest.split("，")):
        await _meet_online(turn, no)
    is_timed = bool(await turn.uow.visits.of_demand(no, (VisitStatus.PROPOSED,)))
    if tabling.leaves_choice(tabling.without_numbers(turn.text), turn.now):
        return  # passed on with the claim
    if any(COSTS.search(one) for one in rest.split("，")):
        turn.say(expert_talk.about_costs(turn.base))
    parts = [one for one in rest.split("，") if one and not COSTS.search(one)]
    parts = [one for one in parts if not (is_timed and _is_of_time(turn, one))]
    said = _BUT.sub("", "，".join(one for one in parts if read_answer(one).kind == "other"))
    if (kept := common.without_phones(said)) != said:
        turn.say(contacts.own_not_given())
    if len(kept) >= FEWEST:
        await messages.pass_on(turn, Arguments(no, kept))


async def _meet_online(turn: Turn, no: int) -> None:
    """只能线上看: a time that is named later is one online, unless it says otherwise."""
    demand = await turn.uow.demands.lock(no)
    if demand is not None:
        demand.mode = ONLINE
        await turn.uow.demands.save(demand)


def _is_of_time(turn: Turn, clause: str) -> bool:
    """周三上午去, 这周出差: told by the time that is put on the table."""
    if stances.takes_online(clause):
        return False
    return tabling.is_dated(clause, turn.now) or stances.read_stance(clause).kind != "none"


def _is_exact(turn: Turn, text: str) -> bool:
    """Whether the words name a day that could be put before the other side."""
    if not tabling.is_dated(text, turn.now) or visit_times.names_refused(text, turn.now):
        return False
    try:
        return bool(visit_times.read_slots(text, turn.now, None, 0).choices)
    except DomainError:
        return False


async def _asks_on(turn: Turn, understood: Understanding, text: str, offered: Sequence[int]) -> bool:
    """再拍张根部, 这是不是缺水: the next question is a question, whatever it sounds like."""
    if understood.phones or stances.read_stance(text).kind in {"takes", "refuses"} or understood.place is not None:
        return False
    is_picture = _PICTURES.search(text) is not None
    is_question = understood.intent == "answer" and questions.is_question(text) and not ADVISES.search(text)
    is_question = is_question or _NEEDED.search(text) is not None or _asks_of_matter(understood, text)
    if not (is_picture or is_question or _SIZE.search(text)) or len(text) < FEWEST:
        return False
    if understood.intent in _FOREIGN or (no := _only(turn, understood, offered)) is None:
        return False
    await conversing.ask(turn, Arguments(no, text))
    return True


def _asks_of_matter(understood: Understanding, text: str) -> bool:
    """材料是什么, taken for a question about rules: nothing of rules, money or the bot is in it."""
    if understood.intent not in {"policy", "help"} or not questions.asks(text) or len(text) > ASKED:
        return False
    is_of_service = _OF_SERVICE.search(text) is not None or COSTS.search(text) is not None
    return not (is_of_service or questions.RULES.search(text) or _EVENT.search(text) or _OF_MONEY.search(text))


async def _advises(turn: Turn, understood: Understanding, text: str, offered: Sequence[int]) -> bool:
    """这个冻得不重，等回暖再剪 tells what to do; it refuses nothing and reports nothing done."""
    if understood.intent not in _MISREAD or not ADVISES.search(text) or REFUSING.search(text):
        return False
    if questions.asks(text) or len(text) < FEWEST * 2 or (no := _only(turn, understood, offered)) is None:
        return False
    await conversing.advise(turn, Arguments(no, text))
    return True


def _only(turn: Turn, understood: Understanding, offered: Sequence[int]) -> int | None:
    """The one offered order that can be meant."""
    if understood.demand_no is not None:
        return understood.demand_no
    return access.meant_of(turn, offered)
