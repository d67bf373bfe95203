"""Second thoughts after a withdrawal: 撤错了，还要办 takes it up again, other words about it begin nothing new."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.orders import PushStatus
from handlers import access
from handlers.needs import intake
from handlers.offering import publishing
from handlers.outcomes import self_solved
from handlers.reading import belonging, questions, signs
from handlers.reading.moods.impatience import IMPATIENT
from handlers.turn import Turn
from handlers.wording import asker, common, service
from handlers.wording import remarks as wording
from nlu.dialogue.acts import read_act
from nlu.dialogue.wants import tells_trouble
from nlu.text.clauses import clauses
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

KEPT = timedelta(days=7)
SOON = timedelta(hours=24)
LONGEST, FEWEST, FEW = 24, 3, 30
LIKELY = 0.5
AGAIN = lazy_regex(
    r"[撤点按取弄搞回](?:消)?错|反悔|(?:不|莫|别|不要|先别|先莫)(?:撤|取消|退)|恢复"
    r"|还(?:是|得|要)(?:你们|您们?|麻烦)?(?:要|想|请|办|来|得|找|帮|喊|弄|登|安排|派|麻烦[你您]|等(?:专家|老师)|看[嘛哈一]|看$|修|整|搞)"
    r"|还[要得想](?:办|请|来|人|搞|弄|登|找|的|$)|又(?:想|要)(?!问|说|来)|重新(?:办|登|弄)|(?:接着|继续)(?:办|帮|替|联系|找|安排)"
)
OTHERWISE = frozenset("thanks greet human help policy events signup privacy emergency cancel bind".split())
ABOUT_IT = lazy_regex(r"(?:那|这)(?:个|件)?事|办不办|之前|刚才|先前|撤")


async def hear_again(turn: Turn, understood: Understanding) -> bool:
    """点错了，还要办的, however it is classified: what was withdrawn last is taken up again."""
    dropped = _dropped(turn)
    if len(turn.text) > LONGEST or understood.place:
        return False
    if dropped is None or "no" not in dropped:
        return await _still_wanted(turn, understood)
    demand = await turn.uow.demands.get(int(dropped["no"]))
    if demand is None or not _is_given_up(demand) or not _wants_again(turn.text):
        return False
    if belonging.names_another(demand, understood):
        return False
    await take_up(turn, demand)
    return True


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Whether the words take up what was withdrawn or broken off within the last day."""
    if len(turn.text) > LONGEST or understood.place or not signs.says_something(turn.text):
        return False
    dropped = _dropped(turn)
    if dropped is None:
        return False
    if "drafts" in dropped:
        return await _go_on_with_draft(turn, dropped)
    demand = await turn.uow.demands.get(int(dropped["no"]))
    if demand is None or not _is_given_up(demand):
        return False
    if _wants_again(turn.text) and not belonging.names_another(demand, understood):
        await take_up(turn, demand)
        return True
    return await _say_withdrawn(turn, demand, understood)


async def _still_wanted(turn: Turn, understood: Understanding) -> bool:
    """那边又来不了，还是请你们帮忙找, of what is open all along: it goes on, and nothing is registered."""
    text = turn.text
    if (
        not AGAIN.search(text)
        or "取消" in text
        or questions.asks(text)
        or turn.person.expert_ids
        or tells_trouble(text)
    ):
        return False
    if read_act(text, "asker").share("reopen") < LIKELY or understood.times:
        return False
    demands = await access.open_demands(turn)
    no = access.meant_of(turn, [demand.no for demand in demands])
    demand = next((one for one in demands if one.no == no), None)
    if demand is None or belonging.names_another(demand, understood):
        return False
    turn.talk.set_focus(demand.no)
    turn.say(service.goes_on(demand.no))
    return True


def _is_given_up(demand: Demand) -> bool:
    """Withdrawn, or closed as over by itself, which nobody served."""
    return demand.status is DemandStatus.WITHDRAWN or (
        demand.status is DemandStatus.CLOSED and demand.expert_id is None
    )


def _wants_again(text: str) -> bool:
    return AGAIN.search(text) is not None or read_act(text, "asker").share("reopen") >= LIKELY


def _dropped(turn: Turn) -> dict[str, Any] | None:
    """What was withdrawn (`no`) or broken off (`drafts`) last, while it is fresh."""
    return turn.talk.recent("dropped", KEPT)


async def _go_on_with_draft(turn: Turn, dropped: dict[str, Any]) -> bool:
    if turn.talk.draft is None and self_solved.read_ending(turn.text.strip()) is not None:
        turn.say(asker.draft_dropped())  # 我们自己请了人来讲
        return True
    if turn.talk.draft is not None or not AGAIN.search(turn.text):
        return False
    turn.talk.put("dropped", None)
    turn.talk.keep_draft({"drafts": dropped["drafts"]})
    await intake.resume(turn)
    return True


async def take_up(turn: Turn, demand: Demand) -> None:
    """The same demand goes on its way again, the expert who had it is asked first; what is new is kept with it."""
    turn.talk.put("dropped", None)
    locked = await turn.uow.demands.lock(demand.no)
    if locked is None or not _is_given_up(locked):
        return
    demand = locked
    anew = DemandStatus.REGISTERED if demand.status is DemandStatus.WITHDRAWN else DemandStatus.REOPENED
    demand.closed_at = demand.closed_by = None
    if rest := _told_besides(turn.text):
        demand.text = f"{demand.text}\n{rest}"
    note = common.cut(turn.text, FEW)
    await turn.uow.demands.record(demand.move(anew, turn.now, turn.person.id, note=note))
    await turn.uow.demands.save(demand)
    order = await turn.uow.orders.of_demand(demand.no)
    for push in await turn.uow.orders.pushes(order.id) if order is not None else ():
        if push.status is PushStatus.CLAIMED:
            await turn.uow.orders.set_push(push.id, PushStatus.CLOSED)
    published = await publishing.open_demand(turn, demand)
    turn.talk.set_focus(demand.no)
    by = common.moment(demand.promised_at) if demand.promised_at else ""
    turn.say(wording.taken_up_again(demand.no, published.pushed, by))


def _told_besides(text: str) -> str:
    """又坏了两缸 of 哎还是要，又坏了两缸."""
    return "，".join(one for one in clauses(text) if not AGAIN.search(one) and len(one) >= FEWEST)


async def _say_withdrawn(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """之前那个事还办不办, 校长说改到下学期: about what is withdrawn, as long as nothing else runs."""
    if demand.status is not DemandStatus.WITHDRAWN:
        return False
    if turn.talk.recent("dropped", SOON) is None or await access.open_demands(turn):
        return False
    if IMPATIENT.search(turn.text) or ABOUT_IT.search(turn.text):
        turn.say(wording.withdrawn_before(demand.no))
        return True
    if understood.intent not in OTHERWISE and belonging.is_remark(demand, understood):
        turn.say(wording.understood_withdrawn(demand.no))
        return True
    return False
