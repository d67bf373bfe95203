"""Who is meant by a name: just so, by a unit beside it, by a number, or nearly."""

from __future__ import annotations

import re

from domain.experts import Expert, ExpertStatus
from domain.whole_numbers import whole_number
from handlers.turn import Turn
from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex

SHOWN = 6
_ADDRESS = lazy_regex(r"(?:老师|教授|主任|专家|研究员|医生|站长|工程师)$")
_GIVEN_TO = lazy_regex(r"^(?:请?派?给|交给|由|让|请)\s*(?=[\u4e00-\u9fff])")


async def named_experts(turn: Turn, words: str, base: str) -> list[tuple[Expert, bool]]:
    """The experts of that name in the pool, each with whether the name is just so; a unit or an id decides."""
    words = _GIVEN_TO.sub("", normalise(words).strip("，,。 "))
    name, unit = _name_and_unit(words)
    if (number := whole_number(name)) is not None:
        one = await turn.uow.experts.get(number)
        return [(one, True)] if one is not None and _serves(turn, one, base) else []
    pool = turn.rules.pool_of(base)
    found = [one for one in await turn.uow.experts.by_name(name, pool) if _serves(turn, one, base)]
    fitting = [one for one in found if unit in one.unit]
    if fitting or found:
        return [(one, bool(fitting)) for one in fitting or found]
    return [(one, False) for one in await turn.uow.experts.nearly_named(name, pool, SHOWN) if _serves(turn, one, base)]


def _name_and_unit(words: str) -> tuple[str, str]:
    """王建国老师（奉节县农业农村委）, 王建国 奉节县农业农村委, 王建国，农业农村委."""
    name, _, unit = re.sub(r"[（(，,、；;\s]+", " ", words.rstrip("）)")).partition(" ")
    return _ADDRESS.sub("", name) if len(name) > 3 or not _ADDRESS.search(name) else name, unit.strip()


def _serves(turn: Turn, one: Expert, base: str) -> bool:
    return one.status is ExpertStatus.ACTIVE and one.base in turn.rules.pool_of(base)
