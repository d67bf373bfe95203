"""Reads from possessives, introductions and signatures who speaks, because a wrong guess changes what is asked next."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.fields import DATA

Pattern = re.Pattern[str]
NOBODY = {"cooperative", "family"}  # a cooperative speaks as a business; a patient's family is no farmer by that


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


@lru_cache(maxsize=256)
def hinted_roles(masked: str) -> tuple[str, ...]:
    """The roles for which a weaker sign speaks."""
    return tuple(role for role, pattern in _likely() if pattern.search(masked))


@lru_cache(maxsize=256)
def shown_roles(masked: str) -> tuple[str, ...]:
    """The roles that the words show, the most telling first; those of `NOBODY` stay open."""
    return tuple(role for role, pattern in _rules() if pattern.search(masked))
