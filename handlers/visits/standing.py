"""What stands already: said again to whoever nods once more, and asked about where 取消 may mean it."""

from __future__ import annotations

from collections.abc import Sequence

from domain.demands import Demand, DemandStatus
from domain.visits import VisitStatus
from handlers.desk import Desk
from handlers.helping import messages
from handlers.turn import Arguments, Turn
from handlers.visits import arranging, meetings, tabling
from handlers.visits.heard import consent
from handlers.visits.heard import times as visit_times
from handlers.wording import common
from handlers.wording import remarks as remark_wording
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex

_OF_ALL = lazy_regex(r"撤|整件|需求|[单事]|不办|不弄|不搞|不请|不要|不用|算了")

_ONLY_VISIT = lazy_regex(  # 见面取消，单子还要
    r"(?:单子?|需求|事情?|这事|专家|老师)(?:我们?)?(?:还|照样|仍然|继续|照旧)(?:是)?(?:要|留|办|在|请|有效)|不(?:是)?撤(?:回|单)?|只(?:是)?(?:取消|推|不要).{0,4}(?:见面|约|时间|那天|周|星期)|(?:见面|约会?|约的时间)(?:先)?取消"
)


async def say_again(turn: Turn, demands: Sequence[Demand]) -> None:
    """同意, 好的 once more, after a visit is fixed: its time is said again; where it is off, a new one is asked for."""
    if await say_visit_again(turn, demands):
        return
    off = [one.no for one in demands if await _is_off(turn, one)]
    if len(off) == 1:
        turn.talk.ask("visit_when", no=off[0], id=None)
        turn.say(wording.none_fixed(off[0]))
    else:
        turn.say(remark_wording.in_hand())


async def _is_off(turn: Turn, demand: Demand) -> bool:
    """An expert has it, and the time that was spoken of last was called off."""
    if demand.expert_id is None or demand.status is DemandStatus.SERVED:
        return False
    found = await meetings.visits(Desk.of(turn), demand, *VisitStatus)
    return bool(found) and max(found, key=lambda one: one.id).status is VisitStatus.CANCELLED


async def say_visit_again(turn: Turn, demands: Sequence[Demand]) -> bool:
    """好的，周三见: when that is; False where no visit is agreed. What the other side has just asked is answered."""
    visit = await tabling.next_agreed(turn, demands)
    if visit is not None and await messages.was_asked(turn, visit.demand_no):
        await messages.pass_on(turn, Arguments(visit.demand_no, turn.text))
        return True
    if visit is not None:
        turn.say(remark_wording.see_you(visit.demand_no, common.moment(visit.starts_at)))
    return visit is not None


async def names_other_time(turn: Turn) -> bool:
    """好，那后天下午3点, where another time is agreed or none: not the nod that it begins with."""
    shared = await meetings.mine(turn)
    visit = await tabling.next_agreed(turn, shared)
    if visit is None and len(shared) != 1:
        return False
    if visit is not None and visit_times.beside_standing(turn.text, turn.now, visit.starts_at) is not None:
        return False  # 好的，周四见
    return consent.offers_time(turn.text, turn.now, visit.starts_at if visit else turn.now)


async def ask_what_to_cancel(turn: Turn, demands: Sequence[Demand]) -> bool:
    """取消, while a visit is agreed: the visit alone, or all of it?"""
    is_visit_alone = _ONLY_VISIT.search(turn.text) is not None
    if "取消" not in turn.text or (_OF_ALL.search(turn.text) and not is_visit_alone):
        return False
    visit = await tabling.next_agreed(turn, demands)
    if visit is None:
        return False
    if is_visit_alone:
        await arranging.cancel(turn, Arguments(visit.demand_no), visit.id)
        return True
    turn.talk.ask("cancel_which", no=visit.demand_no, id=visit.id)
    turn.say(wording.cancel_which(visit.demand_no, common.moment(visit.starts_at)))
    return True
