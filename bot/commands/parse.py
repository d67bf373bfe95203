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


def parse(text: str | None, now: datetime | None, jsonl: bool) -> None:
    """One text, or JSON lines in and out in the same order; lines are known by their shape, too."""
    data = sys.stdin.buffer.read() if text is None and not jsonl else b""
    engine = Understander.load()
    moment = (now if now.tzinfo else now.replace(tzinfo=SHANGHAI)) if now else datetime.now(SHANGHAI)
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
    if own is None:
        return otherwise
    try:
        at = datetime.fromisoformat(own)
    except (TypeError, ValueError) as error:
        raise Trouble(f'"now": {own}: write it like 2026-11-21T10:00:00+08:00') from error
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
