"""Tells whether two names are one unit, once short and once long: 市农科院 and 重庆市农业科学院."""

from __future__ import annotations

import re

from nlu.text.patterns import lazy_regex

_HEAD = lazy_regex(r"^(?:重庆市|四川省|重庆(?=市)|四川(?=省)|[市省])")
_LONG_ENDS = (
    ("委员会", "委"),
    ("管理局", "局"),
    ("研究院", "院"),
    ("科学院", "科院"),
    ("协会", "协"),
    ("学会", "学会"),
)
_FULL_NAMES = ("大学", "医院", "公司", "学院", "小学", "中学", "合作社")  # said in full: 西南大学 is not 西南交通大学
SHORTEST, MOST_TIMES = 2, 4


def is_same_unit(one: str, other: str) -> bool:
    """Whether one is the other, a part of it, or its short form."""
    short, long = sorted((_plain(one), _plain(other)), key=len)
    if short == long:
        return bool(short)
    if len(short) < SHORTEST:
        return False
    if long.startswith(short) and short.endswith(_FULL_NAMES):
        return True  # a school of that university
    if short.endswith(_FULL_NAMES) or len(long) > MOST_TIMES * len(short):
        return False
    return short[0] == long[0] and short[-1] == long[-1] and _stands_in(short, long)


def _plain(unit: str) -> str:
    """Without the province or city before it, and with the short end of a commission or an academy."""
    plain = re.sub(r"[\s（）()·]", "", unit)
    for long, short in _LONG_ENDS:
        if plain.endswith(long):
            plain = plain.removesuffix(long) + short
            break
    return _HEAD.sub("", plain) if len(_HEAD.sub("", plain)) > 1 else plain


def _stands_in(short: str, long: str) -> bool:
    """Whether the signs of the short form follow each other in the long one."""
    rest = iter(long)
    return all(sign in rest for sign in short)
