"""Who asks for the other side's number: nobody's number is given out, but words and one's own number are passed on."""

from __future__ import annotations

from handlers import access
from handlers.helping import messages
from handlers.needs import additions, facts
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.visits import meetings
from handlers.wording import common as common_words
from handlers.wording import contacts as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import tells_trouble, tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 30
SURE = 0.75
_NOT_CONTACTS = frozenset("emergency privacy bind command progress cancel".split())
_WHENEVER = lazy_regex(r"以后|今后|往后|到时候?|有(?:啥子?|什么)?事|我是[他她它].{1,3}[，,]")
_NOT_RUNG = lazy_regex(r"没(?:有)?(?:人)?(?:打|接|通|来|回|响)|打不通|打不进|停机")
_RATHER_WRITTEN = lazy_regex(  # 莫打电话 发微信
    r"(?:莫|不要|别|不用|不消|不必|不方便|不好|不爱|接不(?:到|了))(?:给我|跟我)?(?:再)?(?:打|接|听)?(?:我)?(?:的)?电话|(?:就|只|都|最好|还是|尽量)(?:发|在|用)?(?:微信|短信|信息)(?:上|里|头)?(?:说|联系|聊|回|发|讲)"
)
_LET_CALL = lazy_regex(
    r"^(?:麻烦|请|帮我|你|您)*(?:让|叫|喊|请|麻烦)(?P<who>他|她|对方|专家|老乡|人家|.{0,3}(?:老师|医生|教授|主任|大哥|大姐))"
    r"(?:(?:给我)?(?:打|回|来)?(?:个|我)?(?:电话|联系我)|加(?:我|一?下)?的?(?:微信|V|v|wx))"
)
_NUMBER = r"(?:电话|手机|号码|微信|联系方式)(?:号码?)?"
_ASKED = lazy_regex(
    rf"{_NUMBER}(?:是|有)?(?:好?多少|好多|几多|几号|[啥什]|给我|发我|给一?[个下]|发一?[个下]|说一[下声]|没得|有没有|[有给]吗)"
    rf"|{_NUMBER}(?:呢|喃)[?？]*$"
    rf"|(?:给|发|要|告诉|报)(?:我|一下|个|下)*[^打我]{{0,8}}?的?{_NUMBER}"
    r"|(?:怎么|咋个?|如何|怎样)(?:才能|才|能)?(?:联系|打给|找)(?:得?[到上])?(?:他|她|对方|专家|老师|医生|人家|老乡|农户|那边|主任|教授)"
    r"|加(?:个|一下|下)?(?:他|她|对方|专家|老师|医生|人家|老乡|您|你)的?微信"
    r"|(?:他|她|对方|专家|老师|医生|人家|老乡|农户|主任|教授)(?:怎么|咋个?|如何)(?:才能|才|能)?(?:联系|找)"
)
_OURS = lazy_regex(r"你们|您们|客服|热线|平台|中心|人工|管家|主办|120|119|110")
_OWN = lazy_regex(r"[让叫喊请](?!问)|我的|打我|留我|给我打")
_CALL_ME = lazy_regex(
    r"打给我|给我(?:打|回|来)|联系我|打我|回(?:个|我)?电话|打(?:个)?电话|加我|找我|发(?:消息|信息|短信|微信)给我|(?:是|就是|这是)我(?:的)?(?:电话|手机|号码|微信)|我(?:的)?(?:电话|手机|号码|微信)|(?:电话|手机|号码|微信)号?(?:给|发给|告诉)(?:他|她|对方|老乡|农户)"
)


async def hear_request(turn: Turn, understood: Understanding) -> bool:
    """谭老师电话多少: said plainly that it is not given, and what works instead."""
    text = turn.text
    if len(text) > LONGEST or understood.phones or _OURS.search(text) or _OWN.search(text):
        return False
    if not _ASKED.search(text) or _RATHER_WRITTEN.search(text):
        return False
    common = await meetings.mine(turn)
    meant = access.last_of(turn, common) or (common[0] if common else None)
    if meant is None and not turn.person.expert_ids:
        if not await access.open_demands(turn):
            return False
        turn.say(wording.not_given_yet(common_words.contact(turn.base)))
        return True
    turn.say(wording.not_given(meant.no) if meant is not None else wording.not_given_before())
    return True


async def hear_own_number(turn: Turn, understood: Understanding) -> bool:
    """我的电话138…，让老师打给我: passed on as said, to the one who can be meant."""
    is_own = bool(understood.phones) and _CALL_ME.search(turn.text) is not None
    states_need = understood.intent in {"demand", "policy"} and bool(understood.tags)
    if await _hear_whom_to_ring(turn, understood):
        return True
    if states_need or not (is_own or _LET_CALL.match(turn.text)):
        return False
    no = access.meant_of(turn, [demand.no for demand in await meetings.mine(turn)])
    if no is None:
        return False
    await messages.pass_on(turn, Arguments(no, turn.text))
    return True


async def _hear_whom_to_ring(turn: Turn, understood: Understanding) -> bool:
    """我是他儿子，老汉不会用手机，以后联系我: kept with the one open matter that can be meant."""
    text = turn.text
    if understood.intent in _NOT_CONTACTS or turn.person.expert_ids or turn.person.is_staff or questions.asks(text):
        return False
    is_written = _RATHER_WRITTEN.search(text) is not None
    if turn.talk.draft is not None or (tells_trouble(text) and not is_written) or tells_wish(text):
        return False
    is_lasting = _WHENEVER.search(text) is not None or is_written
    if _NOT_RUNG.search(text) or _LET_CALL.match(text) or (understood.intent == "human" and not is_lasting):
        return False  # 打我电话 wants a call now
    if read_act(text, "asker").share("contact") < SURE:
        return False
    whose = await facts.demand_of(turn, text)
    numbers = [whose.no] if whose else [demand.no for demand in await access.open_demands(turn)]
    no = access.meant_of(turn, numbers)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None:
        return False
    await additions.add_beside(turn, demand, understood)
    return True
