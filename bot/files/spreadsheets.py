"""Tables from .csv (UTF-8, UTF-16 or GBK) and .xlsx as rows of text, and safe cells on the way out."""

from __future__ import annotations

import codecs
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl

from bot.trouble import Trouble

Row = tuple[int, list[str]]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOST_BYTES = 100 * 1024 * 1024
MOST_UNPACKED = 5 * MOST_BYTES
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What nobody sees: controls but tab and line ends, and what turns or joins the letters around it.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_table(path: Path) -> Iterator[Row]:
    """Rows with their numbers as a spreadsheet shows them (from 1), the header first; Trouble names what is wrong."""
    if not path.is_file():
        raise Trouble(f"{path}: {'is no file' if path.exists() else 'there is no such file'}", 2)
    if path.stat().st_size > MOST_BYTES:
        raise Trouble(f"{path}: larger than 100 MB", 2)
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path)
    raise Trouble(f"{path}: only .csv and .xlsx can be imported", 2)


def _read_csv(path: Path) -> Iterator[Row]:
    """A row may stand on several lines; a quote that is never closed would swallow all that follow, and is Trouble."""
    text = _decode(path)
    header = text[:2000].split("\n")[0]
    delimiter = next((one for one in (",", "\t", ";") if one in header), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begun = ended = 0
    try:
        for number, values in enumerate(reader, 1):
            begun, ended = ended, reader.line_num
            yield number, [_seen(value) for value in values]
        _see_that_it_ends(text, begun, delimiter)
    except csv.Error as error:
        line = reader.line_num if reader.line_num > ended else begun + 1
        raise Trouble(f"{path}: line {line}: {error}", 2) from error


def _see_that_it_ends(text: str, begun: int, delimiter: str) -> None:
    """csv.Error where a quote opened after so many lines is still open at the end of the file."""
    rest = islice(io.StringIO(text, newline=""), begun, None)
    try:
        list(csv.reader(rest, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise csv.Error('a quote (") is opened here and never closed; close it or delete it') from error


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\x00", "")
    raise Trouble(f"{path}: neither UTF-8 nor GBK; save it as CSV UTF-8", 2)


def _read_xlsx(path: Path) -> Iterator[Row]:
    """A broken part may come to light in the midst of the rows."""
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED:
            raise Trouble(f"{path}: larger than 500 MB once it is unpacked", 2)
        yield from _rows(path)
    except Trouble:
        raise
    except Exception as error:  # whatever the library makes of a book that is broken or odd
        raise Trouble(f"{path}: cannot be read as .xlsx ({type(error).__name__})", 2) from error


def _rows(path: Path) -> Iterator[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = next((one for one in book.worksheets if hasattr(one, "iter_rows")), None)
        if sheet is None:
            raise Trouble(f"{path}: has no sheet with cells", 2)
        sheet.reset_dimensions()  # programs that write a sheet in one go often call it one cell large
        width = 0
        for values in sheet.iter_rows(max_row=1, values_only=True):
            header = [_cell(value) for value in values]
            width = max((place for place, name in enumerate(header, 1) if name), default=0)
            yield 1, header
        # A forgotten cell far to the right would make every row thousands of cells wide: only what has a name counts.
        rows = sheet.iter_rows(min_row=2, max_col=max(1, width), values_only=True)
        for number, values in enumerate(rows, 2):
            yield number, [_cell(value) for value in values]
    finally:
        book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _seen(str(value))


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text).strip()


def escape(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write_csv_row(out: Any, values: Sequence[Any]) -> None:
    """One row of CSV, escaped."""
    csv.writer(out, lineterminator="\n").writerow(["" if value is None else escape(value) for value in values])
