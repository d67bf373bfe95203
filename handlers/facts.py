"""Facts without a need, said after a demand was registered: a phone, a place, how many acres or households."""

from __future__ import annotations

import re

from domain.demands import Demand, DemandStatus
from handlers import additions, publishing
from handlers.turn import Turn
from handlers.wording import asker
from nlu.understanding import Understanding

UNCERTAIN = frozenset("other ask answer command propose_time look greet claim message".split())
_ADDS = re.compile(r"补充|还有|另外|忘了说|备注")
_IS_PLACE = re.compile(r"地点|地址|地方|位置|[是在]")


async def hear(turn: Turn, understood: Understanding) -> bool:
    """Put the facts where they belong; False where there are none or nothing they could belong to."""
    is_loose = understood.intent in UNCERTAIN or (understood.intent in {"deny", "confirm"} and understood.place)
    if not is_loose or understood.times or not has_facts(understood):
        return False
    demand = await _demand_in_focus(turn)
    if demand is None:
        return False
    if understood.place is not None and not understood.place.choices:
        return await _hear_place(turn, demand, understood)
    await additions.add(turn, demand, understood)
    return True


def has_facts(understood: Understanding) -> bool:
    """Whether anything worth keeping is said."""
    counted = understood.quantities or understood.households or understood.tags
    personal = understood.phones or understood.names or understood.on_behalf
    return bool(counted or personal or understood.place or understood.mode or _ADDS.match(understood.text))


async def _demand_in_focus(turn: Turn) -> Demand | None:
    demand = await turn.uow.demands.lock(turn.talk.focus) if turn.talk.focus is not None else None
    is_mine = demand is not None and demand.reporter_id == turn.person.id and not demand.is_ended
    return demand if is_mine else None


async def _hear_place(turn: Turn, demand: Demand, understood: Understanding) -> bool:
    """A missing place is filled in; another one, said at once, corrects; said much later it is asked about."""
    place, age = understood.place, turn.talk.focus_age()
    if place is None:
        return False
    if not demand.place_code:
        await _fill_place(turn, demand, understood)
    elif place.code == demand.place_code and (not place.town or place.town == demand.town):
        await additions.add(turn, demand, understood)
    elif _IS_PLACE.search(understood.text) or (age is not None and age <= additions.RECENT):
        await additions.apply_edit(turn, demand, understood)
    else:
        turn.talk.ask("guess", intent="edit", text=understood.text)
        turn.say(asker.move_place(demand, place.name + (place.town or "")))
    return True


async def _fill_place(turn: Turn, demand: Demand, understood: Understanding) -> None:
    place = understood.place
    if place is None:
        return
    demand.place_code, demand.place_name, demand.town = place.code, place.name, place.town
    demand.text = f"{demand.text}\n{understood.text}"
    demand.updated_at = turn.now
    if demand.beneficiary() is None:
        turn.person.place_code, turn.person.place_name = place.code, place.name
        await turn.uow.people.save(turn.person)
    await turn.uow.demands.save(demand)
    await publishing.note(turn, demand, "added", note=understood.text)
    if demand.status is DemandStatus.PUBLISHED:
        await publishing.publish(turn, demand)
    turn.talk.set_focus(demand.no)
    turn.say(asker.place_filled(demand))
