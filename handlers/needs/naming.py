"""Which of the open demands is named, by its thing or by its place in the order of telling."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import access
from handlers.needs import drafting
from handlers.turn import Turn
from nlu.dialogue.ordinals import read_ordinals
from nlu.understanding import Understanding

MORE_THAN_ONE = 2


async def demand_named(turn: Turn, understood: Understanding) -> int | None:
    """猪的不用了: the one open demand that speaks of it."""
    if read_ordinals(understood.text):
        return await nth_named(turn, understood.text)
    animals = [one for one in understood.text if one in drafting.ANIMALS]
    named = [*drafting.subjects_of(understood), *understood.tags, *animals]
    demands = [one for one in await access.open_demands(turn) if any(word in one.text for word in named)]
    return demands[0].no if len(demands) == 1 else None


async def nth_named(turn: Turn, text: str) -> int | None:
    """第一个改一下: the one meant by its place in the order of telling; None where none or several are named so."""
    places = read_ordinals(text)
    numbers = sorted(one.no for one in await access.open_demands(turn))
    found = [no for place in places if (no := at(numbers, place)) is not None]
    return found[0] if len(found) == 1 else None


def at(numbers: Sequence[int], place: int) -> int | None:
    """第一个 is the lowest number, 最后那个 the highest; None beyond the last."""
    if not numbers or place > max(len(numbers), 1):
        return None
    if len(numbers) < MORE_THAN_ONE:
        return numbers[0]
    return numbers[-1] if place < 0 else numbers[place - 1]


def is_doubtful(numbers: Sequence[int], place: int) -> bool:
    """第二个, where #2 is open and is not the second: which is meant?"""
    return place > 1 and place in numbers and at(numbers, place) != place
