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
KIN = (
    r"(?:老表|婆娘|堂客|老婆|老公|男人|爱人|屋头(?:的|人)?|家属|娃儿?|孩子|儿子|女儿|幺儿|幺妹|老幺|媳妇|女婿|爸爸?|妈妈?|老汉儿?|父亲|母亲"
    r"|老人|爷爷|奶奶|婆婆|公公|兄弟|弟弟|哥哥?|姐姐?|妹妹?|弟媳|嫂嫂|嫂子|舅舅|幺爸|叔叔?|嬢嬢|侄儿|亲戚|邻居|隔壁[\u4e00-\u9fff]{0,3}|同事|朋友|徒弟|师傅"
    r"|队长|社长|组长|工人|搭档|合伙人|帮工)"
)
WITH_KIN = lazy_regex(
    rf"(?:加上?|带上?|带起|带到|算上|还有|喊上|叫上|连同)(?:我|我们)?(?:家|屋头)?的?一?个?{KIN}(?![来去也]?不)"
)
BRINGS = lazy_regex(
    r"(?:我(?!们)|自己|本人)[^，,。]{0,6}[，,]?(?:还|再|另外)?(?:要)?(?:带|喊|叫|领)(?:上|起|到|了)?\s*(?P<number>\d{1,2}|[一二两三四五六七八九十])\s*(?:个|位|名)\s*(?!人?名额|问题|[样土苗])"
)
FEWER = lazy_regex(
    rf"(?:少|减)(?:来|去|报|掉)?\s*{NUMBER}"
    rf"|(?:取消|退)(?:掉|了)?\s*{NUMBER.replace('number>', 'less>')}\s*(?:个|人|位|名)"
)
MORE = lazy_regex(rf"(?:再|又|另外|还要|多)\s*(?:加|多|来|报|带|去)*\s*{NUMBER}\s*(?:个|人|位|名)")
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
        found = pattern.search(plain)
        number = read_number(found["number"] or found.groupdict().get("less") or "") if found else None
        if found and number:
            total = COUNTED.search(plain, found.end())
            return _heads(total["number"]) if total else Heads(sign * number, True)
    if (found := BRINGS.search(plain)) and (number := read_number(found["number"])):
        return Heads(1 + number)
    for pattern in (PLUS, BARE):
        if found := pattern.match(plain):
            return _heads(found["number"])
    if found := next(reversed(list(COUNTED.finditer(plain))), None):
        counted = _heads(found["number"])
        return Heads(2) if counted == Heads(1) and WITH_KIN.search(plain) else counted
    return _company(plain)


def _company(plain: str) -> Heads | None:
    if COUPLE.search(plain):
        return Heads(2)
    if THREE.search(plain):
        return Heads(3)
    if found := TOGETHER.search(plain):
        others = [name for name in re.split(r"[、和跟]", found["others"]) if name]
        return Heads(1 + len(others))
    return Heads(2) if WITH_KIN.search(plain) else None


def _heads(text: str) -> Heads | None:
    number = read_number(text)
    return Heads(min(number, MOST)) if number else None
