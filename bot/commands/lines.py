"""JSON lines from standard input, each with a text; a bad line is named by its number, the others are answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from bot.trouble import Trouble

T = TypeVar("T")


def read_lines(stream: Iterable[bytes], read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """What `read` makes of each object, in order; blank lines are passed over, Trouble at the end where one was bad."""
    bad = 0
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            yield read(_object(line))
        except Trouble as trouble:
            bad += 1
            click.echo(f"line {number}: {trouble}", err=True)
    if bad:
        raise Trouble(f"{bad} {'line was' if bad == 1 else 'lines were'} not answered", 2)


def are_lines(data: bytes) -> bool:
    """Whether standard input holds JSON lines: the first that is not blank is an object with a text."""
    first = next((line for line in data.splitlines() if line.strip()), b"")
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        _object(first)
    except Trouble:
        return False
    return True


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Trouble("no UTF-8") from error
    except json.JSONDecodeError as error:
        raise Trouble(f"no JSON ({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise Trouble("no JSON that can be read (too deep, or too long a number)") from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise Trouble('wants an object with a "text"')
    return {**value, "text": without_halves(value["text"])}


def without_halves(text: str) -> str:
    """Halves of characters, which no encoder takes, are joined where they meet and marked where they are alone."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
