"""Whether words bring something along that somebody shall handle, or only tell facts about what was told before."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from nlu.labels.fields import DATA
from nlu.text.guarded import Gated

REMEMBERED = 256  # texts: one message is asked about by several readers


class _Patterns:
    """The table's patterns, each list as one."""

    def __init__(self, table: dict[str, list[str]]) -> None:
        self.harmless, self.trouble, self.wish, self.another, self.apart = (
            Gated("|".join(table[name])) for name in ("harmless", "trouble", "wish", "another", "apart")
        )


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns(tomllib.loads((DATA / "wants.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=REMEMBERED)
def tells_trouble(text: str) -> bool:
    """猪不吃食, 路垮了没得人修: something is wrong. 病人, 字打得慢 and 说不清楚 tell of nothing to be mended."""
    patterns = _patterns()
    return patterns.trouble.search(patterns.harmless.sub("，", text)) is not None


@lru_cache(maxsize=REMEMBERED)
def tells_wish(text: str) -> bool:
    """想请人来讲课, 找哪个赔: somebody shall come, teach, be hired, or say how it is done."""
    return _patterns().wish.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def announces_another(text: str) -> re.Match[str] | None:
    """另外, 还有个事, 顺便: what follows is said to be something else."""
    return _patterns().another.search(text)


@lru_cache(maxsize=REMEMBERED)
def announces_plainly(text: str) -> re.Match[str] | None:
    """还有件事, 再帮我问问: another matter in so many words, whatever follows."""
    return _patterns().apart.search(text)
