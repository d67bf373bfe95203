"""Ratings in plain words: points, stars, praise or blame, and whether the trouble is solved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor

from nlu.text.guarded import Guarded
from nlu.text.patterns import lazy_regex
from nlu.text.tables import read_table
from nlu.times.numerals import read_number

BEST, WORST = 5, 1
FIGURE = r"(?P<figure>-?\d{1,4}(?:\.\d)?|[零〇一二两三四五六七八九十]{1,3})"
GIVEN = "(?:(?:我?[打给评就]|打个|给个|评个|评价|(?:评|打|给)个?分)(?:嘛|吧|就|，)?[：: ]?)?"
HALF = "(?P<half>[分星颗]半)?"
POINTS = lazy_regex(rf"{GIVEN}{FIGURE}\s?{HALF}\s?(?P<unit>分|星好评|星|颗星|个星|颗)?")
SCORED = lazy_regex(
    rf"{GIVEN}(?!十分[^，,。！!\s]){FIGURE}\s?{HALF}(?P<unit>分(?![钟之到为开给半])|(?<=半)|星|颗星|个星)"
)
FORM = lazy_regex(r"^评价\s*#?\d{1,9}\s+(?=-?\d|[零一二三四五六七八九十][分星]|[⭐★🌟])")  # 评价 12 5 很好
STARS = lazy_regex(r"[⭐★🌟✨]\ufe0f?")
HALF_STAR = lazy_regex(r"½")
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_SPACES = lazy_regex(r"\s+")
SEPARATORS = " \t\n，。,.;；！!、：:"


@dataclass(frozen=True, slots=True)
class Rating:
    """1 to 5, a half counted up; `out_of_range` where the number given is none of these; `comment` is the rest.

    `given` is that number where it is out of range: 8 of 8分.
    """

    score: int | None = None
    out_of_range: bool = False
    solved: bool | None = None
    comment: str = ""
    given: float | None = None


def read_rating(text: str) -> Rating | None:
    """The rating in a text, None where it neither scores, praises, blames nor says whether it helped."""
    plain = FORM.sub("", text.translate(FULL_WIDTH).strip())
    solved = read_solved(plain)
    value, rest = _read_figure(plain)
    if value is None:
        value, rest = _read_words(plain), plain
    if value is None and solved is None:
        return None
    comment = rest.strip(SEPARATORS)
    if value is None:
        return Rating(None, False, solved, comment)
    score = floor(value + 0.5)
    if not WORST <= value <= BEST:
        return Rating(None, True, solved, comment, value)
    return Rating(score, False, solved, comment)


def has_points(text: str) -> bool:
    """打三分, 5星, ⭐⭐⭐⭐: a score in figures, wherever it stands."""
    plain = text.translate(FULL_WIDTH)
    return SCORED.search(plain) is not None or STARS.search(plain) is not None or "满分" in plain


def is_figure(text: str) -> bool:
    """5, 五分 and nothing else."""
    return POINTS.fullmatch(text.translate(FULL_WIDTH).strip(SEPARATORS)) is not None


def read_solved(text: str) -> bool | None:
    """Whether the trouble is over: 解决了, 好了; 没解决, 还是老样子; None where the text does not say."""
    said = text.strip()
    if not said.isprintable() or " " in said:
        said = _SPACES.sub("，", said)
    found = _SOLVED.first(said)
    return None if found is None else found == "yes"


def _read_figure(text: str) -> tuple[float | None, str]:
    """The number of points or stars and the text without it."""
    if stars := STARS.findall(text):
        return float(len(stars)) + (0.5 if HALF_STAR.search(text) else 0.0), STARS.sub("", text)
    bare = text.strip(SEPARATORS)
    found = POINTS.fullmatch(bare) or SCORED.search(bare) or _leading_figure(bare)
    if found is None:
        return None, text
    value = _number(found["figure"])
    if value is None:
        return None, text
    half = 0.5 if found.groupdict().get("half") else 0.0
    around = (bare[: found.start()].strip(SEPARATORS), bare[found.end() :].strip(SEPARATORS))
    return value + half, "，".join(part for part in around if part)


def _leading_figure(text: str) -> re.Match[str] | None:
    """5 很好, 4，讲得清楚: a figure by itself in front of the comment."""
    return re.match(r"(?P<figure>-?\d{1,3}(?:\.\d)?)(?P<half>(?!))?(?=[\s，,。；;、!！]|$)", text)


def _number(text: str) -> float | None:
    if re.fullmatch(r"-?\d+(?:\.\d)?", text):
        return float(text)
    number = read_number(text)
    return None if number is None else float(number)


def _read_words(text: str) -> float | None:
    found = _WORDS.first(text)
    return None if found is None else float(found)


def _rows(kind: str) -> Guarded:
    return Guarded((row["value"], [row["pattern"]]) for row in read_table("ratings.tsv") if row["kind"] == kind)


_WORDS = _rows("score")
_SOLVED = _rows("solved")
