"""Statements of the message's way, compiled once: on SQLite they go straight to the driver.

SQLAlchemy spends some hundred microseconds on each execution, the database itself ten; the few statements that every
message runs are worth the short cut. What is written and read is the same: the column types convert as ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Dialect,
    Float,
    Numeric,
    Table,
    UpdateBase,
    bindparam,
    false,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.compiler import SQLCompiler

from storage.engine.columns import Json, UtcDateTime, in_utc, json_of, json_text, moment_text

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


def words(*values: str) -> list[ColumnElement[str]]:
    """Fixed values of ours that stand in the statement itself, as a partial index wants them."""
    return [literal_column(f"'{value}'") for value in values]


def json_list(dialect: str, *parts: Any) -> ColumnElement[Any]:
    """The rows of a subquery as one list of lists, in no certain order."""
    if dialect == "postgresql":
        return func.json_agg(func.json_build_array(*parts), type_=JSON)
    return func.json_group_array(func.json_array(*parts), type_=JSON)


def one_of(dialect: str, column: Any, name: str) -> ColumnElement[bool]:
    """The column is one of a list, which is the parameter `name`: one statement for lists of any length."""
    if dialect == "postgresql":
        return column == func.any(bindparam(name, type_=ARRAY(column.type)))  # type: ignore[no-any-return]
    values = func.json_each(bindparam(name, type_=Json)).table_valued("value")
    return column.in_(select(values.c.value))  # type: ignore[no-any-return]


def numbered(name: str, values: Iterable[Any]) -> dict[str, Any]:
    """The parameters of `among`."""
    return {f"{name}_{number}": value for number, value in enumerate(values)}


@cache
def inserting(table: Table, names: tuple[str, ...]) -> Prepared:
    """One row, for `Statements.add`."""
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Prepared(lambda dialect: telling_number(dialect, table.insert().values(values)))


def telling_number(dialect: str, insertion: Any) -> Any:
    """An INSERT that tells its row's number: SQLite's driver knows it, where RETURNING costs half as much again."""
    return insertion.returning(next(iter(insertion.table.primary_key))) if dialect == "postgresql" else insertion


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
        self.table: str | None = getattr(statement.table, "name", None) if isinstance(statement, UpdateBase) else None
        names = compiled.positiontup or []
        self._names = names
        self._fixed = {
            name: bound.value for name, bound in compiled.binds.items() if not bound.required and name in names
        }
        binders = [_binding(compiled.binds[name].type, dialect) for name in names]
        self._bound = [(place, bind) for place, bind in enumerate(binders) if bind is not None]
        readers = [_reading(column.type, dialect) for column in _selected(statement)]
        self._converted = [(place, read) for place, read in enumerate(readers) if read is not None]

    def rows(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Run it on SQLite."""
        return self.read(driver.execute(self.sql, self.arguments(parameters)).fetchall())

    def write(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> None:
        """Run it on SQLite where nobody waits for its answer."""
        driver.execute(self.sql, self.arguments(parameters))

    def add(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> int | None:
        """Insert one row on SQLite; its number, or None where a conflict kept it out."""
        cursor = driver.execute(self.sql, self.arguments(parameters))
        return cursor.lastrowid if cursor.rowcount else None

    def arguments(self, parameters: Mapping[str, Any]) -> list[Any]:
        """The parameters in their order, as the driver takes them."""
        given = {**self._fixed, **parameters} if self._fixed else parameters
        arguments = [given[name] for name in self._names]
        for place, bind in self._bound:
            if arguments[place] is not None:
                arguments[place] = bind(arguments[place])
        return arguments

    def read(self, found: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The driver's rows with the values that the column types promise."""
        return [self._read(row) for row in found] if self._converted else found

    def _read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, read in self._converted:
            if values[place] is not None:
                values[place] = read(values[place])
        return values


def _selected(statement: Any) -> Sequence[Any]:
    """The columns of a SELECT or of RETURNING."""
    return list(statement.exported_columns)


def _binding(kind: Any, dialect: Dialect) -> Convert:
    """What a value other than None passes through on its way in."""
    own = kind.dialect_impl(dialect)
    if isinstance(own, UtcDateTime):
        return in_utc if dialect.name == "postgresql" else moment_text
    return json_text if isinstance(own, JSON) else own.bind_processor(dialect)


def _reading(kind: Any, dialect: Dialect) -> Convert:
    """And on its way out; what asyncpg makes of numbers, moments and JSON will do."""
    own = kind.dialect_impl(dialect)
    if dialect.name == "postgresql" and isinstance(own, (Float, Numeric, UtcDateTime, JSON)):
        return None
    if isinstance(own, JSON):
        return json_of
    return datetime.fromisoformat if isinstance(own, UtcDateTime) else own.result_processor(dialect, None)
