"""Tables from .csv (UTF-8 or GBK) and .xlsx as rows of text, and safe cells on the way out."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.trouble import Trouble

Row = tuple[int, list[str]]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOST_BYTES = 100 * 1024 * 1024


def read_table(path: Path) -> Iterator[Row]:
    """Rows with their numbers as a spreadsheet shows them (from 1), the header first; Trouble names what is wrong."""
    if not path.is_file():
        raise Trouble(f"{path}: there is no such file", 2)
    if path.stat().st_size > MOST_BYTES:
        raise Trouble(f"{path}: larger than 100 MB", 2)
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    if path.suffix.lower() == ".xlsx":
        return _read_xlsx(path)
    raise Trouble(f"{path}: only .csv and .xlsx can be imported", 2)


def _read_csv(path: Path) -> Iterator[Row]:
    text = _decode(path)
    delimiter = "\t" if "\t" in text[:2000] and "," not in text[:2000].split("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for values in reader:
            yield reader.line_num, [value.strip() for value in values]
    except csv.Error as error:
        raise Trouble(f"{path}: line {reader.line_num}: {error}", 2) from error


def _decode(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\x00", "")
    raise Trouble(f"{path}: neither UTF-8 nor GBK; save it as CSV UTF-8", 2)


def _read_xlsx(path: Path) -> Iterator[Row]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Trouble(f"{path}: cannot be read as .xlsx ({type(error).__name__})", 2) from error
    sheet = book.worksheets[0]
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, [_cell(value) for value in values]
    book.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def escape(value: Any) -> Any:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write_csv_row(out: Any, values: Sequence[Any]) -> None:
    """One row of CSV, escaped."""
    csv.writer(out, lineterminator="\n").writerow(["" if value is None else escape(value) for value in values])
