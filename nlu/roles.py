"""Reads from possessives, introductions and signatures who speaks, because a wrong guess changes what is asked next."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.fields import DATA

Pattern = re.Pattern[str]
NOBODY = "cooperative"  # speaks as a business, and is left open


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Pattern], ...]:
    table = tomllib.loads((DATA / "roles.toml").read_text(encoding="utf-8"))
    return tuple((role, _any(table[role]["sure"], table["parts"])) for role in table["order"])


def _any(patterns: list[str], parts: dict[str, str]) -> Pattern:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        whole = whole.replace("{" + name + "}", part)
    return re.compile(whole)


@lru_cache(maxsize=1)
def _likely() -> tuple[tuple[str, Pattern], ...]:
    table = tomllib.loads((DATA / "roles.toml").read_text(encoding="utf-8"))
    return tuple((role, re.compile(pattern)) for role, pattern in table["likely"].items())


def hinted_roles(masked: str) -> list[str]:
    """The roles for which a weaker sign speaks."""
    return [role for role, pattern in _likely() if pattern.search(masked)]


def shown_roles(masked: str) -> list[str]:
    """The roles that the words show, the most telling first; `cooperative` is one that stays open."""
    return [role for role, pattern in _rules() if pattern.search(masked)]
