"""Amounts with their units as the text has them (30亩, 两百头, 二十多吨, 半亩), and how many households it concerns."""

from __future__ import annotations

import re

from nlu.entities.numbers import CHINESE, NUMBER, VAGUE, read_integer
from nlu.entities.wordlists import alternatives, words
from nlu.text.guarded import Gated
from nlu.text.patterns import lazy_regex

_UNITS = alternatives("units", "loose_units")
_FIRST_OF_UNITS = "".join(sorted({word[0] for word in words("units") + words("loose_units")}))
_COUNTED = lazy_regex(rf"[\d{CHINESE}万千百来多余几把]\s*[{re.escape(_FIRST_OF_UNITS)}]")  # part of every amount
_QUANTITY = lazy_regex(
    rf"(?P<number>(?:近|约)?{NUMBER}{VAGUE}?(?:[万千百])?)\s*(?P<unit>{_UNITS})(?!上|间|子们)(?P<half>半)?"
)
_NOT_NUMBER = lazy_regex(r"^(?:几|百|千|万|亿|十)$")
_NOT_AMOUNT_BEFORE = lazy_regex(r"(?:第|每|哪|这|那|同|统|唯|万|星期|周|礼拜|之|不|其)$")
_LOOSE_UNITS = frozenset(words("loose_units"))
_HOUSEHOLDS = Gated(
    rf"(?P<number>{NUMBER}{VAGUE}?)\s*(?:户|家(?=农户|人家|果农|菜农|社员|养殖户|种植户|人户)|(?:个|名|位)(?=农户|养殖户|种植户|果农|菜农|茶农|社员))"
)


def read_quantities(text: str) -> tuple[str, ...]:
    """Amounts in order, without the spaces inside."""
    if _COUNTED.search(text) is None:
        return ()
    found = []
    for match in _QUANTITY.finditer(text):
        if _counts(text, match):
            found.append(match.group().replace(" ", ""))
    return tuple(dict.fromkeys(found)) if found else ()


def read_households(text: str) -> int | None:
    """23户, 二十几户人: how many households, the lower bound of a vague number."""
    for match in _HOUSEHOLDS.finditer(text):
        value = None if _NOT_AMOUNT_BEFORE.search(text[: match.start()]) else read_integer(match.group("number"))
        if value is not None and value >= 1 and match.group("number") not in ("几",):
            return value
    return None


def _counts(text: str, match: re.Match[str]) -> bool:
    """一家 and 一条 are mostly articles, 第三户 is an order, 一人一半 is none."""
    number, unit = match.group("number"), match.group("unit")
    if _NOT_NUMBER.match(number) or _NOT_AMOUNT_BEFORE.search(text[: match.start()]):
        return False
    if text[match.start() - 1 : match.start()].isdigit():
        return False
    return not (unit in _LOOSE_UNITS and number in ("一", "两", "几"))
