"""Reads the kind of help from turns of phrase that leave no doubt, before the statistics are asked."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.fields import DATA

Pattern = re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Pattern, Pattern], ...]:
    table = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    return tuple((kind, _any(table[kind]["sure"]), re.compile(table[kind]["but"])) for kind in table["order"])


def _any(patterns: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@lru_cache(maxsize=256)
def shown_kind(masked: str) -> str | None:
    """`training`, `talent` or `cooperation` where the words say so outright."""
    for kind, sure, but in _rules():
        if sure.search(masked) and not but.search(masked):
            return kind
    return None
