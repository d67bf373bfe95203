"""Who is meant by a name: just so, by a unit or place beside it, by a number, by a surname or given name, or nearly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.experts import COMPOUND_SURNAMES, Expert, ExpertStatus
from domain.whole_numbers import whole_number
from handlers.turn import Turn
from nlu.entities.people import SURNAME_PATTERN
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

SHOWN = 6
GIVEN_NAME = 2  # characters
_ADDRESS = lazy_regex(r"(?:老师|教授|主任|专家|研究员|医生|站长|院长|所长|工程师|工)$")
_GIVEN_TO = lazy_regex(r"^(?:请?派?给|交给|由|让|请|换成?)\s*(?=[\u4e00-\u9fff])")
_LED = lazy_regex(r"^(?:那就是?|就是?|那|还是)(?=[\u4e00-\u9fff]{2,})")
_POLITE = lazy_regex(
    r"(?:[，,。.！!~～、\s]*(?:谢谢|多谢|感谢|辛苦|麻烦|拜托)[^，,]{0,6})?(?:去|来|办|接|吧|嘛|哈|呢)?[，,。.！!?？~～、\s]*$"
)
_SPACED = lazy_regex(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}")
_OLD = lazy_regex(rf"^老(?P<surname>{SURNAME_PATTERN})$")
_YOUNG = lazy_regex(rf"^小(?P<surname>{SURNAME_PATTERN})$")
_BY_SURNAME = lazy_regex(rf"^(?P<surname>{SURNAME_PATTERN})(?:老师|教授|主任|专家|研究员|医生|站长|院长|所长|工)$")
_UNIT_END = lazy_regex(r"(?:的|那边|那个|那位|这位)*$")


async def named_experts(turn: Turn, words: str, base: str, no: int | None = None) -> list[tuple[Expert, bool]]:
    """The experts of that name in the pool, each with whether the name is just so; a unit or an id decides.

    Of a surname (李老师) or a given name those are meant who were recommended for the demand `no`.
    """
    words = _OLD.sub(r"\g<surname>老师", cleaned(words))
    name, unit = _name_and_unit(words)
    if (number := whole_number(name)) is not None:
        one = await turn.uow.experts.get(number)
        return [(one, True)] if one is not None and _serves(turn, one, base) else []
    pool = turn.rules.pool_of(base)
    if recommended := await _recommended(turn, words, no):
        return [(one, len(recommended) == 1) for one in recommended]
    found = [one for one in await turn.uow.experts.by_name(name, pool) if _serves(turn, one, base)]
    if not found and (within := await _behind_unit(turn, words, pool)):
        return [(one, True) for one in within]
    fitting = [one for one in found if _is_of(one, unit)]
    if fitting or found:
        return [(one, bool(fitting)) for one in fitting or found]
    if young := _YOUNG.match(words):
        return await named_experts(turn, f"{young['surname']}老师", base, no)
    surname = _BY_SURNAME.match(words)
    alike = await turn.uow.experts.nearly_named(surname["surname"] if surname else name, pool, SHOWN)
    return [(one, False) for one in alike if _serves(turn, one, base)]


async def of_bases(turn: Turn, words: str, bases: Sequence[str]) -> list[Expert]:
    """The experts of just these bases by name or number, whether in service or not."""
    name, unit = _name_and_unit(cleaned(words))
    if (number := whole_number(name)) is not None:
        one = await turn.uow.experts.get(number)
        return [one] if one is not None and one.base in bases else []
    found = await turn.uow.experts.by_name(name, bases) or await _behind_unit(turn, cleaned(words), bases)
    return [one for one in found if _is_of(one, unit)] or found


def cleaned(words: str) -> str:
    """李 明 华！谢谢 is 李明华."""
    words = _LED.sub("", normalise(words).strip(" #＃@，,。"))
    words = _POLITE.sub("", _GIVEN_TO.sub("", words)) or words
    return words.replace(" ", "") if _SPACED.fullmatch(words) else words


def _name_and_unit(words: str) -> tuple[str, str]:
    """王建国老师（奉节县农业农村委）, 王建国 奉节县农业农村委, 王建国，农业农村委."""
    name, _, unit = re.sub(r"[（(，,、；;\s]+", " ", words.rstrip("）)")).partition(" ")
    unit = _UNIT_END.sub("", unit.strip())
    return _ADDRESS.sub("", name) if len(name) > 3 or not _ADDRESS.search(name) else name, unit


async def _behind_unit(turn: Turn, words: str, bases: Sequence[str]) -> list[Expert]:
    """云阳的张伟, 云阳县农业农村委张伟老师: the name stands behind where somebody works."""
    bare = _ADDRESS.sub("", words)
    for size in (2, 3, 4):
        unit, name = _UNIT_END.sub("", bare[:-size]), bare[-size:]
        if len(unit) < GIVEN_NAME:
            break
        found = [one for one in await turn.uow.experts.by_name(name, bases) if one.status is ExpertStatus.ACTIVE]
        if fitting := [one for one in found if _is_of(one, unit)]:
            return fitting
    return []


async def _recommended(turn: Turn, words: str, no: int | None) -> list[Expert]:
    """李老师, 明华 or 省农科院何老师: whoever was asked for this demand and is called so."""
    order = await turn.uow.orders.of_demand(no) if no is not None else None
    if order is None:
        return []
    bare = _ADDRESS.sub("", words)
    is_addressed = bare != words
    pushes = await turn.uow.orders.pushes(order.id)
    experts = await turn.uow.experts.get_many([push.expert_id for push in pushes])
    asked = [one for one in experts.values() if one.status is ExpertStatus.ACTIVE]
    if len(bare) == GIVEN_NAME and not is_addressed and bare not in COMPOUND_SURNAMES:
        return [one for one in asked if len(one.name) > GIVEN_NAME and one.name.endswith(bare)]
    if not is_addressed:
        return []
    surname = bare[-2:] if bare[-2:] in COMPOUND_SURNAMES else bare[-1:]
    unit = _UNIT_END.sub("", bare[: -len(surname)])
    if unit and len(unit) < GIVEN_NAME:
        return []
    return [one for one in asked if one.name.startswith(surname) and _is_of(one, unit)]


def _is_of(one: Expert, unit: str) -> bool:
    """Whether this is where somebody works or lives."""
    return unit in one.unit or unit in one.place_name


def _serves(turn: Turn, one: Expert, base: str) -> bool:
    return one.status is ExpertStatus.ACTIVE and one.base in turn.rules.pool_of(base)
