"""An expert who has an order puts it down: handed back where that is plainly said, else asked; never just nodded at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.visits import Visit
from handlers import access
from handlers.desk import Desk
from handlers.orders import claiming
from handlers.reading import questions
from handlers.reading.hindrances import unable
from handlers.talk import CONFIRM_FRESH
from handlers.turn import Arguments, Turn
from handlers.visits import appointments, arranging, meetings, tabling
from handlers.visits.heard import times as visit_times
from handlers.wording import common, expert_talk
from handlers.wording import visits as visit_wording
from nlu.dialogue.answers import read_answer
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

LONGEST = 60
EXAMPLE = "交回 12"
QUESTION = "step_back"
JUST_BEGUN, SOON = timedelta(hours=3), timedelta(hours=3)
NAMED = 6  # characters of 周三上午的
REASON = 6  # characters from which the words tell more than that it is off
GIVES = lazy_regex(
    r"不接了|不(?:做|干|办|管|弄|带)(?:这一?[单个件]|它|了)|(?:交|转|派|留|还|退)(?:回)?给?(?:别人|别个|别的|其他|旁人|另外)|(?:交|转|还|退)(?:回)?给?(?:你们|平台)(?![\u4e00-\u9fff]{0,4}(?:主任|院长|老师|医生|老板|村|厂))|让给?(?:别人|别个|旁人|(?:其他|别的|另外)的?(?:人|专家|老师|医生))(?:(?:去|来)(?!听|学|看看)|接|办|做|弄|吧|嘛|$|[，,。])|给(?:别人|别个|其他人?)(?:吧|嘛|做|办|接|去|$)"
    r"|另请(?:高明|人|别)|(?:另外|另|重新)(?:再)?(?:安排|请|派|找|换)(?:一?个)?(?:人|专家|老师|别人)|[退撤还](?:掉|了)?(?:这一?)?单"
    r"|(?:转|交|让|请|派)给?(?!他|她|我|您|你|人家)[\u4e00-\u9fff]{1,4}(?:老师|教授|主任|医生|站长|工)(?:去|来|接|办|吧|嘛|$)|(?:请|让|换|找|派)(?:一?个)?(?:别人|别个|别的|其他|另外)的?(?:人|专家|老师)?(?:去|来|接|办|吧|嘛|$)"
    r"|换(?:一?个)?(?:人|专家|老师)(?:去|来|吧|嘛|$)|(?:退|还|交)回(?!去|来)?(?:给)?(?:你们|平台|$)"
)
_DROPS = lazy_regex(
    r"(?:接|点|按|揭|回)错(?:单)?了|^(?:我|这单)?(?:要|想)?退(?:了|出)|取消|撤[回销了]|作废|算了|不(?:再)?约了|(?:不|没法|不能|无法|没办法|不想|不愿|不打算)(?:再)?[来去](?:了|成|$|[，,。])|[来去做干接办管]不(?:了|成|到|下来)|搞不[定了]|(?:这单|我)[弄搞办]不[成了]|不想[来去接做]|怕是不行|约.{0,2}(?:推|停|免|黄)了|(?:停|免|推)了(?:吧|$)"
)
_KEEPS = lazy_regex(
    r"手[上头里](?:的)?(?:这|那)?(?:一?单|几单|活路?)?.{0,3}(?:还是|接着|继续|照样|会).{0,3}(?:做|办|弄|搞)完"
)
_FINISHES = lazy_regex(
    r"(?:还是|接着|继续|照样|先)(?:我)?(?:把.{1,6})?(?:给)?(?:做|办|弄|去|看|搞)(?:完|了|好)?|(?:做|办|弄|搞)完"
)
_INSTEAD = lazy_regex(r"(?:替|代)我(?:[去来]|跑)")
_CANNOT_COME = lazy_regex(unable("来去"))
_OFF = lazy_regex(r"取消|撤|作废|算了")
_ELSE = lazy_regex(r"改|换|另|约|推|再|可以|行|得空|有空")
_NOT_SO = lazy_regex(
    r"不(?:会|用|要)?取消|(?:别|不要|不用|不必|莫|没有?|不能|不想|不是|为什么|怎么)(?:要)?(?:取消|撤|换人|换专家|退|交给|转给)|取消不|(?:老乡|农户|对方|他|她|人家|企业|医院|学校|那边).{0,6}(?:取消|不来|不去|不接|不要|不约|说(?!我)|讲(?!我))|培训|宣讲|报名|活动|讲座"
)


async def hear(turn: Turn, understood: Understanding) -> bool:
    """交给别人吧 hands back; 取消 and 周三不来了 are asked about: the visit, or the whole order?"""
    text = turn.text.strip()
    question = turn.talk.asked(CONFIRM_FRESH)
    if question and question["name"] == QUESTION and understood.demand_no is None and await _answer(turn, question):
        return True
    if _KEEPS.search(text) and len(text) <= LONGEST and not questions.is_question(text):
        held = [one for one in await access.demands_in_hand(turn) if understood.demand_no in {None, one.no}]
        if len(held) == 1 and held[0].status is not DemandStatus.SERVED:
            turn.say(expert_talk.stands(held[0].no))
            return True
    if len(text) > LONGEST or understood.intent == "emergency" or _NOT_SO.search(text) or questions.is_question(text):
        return False
    if _INSTEAD.search(text) or (GIVES.search(text) and questions.asks(text)):
        return await _ask_to_hand_back(turn, understood, text)
    gives, drops = GIVES.search(text) is not None, _DROPS.search(text) is not None
    if not gives and not drops:
        return False
    held = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    if understood.demand_no is not None:
        held = [one for one in held if one.no == understood.demand_no]
    if not held:
        return False
    if gives:
        if understood.demand_no is None and (offered := await _offered(turn)):
            raise access.which([*held, *offered], EXAMPLE)
        await claiming.hand_back(turn, Arguments(_one(held), text))
        return True
    return not _names_other_time(turn, text) and await _ask(turn, held, text, is_named=understood.demand_no is not None)


async def _ask_to_hand_back(turn: Turn, understood: Understanding, text: str) -> bool:
    """能不能换个人去, 让小王替我去: meant so, but said as a question or of somebody who is not known here."""
    held = [one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED]
    held = [one for one in held if understood.demand_no in {None, one.no}]
    if not held:
        return False
    no = _one(held)
    turn.talk.ask(QUESTION, no=no, id=None, rest=text)
    turn.say(expert_talk.hand_back_sure(no))
    return True


def _one(held: list[Demand]) -> int:
    """What is handed back is never guessed."""
    if len(held) > 1:
        raise access.which(held, EXAMPLE)
    return held[0].no


def _names_other_time(turn: Turn, text: str) -> bool:
    """周三去不了，改周四: another time is no giving up; 取消周三的 names the one that is."""
    found = _DROPS.search(text)
    after = text[found.end() :] if found is not None else ""
    return visit_times.has_time(after, turn.now, None) and (len(after) > NAMED or _ELSE.search(after) is not None)


async def _ask(turn: Turn, held: list[Demand], text: str, *, is_named: bool) -> bool:
    visits = [visit for one in held for visit in await _of_today_on(turn, one)]
    named = _of_day(turn, text, visits) or visits
    if len(named) > 1 and turn.talk.focus is not None:
        named = [one for one in named if one.demand_no == turn.talk.focus] or named
    if len({one.demand_no for one in named}) > 1:
        raise access.which([one for one in held if one.no in {visit.demand_no for visit in named}], EXAMPLE)
    if named:
        await _ask_about_visit(turn, named[0], text)
        return True
    if await access.open_demands(turn):
        return False
    if not is_named and (offered := await _offered(turn)):
        if not _OFF.search(text):
            return False
        raise access.which([*held, *offered], EXAMPLE)
    no = _one(held)
    turn.talk.ask(QUESTION, no=no, id=None, rest=_reason(text))
    turn.say(expert_talk.hand_back_sure(no))
    return True


async def _of_today_on(turn: Turn, demand: Demand) -> list[Visit]:
    """The visits still to come, and one whose hour has just struck: 路断了，去不成了."""
    found = await meetings.visits(Desk.of(turn), demand, *appointments.OPEN)
    return [one for one in found if one.starts_at > turn.now - JUST_BEGUN]


async def _ask_about_visit(turn: Turn, visit: Visit, text: str) -> None:
    is_soon = visit.starts_at - turn.now < SOON
    if visit_times.puts_off(text, turn.now) or (is_soon and _CANNOT_COME.search(text)):
        await arranging.put_off(turn, visit.demand_no, visit)  # who waits there hears it at once
        return
    if _CANNOT_COME.search(text):
        arranging.ask_when(turn, visit)
        turn.say(visit_wording.or_hand_back(visit.demand_no))
        return
    turn.talk.ask(QUESTION, no=visit.demand_no, id=visit.id, rest=_reason(text))
    turn.say(expert_talk.cancel_sure(visit.demand_no, common.moment(visit.starts_at)))


def _reason(text: str) -> str:
    return text if len(text) > REASON else ""


async def _answer(turn: Turn, question: dict[str, Any]) -> bool:
    """是, or the same once more, does it; another time moves the visit; 不 lets it stand; else it is let go."""
    turn.talk.settle()
    no, visit_id, kind = int(question["no"]), question.get("id"), read_answer(turn.text).kind
    is_told_again = _DROPS.search(turn.text) is not None and not turn.text.startswith("算了")
    if _FINISHES.search(turn.text):
        turn.say(expert_talk.stands(no))
    elif GIVES.search(turn.text):
        await claiming.hand_back(turn, Arguments(no, turn.text))
    elif visit_times.has_time(turn.text, turn.now, None) and not is_told_again:
        args = Arguments(no, tabling.without_numbers(turn.text))
        await (arranging.propose(turn, args) if visit_id is None else arranging.move(turn, args, int(visit_id)))
    elif kind == "yes" or is_told_again:
        args = Arguments(no, str(question.get("rest") or ""))
        await (claiming.hand_back(turn, args) if visit_id is None else arranging.cancel(turn, args, int(visit_id)))
    elif kind in {"no", "cancel"}:
        turn.say(expert_talk.stands(no))
    else:
        return False
    return True


def _of_day(turn: Turn, text: str, visits: list[Visit]) -> list[Visit]:
    """周三不来了: the visit of that day."""
    return [one for one in visits if visit_times.is_of_day(text, turn.now, one.starts_at)]


async def _offered(turn: Turn) -> list[Demand]:
    """The orders that wait for a word of this expert as well: a bare no may be that word."""
    found = [await turn.uow.demands.get(no) for no in await access.offered(turn)]
    return [one for one in found if one is not None]
