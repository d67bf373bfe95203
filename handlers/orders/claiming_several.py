"""Several orders in one message: 揭榜 1、2, or 都接 while several wait; each is won or refused for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.errors import DomainError
from handlers import access
from handlers.orders import claiming
from handlers.turn import Arguments, Turn
from handlers.wording.errors import sentence
from nlu.text.patterns import lazy_regex

MOST = 5
_ALL = lazy_regex(
    r"^(?:这|那)?(?:[两二三四五几]|全部|所有)?(?:个|单|件|家)?(?:我)?(?:都|全部|全|一起|一并)(?:给我)?(?P<not>不)?(?:接|揭|要|去|来|能接|可以接|方便|行)(?:了|下|嘛|吧|哈|。)*$"
)
_NAMED = lazy_regex(
    r"^#?(?P<numbers>\d{1,7}(?:号单?|单)?(?:[、,，和跟及\s]+#?\d{1,7}(?:号单?|单)?)+)(?:我|这|都|两单|两个|\s)*(?:接|揭|要)(?:了|下|嘛|吧|哈|。)*$"
)
_RANGE = lazy_regex(
    r"^[#＃]?(?P<first>\d{1,6})号?单?\s*(?:到|至|—|-|~|～)\s*[#＃]?(?P<last>\d{1,6})号?单?(?:我|这|都|全|几个|三个|\s)*(?:接|揭|要)(?:了|下|嘛|吧|哈|。)*$"
)


async def hear(turn: Turn) -> bool:
    """都接 or 1和2我都接, from an expert to whom several orders were offered."""
    if not turn.person.expert_ids:
        return False
    text = turn.text.strip()
    if found := _RANGE.match(text):
        first, last = int(found["first"]), int(found["last"])
        numbers = await access.offered(turn)
        await claim(turn, sorted(one for one in numbers if first <= one <= last) or range(first, last + 1))
        return True
    if named := _NAMED.match(text):
        await claim(turn, (int(one) for one in re.findall(r"\d+", named["numbers"])))
        return True
    every = _ALL.match(text)
    if every is None:
        return False
    numbers = await access.offered(turn)
    if len(numbers) < 2:
        return False
    await _each(turn, numbers, is_claim=every["not"] is None)
    return True


def takes_all(text: str) -> bool:
    """两个我都接: a claim of every order that is spoken of."""
    every = _ALL.match(text.strip())
    return every is not None and every["not"] is None


async def claim(turn: Turn, numbers: Iterable[int]) -> None:
    """Claim each of them."""
    await _each(turn, numbers, is_claim=True)


async def decline(turn: Turn, numbers: Iterable[int]) -> None:
    """Decline each of them."""
    await _each(turn, numbers, is_claim=False)


async def unnamed(turn: Turn, number: int | None) -> list[int]:
    """这个月排满了 is said of every order that waits, where several do and none is spoken of."""
    offered = await access.offered(turn)
    is_named = number is not None or turn.talk.focus in offered
    return offered if len(offered) > 1 and not is_named else []


async def _each(turn: Turn, numbers: Iterable[int], *, is_claim: bool) -> None:
    """In order of number, so that two who want the same ones never wait for each other."""
    run = claiming.claim if is_claim else claiming.decline
    for number in sorted(set(numbers))[:MOST]:
        try:
            await run(turn, Arguments(number, name="揭榜"))
        except DomainError as refusal:
            turn.say(sentence(refusal))
