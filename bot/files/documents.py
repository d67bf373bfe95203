"""The words of a .txt, .md, .docx or .pdf file as lines, whoever wrote it and however it is encoded."""

from __future__ import annotations

import logging
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from bot.trouble import Trouble

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PAGES = 1000
FEWEST_CHARACTERS = 20
REPEATED_ON = 0.6  # the share of pages from which a first or last line is a running head
HEADINGS = ("Heading", "Title", "标题")
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_lines(path: Path) -> list[str]:
    """Every line, blank ones too; Trouble says in a sentence why a file cannot be read."""
    if not path.is_file():
        raise Trouble("there is no such file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Trouble("only .txt, .md, .docx and .pdf can be imported")
    if path.stat().st_size > MOST_BYTES:
        raise Trouble("larger than 50 MB")
    lines = reader(path)
    if sum(len(line.strip()) for line in lines) < FEWEST_CHARACTERS:
        raise Trouble("there is no text in it; a scanned paper needs text recognition first")
    return lines


def _read_text(path: Path) -> list[str]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return raw.decode(encoding).replace("\x00", "").replace("\f", "\n").splitlines()
        except UnicodeDecodeError:
            continue
    raise Trouble("neither UTF-8 nor GBK; save it as UTF-8")


def _read_docx(path: Path) -> list[str]:
    lines: list[str] = []
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise Trouble("unpacks to more than 300 MB")
        document: Any = docx.Document(str(path))
        for block in document.iter_inner_content():
            lines += [*(_rows(block) if isinstance(block, Table) else [_paragraph(block)]), ""]
    except Trouble:
        raise
    except Exception as error:  # whatever the library makes of a paper that is broken or odd
        raise Trouble(f"cannot be read as .docx ({type(error).__name__})") from error
    return lines


def _paragraph(block: Paragraph) -> str:
    """A heading is marked as in Markdown, so that no style is lost."""
    style = block.style.name if block.style is not None else ""
    text = " ".join(str(block.text).split("\n"))
    return f"## {text}" if text.strip() and (style or "").startswith(HEADINGS) else text


def _rows(table: Any) -> Iterator[str]:
    """Cells that span several columns are said once."""
    for row in table.rows:
        cells = dict.fromkeys(" ".join(str(cell.text).split()) for cell in row.cells)
        yield "| " + " | ".join(cells) + " |"


def _read_pdf(path: Path) -> list[str]:
    try:
        reader = PdfReader(str(path))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Trouble("is locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise Trouble(f"has more than {MOST_PAGES} pages")
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except Trouble:
        raise
    except Exception as error:  # likewise
        raise Trouble(f"cannot be read as .pdf ({type(error).__name__})") from error
    return [line for page in _without_running_heads(pages) for line in page]


def _without_running_heads(pages: Iterable[list[str]]) -> list[list[str]]:
    """Lines that stand first or last on most pages belong to no page."""
    pages = list(pages)
    edges = Counter(line.strip() for page in pages for line in {*page[:1], *page[-1:]} if line.strip())
    running = {line for line, count in edges.items() if count >= 3 and count >= REPEATED_ON * len(pages)}
    return [[line for line in page if line.strip() not in running] for page in pages]


READERS = {".txt": _read_text, ".md": _read_text, ".docx": _read_docx, ".pdf": _read_pdf}
