"""Statements of the message's way, compiled once: on SQLite they go straight to the driver.

SQLAlchemy spends some hundred microseconds on each execution, the database itself ten; the few statements that every
message runs are worth the short cut. What is written and read is the same: the column types convert as ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Float, Numeric, Table, bindparam, false, select
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any] | None


class Prepared:
    """One statement of parameters only; `make` builds it for a dialect by name."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        self._make = make
        self._statements: dict[str, Any] = {}
        self._direct: dict[str, DirectForm] = {}

    def statement(self, dialect: str) -> Any:
        """As SQLAlchemy runs it."""
        if dialect not in self._statements:
            self._statements[dialect] = self._make(dialect)
        return self._statements[dialect]

    def direct(self, dialect: Dialect) -> DirectForm:
        """As the driver itself runs it."""
        if dialect.name not in self._direct:
            self._direct[dialect.name] = DirectForm(self.statement(dialect.name), dialect)
        return self._direct[dialect.name]


def reading(columns: Sequence[Any], *conditions: Any, order_by: Sequence[Any] = ()) -> Prepared:
    """Some columns where all conditions hold."""
    return Prepared(lambda _: select(*columns).where(*conditions).order_by(*order_by))


def among(column: Any, name: str, count: int) -> ColumnElement[bool]:
    """The column is one of `count` parameters, which `numbered` names; a statement for each count."""
    parameters = [bindparam(f"{name}_{number}", type_=column.type) for number in range(count)]
    if len(parameters) < 2:  # a list of one, or of none, is not spelt out before it runs
        return column == parameters[0] if parameters else false()
    return column.in_(parameters)  # type: ignore[no-any-return]


def numbered(name: str, values: Iterable[Any]) -> dict[str, Any]:
    """The parameters of `among`."""
    return {f"{name}_{number}": value for number, value in enumerate(values)}


SIZES = (8, 64)  # a statement for a few numbers, and one for a match's candidates


def padded(name: str, ids: Sequence[int]) -> tuple[int, dict[str, int]]:
    """How many parameters of `among` these ids need, and them: filled up with 0, which is nobody's number."""
    size = next((one for one in SIZES if len(ids) <= one), len(ids))
    return size, numbered(name, [*ids, *[0] * (size - len(ids))])


@cache
def inserting(table: Table, names: tuple[str, ...]) -> Prepared:
    """One row; answers with its number."""
    key = next(iter(table.primary_key))
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Prepared(lambda _: table.insert().values(values).returning(key))


@cache
def changing(table: Table, names: tuple[str, ...]) -> Prepared:
    """The row of parameter `key_`."""
    key = next(iter(table.primary_key))
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    return Prepared(lambda _: table.update().where(key == bindparam("key_")).values(values))


class DirectForm:
    """SQL text, what turns parameters into its arguments, and what turns its columns into values."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        names = compiled.positiontup or []
        self._fixed = {name: bound.value for name, bound in compiled.binds.items() if not bound.required}
        self._binds = [(name, _binding(compiled.binds[name].type, dialect)) for name in names]
        readers = [_reading(column.type, dialect) for column in _selected(statement)]
        self._converted = [(place, read) for place, read in enumerate(readers) if read is not None]

    def rows(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Run it on SQLite."""
        return self.read(driver.execute(self.sql, self.arguments(parameters)).fetchall())

    def arguments(self, parameters: Mapping[str, Any]) -> list[Any]:
        """The parameters in their order, as the driver takes them."""
        fixed = self._fixed
        arguments = []
        for name, convert in self._binds:
            value = parameters[name] if name in parameters else fixed[name]
            arguments.append(convert(value) if convert is not None else value)
        return arguments

    def read(self, found: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The driver's rows with the values that the column types promise."""
        return [self._read(row) for row in found] if self._converted else found

    def _read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, read in self._converted:
            values[place] = read(values[place])
        return values


def _selected(statement: Any) -> Sequence[Any]:
    """The columns of a SELECT or of RETURNING."""
    return list(statement.exported_columns)


def _binding(kind: Any, dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)  # type: ignore[no-any-return]


def _reading(kind: Any, dialect: Dialect) -> Convert:
    if dialect.name == "postgresql" and isinstance(kind, (Float, Numeric)):
        return None  # asyncpg's own number will do; SQLAlchemy would ask for the kind of column
    return kind.dialect_impl(dialect).result_processor(dialect, None)  # type: ignore[no-any-return]
