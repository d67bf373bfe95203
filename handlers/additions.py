"""What is said after a demand was registered: additions, corrections, withdrawal, and what others then have to know."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from domain.work import PromptKind
from handlers import access, closing, publishing
from handlers.desk import Desk
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common
from nlu.understanding import Understanding

RECENT = timedelta(minutes=30)
SURE_OF_FIELD = 0.5
_SWAP = re.compile(
    r"不是(?P<wrong>[^，,。；;\s]{1,12}?)[，,；;\s]*(?:而?是|应该是|改成|要写)(?P<right>[^，,。；;\s]{1,12})"
)
_EXAMPLE = "修改 12 地点是奉节白帝镇"


async def join_recent(turn: Turn, understood: Understanding) -> bool:
    """Words that follow a fresh registration and speak of the same thing belong to it."""
    no, age = turn.talk.focus, turn.talk.focus_age()
    if no is None or age is None or age > RECENT or understood.parts:
        return False
    demand = await turn.uow.demands.lock(no)
    if demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return False
    if not _is_same_matter(demand, understood):
        return False
    await _append(turn, demand, understood)
    turn.talk.put("last_addition", {"no": no, "text": understood.text})
    turn.say(asker.added(no))
    return True


def _is_same_matter(demand: Demand, understood: Understanding) -> bool:
    if understood.place and demand.place_code and understood.place.code != demand.place_code:
        return False
    if understood.kind and demand.kind and understood.kind != demand.kind and understood.intent == "demand":
        return False
    guess = understood.field
    if guess is None or guess.confidence < SURE_OF_FIELD:
        return not understood.tags
    if guess.code != demand.field_code:
        return False
    return guess.second == demand.second and _shares_subject(demand, understood)


def _shares_subject(demand: Demand, understood: Understanding) -> bool:
    """Words that name another crop, animal or machine begin another matter."""
    named = understood.extra.get("subjects", ())
    return not named or any(subject in demand.text or subject in demand.tags for subject in named)


async def edit(turn: Turn, args: Arguments) -> None:
    """修改 12 …: mend what was understood, or add to it."""
    demand = await access.own_demand(turn, args.number, _EXAMPLE)
    if not args.rest:
        raise DomainError("text_needed", example=_EXAMPLE.replace("12", str(demand.no)))
    await apply_edit(turn, demand, turn.services.understand(args.rest, turn.now))


async def mend(turn: Turn, understood: Understanding) -> bool:
    """不是涪陵，是奉节, said without a number: it is about the demand in focus."""
    if turn.talk.focus is None:
        return False
    try:
        demand = await access.own_demand(turn, understood.demand_no or turn.talk.focus, _EXAMPLE)
    except DomainError:
        return False
    await apply_edit(turn, demand, understood)
    return True


async def apply_edit(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """Change place, field, subject, households by what the words tell; the words themselves are kept."""
    before = (demand.place_code, demand.field_code, demand.second)
    _change_place(demand, understood)
    _change_need(turn, demand, understood)
    if understood.households:
        demand.households = understood.households
    if understood.mode:
        demand.mode = understood.mode
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "edited", note=common.cut(understood.text, 60))
    if (demand.place_code, demand.field_code, demand.second) != before and demand.status is DemandStatus.PUBLISHED:
        await publishing.publish(turn, demand)
    elif order := await turn.uow.orders.of_demand(demand.no):
        order.title = publishing.public_title(demand)
        order.county = common.short_place(demand.place_name or "") or None
        await turn.uow.orders.save(order)
    await _tell_expert(
        turn, demand, "changed_expert", no=demand.no, summary=demand.summary, place=common.place_of(demand)
    )
    turn.talk.set_focus(demand.no)
    turn.say(asker.changed(demand, turn.services.field_names))


def _change_place(demand: Demand, understood: Understanding) -> None:
    place = understood.place
    if place is None or place.choices:
        return
    if place.code != demand.place_code or place.town:
        demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town


def _change_need(turn: Turn, demand: Demand, understood: Understanding) -> None:
    swap = _SWAP.search(understood.text)
    if swap and swap["wrong"] in demand.summary + demand.text:
        demand.summary = demand.summary.replace(swap["wrong"], swap["right"])
        demand.text = demand.text.replace(swap["wrong"], swap["right"])
        _relabel(demand, turn.services.understand(demand.text, turn.now))
        return
    named = turn.services.read_field(swap["right"]) if swap else None
    if named:
        demand.field_code, demand.second = named.code, named.second
    demand.text = f"{demand.text}\n{understood.text}"
    only_place = understood.place is not None and not understood.tags
    if understood.intent == "demand" and understood.summary and understood.tags and not only_place:
        demand.summary = understood.summary
        _relabel(demand, understood)


def _relabel(demand: Demand, understood: Understanding) -> None:
    if understood.field and understood.field.confidence >= SURE_OF_FIELD:
        demand.field_code, demand.second = understood.field.code, understood.field.second
    demand.tags = understood.tags or demand.tags


async def _append(turn: Turn, demand: Demand, understood: Understanding) -> None:
    demand.text = f"{demand.text}\n{understood.text}"
    demand.tags = tuple(dict.fromkeys([*demand.tags, *understood.tags]))
    demand.households = understood.households or demand.households
    if understood.place and not demand.place_code:
        demand.place_code, demand.place_name = understood.place.code, understood.place.name
    if understood.place and understood.place.town:
        demand.town = understood.place.town
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=common.cut(understood.text, 60))
    await _tell_expert(turn, demand, "addition", no=demand.no, text=understood.text)


async def _tell_expert(turn: Turn, demand: Demand, kind: str, **fields: Any) -> None:
    if demand.expert_id is None:
        return
    expert = await turn.uow.experts.get(demand.expert_id)
    if expert and expert.person_id:
        await turn.notify(kind, expert.person_id, demand_no=demand.no, **fields)


async def withdraw(turn: Turn, args: Arguments) -> None:
    """撤回 12: gone from the list; an expert who has it is told, after a confirmation."""
    demand = await access.own_demand(turn, args.number, "撤回 12")
    if demand.expert_id is not None and not args.is_confirmed:
        expert = await turn.uow.experts.get(demand.expert_id)
        turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
        turn.say(asker.withdraw_confirm(demand, asker.expert_line(expert) if expert else "专家"))
        return
    await end_order(turn, demand, "withdrawn_expert")
    await turn.uow.demands.record(demand.move(DemandStatus.WITHDRAWN, turn.now, turn.person.id))
    demand.expert_id = None
    await turn.uow.demands.save(demand)
    turn.say(asker.withdrawn(demand.no))


async def end_order(turn: Turn, demand: Demand, kind: str | None, **fields: Any) -> None:
    """Nobody works on it any more: order, claim, prompts, tasks and waiting notices end; the expert is told."""
    held = await closing.end_work(Desk.of(turn), demand)
    if kind and held.expert and held.expert.person_id:
        await turn.notify(
            kind, held.expert.person_id, demand_no=demand.no, no=demand.no, summary=demand.summary, **fields
        )


OPEN_PROMPTS = frozenset({PromptKind.QUESTION, PromptKind.ADVICE})
