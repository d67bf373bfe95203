"""JSON lines from standard input, each with a text; a bad line is named by its number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from bot.trouble import Trouble


def read_lines(stream: TextIO) -> Iterator[dict[str, Any]]:
    """The objects, in order; blank lines are passed over."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise Trouble(f"line {number}: no JSON ({error.msg})", 2) from error
        if not isinstance(value, dict) or not isinstance(value.get("text"), str):
            raise Trouble(f'line {number}: wants an object with a "text"', 2)
        yield value
