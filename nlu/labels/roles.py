"""Reads from possessives, introductions and signatures who speaks, because a wrong guess changes what is asked next."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.labels.fields import DATA
from nlu.text.guarded import Guarded

Pattern = re.Pattern[str]
OUTSIDER = "outsider"  # a customer, parent, neighbour or worker: the institution that is named does not speak
NOBODY = {
    "cooperative",
    "family",
    OUTSIDER,
}  # a cooperative speaks as a business; a patient's family is no farmer by that


@lru_cache(maxsize=1)
def _rules() -> Guarded:
    table = tomllib.loads((DATA / "roles.toml").read_text(encoding="utf-8"))
    return Guarded((role, [_filled(text, table["parts"]) for text in table[role]["sure"]]) for role in table["order"])


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@lru_cache(maxsize=1)
def _likely() -> Guarded:
    table = tomllib.loads((DATA / "roles.toml").read_text(encoding="utf-8"))
    return Guarded((role, [pattern]) for role, pattern in table["likely"].items())


@lru_cache(maxsize=256)
def hinted_roles(masked: str) -> tuple[str, ...]:
    """The roles for which a weaker sign speaks."""
    return tuple(_likely().found(masked))


@lru_cache(maxsize=256)
def shown_roles(masked: str) -> tuple[str, ...]:
    """The roles that the words show, the most telling first; those of `NOBODY` stay open."""
    return tuple(_rules().found(masked))


@lru_cache(maxsize=1)
def _self() -> Pattern:
    return re.compile(tomllib.loads((DATA / "roles.toml").read_text(encoding="utf-8"))["self"]["me"])


def speaks_of_own(masked: str) -> bool:
    """Whether somebody speaks of himself or his family, beyond a polite opening (我想问)."""
    return _self().search(masked) is not None
