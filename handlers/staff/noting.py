"""What staff write down about a demand for themselves, by its number or by the name of the caller who rings again."""

from __future__ import annotations

import re

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.ports import DemandFilter
from domain.visits import VisitStatus
from handlers import access
from handlers.helping import messages
from handlers.offering import publishing
from handlers.pool.keeping import naming
from handlers.reading import questions
from handlers.staff import alarms
from handlers.turn import Arguments, Turn
from handlers.wording import common, staff
from nlu.entities import read_caller, without_call
from nlu.text.patterns import lazy_regex

LONGEST = 120
LOOKED_AT = 300
SURE = 0.6
OF_EXPERTS = frozenset({"老师", "教授", "究员", "所长"})
WITHOUT_SUCH_TITLES = frozenset({"farmer", "shop", "enterprise"})
OPEN = tuple(status for status in DemandStatus if status not in {DemandStatus.CLOSED, DemandStatus.WITHDRAWN})
_NUMBER = lazy_regex(r"^(?:#|第)?(?P<no>\d{1,7})号?(?:单|那单|的|那个)?(?=[\u4e00-\u9fff])")
_SOLVED = lazy_regex(
    r"^(?:[他她]|那边|家里|屋头|主人家|对方|人家|刚才|现在|都|已经|也)*(?:说|讲|回话|答复)?(?:是|的)?(?:问题|事情|果子|树子|东西)?"
    r"(?:都|已经|现在|也|全部|真的)*(?:解决|好|弄好|搞好|整好|搞定|搞巴适|没问题|没事)了"
)
DOUBTFUL = lazy_regex(r"[没不未]有?(?:解决|好|搞|弄)|又|还(?:是|在|没|想|要)|如果|要是|等|以为|[吗么?？]$")
_WITHDRAWN = lazy_regex(
    r"不(?:用|要|需要|想|消)(?:[他她我们你]们?)?(?:再)?(?:来|请|管|办|专家|人|老师|麻烦|看)|不(?:用|需要|消)了|不(?:要|办|请|需要)了|撤了?(?:吧|掉|回)|算了"
)
_NOT_COME = lazy_regex(r"没(?:有)?(?:到|来|见到?人|看到人|露面)|白等|影子")
_PLACE = lazy_regex(
    r"(?:地方|地点|地址|位置)(?:是|说|写|搞|记|填|登记)*错了?[，, ]*(?:应该|其实)?(?:是|在)"
    r"(?P<place>[\u4e00-\u9fff]{2,16})"
)
_TO_EXPERT = lazy_regex(
    r"^(?:请|给|跟|告诉|提醒)?(?P<who>专家|[\u4e00-\u9fff]{1,3}(?:老师|教授|主任|站长|研究员|院长|所长))(?=[，,：:\s]|您?好|带|来|您)"
)
_AGREES = lazy_regex(
    r"(?:他|她|那边|家里)?(?:都|也|已经)*(?:说|讲|答应|回话)?(?:那个?)?(?:时间|那天)?(?:要得|可以|行|得行|好的?|没问题|同意|方便|没意见|合适)(?:的|了|嘛|噻|哈)*"
)
_NAME_FIRST = lazy_regex(r"^(?P<who>(?![老小])[\u4e00-\u9fff·]{2,4})[，,：:\s]")
_TO_BE_TOLD = lazy_regex(r"(?:给|跟|帮我?回|替我).{1,6}?(?:带(?:个|句|一句)?话|[说讲]一?[声下])|转告|转达")
_CALLER_SAYS = lazy_regex(
    r"^(?:那个?)?(?:(?:刚才|刚刚?|又)*(?:大爷|大娘|大哥|大姐|大嫂|大叔|嬢嬢|婆婆|老汉|老乡|农户|老板|来电人?|那家|那边|对方|[他她])"
    r"(?:家里?|屋头|本人)?(?:又|刚才?|今天|也)*(?:打(?:了)?个?(?:电话)?(?:来|过来)|来电话?|回话|回电|又?来了)?(?:了)?[，,]?(?:[他她])?(?:说|讲|反映))[，,：:\s]*"
)
_MOVES = lazy_regex(r"改(?:到|成|在|为)|换(?:到|成)|推(?:迟|到|后)|提前|另外约|约(?:在|到|个)")


async def note(turn: Turn, args: Arguments) -> None:
    """备注 12 只有晚上有空: kept with the demand, shown by 查 12; the reply says how to tell either side."""
    demand = await access.staff_demand(turn, args.number, "备注 12 只有晚上有空")
    if not args.rest:
        raise DomainError("text_needed", example=f"备注 {demand.no} 只有晚上有空")
    await publishing.note(turn, demand, "noted", note=common.cut(args.rest, LONGEST))
    turn.talk.set_focus(demand.no)
    turn.say(staff.noted(demand.no, has_expert=demand.expert_id is not None))
    if (danger := alarms.danger_in(turn, args.rest)) is not None:
        await alarms.sound(turn, danger, args.rest, is_recorded=True)


async def leave_word(turn: Turn, args: Arguments) -> None:
    """留言 12 …; words of staff to an expert do not reach the asker because nobody has the order yet."""
    if turn.person.is_staff and args.number is not None and await _is_for_nobody(turn, args.number, args.rest):
        raise DomainError("nobody_to_tell", no=args.number)
    if turn.person.is_staff and args.number is not None:
        await _check_addressee(turn, args.number, args.rest)
    await messages.pass_on(turn, args)


async def _check_addressee(turn: Turn, number: int, words: str) -> None:
    """Words to 谭老师, while 陈老师 has it, are not read to the farmer."""
    if await _is_another_s_name(turn, number, words):
        return
    called = _TO_EXPERT.match(words)
    demand = await turn.uow.demands.get(number) if called is not None and called["who"][-2:] in OF_EXPERTS else None
    if called is None or demand is None or demand.expert_id is None or demand.role not in WITHOUT_SUCH_TITLES:
        return
    one = await turn.uow.experts.get(demand.expert_id)
    if one is not None and called["who"][0] != one.name[0]:
        raise DomainError("other_has_it", no=number, who=called["who"], name=one.courtesy_name())


async def _is_another_s_name(turn: Turn, number: int, words: str) -> bool:
    """谭树林，…, while 陈立春 has it: refused; True where words are led by a name of the pool."""
    begun = _NAME_FIRST.match(words)
    found = await naming.of_bases(turn, begun["who"], turn.person.staff_bases) if begun is not None else []
    demand = await turn.uow.demands.get(number) if found else None
    if begun is None or demand is None or demand.expert_id is None:
        return False
    if demand.expert_id not in {one.id for one in found}:
        one = await turn.uow.experts.get(demand.expert_id)
        raise DomainError("other_has_it", no=number, who=begun["who"], name=one.courtesy_name() if one else "")
    return True


async def _is_for_nobody(turn: Turn, number: int, words: str) -> bool:
    """Words to 专家 or to 谭老师 whom the order was offered to, before anybody took it."""
    called = _TO_EXPERT.match(words)
    demand = await turn.uow.demands.get(number) if called is not None else None
    if called is None or demand is None or demand.expert_id is not None or not access.may_steer(turn, demand.base):
        return False
    is_title = called["who"][-2:] in OF_EXPERTS and demand.role in {None, *WITHOUT_SUCH_TITLES}
    return called["who"] == "专家" or is_title or await _is_asked(turn, demand, called["who"])


async def _is_asked(turn: Turn, demand: Demand, who: str) -> bool:
    """Whether somebody called so was asked for this demand."""
    order = await turn.uow.orders.of_demand(demand.no)
    pushes = await turn.uow.orders.pushes(order.id) if order is not None else []
    experts = await turn.uow.experts.get_many([push.expert_id for push in pushes])
    return any(
        one.courtesy_name() == who or who.startswith(one.name) or one.name[0] == who[0] for one in experts.values()
    )


def withdraws(words: str) -> bool:
    """熊大爷说不用了: the caller wants nobody any more."""
    return _WITHDRAWN.search(words) is not None and not questions.asks(words)


async def news_of_caller(turn: Turn, words: str) -> tuple[str, Arguments] | None:
    """曾大伯又打电话来，说……, of a caller whose need is open: the command that this amounts to."""
    told = without_call(words)
    if _TO_BE_TOLD.search(told):
        return None  # 1号给吴老师带句话，…
    caller = read_caller(told)
    numbered = _NUMBER.match(told)
    if numbered is not None and caller is not None:
        demand = await turn.uow.demands.get(int(numbered["no"]))
        demand = demand if demand is not None and access.may_steer(turn, demand.base) else None
        told = told[numbered.end() :]
    else:
        demand = await _demand_of(turn, told, caller)
    if demand is None or demand.is_ended:
        return None
    said = re.sub(rf"^.*?{re.escape(caller or '')}(?:家里?|屋头|他|她)?(?:又|再|刚)?(?:说|讲)?[，,：: ]*", "", told)
    return await _meant(turn, demand, said or told, words)


async def _demand_of(turn: Turn, told: str, caller: str | None) -> Demand | None:
    """The one open demand that was written down for this caller; of several, the choice is asked."""
    if caller is None or told.find(caller) > len(caller) + 6:
        return None
    wanted = DemandFilter(bases=turn.person.staff_bases, statuses=OPEN, limit=LOOKED_AT)
    found = [one for one in await turn.uow.demands.find(wanted) if _is_for(one, caller)]
    place = turn.services.understand(told, turn.now).place if len(found) > 1 else None
    if place is not None:
        found = [one for one in found if one.place_code == place.code] or found
    if len(found) > 1:
        choices = "\n".join(f"#{one.no} {common.cut(one.summary, 16)}，{common.place_of(one)}" for one in found[:6])
        raise DomainError("caller_of_several", who=caller, choices=choices, no=found[0].no)
    return found[0] if found else None


def _is_for(demand: Demand, caller: str) -> bool:
    whom = demand.beneficiary()
    return whom is not None and whom.person_id is None and whom.label == caller


async def news_of_focus(turn: Turn, words: str) -> tuple[str, Arguments] | None:
    """大爷说可以, 来电的又打来说不用了, of the caller who was written down and talked about last."""
    said = _CALLER_SAYS.match(words.strip())
    demand = await access.talked_about(turn) if said is not None else None
    if said is None or demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return None
    return await _meant(turn, demand, words.strip()[said.end() :].strip(" ，,：:"), words.strip())


async def _meant(turn: Turn, demand: Demand, said: str, words: str) -> tuple[str, Arguments] | None:
    understood = turn.services.understand(said, turn.now)
    guess = understood.field
    is_other = guess is not None and guess.code != demand.field_code and guess.confidence >= SURE
    if understood.intent == "demand" and understood.tags and is_other:
        return None  # the same person with another need
    is_own = demand.reporter_id == turn.person.id
    if found := _PLACE.search(said):
        return "改", Arguments(demand.no, f"地点={found['place'].strip('的了哈')}", name="改")
    if _SOLVED.match(said) and not DOUBTFUL.search(said):
        return "办结", Arguments(demand.no, common.cut(words, LONGEST), name="办结")
    agrees = is_own and demand.expert_id is not None and _AGREES.fullmatch(said.strip(" ，,。！")) is not None
    if agrees and await turn.uow.visits.of_demand(demand.no, (VisitStatus.PROPOSED,)):
        return "同意", Arguments(demand.no, name="同意")
    if is_own and _WITHDRAWN.search(said):
        return "撤回", Arguments(demand.no, name="撤回")
    if is_own and demand.expert_id is not None and _NOT_COME.search(said):
        return "没来", Arguments(demand.no, name="没来")
    if is_own and demand.expert_id is not None and understood.times and _MOVES.search(said):
        waiting = (VisitStatus.AGREED, VisitStatus.PROPOSED)
        name = "改约" if await turn.uow.visits.of_demand(demand.no, waiting) else "约"
        return name, Arguments(demand.no, said, name=name)
    return "备注", Arguments(demand.no, words, name="备注")
