"""A paper's paragraphs become passages that can be found and quoted: below their headings, no sentence cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.files.mending import FINAL, NUMBERED, sentences
from domain.policies import Passage

LONGEST = 400
LONGEST_HEADING = 45
_LEVELS = (
    re.compile(r"^(?:第[^章编]{1,5}[章编]|#{1,2}\s(?![一二三四五六七八九十]{1,3}、|[（(]))"),
    re.compile(r"^#*\s*(?:[一二三四五六七八九十]{1,3}[、．.]|第.{1,4}节)"),
    re.compile(r"^#*\s*[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^(?:#*\s*\d{1,2}(?:[.．]\d{1,2})*[.．、]|#{3,6}\s)"),
)
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]{1,5}条")
_ANEW = re.compile(r"^(?:第[一二三四五六七八九十百零〇\d]{1,5}条|[一二三四五六七八九十]{1,3}、)")


def split(paragraphs: Sequence[str]) -> list[Passage]:
    """Paragraphs under one heading are kept together while they are short."""
    passages: list[Passage] = []
    for heading, group in _groups(paragraphs):
        text = ""
        for piece in (piece for paragraph in group for piece in _pieces(paragraph)):
            starts_anew = _ANEW.match(piece) is not None
            if text and (starts_anew or len(text) + 1 + len(piece) > LONGEST):
                passages.append(Passage(heading, text))
                text = ""
            text = f"{text}\n{piece}" if text else piece
        if text:
            passages.append(Passage(heading, text))
    return passages


def _groups(paragraphs: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(headings above, paragraphs below them); a heading with nothing below stays with what follows."""
    above: dict[int, str] = {}
    group: list[str] = []
    for paragraph in paragraphs:
        level = _level(paragraph)
        if level is None:
            group.append(paragraph)
            continue
        if group:
            yield " ".join(above.values()), group
        group = []
        above = {known: heading for known, heading in above.items() if known < level}
        above[level] = paragraph.lstrip("# ")
    if group:
        yield " ".join(above.values()), group


def _level(paragraph: str) -> int | None:
    """How deep a heading stands; None for a paragraph."""
    if len(paragraph) > LONGEST_HEADING or paragraph[-1:] in FINAL + "，" or _ARTICLE.match(paragraph):
        return None
    if not NUMBERED.match(paragraph) or paragraph.startswith(("- ", "* ", "+ ", "•", "·")):
        return None
    return next((level for level, pattern in enumerate(_LEVELS) if pattern.match(paragraph)), None)


def _pieces(paragraph: str) -> Iterator[str]:
    """A paragraph that is too long, in whole sentences; one endless sentence stays whole."""
    paragraph = re.sub(r"^#+\s*", "", paragraph)
    piece = ""
    for sentence in sentences(paragraph):
        if piece and len(piece) + len(sentence) > LONGEST:
            yield piece
            piece = ""
        piece += sentence
    if piece:
        yield piece
