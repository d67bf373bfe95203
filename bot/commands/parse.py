"""`jiebang parse`: what the bot understands, without a database."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from typing import Any

import click

from bot.commands.lines import are_lines, read_lines
from bot.trouble import Trouble
from domain.calendar import SHANGHAI
from nlu.understand import Understander, to_parse_json

EARLIEST, LATEST = 1970, 2200


def parse(text: str | None, now: str | None, jsonl: bool) -> None:
    """One text, or JSON lines in and out in the same order; lines are known by their shape, too."""
    moment = read_moment("--now", now) if now is not None else datetime.now(SHANGHAI)
    data = sys.stdin.buffer.read() if text is None and not jsonl else b""
    engine = Understander.load()
    if jsonl or are_lines(data):
        stream = sys.stdin.buffer if jsonl else io.BytesIO(data)
        for words, at in read_lines(stream, lambda line: (line["text"], _moment(line, moment))):
            click.echo(json.dumps(to_parse_json(engine.understand(words, at)), ensure_ascii=False))
        return
    words = text if text is not None else data.decode("utf-8", "replace").rstrip("\n")
    click.echo(json.dumps(to_parse_json(engine.understand(words, moment)), ensure_ascii=False, indent=1))


def _moment(line: dict[str, Any], otherwise: datetime) -> datetime:
    """The line's own clock, where it has one."""
    own = line.get("now")
    return otherwise if own is None else read_moment('"now":', own)


def read_moment(where: str, words: Any) -> datetime:
    """A moment of our times, in Shanghai unless it says; Trouble that begins with `where` otherwise."""
    try:
        at = datetime.fromisoformat(words)
    except (TypeError, ValueError) as error:
        raise Trouble(f"{where} {words}: write it like 2026-11-21T10:00:00+08:00", 2) from error
    if not EARLIEST <= at.year <= LATEST:  # beyond, "next week" may lie outside all calendars
        raise Trouble(f"{where} {words}: a year between {EARLIEST} and {LATEST}, please", 2)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
