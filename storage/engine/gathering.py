"""Writes whose answers nobody waits for, gathered so that several go to PostgreSQL in one round trip.

They become parts of one statement, each in a WITH of its own. All parts see the database as it was before, none sees
what another does, and their order is the server's: so a table is written by one part only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from storage.engine.prepared import DirectForm

_PARAMETER = re.compile(r"\$(\d+)")


class Gathered:
    """What one transaction has still to write, in its order."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, int]] = []  # SQL, and how many parameters it has
        self._arguments: list[Any] = []
        self._tables: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._parts)

    def takes(self, form: DirectForm) -> bool:
        """Whether this one may go along with the others."""
        return form.table is not None and form.table not in self._tables

    def add(self, form: DirectForm, arguments: Sequence[Any]) -> None:
        """One more part."""
        assert form.table is not None
        self._parts.append((form.sql, len(arguments)))
        self._arguments += arguments
        self._tables.add(form.table)

    def take(self) -> tuple[str, list[Any]]:
        """The statement, whose answer is that of its last part, and its arguments; nothing is left."""
        sql, arguments = joined(tuple(self._parts)), self._arguments
        self._parts, self._arguments, self._tables = [], [], set()
        return sql, arguments


@lru_cache(maxsize=4096)
def joined(parts: tuple[tuple[str, int], ...]) -> str:
    """One statement of several, each given with the number of its parameters."""
    shifted, before = [], 0
    for sql, count in parts:
        shifted.append(_shifted(sql, before))
        before += count
    *others, last = shifted
    beside = ", ".join(f"part_{place} AS ({sql})" for place, sql in enumerate(others))
    return f"WITH {beside} {last}" if others else last


def _shifted(sql: str, by: int) -> str:
    return _PARAMETER.sub(lambda found: f"${int(found[1]) + by}", sql) if by else sql
