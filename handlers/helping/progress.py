"""How far a matter is: one in full, or all in a line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.demands import Demand, DemandStatus
from domain.ports import DemandFilter
from domain.visits import VisitStatus
from domain.work import TaskKind
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, expert, owed, policies
from handlers.wording import progress as wording
from nlu.dialogue.acts import read_act
from nlu.understanding import Understanding

SHOWN = 8
SHORT, CERTAIN = 20, 0.9  # characters; share of the act


def as_asked(turn: Turn, understood: Understanding) -> Understanding:
    """接单的有了没, which sounds like a claim: who is no expert asks how far it is."""
    if turn.person.expert_ids or turn.person.is_staff or understood.intent not in {"claim", "other", "look"}:
        return understood
    if len(understood.text) > SHORT or not read_act(understood.text, "asker").is_likely("progress", least=CERTAIN):
        return understood
    return replace(understood, intent="progress")


async def show(turn: Turn, args: Arguments) -> None:
    """进度: one demand in full, or all in a line each."""
    if args.number is not None:
        demand = await access.own_demand(turn, args.number, "进度 12", is_open=False)
        await _show_one(turn, demand)
        return
    demands = await turn.uow.demands.find(DemandFilter(reporter_id=turn.person.id, newest_first=True, limit=SHOWN))
    if len(demands) == 1:
        await _show_one(turn, demands[0])
        return
    if not demands and turn.talk.draft is not None:
        turn.say(wording.nothing_registered_yet())  # what is still missing is said after it
        return
    if not demands and (waiting := await _with_butlers(turn)):
        turn.say(policies.waiting(waiting))
        return
    asked = await _asked(turn, demands)
    lines = [wording.line(demand, *await who_and_when(turn, demand), is_asked=demand.no in asked) for demand in demands]
    turn.say("\n".join([*lines, wording.tail([demand.no for demand in demands])]))


async def _show_one(turn: Turn, demand: Demand) -> None:
    turn.talk.set_focus(demand.no)
    name, visit = await who_and_when(turn, demand)
    is_asked = demand.no in await _asked(turn, [demand])
    turn.say(wording.detail(demand, turn.services.field_names, name, visit, is_asked=is_asked))


async def _with_butlers(turn: Turn) -> list[str]:
    """The questions of this person that a butler owes an answer to."""
    tasks = await turn.uow.work.tasks_of(turn.person.id, TaskKind.FOLLOW_UP)
    mine = [one for one in tasks if (one.key or "").startswith("policy:")]
    return [str(one.detail.get("note", "")).removeprefix(f"{owed.POLICY_QUESTION}：") for one in mine]


async def _asked(turn: Turn, demands: Sequence[Demand]) -> set[int]:
    """The numbers without those published matters that no expert was asked about: nobody fitted, a butler looks."""
    published = {one.no for one in demands if one.status is DemandStatus.PUBLISHED}
    pushed = await turn.uow.orders.pushed(list(published)) if published else set()
    return {one.no for one in demands} - (published - pushed)


async def who_and_when(turn: Turn, demand: Demand) -> tuple[str | None, str | None]:
    """The expert who has it, and the visit that is agreed or proposed."""
    if demand.expert_id is None:
        return None, None
    one = await turn.uow.experts.get(demand.expert_id)
    visits = await turn.uow.visits.of_demand(demand.no, (VisitStatus.PROPOSED, VisitStatus.AGREED))
    visit = visits[-1] if visits else None
    when = expert.visit_state(common.moment(visit.starts_at), visit.status is VisitStatus.AGREED) if visit else None
    return asker.expert_line(one) if one else None, when
