"""What experts report in any words once they have been there: done, what was found, nobody at home."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand, DemandStatus
from domain.visits import Visit, VisitStatus
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.outcomes import completing
from handlers.reading import questions
from handlers.turn import Arguments, Turn
from handlers.visits import meetings, no_shows
from handlers.wording import service as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.ratings import has_points
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

SHORTEST, LONGEST = 2, 200
LATEST, SOON = timedelta(days=7), timedelta(hours=24)
LIKELY, SURE = 0.6, 0.8
_AHEAD = lazy_regex(
    r"(?:明|后)(?:天|日|早|晚)|下(?:个?周|个?星期|礼拜)|准备|打算|要去|再去|马上(?:去|到|来)|还没|没(?:有)?(?:弄|做|看|搞|讲)(?:完|好)|快(?:弄|做|看|搞|讲)?(?:完|好)了"
)
_ASKS_SCORE = lazy_regex(
    r"(?:他|她|对方|人家|农户|老乡|专家|老师|我)?.{0,3}(?:给|帮)?(?:我|他|她|专家|老师)?(?:打|评)(?:的|了)?(?:是)?(?:好多|多少|几)(?:个)?(?:分|星)"
    r"|(?:评价|评分|打分|分数).{0,4}(?:咋样|怎么样|如何|好多|多少|几分|看得到|看得见|出来没)|(?:看|查)(?:得|不)?(?:到|见)?.{0,4}(?:给我的|对我的|他的|她的)(?:评价|评分|打分)"
)
_OWN_RECORD = lazy_regex(r"我的(?:总|平均)?(?:评价|评分|分数|得分|口碑)")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """弄巴适了，回城了 after the agreed hour is done, 敲门没人应 is not; False where nothing can be meant."""
    text = turn.text.strip()
    is_of_record = bool(turn.person.expert_ids) and _OWN_RECORD.search(text) is not None
    if _ASKS_SCORE.search(text) and len(text) <= 20 and not is_of_record and await _had_service(turn):
        turn.say(wording.blind())
        return True
    if not turn.person.expert_ids or len(text) > LONGEST or understood.intent == "emergency" or has_points(text):
        return False
    if questions.is_question(text) or len(text) < SHORTEST:
        return False
    acts = read_act(text, "expert")
    if acts.share("done", "result", "wasted") < LIKELY:
        return False
    if acts.share("wasted") >= LIKELY:
        return await _was_for_nothing(turn, understood)
    return await _is_done(turn, understood, acts.share("done")) or await _adds_summary(turn, understood)


async def _had_service(turn: Turn) -> bool:
    """Somebody with a matter that an expert has or had: else the words are no question about a rating."""
    if turn.person.expert_ids:
        return True
    return any(one.expert_id is not None for one in await access.open_demands(turn))


async def _held(turn: Turn, understood: Understanding) -> list[Demand]:
    held = await access.demands_in_hand(turn)
    return [one for one in held if understood.demand_no in {None, one.no}]


async def _is_done(turn: Turn, understood: Understanding, done: float) -> bool:
    """The one order whose agreed hour has gone by, or the only one in hand, where no hour was ever agreed."""
    if _AHEAD.search(turn.text) and done < SURE:
        return False
    if _AHEAD.search(turn.text[: max(len(turn.text) // 2, 8)]):
        return False
    open_ones = [one for one in await _held(turn, understood) if one.status is not DemandStatus.SERVED]
    begun = [one for one in open_ones if await _visits(turn, one, VisitStatus.AGREED)]
    if not begun and len(open_ones) == 1 and done >= SURE:
        standing = (VisitStatus.PROPOSED, VisitStatus.AGREED, VisitStatus.MISSED)
        begun = open_ones if not await meetings.visits(Desk.of(turn), open_ones[0], *standing) else []
    if len(begun) > 1:
        begun = [one for one in begun if one.no == turn.talk.focus]
    if len(begun) != 1:
        return False
    await completing.complete(turn, Arguments(begun[0].no, turn.text))
    return True


async def _visits(turn: Turn, demand: Demand, status: VisitStatus) -> list[Visit]:
    found = await meetings.visits(Desk.of(turn), demand, status)
    return [visit for visit in found if turn.now - LATEST <= visit.starts_at <= turn.now]


async def _adds_summary(turn: Turn, understood: Understanding) -> bool:
    """来了三十多个老乡, soon after 完成: it belongs to the report."""
    served = [one for one in await _held(turn, understood) if one.status is DemandStatus.SERVED]
    fresh = [one for one in served if turn.now - one.updated_at <= SOON]
    if len(fresh) > 1:
        fresh = [one for one in fresh if one.no == turn.talk.focus]
    if len(fresh) != 1 or read_act(turn.text, "expert").share("result") < LIKELY:
        return False
    return await completing.add_summary(turn, fresh[0], turn.text)


async def _was_for_nothing(turn: Turn, understood: Understanding) -> bool:
    """我去了，门口没人: never a service; once it is reported the other side and the butler only hear the words."""
    for one in await _held(turn, understood):
        if begun := await _visits(turn, one, VisitStatus.AGREED):
            await no_shows.report_missed(turn, Arguments(one.no), begun[-1].id)
            return True
    for one in await _held(turn, understood):
        if await _visits(turn, one, VisitStatus.MISSED):
            await messages.pass_on(turn, Arguments(one.no, turn.text))
            return True
    return False
