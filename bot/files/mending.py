"""Lines as a page showed them become paragraphs again: breaks, gaps and page numbers go, words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

FINAL = "。！？!?；;：:…"
CLOSING = "”’）)》」"
NARROW, WIDE = 11, 45  # a column is taken to be no narrower and no wider
NEAR = 6  # lines before and after that show how wide the column is
FEWEST = 2  # lines that make a column
UNIFORM = 0.5  # the share of them that are full
FULL = 0.8  # a line that fills this share of the column runs on
_HAN = r"\u3400-\u9fff，。、；：！？（）《》〈〉“”‘’〔〕【】％"
_GAP = re.compile(rf"(?<=[{_HAN}])[ \t\u3000\xa0]+(?=[{_HAN}0-9])|(?<=[0-9])[ \t\u3000\xa0]+(?=[{_HAN}])")
_PAGE = re.compile(r"^[\s\-—–－_·.]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/]?\s*共\s*\d+\s*页)?)[\s\-—–－_·.]*$")
_ARTICLE = re.compile(r"^(第\s*[一二三四五六七八九十百零〇\d]{1,5}\s*[条章节])[ \t\u3000\xa0]+(?=\S)")
_RULE = re.compile(r"^[\s|:\-—–=_*]+$")
_MARK = re.compile(r"[*_]{2,}|^>+\s*|(?<!\S)[□■●◆▲►◀★☆]\s*")
NUMBERED = re.compile(
    r"^(?:#{1,6}\s|第[一二三四五六七八九十百零〇\d]{1,5}[章节条编]|[一二三四五六七八九十]{1,3}[、．.]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[.．]\d{1,2})*[.．、](?!\d)|[①②③④⑤⑥⑦⑧⑨⑩]|[-*+•·]\s)"
)


def tidy(line: str) -> str:
    """One line without marks of emphasis and without gaps between characters."""
    line = _MARK.sub("", line.strip())
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        line = "，".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())
    article = _ARTICLE.match(line)
    head, rest = (f"{article[1]} ", line[article.end() :]) if article else ("", line)
    return head + " ".join(_GAP.sub("", rest).split())


def mend(lines: Sequence[str]) -> list[str]:
    """Paragraphs in order."""
    kept = [tidy(line) for line in lines if not _PAGE.match(line) and not (line.strip() and _RULE.match(line))]
    kept = [line for line in kept if line]
    paragraphs: list[str] = []
    for place, line in enumerate(kept):
        if paragraphs and _runs_on(paragraphs[-1], kept[place - 1], line, _width(kept, place - 1)):
            paragraphs[-1] = join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
    return paragraphs


def join(first: str, second: str) -> str:
    """Chinese needs no space; two Latin words do."""
    needs_space = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalpha() and second[:1].isalpha()
    return f"{first} {second}" if needs_space else first + second


def _width(lines: Sequence[str], place: int) -> int:
    """How long a full line is hereabouts: in a column most lines are; elsewhere a paragraph is a long line."""
    near = lines[max(0, place - NEAR) : place + NEAR + 1]
    lengths = sorted(len(line) for line in near if len(line) >= NARROW)
    if len(lengths) < FEWEST:
        return WIDE
    width = lengths[int(0.7 * (len(lengths) - 1))]
    is_column = sum(FULL * width <= length <= width / FULL for length in lengths) >= UNIFORM * len(lengths)
    return max(NARROW, min(WIDE, width)) if is_column else WIDE


def _runs_on(paragraph: str, last: str, line: str, width: int) -> bool:
    """Whether `line` goes on with the sentence that `last` left open."""
    if NUMBERED.match(line) or paragraph.startswith("#"):
        return False
    if last.rstrip(CLOSING)[-1:] in FINAL:
        return False
    return len(last) >= FULL * width or last[-1:] in "，、,"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, each with its mark; joined they give the text again."""
    start = 0
    for found in re.finditer(rf"[。！？!?；;]+[{CLOSING}]*", text):
        yield text[start : found.end()]
        start = found.end()
    if start < len(text):
        yield text[start:]
