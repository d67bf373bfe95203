"""来水了，谢谢 while it is asked whether it is solved: the state told is the answer, half of it is asked once."""

from __future__ import annotations

from domain.demands import Demand, DemandStatus
from domain.work import Prompt, PromptKind
from handlers.desk import Desk
from handlers.outcomes import rating
from handlers.reading import belonging, questions
from handlers.turn import Turn
from handlers.wording import remarks
from nlu.dialogue.ratings import has_points
from nlu.dialogue.states import LONGEST, State, read_state
from nlu.dialogue.wants import announces_another
from nlu.understanding import Understanding

ASKS = {PromptKind.RATING: DemandStatus.SERVED, PromptKind.LOOK_BACK: DemandStatus.CLOSED}
QUESTION = "rating_solved"
EMPTY = frozenset("了的我你他她它们屋家都也就还不没有是在好来到去个这那又")


def state_of(turn: Turn, demand: Demand, understood: Understanding) -> State | None:
    """What the words tell of this demand; None where they ask something or are about another thing."""
    text = turn.text.strip()
    if has_points(text) or questions.asks(text) or announces_another(text) is not None:
        return None
    return read_state(text) if is_of_this(demand, understood) else None


def is_of_this(demand: Demand, understood: Understanding) -> bool:
    """Nothing else is named: 路面 of 路烂了 is the same, 猪 after the oranges is not."""
    things = belonging.things_named(understood)
    if not things or belonging.shares_thing(demand, understood):
        return True
    told = set(demand.text + demand.summary) - EMPTY
    alive = [one for one in things if any(animal in one for animal in belonging.ANIMALS)]
    return not alive and any(told & set(one) for one in things)


async def waits(turn: Turn) -> tuple[Prompt, Demand] | None:
    """The question whether it is solved, where it is the newest that waits for this asker."""
    if turn.talk.draft is not None or not 0 < len(turn.text.strip()) <= LONGEST:
        return None
    prompts = await turn.uow.work.prompts(turn.person.id, turn.now)
    if not prompts or prompts[0].kind not in ASKS:
        return None
    demand = await turn.uow.demands.get(prompts[0].demand_no or 0)
    if demand is None or demand.reporter_id != turn.person.id or demand.status is not ASKS[prompts[0].kind]:
        return None
    return prompts[0], demand


async def answers(turn: Turn, understood: Understanding) -> bool:
    """Whether the words tell plainly how it stands, while just that is asked."""
    found = await waits(turn)
    return found is not None and state_of(turn, found[1], understood) is not None


async def hear_half(turn: Turn, understood: Understanding) -> bool:
    """好多了，还有一窝没断根: neither yes nor no; asked once, and what was told is kept for whoever comes again."""
    if (found := await waits(turn)) is None:
        return False
    prompt, demand = found
    if state_of(turn, demand, understood) != "half":
        return False
    await Desk.of(turn).record(demand, "look_back", note=turn.text.strip())
    turn.talk.set_focus(demand.no)
    if turn.talk.recent(rating.HALF_TOLD, rating.HALF_KEPT) is not None:
        turn.say(remarks.not_yet_known(demand.no))
        return True
    turn.talk.note(rating.HALF_TOLD, no=demand.no, text=turn.text.strip())
    if prompt.kind is PromptKind.RATING:
        turn.talk.ask(QUESTION, no=demand.no)
    turn.say(remarks.half_solved(demand.no))
    return True
