"""Word lists of `nlu/data/entities.toml`, as sets of words and as parts of patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, str]:
    text = files("nlu").joinpath("data", "entities.toml").read_text(encoding="utf-8")
    return {name: value for name, value in tomllib.loads(text).items() if isinstance(value, str)}


def words(name: str) -> tuple[str, ...]:
    """The words of a list in the file's order."""
    return tuple(_lists()[name].split())


def alternatives(*names: str) -> str:
    """A pattern that matches any word of the lists, the longest first."""
    found = sorted({word for name in names for word in words(name)}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in found) + ")"
