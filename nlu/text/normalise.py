"""One written form for what people type, so that every reader meets plain simplified characters and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

from nlu.text.patterns import lazy_regex

KEPT_PUNCTUATION = "，！？：；（）～"  # full-width by right in Chinese text
COMPATIBILITY_RANGES = (
    (0x2460, 0x24FF),
    (0x2E80, 0x2FDF),
    (0x3200, 0x33FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFFEE),
)
INVISIBLE_RANGES = (
    (0x0000, 0x0008),
    (0x000E, 0x001F),
    (0x007F, 0x009F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xD800, 0xDFFF),  # halves of characters, which no encoder takes
)
INVISIBLE = (0x00AD, 0x034F, 0x061C, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFFC, 0xFFFD)
MATHEMATICAL_LETTERS = (0x1D400, 0x1D7FF)

_SPACES = lazy_regex(r"[ \t\v\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = lazy_regex(r" *(?:[\r\n\u2028\u2029] *)+")
_REPEATED_MARKS = lazy_regex(r"([，。！？、；：~～!?,;…])\1+")
_REPEATED_WORDS = lazy_regex(r"([^\u0000-\u4dff\ua000-\U0010ffff零一二三四五六七八九十百千万两幺])\1{2,}")
_EDGES = " \n"


def normalise(text: str) -> str:
    """Half-width, simplified, without invisible characters and endless repeats; line breaks stay."""
    if _replaced().search(text) is not None:
        text = text.translate(_table())
    if not text.isprintable() or "  " in text:
        text = _SPACES.sub(" ", text)
        text = _LINES.sub("\n", text)
    if _REPEATED_MARKS.search(text) is not None:
        text = _REPEATED_MARKS.sub(r"\1", text)
    if _REPEATED_WORDS.search(text) is not None:
        text = _REPEATED_WORDS.sub(r"\1\1", text)
    return text.strip(_EDGES)


@cache
def _replaced() -> re.Pattern[str]:
    """Finds a character that the table replaces or drops: most texts have none, and this is sooner seen than done."""
    points = sorted(_table())
    begins = [point for before, point in pairwise([-2, *points]) if point != before + 1]
    ends = [point for point, after in pairwise([*points, points[-1] + 2]) if after != point + 1]
    return re.compile("".join(["[", *(f"\\U{a:08x}-\\U{b:08x}" for a, b in zip(begins, ends, strict=True)), "]"]))


@cache
def _table() -> dict[int, str | None]:
    """What `str.translate` replaces and drops, in one table."""
    simplified = _traditional()
    table: dict[int, str | None] = dict(simplified)
    for first, last in (*COMPATIBILITY_RANGES, MATHEMATICAL_LETTERS):
        table.update({point: plain.translate(simplified) for point, plain in _plain_forms(first, last).items()})
    for first, last in INVISIBLE_RANGES:
        table.update(dict.fromkeys(range(first, last + 1)))
    table.update(dict.fromkeys(INVISIBLE))
    return table


def _plain_forms(first: int, last: int) -> dict[int, str]:
    """Compatibility forms in a range that have another, plain form."""
    found = {}
    for point in range(first, last + 1):
        plain = unicodedata.normalize("NFKC", chr(point))
        if plain != chr(point) and chr(point) not in KEPT_PUNCTUATION:
            found[point] = plain
    return found


def _traditional() -> dict[int, str]:
    """Traditional to simplified characters, one to one."""
    lines = files("nlu").joinpath("data", "traditional.tsv").read_text(encoding="utf-8").splitlines()
    traditional, simplified = lines[1].split("\t")
    return {ord(before): after for before, after in zip(traditional, simplified, strict=True)}
