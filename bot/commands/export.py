"""`jiebang export`: the contract's tables as csv, xlsx or JSON lines."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click
import openpyxl
from storage.exports import COLUMNS, rows

from bot.clock import system_clock
from bot.commands.opened import opened
from bot.config import Configuration
from bot.spreadsheets import escape, write_csv_row
from bot.trouble import Trouble
from domain.calendar import SHANGHAI
from storage.unit_of_work import StoredUnitOfWork


async def export(configuration: Configuration, kind: str, form: str, out: Path | None) -> None:
    """Write a table; xlsx needs a file."""
    if form == "xlsx" and out is None:
        raise Trouble("xlsx needs --out FILE", 2)
    async with opened(configuration) as database:
        found = await database.read(lambda uow: _collect(uow, kind))
    if form == "xlsx" and out is not None:
        _write_xlsx(COLUMNS[kind], found, out)
    elif out is not None:
        with out.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
            _write(COLUMNS[kind], found, form, file)
    else:
        stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
        _write(COLUMNS[kind], found, form, stream)
        stream.flush()
        stream.detach()
        return
    click.echo(f"{len(found)} rows in {out}", err=True)


async def _collect(uow: StoredUnitOfWork, kind: str) -> list[dict[str, Any]]:
    return [row async for row in rows(uow, kind, system_clock())]


def _write(columns: tuple[str, ...], found: list[dict[str, Any]], form: str, file: TextIO) -> None:
    if form == "csv":
        write_csv_row(file, columns)
    for row in found:
        if form == "csv":
            write_csv_row(file, [_flat(row[name]) for name in columns])
        else:
            file.write(json.dumps({name: _plain(row[name]) for name in columns}, ensure_ascii=False) + "\n")


def _write_xlsx(columns: tuple[str, ...], found: list[dict[str, Any]], out: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(columns))
    for row in found:
        sheet.append([escape(_flat(row[name])) for name in columns])
    book.save(out)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat()
    return list(value) if isinstance(value, tuple) else value


def _flat(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return ("true" if value else "false") if isinstance(value, bool) else value
