"""What is said after a demand was registered: additions, corrections, and what others then have to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.drafts import CRITICAL
from domain.errors import DomainError
from handlers import access
from handlers.needs import drafting, naming, secrecy
from handlers.needs.righting import corrections
from handlers.offering import public, publishing
from handlers.reading import belonging
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, emergency, owed, staff
from handlers.wording import corrections as said
from handlers.wording import secrecy as limits
from nlu.dialogue.acts import read_act
from nlu.dialogue.answers import read_answer
from nlu.dialogue.secrecy import excluded_of, read_secrecy
from nlu.dialogue.wants import tells_wish
from nlu.text.patterns import lazy_regex
from nlu.understanding import FieldGuess, Understanding

RECENT = timedelta(minutes=30)
SURE_OF_FIELD = 0.5
LEAVES_MENDING = frozenset("greet thanks policy events progress human help privacy complaint emergency cancel".split())
_ALSO = lazy_regex("还(?:种|养|喂|开)")  # 旁边还种了点玉米
_OPENING = lazy_regex(
    r"^(?:不好意思|抱歉|等一?下|哎呀?|我|刚才|刚刚|前面)*[说写打填讲记发]错(?:了|咯)?|^改一?下?|^修改|[，,。！!\s了]"
)
MORE_THAN_WORD = 4
_ASKS = lazy_regex(r"[吗么?？]$|怎么办|咋办|啷个办|为什么|为啥")
_NAMED_FIELD = lazy_regex(r"(?:领域|分类|行业|专业)\s*(?:[=＝:：]|改?[成为到]|是|\s)\s*(?P<value>.{2,20})")
_TELLS_MORE = lazy_regex(r"(?:还有|还|另外|补充|再加|加上|也|又)(?!是)")
_EXAMPLE = "修改 12 地点是奉节白帝镇"


async def add_beside(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """他耳朵不好，打电话要大声点: kept with the demand and read by its expert; what it is called stays."""
    demand.text, demand.updated_at = f"{demand.text}\n{understood.text}", turn.now
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=common.cut(understood.text, 60))
    await _tell_expert(turn, demand, "addition", no=demand.no, text=common.without_phones(understood.text))
    turn.talk.set_focus(demand.no)
    turn.say(asker.added(demand.no, has_phone=bool(understood.phones), is_need=False))


async def add(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """Keep the words with the demand, and say so."""
    if understood.intent == "deny" and drafting.says_swap(understood.text, demand.summary):
        await apply_edit(turn, demand, replace(understood, intent="edit"))
        return
    is_fact = read_act(understood.text, "asker").is_likely("fact")
    is_need = belonging.may_be_another(demand, understood) and (
        not is_fact or _ALSO.search(understood.text) is not None
    )
    before, value = demand.summary, corrections.value_of(understood.text)
    demand.summary = corrections.counted_anew(demand.summary, understood.text)
    await keep(turn, demand, understood)
    if demand.hazard == CRITICAL:
        await tell_of_case(turn, demand, understood)
        return
    if await secrecy.keep(turn, demand, understood.text):
        turn.say(limits.kept(demand.no, demand.restriction, excluded_of(understood.text)))
        return
    if demand.summary != before and value is not None:
        await _retitle(turn, demand)
        turn.say(said.corrected_in(demand.no, demand.summary))
        return
    if value is not None and not (understood.phones or understood.place):
        turn.say(said.corrected(demand.no, value))
        return
    turn.say(asker.added(demand.no, has_phone=bool(understood.phones), is_need=is_need))


async def keep(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """The words belong to the demand, and its expert reads them."""
    await _append(turn, demand, understood)
    is_need = understood.intent == "demand"
    turn.talk.put("last_addition", {"no": demand.no, "text": understood.text} if is_need else None)
    turn.talk.set_focus(demand.no)


async def keep_beside(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """下周就要交货: whoever comes reads it, the title stays what it is about."""
    demand.text, demand.updated_at = f"{demand.text}\n{understood.text}", turn.now
    await turn.uow.demands.save(demand)
    await _announce(turn, demand, understood)
    turn.talk.set_focus(demand.no)


async def tell_of_case(turn: Turn, demand: Demand, understood: Understanding) -> None:
    """病人又室颤了一次: the butler on the telephone for a critical patient hears at once what is new."""
    told = common.cut(common.without_phones(understood.text), 40)
    await turn.notify_staff(
        "task", demand.base, urgent=True, what=owed.CASE_GOES_ON, no=demand.no, note=told, next=staff.look_at(demand.no)
    )
    has_phone = bool(understood.phones) or emergency.knows_phone(demand)
    turn.say(emergency.case_completed(demand.no, has_phone=has_phone))


async def name_thing(turn: Turn, demand: Demand, understood: Understanding, thing: str) -> None:
    """脆李, after 果树长虫了: what it was that was told of."""
    demand.summary, before = f"{thing}，{demand.summary}"[: drafting.LONGEST], (demand.field_code, demand.second)
    _relabel(demand, understood)
    await keep(turn, demand, replace(understood, intent="edit"))
    if (demand.field_code, demand.second) != before and demand.status is DemandStatus.PUBLISHED:
        await publishing.publish(turn, demand)
    else:
        await _retitle(turn, demand)
    turn.say(asker.changed(demand, turn.services.field_names))


async def edit(turn: Turn, args: Arguments) -> None:
    """修改 12 …: mend what was understood, or add to it."""
    demand = await access.own_demand(turn, args.number, _EXAMPLE)
    if not args.rest:
        raise DomainError("text_needed", example=_EXAMPLE.replace("12", str(demand.no)))
    if named := _NAMED_FIELD.fullmatch(args.rest.strip()):
        await _change_field(turn, demand, named["value"])
        return
    understood = turn.services.understand(args.rest, turn.now)
    if _TELLS_MORE.match(args.rest):
        await add(turn, demand, replace(understood, intent="edit"))
        return
    await apply_edit(turn, demand, understood, is_form=True)


async def _change_field(turn: Turn, demand: Demand, value: str) -> None:
    """修改 12 领域=旅游: the form that staff use, from the asker."""
    told = turn.services.understand(value, turn.now)
    guess = turn.services.read_field(value) or told.field
    if guess is None:
        turn.talk.ask("mend", no=demand.no)
        turn.say(asker.what_to_change(demand, turn.services.field_names))
        return
    await apply_edit(turn, demand, replace(told, field=guess, intent="edit"), field=guess)


async def mend(turn: Turn, understood: Understanding) -> bool:
    """不是涪陵，是奉节, said without a number: it is about the demand in focus."""
    if turn.talk.focus is None:
        return False
    try:
        number = understood.demand_no or await naming.nth_named(turn, understood.text) or turn.talk.focus
        demand = await access.own_demand(turn, number, _EXAMPLE)
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
    if read_secrecy(turn.text) or _ASKS.search(turn.text):
        return False
    await apply_edit(turn, demand, understood)
    return True


async def apply_edit(
    turn: Turn, demand: Demand, understood: Understanding, *, is_form: bool = False, field: FieldGuess | None = None
) -> None:
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
    if field is not None:
        demand.field_code, demand.second = field.code, field.second
    turn.talk.set_focus(demand.no)
    if _shown(demand) == shown and (is_form or _tells_more(understood)):
        await publishing.note(turn, demand, "added", note=common.cut(understood.text, 60))
        demand.updated_at = turn.now
        await turn.uow.demands.save(demand)
        await _tell_expert(turn, demand, "addition", no=demand.no, text=common.without_phones(understood.text))
        is_plain = understood.phones or understood.place
        value = None if is_plain else corrections.value_of(understood.text)
        plain = asker.added(demand.no, has_phone=bool(understood.phones), is_need=False)
        turn.say(said.corrected(demand.no, value) if value else plain)
        return
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
    else:
        await _retitle(turn, demand)
    await _tell_expert(
        turn, demand, "changed_expert", no=demand.no, summary=demand.summary, place=common.place_of(demand)
    )
    turn.say(asker.changed(demand, turn.services.field_names))


def _tells_more(understood: Understanding) -> bool:
    """说错了，是1160度: a figure or a fact that no label holds."""
    rest = _OPENING.sub("", understood.text)
    return any(sign.isdigit() for sign in rest) or (understood.intent == "edit" and len(rest) >= MORE_THAN_WORD)


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
    place = belonging.at_home(understood.place, demand.place_code)
    if place is None or place.choices:
        return
    if place.code != demand.place_code or place.town:
        demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town


def _change_need(turn: Turn, demand: Demand, understood: Understanding) -> None:
    if swap := _swap(turn, demand, understood):
        demand.summary, demand.text = drafting.swapped(demand.summary, swap), drafting.swapped(demand.text, swap)
        again = turn.services.understand(demand.text, turn.now)
        named = (*drafting.subjects_of(again), *drafting.ANIMALS)
        if any(one in swap[1] or swap[1] in one for one in named):
            _relabel(demand, again)  # 不是烂 是发黑 is of the same trade
        return
    demand.text = f"{demand.text}\n{understood.text}"
    demand.summary = corrections.counted_anew(demand.summary, understood.text)
    only_place = understood.place is not None and not understood.tags
    is_told = bool(understood.tags) or (tells_wish(understood.text) and not drafting.is_mere_wish(understood.summary))
    if understood.intent == "demand" and understood.summary and is_told and not only_place:
        demand.summary = understood.summary
        _relabel(demand, understood)


def _swap(turn: Turn, demand: Demand, understood: Understanding) -> tuple[str, str] | None:
    """A word of the demand and what takes its place; what was told is read anew only where a subject is named."""
    if not _mends(understood):
        return None
    named = drafting.subjects_of(understood)
    known = drafting.subjects_of(turn.services.understand(demand.text, turn.now)) if named else ()
    return drafting.find_swap(understood, demand.summary + demand.text, known)


def _mends(understood: Understanding) -> bool:
    """Words that put something right, not a need told anew."""
    is_swap = any(word in understood.text for word in ("不是", "改成", "改为", "换成", "写成"))
    return understood.intent != "demand" or is_swap or read_answer(understood.text).kind == "mend"


def _relabel(demand: Demand, understood: Understanding) -> None:
    if understood.field and understood.field.confidence >= SURE_OF_FIELD:
        demand.field_code, demand.second = understood.field.code, understood.field.second
    demand.tags = understood.tags or demand.tags


async def _append(turn: Turn, demand: Demand, understood: Understanding) -> None:
    before = demand.summary
    if drafting.tells_trouble(understood) or drafting.is_mere_wish(demand.summary):
        subjects = drafting.subjects_of(turn.services.understand(demand.text, turn.now))
        demand.summary = drafting.complete_summary(demand.summary, demand.tags, subjects, understood)
    demand.text = f"{demand.text}\n{understood.text}"
    demand.summary = drafting.complete_from(
        demand.summary, demand.text.split("\n"), lambda told: turn.services.understand(told, turn.now)
    )
    if turn.now - demand.created_at <= RECENT and demand.summary == before:
        demand.summary = drafting.with_sign(demand.summary, understood)
    demand.tags = tuple(dict.fromkeys([*demand.tags, *understood.tags]))
    demand.households = understood.households or demand.households
    demand.mode = understood.mode or demand.mode
    place = belonging.at_home(understood.place, demand.place_code)
    if place and place.town and place.code == demand.place_code:
        demand.town = place.town
    demand.updated_at = turn.now
    if understood.urgency == "urgent" and demand.urgency == "normal":
        publishing.hasten(turn, demand)  # 停线了, an hour after 老是报警
    await turn.uow.demands.save(demand)
    if demand.summary != before:
        await _retitle(turn, demand)
    await _announce(turn, demand, understood)


async def _announce(turn: Turn, demand: Demand, understood: Understanding) -> None:
    await publishing.note(turn, demand, "added", note=common.cut(understood.text, 60))
    await _tell_expert(turn, demand, "addition", no=demand.no, text=common.without_phones(understood.text))


async def _retitle(turn: Turn, demand: Demand) -> None:
    """Whoever looks at the list reads what is known by now."""
    if order := await turn.uow.orders.of_demand(demand.no):
        order.title = public.title(demand)
        order.county = common.short_place(demand.place_name or "") or None
        await turn.uow.orders.save(order)


async def _tell_expert(turn: Turn, demand: Demand, kind: str, **fields: Any) -> None:
    if demand.expert_id is None:
        return
    expert = await turn.uow.experts.get(demand.expert_id)
    if expert and expert.person_id:
        await turn.notify(kind, expert.person_id, demand_no=demand.no, **fields)
