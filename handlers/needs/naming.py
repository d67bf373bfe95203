"""Which of the open demands is named, by its thing or by its place in the order of telling."""

from __future__ import annotations

from handlers import access
from handlers.needs import drafting
from handlers.turn import Turn
from nlu.dialogue.answers import read_choice
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

MORE_THAN_ONE = 2
_ORDINAL = lazy_regex(r"第[一二三四五六1-6](?:个|件)(?!月|人|专家)|(?:前面|头一|先前|上面|后面|最后)(?:那|一)(?:个|件)")


async def demand_named(turn: Turn, understood: Understanding) -> int | None:
    """猪的不用了: the one open demand that speaks of it."""
    if place := _ORDINAL.search(understood.text):
        return await _nth(turn, place[0])
    animals = [one for one in understood.text if one in drafting.ANIMALS]
    named = [*drafting.subjects_of(understood), *understood.tags, *animals]
    demands = [one for one in await access.open_demands(turn) if any(word in one.text for word in named)]
    return demands[0].no if len(demands) == 1 else None


async def nth_named(turn: Turn, text: str) -> int | None:
    """第一个改一下: the one meant by its place in the order of telling; None where none is named so."""
    place = _ORDINAL.search(text)
    return await _nth(turn, place[0]) if place else None


async def _nth(turn: Turn, words: str) -> int | None:
    """第一个, 前面那个: by the order in which the open ones were told."""
    numbers = sorted(one.no for one in await access.open_demands(turn))
    if len(numbers) < MORE_THAN_ONE:
        return numbers[0] if numbers else None
    choice = read_choice(words.replace("件", "个"), len(numbers))
    if choice is None:
        choice = 1 if words[0] in "前头先上" else len(numbers)
    return numbers[choice - 1]
