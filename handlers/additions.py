"""What is said after a demand was registered: additions, corrections, withdrawal, and what others then have to know."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.errors import DomainError
from handlers import access, drafting, likeness, publishing
from handlers.desk import Desk
from handlers.outcomes import closing
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common
from nlu.answers import read_answer
from nlu.understanding import Understanding

RECENT = timedelta(minutes=30)
SURE_OF_FIELD = 0.5
OTHER_KINDS = frozenset({"training", "talent", "policy", "matter", "cooperation", "service"})
MERE_WORD = 4  # a word alone tells no kind
SHORT_ADDITION = 12
LEAVES_MENDING = frozenset("greet thanks policy events progress human help privacy complaint emergency cancel".split())
_GOES_ON = re.compile(r"^(?:又|还|还是|还在|更|越来越|现在|今天|昨天|刚才|另外|补充)")
_NOISE = re.compile(r"[\s，,。.！!？?；;~～]")
_EXAMPLE = "修改 12 地点是奉节白帝镇"


async def join_recent(turn: Turn, understood: Understanding) -> bool:
    """Words that follow a fresh registration and speak of the same thing belong to it."""
    if understood.parts:
        return False
    no, age = turn.talk.focus, turn.talk.focus_age()
    if no is None or age is None or age > RECENT:
        no = await _taken_up_again(turn, understood)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None or demand.is_ended or demand.reporter_id != turn.person.id:
        return await _join_twin(turn, understood)
    if not _is_same_matter(demand, understood):
        return await _join_twin(turn, understood, other_than=demand.no)
    if _says_nothing_new(demand, understood):
        turn.talk.put("last_addition", {"no": demand.no, "text": understood.text})
        turn.say(asker.joined(demand))
        return True
    await add(turn, demand, understood)
    return True


async def _join_twin(turn: Turn, understood: Understanding, other_than: int = 0) -> bool:
    """The same need told again, days later or after another one."""
    no = await likeness.twin_of(turn, understood, other_than)
    demand = await turn.uow.demands.lock(no) if no is not None else None
    if demand is None:
        return False
    if _says_nothing_new(demand, understood):
        turn.talk.put("last_addition", {"no": demand.no, "text": understood.text})
        turn.say(asker.joined(demand))
    else:
        await add(turn, demand, understood)
    return True


def _says_nothing_new(demand: Demand, understood: Understanding) -> bool:
    """The same words once more."""
    return _NOISE.sub("", understood.text) in _NOISE.sub("", demand.text)


async def _taken_up_again(turn: Turn, understood: Understanding) -> int | None:
    """又死了两头, days later: nothing new is named, so it is the one open matter of that field."""
    if not _GOES_ON.match(understood.text) or drafting.subjects_of(understood) or understood.place:
        return None
    demands = await access.open_demands(turn)
    return demands[0].no if len(demands) == 1 else None


async def add(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """Keep the words with the demand, and say so."""
    await _append(turn, demand, understood)
    is_need = understood.intent == "demand"
    turn.talk.put("last_addition", {"no": demand.no, "text": understood.text} if is_need else None)
    turn.talk.set_focus(demand.no)
    turn.say(asker.added(demand.no, has_phone=bool(understood.phones), is_need=is_need))


def _is_same_matter(demand: Demand, understood: Understanding) -> bool:
    if understood.place and demand.place_code and understood.place.code != demand.place_code:
        return False
    if understood.kind in OTHER_KINDS and understood.kind != demand.kind and len(understood.text) > MERE_WORD:
        return False
    guess = understood.field
    if guess is None or guess.confidence < SURE_OF_FIELD:
        return not understood.tags
    if guess.code != demand.field_code:
        return False
    if not understood.tags and len(understood.text) <= SHORT_ADDITION:
        return True
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


async def answer_mend(turn: Turn, understood: Understanding) -> bool:
    """哪里不对? was asked, and these are the right words."""
    question = turn.talk.asked()
    if not question or question["name"] != "mend" or understood.intent in LEAVES_MENDING:
        return False
    turn.talk.settle()
    demand = await turn.uow.demands.lock(int(question["no"]))
    if demand is None or demand.is_ended or read_answer(turn.text).kind in {"no", "cancel", "polite"}:
        return False
    await apply_edit(turn, demand, understood)
    return True


async def apply_edit(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """Change place, field, subject, households by what the words tell; the words themselves are kept."""
    before = (demand.place_code, demand.field_code, demand.second)
    shown = _shown(demand)
    _change_place(demand, understood)
    _change_need(turn, demand, understood)
    if understood.households:
        demand.summary = demand.summary.replace(f"{demand.households}户", f"{understood.households}户")
        demand.households = understood.households
    if understood.mode:
        demand.mode = understood.mode
    turn.talk.set_focus(demand.no)
    if _shown(demand) == shown:
        turn.talk.ask("mend", no=demand.no)
        turn.say(asker.what_to_change(demand, turn.services.field_names))
        return
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    await _remember_place(turn, demand)
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
    turn.say(asker.changed(demand, turn.services.field_names))


def _shown(demand: Demand) -> tuple[object, ...]:
    """What an edit may change and the asker would see."""
    place = (demand.place_code, demand.town)
    return (*place, demand.field_code, demand.second, demand.summary, demand.households, demand.mode)


async def _remember_place(turn: Turn, demand: Demand) -> None:
    """A mended place is where this person is, unless it concerns somebody else."""
    if demand.place_code and demand.reporter_id == turn.person.id and demand.beneficiary() is None:
        turn.person.place_code, turn.person.place_name = demand.place_code, demand.place_name
        await turn.uow.people.save(turn.person)


def _change_place(demand: Demand, understood: Understanding) -> None:
    place = understood.place
    if place is None or place.choices:
        return
    if place.code != demand.place_code or place.town:
        demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town


def _change_need(turn: Turn, demand: Demand, understood: Understanding) -> None:
    known = drafting.subjects_of(turn.services.understand(demand.text, turn.now))
    swap = drafting.find_swap(understood, demand.summary + demand.text, known) if _mends(understood) else None
    if swap:
        demand.summary, demand.text = demand.summary.replace(*swap), demand.text.replace(*swap)
        _relabel(demand, turn.services.understand(demand.text, turn.now))
        return
    demand.text = f"{demand.text}\n{understood.text}"
    only_place = understood.place is not None and not understood.tags
    if understood.intent == "demand" and understood.summary and understood.tags and not only_place:
        demand.summary = understood.summary
        _relabel(demand, understood)


def _mends(understood: Understanding) -> bool:
    """Words that put something right, not a need told anew."""
    return understood.intent != "demand" or "不是" in understood.text or read_answer(understood.text).kind == "mend"


def _relabel(demand: Demand, understood: Understanding) -> None:
    if understood.field and understood.field.confidence >= SURE_OF_FIELD:
        demand.field_code, demand.second = understood.field.code, understood.field.second
    demand.tags = understood.tags or demand.tags


async def _append(turn: Turn, demand: Demand, understood: Understanding) -> None:
    subjects = drafting.subjects_of(turn.services.understand(demand.text, turn.now))
    demand.summary = drafting.complete_summary(demand.summary, demand.tags, subjects, understood)
    demand.text = f"{demand.text}\n{understood.text}"
    demand.tags = tuple(dict.fromkeys([*demand.tags, *understood.tags]))
    demand.households = understood.households or demand.households
    demand.mode = understood.mode or demand.mode
    if understood.place and understood.place.town:
        demand.town = understood.place.town
    demand.updated_at = turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=common.cut(understood.text, 60))
    await _tell_expert(turn, demand, "addition", no=demand.no, text=common.without_phones(understood.text))


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
