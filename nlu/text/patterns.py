"""Patterns compiled when they are first used: the tower has a thousand, and a start need not wait for them."""

from __future__ import annotations

import re
import time
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "finditer", "findall")


class _Lazy:
    """Stands in for a `re.Pattern`; whatever has been asked for once is its own and costs no more than a pattern's."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.compiled(), name)

    def compiled(self) -> re.Pattern[str]:
        """From now on its methods are this object's own."""
        pattern = re.compile(self.pattern, self.flags)
        self.__dict__.update((name, getattr(pattern, name)) for name in _METHODS)
        return pattern


_waiting: list[_Lazy] = []


def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a faulty pattern raises at its first use or in `compile_waiting`."""
    lazy = _Lazy(pattern, flags)
    _waiting.append(lazy)
    return cast("re.Pattern[str]", lazy)


def compile_waiting(pause: float = 0.0) -> None:
    """Compile all that nobody has used yet, with so many seconds between; `re.error` for a faulty one."""
    while _waiting:
        lazy = _waiting.pop()
        if "search" not in lazy.__dict__:
            lazy.compiled()
            time.sleep(pause)
