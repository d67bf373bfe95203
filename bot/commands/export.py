"""`jiebang export`: the contract's tables as csv, xlsx or JSON lines."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click
import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from bot.clock import system_clock
from bot.commands.opened import opened
from bot.config import Configuration
from bot.files.spreadsheets import escape, write_csv_row
from bot.trouble import Trouble
from domain.calendar import SHANGHAI
from domain.durations import Duration
from storage.exports import EXPORTS, export_rows

Rows = AsyncIterator[tuple[Any, ...]]


async def export(configuration: Configuration, kind: str, form: str, out: Path | None) -> None:
    """Write a table, a page at a time; xlsx needs a file."""
    if form == "xlsx" and out is None:
        raise Trouble("xlsx needs --out FILE", 2)
    window = Duration.parse(configuration.duty.rating_window).span
    with ExitStack() as held:
        target = held.enter_context(_whole(out)) if out is not None else None  # before anything is read
        async with opened(configuration) as database:
            rows = export_rows(database, kind, system_clock(), window)
            if target is None:
                stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
                await _write(kind, rows, form, stream)
                stream.flush()
                stream.detach()
                return
            if form == "xlsx":
                count = await _write_xlsx(kind, rows, target)
            else:
                with _opened(target, form) as file:
                    count = await _write(kind, rows, form, file)
    click.echo(f"{count} rows in {out}", err=True)


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """Where to write, so that the file is there whole or as it was before; a device or a pipe is written itself."""
    if out.exists() and not out.is_file():
        out.open("ab").close()
        yield out
        return
    half = out.with_name(f"{out.name}.half")
    half.open("wb").close()
    try:
        yield half
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)


def _opened(out: Path, form: str) -> TextIO:
    """With a mark that tells spreadsheets that a csv is UTF-8."""
    return out.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="")


async def _write(kind: str, rows: Rows, form: str, file: TextIO) -> int:
    columns, count = EXPORTS[kind].columns, 0
    if form == "csv":
        write_csv_row(file, columns)
    async for row in rows:
        count += 1
        if form == "csv":
            write_csv_row(file, [_flat(value) for value in row])
        else:
            line = {name: _plain(value) for name, value in zip(columns, row, strict=True)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return count


async def _write_xlsx(kind: str, rows: Rows, out: Path) -> int:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(EXPORTS[kind].columns))
    count = 0
    async for row in rows:
        count += 1
        with _telling(out):
            sheet.append([_cell(value) for value in row])
    with _telling(out):
        book.save(out)
    return count


@contextmanager
def _telling(out: Path) -> Iterator[None]:
    """What writes the parts of a book has its own names for a disk that takes no more."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise Trouble(f"{out}: cannot be written ({type(error).__name__}); is there room on the disk?", 2) from error


def _cell(value: Any) -> Any:
    value = escape(_flat(value))
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat()
    return list(value) if isinstance(value, tuple) else value


def _flat(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return ("true" if value else "false") if isinstance(value, bool) else value
