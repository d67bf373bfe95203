"""What the repositories of one unit of work share: the connection, the sealer, and what is known of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Table

from domain.allowance import Trigger
from domain.records import Conversation
from storage.engine import statements as statement_making
from storage.engine.prepared import Prepared, changing, inserting
from storage.engine.statements import Parameters, Statements
from storage.sealing import Sealer


@dataclass(slots=True)
class Known:
    """What one statement told of the person whose turn it is; spares the questions that follow."""

    person_id: int
    identity_id: int
    conversation: Conversation
    has_prompts: bool
    has_held: bool
    has_parked: bool = False
    inbox_key: tuple[str, str, str] | None = None
    inbox_row: Sequence[Any] | None = None


@dataclass(slots=True)
class Session:
    """Short ways to run statements; `forgotten` are people whose data this unit erased."""

    statements: Statements
    sealer: Sealer
    known: Known | None = None
    forgotten: set[int] = field(default_factory=set)
    trigger: tuple[int, Trigger, datetime] | None = None  # the person who opened a window, which, when
    without_demands: set[int] = field(default_factory=set)  # people met in this unit who have told no need yet
    without_order: set[int] = field(default_factory=set)  # demands of this unit that have no order yet

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self.statements.dialect

    def insert(self, table: Table) -> Any:
        """An INSERT with `on_conflict_…`."""
        return statement_making.insert(self.statements.dialect, table)

    def upsert(self, table: Table, keys: tuple[str, ...], changed: tuple[str, ...]) -> Any:
        """Insert, or write `changed` where a row with these keys stands."""
        return statement_making.upsert(self.statements.dialect, table, keys, changed)

    async def run(self, statement: Executable, parameters: Parameters = None) -> int:
        """Run it and say how many rows it touched."""
        return int((await self.statements.execute(statement, parameters)).rowcount)

    async def all(self, statement: Executable, parameters: Parameters = None) -> Sequence[Sequence[Any]]:
        """All rows."""
        return (await self.statements.execute(statement, parameters)).all()

    async def first(self, statement: Executable, parameters: Parameters = None) -> Sequence[Any] | None:
        """The first row, or None."""
        return (await self.statements.execute(statement, parameters)).first()

    async def value(self, statement: Executable, parameters: Parameters = None) -> Any:
        """The first column of the first row, or None."""
        return (await self.statements.execute(statement, parameters)).scalar()

    async def new_id(self, table: Table, values: dict[str, Any]) -> int:
        """Insert one row and return its number."""
        added = await self.statements.add(inserting(table, tuple(values)), values)
        assert added is not None
        return added

    async def keep(self, table: Table, values: dict[str, Any]) -> None:
        """Insert one row whose number nobody asks for."""
        await self.statements.write(inserting(table, tuple(values)), values)

    async def change(self, table: Table, key: int, values: dict[str, Any]) -> None:
        """Write these columns of one row."""
        parameters = {f"new_{name}": value for name, value in values.items()}
        await self.statements.write(changing(table, tuple(values)), {"key_": key, **parameters})

    async def write(self, prepared: Prepared, **parameters: Any) -> None:
        """Run a prepared statement whose answer nobody waits for."""
        await self.statements.write(prepared, parameters)

    async def touched(self, prepared: Prepared, **parameters: Any) -> int:
        """How many rows a prepared statement changed; it has to return one column of each."""
        return len(await self.statements.rows(prepared, parameters))

    async def found(self, prepared: Prepared, **parameters: Any) -> Sequence[Sequence[Any]]:
        """All rows of a prepared statement."""
        return await self.statements.rows(prepared, parameters)
