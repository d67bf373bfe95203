"""Weeks after the closing, or after a handler's closing: does it still hold? Only the asker can say."""

from __future__ import annotations

import re

from domain.demands import DemandStatus
from domain.work import Prompt, PromptKind
from handlers.desk import Desk
from handlers.outcomes import closing, rating
from handlers.turn import Turn
from handlers.wording import service as wording
from nlu.answers import Answer, read_solved
from nlu.understanding import Understanding

STILL_FINE = re.compile(r"(?:还|都|一直|挺|蛮|很|都还)好|没(?:再)?(?:犯|复发|反复)|正常")
AGAIN = re.compile(r"又(?!好)|复发|反复|老样子|还(?:是|在)(?!好|正常)|没好|不行|不好")


async def answer_prompt(turn: Turn, prompt: Prompt, understood: Understanding, short: Answer) -> bool:
    """Yes confirms; no reopens the demand with the same expert and butler."""
    demand = await turn.uow.demands.lock(prompt.demand_no or 0)
    if demand is None or demand.status is not DemandStatus.CLOSED:
        return False
    solved = _read(turn.text, short)
    if solved is None:
        return False
    if not solved:
        await rating.bring_back(turn, demand, turn.text)
        return True
    if demand.closed_by != closing.ASKER:
        demand.closed_by = closing.ASKER
        await turn.uow.demands.save(demand)
    await Desk.of(turn).record(demand, "look_back", note="对方确认已解决")
    await turn.uow.work.close_prompts(person_id=turn.person.id, kind=PromptKind.LOOK_BACK, demand_no=demand.no)
    turn.talk.set_focus(demand.no)
    turn.say(wording.look_back_kept(demand.no))
    return True


def _read(text: str, short: Answer) -> bool | None:
    if short.kind in {"yes", "no"}:
        return short.kind == "yes"
    solved = read_solved(text)
    if solved is not None or len(text) > 40:
        return solved
    if STILL_FINE.search(text):
        return True
    return False if AGAIN.search(text) else None
