"""Needs that are alike: of one person they are joined, of different people they are shown together."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand
from handlers import access
from handlers.turn import Turn
from nlu.search.duplicates import SAME_NEED
from nlu.understanding import Understanding

LOOKING_BACK = timedelta(days=90)
SHOWN = 8
WORDS = 200  # of a text that are compared
FEWEST_WORDS = 4


async def twin_of(turn: Turn, understood: Understanding, other_than: int = 0) -> int | None:
    """The number of the person's open demand that these words tell again, or None."""
    if understood.intent != "demand" or len(understood.text) < FEWEST_WORDS or understood.parts:
        return None
    best: tuple[float, int] | None = None
    for demand in await access.open_demands(turn):
        if demand.no != other_than and _may_be_one(demand, understood):
            share = _share(turn, demand, understood)
            if share >= SAME_NEED and (best is None or share > best[0]):
                best = (share, demand.no)
    return best[1] if best else None


def _may_be_one(demand: Demand, understood: Understanding) -> bool:
    """The same sort of need for the same people: a village cadre tells the same trouble of many."""
    beneficiary = demand.beneficiary()
    told_for = beneficiary.label if beneficiary else None
    field = understood.field.code if understood.field else None
    is_same_kind = understood.kind in {None, demand.kind}
    return told_for == understood.on_behalf and is_same_kind and field in {None, demand.field_code}


def _share(turn: Turn, demand: Demand, understood: Understanding) -> float:
    place = understood.place.code if understood.place else None
    first = demand.text.partition("\n")[0][:WORDS]
    return turn.services.same_need(understood.text[:WORDS], first, place, demand.place_code)


async def similar_numbers(turn: Turn, demand: Demand) -> list[int]:
    """Demands of other people with the same trouble, wherever they are, the most alike first."""
    if demand.field_code is None:
        return []
    found = await turn.uow.demands.of_second(
        turn.person.staff_bases, demand.field_code, demand.second, turn.now - LOOKING_BACK
    )
    words = demand.text.partition("\n")[0][:WORDS]
    shares = [
        (turn.services.same_need(words, text.partition("\n")[0][:WORDS]), no)
        for no, reporter_id, text in found
        if no != demand.no and reporter_id != demand.reporter_id
    ]
    return [no for share, no in sorted(shares, key=lambda one: (-one[0], one[1])) if share >= SAME_NEED][:SHOWN]
