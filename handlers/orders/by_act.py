"""What an expert's words do, where no pattern knew them: passed on at once, answered, or taken as they are."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from domain.orders import OrderStatus
from domain.work import PromptKind
from handlers import access
from handlers.helping import messages
from handlers.orders import claiming, claiming_several, conversing, known
from handlers.reading import questions, stances
from handlers.turn import Arguments, Turn
from handlers.visits import arranging
from handlers.wording import expert, expert_talk
from nlu.dialogue.acts import LIKELY, SURE, Acts, read_act
from nlu.dialogue.answers import read_answer, read_choice
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

FEWEST, LONGEST = 3, 160
SURELY_THEM = 0.9  # 你们用的啥子料熏的 asks the plant, not the bot
MOST = 9  # choices that are asked for at once
FOR_THEM = ("asks_person", "advice", "result", "relay", "arrive", "wasted", "meeting", "company")
BEFORE_CLAIM = ("asks_person", "advice", "result", "decline", "asks_order")
_FOREIGN = frozenset("emergency bind rate complete propose_time".split())
_CLAIMS = lazy_regex(
    r"(?:那|就|也|都|由|还是|嗯|好)*(?:我|让我)?(?:来|去)?(?:也|就|都)?(?:接(?:下|单|了)?|揭(?:榜|了)?|要(?:了|得)?|来|去|归我|可以|(?:一起|一并|顺便|顺路)(?:看|接|去|来|做|弄|讲|搞))(?:了|嘛|吧|哈|的|它|这单|这个)*[。！!]*"
)
_NOTED = lazy_regex(
    r"(?:好的?|收到|嗯+|知道了?|晓得了?|明白|行|要得|没问题|ok)*[，,。！!\s]*(?:我|我们|这就|马上|回头|等会儿?|一会儿?|晚点|到时候?|提前|会|一定|尽快|今天|明天)*"
    r"(?:联系|打电话|联络|沟通|对接|准时到?|记得|记住了?|去办|安排)(?:他|她|对方|农户|老乡|人家)?(?:的|了|哈|嘛|一下)*[。！!]*"
    r"|(?:(?:您|你)?(?:放心|忘不[了到]|不会忘(?:记)?|记着呢?|误不了|(?:我)?(?:一定|肯定|准时|按时)(?:到|来|去))(?:的|了|哈|嘛|吧)*[，,。！!\s]*)+"
)
_WAVES_OFF = lazy_regex(  # 不消接，我打车
    r"(?:不(?:用|消|必|要|需要)|莫|别)(?:再)?(?:来|去|管|给我|派人|派车|麻烦|客气|特意|专门)*(?:接(?![单着手受])|送|派车|管饭|留饭|煮饭|弄饭|办招待|张罗|准备|招呼|破费|等我|买)"
)
_OF_PEOPLE = lazy_regex(r"(?:专家|老师|人)(?:也|都)?(?:在|去|来|看|去看)")
_TOO_FAR = lazy_regex(r"太远|(?:有点|好|很)远|远(?:了点|得很)|(?:过去|过来|单边|来回).{0,8}(?:小时|公里|天)")
_OF_LIST = lazy_regex(r"单|榜|活路?|任务|需求|接|派|推|别的|新的|其他|哪些|(?:有|还有)(?:啥子?|什么)[的吗没得]*$")
_ABOUT_BOT = lazy_regex(rf"{questions.SERVICE}|管家|解绑|绑定|积分|资料库|转人工|婉拒|揭榜|交回")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """False where nothing is in hand or offered, or the reader is not sure."""
    text = turn.text.strip()
    if not FEWEST <= len(text) <= LONGEST or understood.intent in _FOREIGN or understood.phones:
        return False
    acts = read_act(text, "expert")
    if acts.is_likely("need", least=0.3) or read_answer(text).kind != "other" or read_choice(text, MOST) is not None:
        return False
    held = [one for one in await access.demands_in_hand(turn) if understood.demand_no in {None, one.no}]
    is_of_list = _OF_LIST.search(text) is not None and not _OF_PEOPLE.search(text)
    if acts.is_likely("list", least=SURE) and understood.demand_no is None and is_of_list:
        await claiming.show_list(turn, Arguments())
        return True
    if _ABOUT_BOT.search(text) and not (held and acts.is_likely("asks_person", least=SURELY_THEM)):
        return False
    if held:
        return await _of_held(turn, understood, acts, held)
    return await _of_offered(turn, understood, acts)


def speaks_of_self(text: str) -> bool:
    """Of the own record, leave or profile, surely: never for the other side."""
    return read_act(text, "expert").is_likely("record", "leave", "profile", "quit", least=0.8)


async def hear_known(turn: Turn, understood: Understanding) -> bool:
    """今天几点去, 一共好多亩: what the record has is told before anybody is asked; 甲高的我接 names its order."""
    text = turn.text.strip()
    if not 1 < len(text) <= LONGEST or understood.intent in _FOREIGN or understood.phones:
        return False
    if turn.talk.asked() and read_choice(text, MOST) is not None:
        return False  # 第二个, where it was asked which
    if understood.demand_no is not None and await _takes_named(turn, understood.demand_no, text):
        return True
    acts = read_act(text, "expert")
    if not acts.is_likely("asks_order", "asks_person", "list"):
        return False
    held = [one for one in await access.demands_in_hand(turn) if understood.demand_no in {None, one.no}]
    no = understood.demand_no or (held[0].no if len(held) == 1 else None)
    if acts.is_likely("asks_order", "list") and await known.tell(turn, text, held, no):
        return True
    return len(held) == 1 and known.tell_size(turn, text, held[0])


async def hear_advice(turn: Turn, understood: Understanding) -> bool:
    """多菌灵没用，换一种，铺膜, to an offer: surely advice, whatever refusal or score single words of it sound like."""
    text = turn.text.strip()
    if not FEWEST <= len(text) <= LONGEST or understood.intent in _FOREIGN - {"rate", "complete"}:
        return False
    if not read_act(text, "expert").is_likely("advice", least=SURE) or await access.demands_in_hand(turn):
        return False
    no = await _offered(turn, understood)
    if no is not None:
        await conversing.advise(turn, Arguments(no, text))
    return no is not None


async def _takes_named(turn: Turn, no: int, text: str) -> bool:
    """The order was named; what is left is a plain claim, or the yes to its time."""
    prompts = [one for one in await turn.uow.work.prompts(turn.person.id, turn.now) if one.demand_no == no]
    kinds = {one.kind for one in prompts}
    if (PromptKind.CLAIM in kinds or no in claiming.listed(turn)) and _CLAIMS.fullmatch(text):
        await claiming.claim(turn, Arguments(no))
        return True
    if PromptKind.VISIT in kinds and read_answer(text).kind == "yes":
        await arranging.agree(turn, Arguments(no))
        return True
    return False


async def _of_held(turn: Turn, understood: Understanding, acts: Acts, held: list[Demand]) -> bool:
    """Advice, a question, being on the way: meant for the other side, who reads it at once."""
    open_ones = [one for one in held if one.status is not DemandStatus.SERVED] or held
    is_offered = await _is_offered_besides(turn, understood)
    if _WAVES_OFF.match(turn.text.strip()) and not is_offered:
        demand = await _meant(turn, open_ones, acts)
        turn.talk.set_focus(demand.no)
        await messages.pass_on(turn, Arguments(demand.no, turn.text))
        return True
    if acts.share("handback", "decline") >= SURE and not is_offered and not await _is_time_open(turn):
        demand = await _meant(turn, open_ones, acts)
        if demand.status is DemandStatus.SERVED:
            return False
        turn.talk.ask("step_back", no=demand.no, id=None, rest=turn.text)
        turn.say(expert_talk.hand_back_sure(demand.no))
        return True
    if _NOTED.fullmatch(turn.text.strip()) and not is_offered:
        demand = await _meant(turn, open_ones, acts)
        turn.say(expert_talk.noted(demand.no, is_agreed=demand.status is DemandStatus.SCHEDULED))
        return True
    if not acts.is_likely(*FOR_THEM, least=0.6):
        return False
    demand = await _meant(turn, open_ones, acts)
    if is_offered or (acts.best == "result" and demand.status is DemandStatus.SERVED):
        return False
    turn.talk.set_focus(demand.no)
    await messages.pass_on(turn, Arguments(demand.no, turn.text))
    return True


async def _meant(turn: Turn, held: list[Demand], acts: Acts) -> Demand:
    """The only one, the one talked about last; what undoes something is never guessed."""
    if len(held) == 1:
        return held[0]
    recent = access.last_of(turn, held)
    if recent is None or acts.best in {"handback", "decline", "arrive"}:
        raise access.which(held, "交回 12" if acts.best == "handback" else "留言 12 …")
    return recent


async def _is_offered_besides(turn: Turn, understood: Understanding) -> bool:
    """Another order waits and was the last thing talked about: the words may be about that one."""
    offered = await access.offered(turn)
    return understood.demand_no is None and turn.talk.focus in offered


async def _is_time_open(turn: Turn) -> bool:
    """A time on the table: a no may be its answer."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    return any(one.kind is PromptKind.VISIT for one in prompts)


async def _of_offered(turn: Turn, understood: Understanding, acts: Acts) -> bool:
    """Before the claim: a question is put, advice is given, a no is a no; where somebody else has it, that is said."""
    if not acts.is_likely(*BEFORE_CLAIM, least=0.6):
        return False
    is_unable = acts.is_likely("decline") and stances.read_stance(turn.text).kind in {"not_then", "cannot"}
    if is_unable and (several := await claiming_several.unnamed(turn, understood.demand_no)):
        await claiming_several.decline(turn, several)
        return True
    no = await _offered(turn, understood)
    if no is None:
        return await _is_taken(turn, acts)
    if _TOO_FAR.search(turn.text) and not acts.is_likely("decline", "asks_person"):
        turn.talk.ask("claim_choice", no=no)
        turn.say(expert.which_claim(no))  # 太远了点，过去五六个小时: a doubt, and no advice
    elif acts.is_likely("decline"):
        await _declines(turn, understood, no)
    elif acts.is_likely("asks_order"):
        await claiming.look(turn, Arguments(no))
    elif acts.share("advice", "result") >= acts.share("asks_person"):
        await conversing.advise(turn, Arguments(no, turn.text))
    else:
        await conversing.ask(turn, Arguments(no, turn.text))
    return True


async def _declines(turn: Turn, understood: Understanding, no: int) -> None:
    """A no is a no, unless the other readers heard a yes in it: then it is asked."""
    if understood.intent != "claim" and stances.read_stance(turn.text).kind not in {"takes", "later"}:
        await claiming.decline(turn, Arguments(no, turn.text))
        return
    turn.talk.ask("claim_choice", no=no, rest=turn.text)
    turn.say(expert.which_claim(no))


async def _offered(turn: Turn, understood: Understanding) -> int | None:
    offered = await access.offered(turn)
    if understood.demand_no is not None:
        return understood.demand_no if understood.demand_no in offered else None
    return await access.prompted_order(turn, "看 12") if offered else None


async def _is_taken(turn: Turn, acts: Acts) -> bool:
    """Advice for an order that somebody else took in the meantime still helps its asker."""
    order = await turn.uow.orders.of_demand(turn.talk.focus or 0)
    if order is None or order.status is not OrderStatus.TAKEN:
        lost = await claiming.lost(turn)
        order = await turn.uow.orders.of_demand(lost.no) if lost is not None else None
    if order is None or not acts.is_likely("advice", least=LIKELY):
        return False
    await conversing.advise(turn, Arguments(order.demand_no, turn.text))
    return True
