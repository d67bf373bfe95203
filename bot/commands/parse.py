"""`jiebang parse`: what the bot understands, without a database."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click

from bot.commands.lines import read_lines
from domain.calendar import SHANGHAI
from nlu.understand import Understander, to_parse_json


def parse(text: str | None, now: datetime | None, jsonl: bool) -> None:
    """One text, or JSON lines in and out in the same order."""
    engine = Understander.load()
    moment = (now if now.tzinfo else now.replace(tzinfo=SHANGHAI)) if now else datetime.now(SHANGHAI)
    if jsonl:
        for line in read_lines(sys.stdin):
            own = line.get("now")
            at = datetime.fromisoformat(own) if isinstance(own, str) else moment
            at = at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
            click.echo(json.dumps(to_parse_json(engine.understand(line["text"], at)), ensure_ascii=False))
        return
    words = text if text is not None else sys.stdin.read().rstrip("\n")
    click.echo(json.dumps(to_parse_json(engine.understand(words, moment)), ensure_ascii=False, indent=1))
