"""Amounts with their units as the text has them (30亩, 两百头, 二十多吨, 半亩), and how many households it concerns."""

from __future__ import annotations

import re

from nlu.numbers import NUMBER, VAGUE, read_integer

_UNITS = (
    "亩地|亩|公顷|平方米|平方公里|平方|平米|㎡|m2|公斤|千克|斤|吨|头|只|羽|匹|箱|群|株|棵|窝|窖|尾|塘|口塘|个大棚|个棚|大棚|栋|台|套|条线|条生产线|条|床位|张床位?|"
    "张病床|名员工|名工人|名学生|名教师|个人|人|户|家|万元|亿元|元|块钱|千瓦|兆瓦|立方米|立方|方|公里|千米|米|厘米|毫米|公分|升|毫升|瓶|袋|盒|件|筐|例|个病人|个病例"
)
_QUANTITY = re.compile(
    rf"(?P<number>(?:近|约)?{NUMBER}{VAGUE}?(?:[万千百])?)\s*(?P<unit>{_UNITS})(?!上|间|子们)(?P<half>半)?"
)
_NOT_NUMBER = re.compile(r"^(?:几|百|千|万|亿|十)$")
_NOT_AMOUNT_BEFORE = re.compile(r"(?:第|每|哪|这|那|同|统|唯|万|星期|周|礼拜|之|不|其)$")
_LOOSE_UNITS = {"人", "家", "条", "方", "件", "个人", "升", "口塘"}
_HOUSEHOLDS = re.compile(
    rf"(?P<number>{NUMBER}{VAGUE}?)\s*(?:户|家(?=农户|人家|果农|菜农|社员|养殖户|种植户|人户)|(?:个|名|位)(?=农户|养殖户|种植户|果农|菜农|茶农|社员))"
)


def read_quantities(text: str) -> tuple[str, ...]:
    """Amounts in order, without the spaces inside."""
    found = []
    for match in _QUANTITY.finditer(text):
        if _counts(text, match):
            found.append(match.group().replace(" ", ""))
    return tuple(dict.fromkeys(found))


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
