"""Question and answer between expert and asker before or without a claim, relayed with words and pictures."""

from __future__ import annotations

from typing import Any

from domain.demands import Demand
from domain.errors import DomainError
from domain.experts import Expert
from domain.records import Exchange, ExchangeKind, MediaItem
from domain.work import Prompt, PromptKind
from handlers import access
from handlers.desk import Desk
from handlers.helping import messages
from handlers.helping.messages import relay
from handlers.outcomes import closing
from handlers.turn import Arguments, Turn
from handlers.wording import asker, common, expert
from nlu.text.patterns import lazy_regex

_ASKED_UNIT = lazy_regex(r"(?:几|多少|好多|多)(?P<unit>[\u4e00-\u9fff])")
_COMMON = frozenset("的了没有是不我你他这那吗呢啊过在，。？?！! ")
WEIGHT_OF_UNIT = 3


async def ask(turn: Turn, args: Arguments) -> None:
    """问 12 …: the asker is asked; plain words or pictures are the answer."""
    if (held := await _in_hand(turn, args)) is not None:
        await messages.pass_on(turn, Arguments(held, args.rest))
        return
    demand, one = await _to_write_about(turn, args, "问 12 先发两张叶子照片")
    await _write(
        turn, demand, one, args.rest, ExchangeKind.QUESTION, PromptKind.QUESTION, urgent=True, before=turn.by_tomorrow
    )
    turn.say(expert.asked(demand.no))


async def advise(turn: Turn, args: Arguments) -> None:
    """答 12 …: advice without a claim; the asker says whether it is enough."""
    if (held := await _in_hand(turn, args)) is not None:
        await messages.pass_on(turn, Arguments(held, args.rest))
        return
    demand, one = await _to_write_about(turn, args, "答 12 先把落果捡出来，雨后排水")
    caution = common.dose_caution(demand, args.rest)
    await _write(turn, demand, one, args.rest, ExchangeKind.ADVICE, PromptKind.ADVICE, caution=caution)
    turn.say(expert.answered(demand.no))


async def _in_hand(turn: Turn, args: Arguments) -> int | None:
    """先碘甘油涂, without a number and with nothing offered: words for the asker whose order is in hand."""
    if args.number is not None or not args.rest or await access.offered(turn):
        return None
    return await access.held_by_expert(turn)


async def _to_write_about(turn: Turn, args: Arguments, example: str) -> tuple[Demand, Expert]:
    """The order whose asker is written to, where it is still open and something is written."""
    demand, _, one = await access.visible_order(turn, args.number, example)
    if not args.rest:
        raise DomainError("text_needed", example=example.replace("12", str(demand.no), 1))
    if demand.is_ended:
        raise DomainError("demand_ended", no=demand.no)
    return demand, one


async def _write(
    turn: Turn, demand: Demand, one: Expert, text: str, kind: ExchangeKind, awaits: PromptKind, **more: Any
) -> None:
    """The words are kept, the asker reads them, and what the asker says next is the answer."""
    exchange = await relay(turn, demand, kind, demand.reporter_id, text, one.id)
    await turn.uow.work.prompt(Prompt(demand.reporter_id, awaits, turn.now, demand.no, exchange.id))
    await turn.notify(
        kind.value,
        demand.reporter_id,
        demand_no=demand.no,
        no=demand.no,
        expert=asker.expert_line(one),
        text=text,
        summary=demand.summary,
        **more,
    )


async def answer_question(turn: Turn, prompt: Prompt, text: str, media: MediaItem | None = None) -> None:
    """The asker's words or picture go to the expert who asked, and stay with the demand."""
    prompt = await _fitting(turn, prompt, text)
    exchange = await turn.uow.records.get_exchange(prompt.ref_id or 0)
    demand = await turn.uow.demands.lock(prompt.demand_no or 0)
    if exchange is None or demand is None:
        return
    one = await turn.uow.experts.get(exchange.expert_id or 0)
    if media is not None:
        await turn.uow.records.attach_media([media.id], demand.no)
        await turn.notify("picture", exchange.from_person, demand_no=demand.no, media_id=media.id, no=demand.no)
    else:
        await relay(turn, demand, ExchangeKind.ANSWER, exchange.from_person, text, exchange.expert_id)
        shown = common.without_phones(text)
        is_held = demand.expert_id is not None and demand.expert_id == exchange.expert_id
        await turn.notify(
            "answer", exchange.from_person, demand_no=demand.no, no=demand.no, text=shown, is_held=is_held
        )
        await _mark_answered(turn, exchange, None)
        await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.QUESTION, ref_id=prompt.ref_id)
    turn.talk.set_focus(demand.no)
    turn.say(asker.answer_passed(demand.no, asker.expert_line(one) if one else "专家"))


async def _fitting(turn: Turn, prompt: Prompt, text: str) -> Prompt:
    """八年, where one expert asked for the years and another for the spray: the question that it shares most with."""
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    waiting = [one for one in prompts if one.kind is PromptKind.QUESTION and one.demand_no == prompt.demand_no]
    if len(waiting) < 2:
        return prompt
    scores: list[tuple[int, Prompt]] = []
    for one in waiting:
        exchange = await turn.uow.records.get_exchange(one.ref_id or 0)
        asked = (exchange.text or "") if exchange is not None else ""
        scores.append((in_common(asked, text), one))
    most = max(score for score, _ in scores)
    best = [one for score, one in scores if score == most]
    return best[0] if most and len(best) == 1 else prompt


def in_common(question: str, answer: str) -> int:
    """Characters of both that tell something; the unit that is asked for counts most."""
    unit = _ASKED_UNIT.search(question)
    shared = {sign for sign in question if sign in answer and sign not in _COMMON}
    return len(shared) + (WEIGHT_OF_UNIT if unit is not None and unit["unit"] in answer else 0)


async def judge_advice(turn: Turn, prompt: Prompt, is_enough: bool) -> None:
    """够了 closes the demand as solved by advice; 还要来人 keeps it open."""
    exchange = await turn.uow.records.get_exchange(prompt.ref_id or 0)
    demand = await turn.uow.demands.lock(prompt.demand_no or 0)
    if exchange is None or demand is None:
        return
    await _mark_answered(turn, exchange, is_enough)
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.ADVICE, demand_no=demand.no)
    await turn.notify("advice_result", exchange.from_person, demand_no=demand.no, no=demand.no, accepted=is_enough)
    if is_enough and not demand.is_ended:
        demand.expert_id = demand.expert_id or exchange.expert_id  # an accepted answer is a service
        await close_by_asker(turn, demand, note="专家建议够用")
        turn.say(asker.advice_accepted(demand.no))
    else:
        turn.say(asker.advice_refused(demand.no))


async def _mark_answered(turn: Turn, exchange: Exchange, accepted: bool | None) -> None:
    exchange.answered_at, exchange.accepted = turn.now, accepted
    await turn.uow.records.save_exchange(exchange)


async def close_by_asker(turn: Turn, demand: Demand, note: str) -> None:
    """The asker's own word ends it."""
    await closing.close(Desk.of(turn), demand, closing.ASKER, note)


async def show_media(turn: Turn, demand: Demand, viewer: Expert) -> int:
    """The demand's pictures go to the expert who looks; the answer is how many."""
    items = [item for item in await turn.uow.records.media_of(demand.no) if item.kind in {"image", "voice", "video"}]
    for item in items[:5]:
        await turn.notify("picture", viewer.person_id, demand_no=demand.no, media_id=item.id, no=demand.no)
    return len(items)
