"""Reads the kind of help from turns of phrase that leave no doubt, before the statistics are asked."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.labels.fields import DATA
from nlu.text.guarded import Guarded

Pattern = re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> tuple[Guarded, dict[str, Pattern]]:
    table = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    sure = Guarded((kind, table[kind]["sure"]) for kind in table["order"])
    return sure, {kind: re.compile(table[kind]["but"]) for kind in table["order"]}


@lru_cache(maxsize=256)
def shown_kind(masked: str) -> str | None:
    """`talent`, `training`, `cooperation` or `policy` where the words say so outright."""
    sure, but = _rules()
    return next((kind for kind in sure.found(masked) if not but[kind].search(masked)), None)
