"""Reads for how many people somebody speaks: 两个人, 我们两口子, 我和老李, 加一."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

NUMBER = r"(?P<number>\d{1,4}|[一二两三四五六七八九十百]{1,4})"
NOT_PEOPLE = r"(?!小时|钟头|月|星期|礼拜|问题|地方|活动|宣讲|讲座|培训|课|会|场|号|点)"
COUNTED = lazy_regex(
    rf"(?<![第周])(?<!星期){NUMBER}\s*"
    rf"(?:(?:个|位|名|口)(?:人|名额|座位|位子|医生|老师|农户|代表)?|人|口子){NOT_PEOPLE}"
)
BARE = lazy_regex(rf"^\D{{0,2}}?{NUMBER}$")
PLUS = lazy_regex(r"^(?:加|[+＋])\s*(?P<number>\d{1,3}|[一二两三四五六七八九十])$")
COUPLE = lazy_regex(r"两口子|夫妻|夫妇|我们俩|咱俩|我俩|两娘母|两爷子|两姊妹|两弟兄|两兄弟")
THREE = lazy_regex(r"我们仨|咱仨")
TOGETHER = lazy_regex(r"(?:我|本人)(?:和|跟|同|与|带|还有)(?P<others>[^，,。报来去参都要一]{1,10})")
FEWER = lazy_regex(rf"(?:少|减)(?:来|去|报|掉)?\s*{NUMBER}")
MORE = lazy_regex(rf"(?:再|另外|还要|多)\s*(?:加|多|来|报|带|去)*\s*{NUMBER}\s*(?:个|人|位|名)")
MOST = 9999


@dataclass(frozen=True, slots=True)
class Heads:
    """How many people; `change` where it is so many more or fewer than before."""

    count: int
    is_change: bool = False


def read_heads(text: str) -> Heads | None:
    """The number of people that the words name, or None."""
    plain = text.strip(" ，,。.!！~～")
    for pattern, sign in ((FEWER, -1), (MORE, 1)):
        if (found := pattern.search(plain)) and (number := read_number(found["number"])):
            return Heads(sign * number, True)
    for pattern in (PLUS, BARE):
        if found := pattern.match(plain):
            return _heads(found["number"])
    if found := COUNTED.search(plain):
        return _heads(found["number"])
    return _company(plain)


def _company(plain: str) -> Heads | None:
    if COUPLE.search(plain):
        return Heads(2)
    if THREE.search(plain):
        return Heads(3)
    if found := TOGETHER.search(plain):
        others = [name for name in re.split(r"[、和跟]", found["others"]) if name]
        return Heads(1 + len(others))
    return None


def _heads(text: str) -> Heads | None:
    number = read_number(text)
    return Heads(min(number, MOST)) if number else None
