"""The taxonomy of fields as one lookup, so that no other module spells a field's code or name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Field:
    """A top-level field and the names of its second level."""

    code: str
    name: str
    second: tuple[str, ...]


@lru_cache(maxsize=1)
def fields() -> dict[str, Field]:
    """All fields by code, in the order of `fields.toml`."""
    table = tomllib.loads((DATA / "fields.toml").read_text(encoding="utf-8"))
    return {code: Field(code, entry["name"], tuple(entry["second"])) for code, entry in table.items()}


def field_name(code: str) -> str:
    """The Chinese name of a field's code."""
    return fields()[code].name


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for entry in fields().values():
        for second in entry.second:
            found.setdefault(second, (entry.code, second))
    for entry in fields().values():
        found[entry.name] = (entry.code, None)
        found[entry.code] = (entry.code, None)
    return found


def find_field(text: str) -> tuple[str, str | None] | None:
    """The field that a person names (`果树`, `农业`, `农业·果树`, `agriculture`): code and second level, or None."""
    parts = [part for part in text.replace("·", " ").replace("/", " ").replace(".", " ").split() if part]
    if not parts:
        return None
    if len(parts) == 2 and (top := _by_name().get(parts[0])) and parts[1] in fields()[top[0]].second:
        return top[0], parts[1]
    return _by_name().get(parts[-1])


def second_levels(text: str) -> list[tuple[str, str]]:
    """Code and name of the second levels that these words may mean: the one of that name, else all that resemble it.

    A field's name (农业) stands for all of its second levels; empty where nothing resembles the words.
    """
    found = find_field(text)
    if found is not None and found[1] is not None:
        return [(found[0], found[1])]
    if found is not None:
        return [(found[0], second) for second in fields()[found[0]].second]
    words = text.strip()
    every = [(entry.code, second) for entry in fields().values() for second in entry.second]
    near = [key for key in every if words and (words in key[1] or key[1] in words)]
    return near or [key for key in every if set(words) & set(key[1])]
