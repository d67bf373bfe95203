"""What may be written where a value was not understood: the choices or the form, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.common import joined, short_place

AT_LEAST_ONE = "至少留一项。"
COUNT = "请写 1 到 50 的数字。"
COUNTY = "请写到区县，比如奉节。"
TOWN = "请写到区县，比如奉节白帝镇。"
MOBILE = "请写 11 位手机号。"
YES_OR_NO = "请写 是 或 否。"
RESTRICTIONS = "可写：公开、只给专家、只给管家。"


def one_of(names: Sequence[str]) -> str:
    """Any of these, and nothing else."""
    return f"可写：{joined(list(names))}。"


def namesakes(places: Sequence[str]) -> str:
    """Several places are called so."""
    return f"同名的有{joined([short_place(one) for one in places])}，请写明区县。"
