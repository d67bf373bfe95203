"""Numbers as people write them (两百, 三万五, 二十多, 半, 俩, 30余), because no library reads the vague ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from nlu.text.patterns import lazy_regex

CHINESE = "零〇一二三四五六七八九十百千万亿两廿卅俩仨半几"
# Bounded, because a run of thousands of figures would be scanned anew from each of them.
NUMBER = rf"(?:\d{{1,15}}(?:\.\d{{1,15}})?[万千百]?|[{CHINESE}]{{1,15}}(?:点[{CHINESE}]{{1,15}})?)"
VAGUE = "(?:来|多|余|几|把)"

_ADDITIONS = str.maketrans({"俩": "两", "仨": "三", "〇": "零", "卅": "三十"})
_UNITS = {"万": 10_000, "千": 1_000, "百": 100}
_ARABIC = lazy_regex(r"(\d+(?:\.\d+)?)([万千百]?)")
_RANGE = lazy_regex(r"([一二三四五六七八九])[一二三四五六七八九]([十百千万])")


def read_number(text: str) -> float | None:
    """The value of a number, the lower one of 二三十; None where it is none."""
    text = re.sub(r"[来多余几把]", "", text.strip()).translate(_ADDITIONS)
    arabic = _ARABIC.fullmatch(text)
    if arabic:
        return float(arabic.group(1)) * _UNITS.get(arabic.group(2), 1)
    if text == "半":
        return 0.5
    return _chinese(_RANGE.sub(r"\1\2", text))


def read_integer(text: str) -> int | None:
    """The value of a whole number."""
    value = read_number(text)
    return int(value) if value is not None and value == int(value) else None


@cache
def _converter() -> Callable[[str, str], int | float]:
    """Imported at the first number in words: the import alone takes a fifth of a second."""
    from cn2an import cn2an

    convert: Callable[[str, str], int | float] = cn2an
    return convert


def _chinese(text: str) -> float | None:
    if text[:1] in ("百", "千", "万"):
        text = "一" + text
    try:
        return float(_converter()(text, "smart"))
    except (ValueError, KeyError, IndexError):
        return None
