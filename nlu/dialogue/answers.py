"""Short answers in a conversation: a choice by number, yes or no, mere politeness, a change of mind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from nlu.dialogue.ratings import Rating, read_rating, read_solved
from nlu.text.patterns import lazy_regex
from nlu.text.tables import read_table
from nlu.times.numerals import read_number

__all__ = ["Answer", "Kind", "Rating", "read_answer", "read_choice", "read_rating", "read_solved", "read_yes_no"]

REMEMBERED = 256  # texts: one message is asked by many whether it is a short answer
Kind = Literal["yes", "no", "polite", "cancel", "mend", "unsure", "other"]

CIRCLED = {char: str(number) for number, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
CIRCLED |= {char: str(number) for number, char in enumerate("❶❷❸❹❺❻❼❽❾❿", 1)}
CIRCLED |= {f"{number}\ufe0f\u20e3": str(number) for number in range(10)} | {"🔟": "10"}
STICKER = lazy_regex(r"\[([A-Za-z]{2}|[\u4e00-\u9fff]{1,3})\]")  # [抱拳], as the phone writes its pictures
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
EDGES = " \t\r\n，。,.!！?？~～…、;；:：“”\"'‘’()（）【】[]"
THANKS = lazy_regex("谢谢|多谢|感谢|难为|辛苦|麻烦")
ANY_THANKS = lazy_regex("(?:谢谢|多谢|感谢|难为|辛苦|麻烦)[^不没，,]{0,6}")
MURMUR = lazy_regex("^(?:[哦嗯噢喔哎]+|那就?)(?=.)")
TAIL = lazy_regex(r"(?:[嘛呗噻嘞哈哦喔噢啊呀呢吧撒哟咯哒啦喽咧的了]|[!！。~～,， .…])+$")
NUMBER = r"(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,2})"
CHOICE = lazy_regex(
    rf"我?(?:要|选|就|回|回复|挑|点|是|还是|那就|就要|应该是|选择|按)?第?{NUMBER}\s?"
    r"(?:个|号|项|条|位|种|样|那个|这个|选项)?(?:专家|老师|时间|领域)?"
)
PICK = "(?:我?(?:要|选|就|是|还是|那就|就要|挑))?"
UNIT = "(?:一)?[个位条种项]"
FIRST = lazy_regex(rf"{PICK}(?:头{UNIT}|最?(?:前面|上面|前头|上头|开头)[的那这]?{UNIT}|前者)")
LAST = lazy_regex(
    rf"{PICK}(?:最后(?:面|头)?[的那这]?(?:{UNIT})?|末尾[的那]?{UNIT}|最?(?:后面|后头|下面|下头)[的那这]?{UNIT}"
    rf"|倒数第{UNIT}|尾巴上那个|后者)"
)
WILLING = lazy_regex(r"[，, ]*(?:就?(?:要得|可以|行|好|好了)|(?:谢谢|多谢|麻烦|辛苦).{0,6})[嘛吧哈了]*$")
ENDS_OFF = lazy_regex(  # 好嘛，那就算了
    r"(?:好|行|要得|可以|嗯+|哦+|哎|唉|也|是)+[嘛的吧啊哦呗了]*[，, ]*(?:那就?|就)+"
    r"(?:算|不(?:办|弄|搞|用|请|登记|麻烦))"
)
MIDDLE = lazy_regex(rf"{PICK}中间[的那这]?{UNIT}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a short answer amounts to; `kind` other means that it is no short answer."""

    kind: Kind


@lru_cache(maxsize=REMEMBERED)
def tidy(text: str) -> str:
    """The words alone: no outer punctuation, plain figures, circled numbers as numbers."""
    for sign, number in CIRCLED.items():
        if sign in text:
            text = text.replace(sign, number)
    return STICKER.sub(r" \1 ", text).translate(FULL_WIDTH).strip(EDGES)


def read_choice(text: str, count: int) -> int | None:
    """The number, from 1, of the one chosen among `count`; None where the text chooses none of them."""
    plain = WILLING.sub("", tidy(text)) or tidy(text)
    plain = TAIL.sub("", plain) or plain
    if found := CHOICE.fullmatch(plain):
        number = read_number(found["number"])
        return number if number is not None and 1 <= number <= count else None
    if FIRST.fullmatch(plain):
        return 1 if count else None
    if LAST.fullmatch(plain):
        return count or None
    return (count + 1) // 2 if count % 2 and MIDDLE.fullmatch(plain) else None


@lru_cache(maxsize=REMEMBERED)
def read_answer(text: str) -> Answer:
    """Consent, refusal, politeness, giving up, mending or doubt, where the text is that and little more."""
    plain = tidy(text)
    if ENDS_OFF.fullmatch(TAIL.sub("", plain)):
        return Answer("cancel")
    kinds = next(([_KINDS[form]] for form in _candidates(plain) if form in _KINDS), None)
    kinds = kinds or [_KINDS.get(part, "") for part in _parts(plain)]
    return Answer(_strongest(kinds) if kinds and all(kinds) else _opening_kind(plain))


def read_yes_no(text: str) -> bool | None:
    """True for consent, False for refusal or giving up, None for anything else, politeness included."""
    kind = read_answer(text).kind
    return {"yes": True, "no": False, "cancel": False}.get(kind)


def _candidates(plain: str) -> list[str]:
    bare = TAIL.sub("", plain)
    doubled = re.sub(r"(.{1,2})\1+", r"\1", bare)
    calm = MURMUR.sub("", bare)
    return [plain, bare, doubled, calm, "谢谢" if ANY_THANKS.fullmatch(bare) else bare]


def _parts(plain: str) -> list[str]:
    """好嘛，没问题 in its parts, each without particles."""
    apart = THANKS.sub(r" \g<0>", plain)
    pieces = [piece for piece in re.split(r"[，,。.!！~～、;；\s]+", apart) if piece]
    return [next((form for form in _candidates(piece) if form in _KINDS), piece) for piece in pieces]


def _strongest(kinds: list[str]) -> Kind:
    """可以，谢谢 is a yes, 好的，谢谢 mere politeness; a no outweighs a yes."""
    order: tuple[Kind, ...] = ("cancel", "mend", "no", "unsure", "yes", "polite")
    return next((kind for kind in order if kind in kinds), "yes")


def _opening_kind(plain: str) -> Kind:
    """说错了，是涪陵 and 算了，不弄了嘛 go by how they begin; anything longer is no short answer."""
    for pattern, kind in _OPENINGS:
        if pattern.match(plain):
            return kind
    return "other"


def _load() -> tuple[dict[str, str], list[tuple[re.Pattern[str], Kind]]]:
    known: dict[str, str] = {}
    openings: list[tuple[re.Pattern[str], Kind]] = []
    for row in read_table("answers.tsv"):
        if row["place"] == "opening":
            openings.append((re.compile(row["words"]), cast(Kind, row["kind"])))
        else:
            known.update(dict.fromkeys(row["words"].split(), row["kind"]))
    return known, openings


_KINDS, _OPENINGS = _load()
