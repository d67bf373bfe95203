"""How a form may be typed: full-width or traditional signs, Chinese numerals, quotation marks, the number first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlu.text.normalise import normalise
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

HIGHEST = 999_999_999  # nothing has a higher number: what is typed beyond it is told as unknown, not left out
JOINERS = " \t\n\u3000,，:：。;；、"
_OPENERS, _CLOSERS = "“\"'‘「『【[《/／#＃*·•、。.－-", "”\"'’」』】]》。"
_BRACKETED = lazy_regex(r"^[【「『《\[〔“\"](?P<form>[\u4e00-\u9fff#＃\d\s]{1,12})[】」』》\]〕”\"]\s*(?=\S)")
_BRACKETED_NUMBER = lazy_regex(
    r"^(?P<form>[\u4e00-\u9fff]{1,4}\s*)[【「『\[〔（(](?P<number>\s*[#＃]?\d{1,9}\s*)[】」』\]〕）)]"
)
_REPLY_SIGN = lazy_regex(r"^回(?=[“\"「『【])")
_UNIT = r"(?:号单|号|单)?"
_NUMBER = lazy_regex(
    r"^[\s:：,，]*(?:第|编号|单号|事项)?\s*#?\s*(?:"
    r"(?P<number>\d{1,60})(?![点时月日年天\d]|[:：]\d|号\s*(?:[上下中]午|[早晚]|凌晨|傍晚|\d))(?:号单?|单)?(?=$|\D)"
    rf"|(?P<spoken>[一二三四五六七八九十百两〇零]{{1,4}}){_UNIT}(?=$|[{JOINERS}]))",
)
_NUMBER_FIRST = lazy_regex(rf"^(?P<number>\d{{1,9}})(?P<unit>\s*{_UNIT})[{JOINERS}]*(?P<form>[\u4e00-\u9fff].*)$", re.S)
_NUMBER_LAST = lazy_regex(rf"^(?P<words>\D+?)\s*[#＃]?(?P<number>\d{{1,7}}){_UNIT}$")
_LISTED = lazy_regex(rf"(?:\s*[、和跟及]\s*#?\d{{1,7}}(?![点时月日年天分\d]){_UNIT})+(?=$|\D)")
_MORE_NUMBERS = lazy_regex(r"(?:[\s、,，和跟及]*+[#＃]?\d{1,7}+(?!\d)(?:号单|号|单)?+)++")  # read once, however long


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and where the words after it begin."""

    number: int
    end: int
    others: tuple[int, ...] = ()  # 12、13: further ones in the same breath


def unwrapped(text: str) -> str:
    """Without the marks that are copied along with a form: “揭榜 12” out of a message of ours, 【揭榜】【12】."""
    text = _BRACKETED.sub(r"\g<form> ", _REPLY_SIGN.sub("", text.strip()))
    text = _BRACKETED_NUMBER.sub(r"\g<form>\g<number> ", text)
    bare = text.lstrip(_OPENERS).lstrip()
    return bare if bare == text or not bare else bare.rstrip(_CLOSERS).rstrip()


def plain(text: str) -> str:
    """Half-width and simplified, sign for sign, so that places in it are places in `text`."""
    return "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    found = normalise(sign)
    return found if len(found) == 1 else sign


def number_at(tail: str) -> Numbered | None:
    """The number that `tail` (plain) begins with: 12, #12, 第12单, 十二."""
    found = _NUMBER.match(tail)
    if found is None:
        return None
    number = min(int(found["number"]), HIGHEST) if found["number"] else read_number(found["spoken"])
    if number is None:
        return None
    more = _LISTED.match(tail, found.end())
    others = tuple(int(one) for one in re.findall(r"\d+", more[0])) if more else ()
    return Numbered(number, more.end() if more else found.end(), others)


def number_first(text: str) -> tuple[Numbered, bool] | None:
    """#12 揭榜 and 12号 办结: the number, where the form begins, and whether 号 might mean a day of the month."""
    found = _NUMBER_FIRST.match(text)
    if found is None:
        return None
    return Numbered(int(found["number"]), found.start("form")), found["unit"].strip() == "号"


def more_numbers(rest: str) -> list[int]:
    """Further numbers where nothing but numbers was given: 揭榜 12、13."""
    return [int(one) for one in re.findall(r"\d+", rest)] if _MORE_NUMBERS.fullmatch(rest) else []


def number_last(rest: str) -> tuple[int, str] | None:
    """王建国 12: the number behind the words."""
    found = _NUMBER_LAST.match(rest)
    return (int(found["number"]), found["words"].strip(JOINERS)) if found else None
