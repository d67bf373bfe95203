"""Staff sent a demand back for what is missing: the asker's next words complete it, without telling all of it again."""

from __future__ import annotations

from dataclasses import replace

from domain.work import Prompt, PromptKind
from handlers.needs import drafting, intake
from handlers.turn import Turn
from handlers.wording import asker
from nlu.dialogue.answers import Answer
from nlu.understanding import Understanding

SURE = 0.6


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """朝阳村 after 请写明是哪个村: the old words and the new ones are one demand; False where it is something else."""
    demand = await turn.uow.demands.get(prompt.demand_no or 0)
    if demand is None or demand.reporter_id != turn.person.id or short.kind == "polite":
        return False
    if short.kind in {"no", "cancel"}:
        await _close(turn, prompt)
        turn.say(asker.not_resumed(demand.no))
        return True
    if short.kind != "other" or _is_another(understood, demand.field_code):
        return False
    await _close(turn, prompt)
    for item in await turn.uow.records.media_of(demand.no):
        turn.talk.keep_media(item.id)
    again = turn.services.understand(f"{demand.text}\n{turn.text}", turn.now)
    again = replace(again, place=understood.place or again.place)
    turn.talk.put("force_new", True)
    await intake.take(turn, again, parent_no=demand.no)
    return True


def _is_another(understood: Understanding, field_code: str | None) -> bool:
    """A need of another field is a new one."""
    guess = understood.field
    is_need = understood.intent == "demand" and bool(drafting.subjects_of(understood))
    return is_need and guess is not None and guess.code != field_code and guess.confidence >= SURE


async def _close(turn: Turn, prompt: Prompt) -> None:
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.SENT_BACK, demand_no=prompt.demand_no)
