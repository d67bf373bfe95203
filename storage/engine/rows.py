"""Between the domain's dataclasses and rows: the same names, enums by value, tuples as JSON lists."""

from __future__ import annotations

import types
from collections.abc import Callable, Sequence
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Column, Table

T = TypeVar("T")


class RowMap(Generic[T]):
    """Reads and writes one dataclass. `columns` are what `build` expects first in a row, in this order."""

    def __init__(self, kind: Callable[..., T], table: Table, *, without: Sequence[str] = ()) -> None:
        hints = get_type_hints(kind)
        self._kind = kind
        self.table = table
        names = [field.name for field in fields(kind) if field.name in table.c and field.name not in without]  # type: ignore[arg-type]
        self._names = names
        self.columns: list[Column[Any]] = [table.c[name] for name in names]
        self._readers = [(name, reader) for name in names if (reader := _reader(hints[name])) is not None]
        keys = {column.name for column in table.primary_key}
        self._written = [name for name in names if name not in keys]
        self._fetch = attrgetter(*self._written)
        self._plain = [name for name in self._written if _reader(hints[name]) is not None]

    def build(self, row: Sequence[Any], **more: Any) -> T:
        """The object of a row that starts with `columns`."""
        values = dict(zip(self._names, row, strict=False))
        for name, reader in self._readers:
            if values[name] is not None:
                values[name] = reader(values[name])
        return self._kind(**values, **more)

    def values(self, item: T) -> dict[str, Any]:
        """What to write, without the key that the database gives."""
        values = dict(zip(self._written, self._fetch(item), strict=True))
        for name in self._plain:
            values[name] = _plain(values[name])
        return values


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return tuple
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return members.__getitem__
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
