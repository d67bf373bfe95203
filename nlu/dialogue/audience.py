"""Reads for whom an activity is meant: the roles that the words name, and what is left to be a field or a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nlu.text.patterns import lazy_regex
from nlu.text.tables import read_table

EVERYBODY = "everybody"
SEPARATORS = lazy_regex(r"[、，,；;/\s]+|以及|还有|和(?!平)|与|及")
FILLING = lazy_regex(
    r"^(?:的|等|各|全体|所有|广大|相关|有关|辖区|本地|当地|周边|全县|全区|全市|中小)+"
    r"|(?:的|等|们|方面|行业|领域|老板|负责人|代表|朋友|人员|从业者)+$"
)

_RAISES = lazy_regex(r"^(?P<where>.{0,8}?)(?:种|养|喂|栽)(?P<what>[\u4e00-\u9fff]{1,6}?)的(?:人|老乡|农民)?$")


@dataclass(frozen=True, slots=True)
class AudiencePart:
    """One of those who are named: 奉节的果农 is the role farmer and the rest 奉节."""

    role: str | None
    rest: str


def read_audience(text: str) -> tuple[AudiencePart, ...]:
    """The parts of the text, each with the role it names, if any; 全体 has the role `everybody`."""
    pieces = (piece for piece in SEPARATORS.split(text.strip()) if piece)
    return tuple(_read(piece) for piece in pieces)


def is_audience(text: str) -> bool:
    """Whether every part of the text names somebody."""
    parts = read_audience(text)
    return bool(parts) and all(part.role is not None for part in parts)


def _read(piece: str) -> AudiencePart:
    for word, role in _words():
        if piece.endswith(word):
            return AudiencePart(role, _bare(piece.removesuffix(word)))
    for word, role in _words():
        if word in piece:
            return AudiencePart(role, _bare(piece.replace(word, "")))
    if raises := _RAISES.match(piece):
        return AudiencePart("farmer", _bare(f"{raises['where']}{raises['what']}"))
    if piece.endswith("厂"):
        return AudiencePart("enterprise", _bare(piece))
    return AudiencePart(None, _bare(piece))


def _bare(text: str) -> str:
    while (shorter := FILLING.sub("", text)) != text:
        text = shorter
    return text


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    pairs = [(word, row["role"]) for row in read_table("audience.tsv") for word in row["words"].split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
