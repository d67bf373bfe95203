"""1和3都撤了, 头一个不要了, 两个都撤: each that is named and never another; in doubt it is asked."""

from __future__ import annotations

from dataclasses import replace

from domain.demands import Demand
from handlers import access
from handlers.needs import additions, naming
from handlers.outcomes import withdrawing
from handlers.reading import questions, troubles
from handlers.turn import Arguments, Turn
from handlers.wording import asker
from handlers.wording import withdrawing as wording
from nlu.dialogue.ordinals import names_all, read_ordinals
from nlu.entities.demand_numbers import read_demand_numbers
from nlu.text.patterns import lazy_regex
from nlu.understanding import Understanding

ONE = 1
_NO_MORE = lazy_regex(r"撤|取消|不要|不用|不办|不弄|不搞|不请|算了")
_PART = lazy_regex(
    r"(?P<what>[\u4e00-\u9fffA-Za-z]{2,6}?)(?:那个|那边|那位|老师|的)?(?:现在|已经|就|先|也|都|暂时)*"
    r"(?:(?:不|莫|别)(?:用|要|需要|弄|搞|办|请|招|讲|管)|[招请找]到(?:人)?|取消|算了)(?:了|哈|啦|嘛|$)"
)
_WISH = lazy_regex(r"[一二两三四五六几\d][个位名台场堂](?!人)|想(?:请|招|找|学|搞)|(?:还|也)(?:要|缺|想)")
_CLAUSE = lazy_regex(r"[，,。；;、\s]+")


async def hear_part(turn: Turn, demands: list[Demand], understood: Understanding) -> bool:
    """电工招到了, of 想招两个电工，一个焊工: that part is not wanted any more, and the rest goes on."""
    found = _PART.match(turn.text.strip())
    if found is None or understood.demand_no or questions.is_question(turn.text):
        return False
    told = [one for one in demands if _is_part(one, found["what"])]
    demand = await turn.uow.demands.lock(told[0].no) if len(told) == ONE else None
    if demand is None:
        return False
    await additions.keep(turn, demand, replace(understood, intent="edit", tags=(), summary="", place=None))
    turn.say(wording.part_dropped(demand.no, found["what"]))
    return True


def _is_part(demand: Demand, what: str) -> bool:
    """Whether it is one of several wishes that were told in one breath, of which others are still wanted."""
    told, *later = demand.text.split("\n")
    dropped = [found["what"] for one in later if (found := _PART.match(one))]
    wishes = [one for one in _CLAUSE.split(told) if _WISH.search(one) and not any(what in one for what in dropped)]
    return len(wishes) > ONE and sum(what in one for one in wishes) == ONE


async def hear_by_place(turn: Turn, demands: list[Demand], understood: Understanding) -> bool:
    """后头那个也不要, 两个都撤, however it is classified; one that is named so is asked about first."""
    if understood.intent == "cancel" or not _NO_MORE.search(turn.text):
        return False
    if questions.is_question(turn.text) or troubles.TROUBLE.search(turn.text):
        return False
    if await hear(turn, demands):
        return True
    no = await naming.nth_named(turn, turn.text)
    demand = next((one for one in demands if one.no == no), None)
    if demand is None:
        return False
    turn.talk.ask("confirm", command="撤回", number=demand.no, rest="")
    turn.say(asker.withdraw_sure(demand))
    return True


async def hear(turn: Turn, demands: list[Demand]) -> bool:
    """False where one number or none is named; then it is withdrawn, or asked about, as usual."""
    numbers = sorted(one.no for one in demands)
    named = read_demand_numbers(turn.text)
    if len(named) > ONE:
        await _each(turn, [no for no in named if no in numbers], [no for no in named if no not in numbers])
        return True
    places = read_ordinals(turn.text) if not named else ()
    if any(naming.is_doubtful(numbers, place) for place in places):
        raise access.which(sorted(demands, key=lambda one: one.no), "撤回 2")
    if not places:
        if len(numbers) > ONE and names_all(turn.text, len(numbers)):
            await _each(turn, numbers, [])
            return True
        return False
    found = [naming.at(numbers, place) for place in places]
    missing = [place for place, no in zip(places, found, strict=True) if no is None]
    if missing or len(found) > ONE:
        if missing and len(found) == ONE:
            turn.say(wording.no_such_place(missing[0], numbers))
            return True
        await _each(turn, [no for no in found if no is not None], [])
        return True
    return False


async def _each(turn: Turn, numbers: list[int], missing: list[int]) -> None:
    for no in dict.fromkeys(numbers):
        await withdrawing.withdraw(turn, Arguments(no))
    if missing:
        turn.say(wording.not_there(missing))
