"""Which errors of a database mean that it is away, told from mistakes of ours by really making them."""

from __future__ import annotations

import socket
import sqlite3
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from storage.engine.outages import ailment, closed_door, is_outage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE one (text TEXT UNIQUE)")
    made.close()
    return path


def error_of(connection: sqlite3.Connection, statement: str) -> BaseException:
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute(statement)
    connection.close()
    return caught.value


def test_a_full_disk_is_an_outage(file: Path) -> None:
    full = sqlite3.connect(file)
    full.execute("PRAGMA max_page_count = 3")
    assert is_outage(error_of(full, "INSERT INTO one VALUES (zeroblob(100000))"))


def test_a_file_that_cannot_be_written_is_an_outage(file: Path) -> None:
    assert is_outage(error_of(sqlite3.connect(f"file:{file}?mode=ro", uri=True), "INSERT INTO one VALUES ('a')"))


def test_a_held_file_is_an_outage(file: Path) -> None:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert is_outage(error_of(sqlite3.connect(file, timeout=0), "INSERT INTO one VALUES ('a')"))
    holder.close()


@pytest.mark.parametrize("statement", ["INSERT INTO two VALUES (1)", "INSERT INTO one VALUES ('a'), ('a')", "SELEC"])
def test_a_mistake_of_ours_is_none(file: Path, statement: str) -> None:
    assert not is_outage(error_of(sqlite3.connect(file), statement))


def test_what_ails_a_file_is_said_in_its_own_words(file: Path, tmp_path: Path) -> None:
    assert ailment(error_of(sqlite3.connect(f"file:{file}?mode=ro", uri=True), "DELETE FROM one")) is not None
    (tmp_path / "text").write_bytes(b"no database" * 1000)
    assert ailment(error_of(sqlite3.connect(tmp_path / "text"), "SELECT 1 FROM one")) == "file is not a database"


def test_what_ails_a_server_is_named_without_its_words() -> None:
    gone = asyncpg.exceptions.AdminShutdownError("張三 13800001111")
    assert ailment(DBAPIError("SELECT", None, gone)) == "AdminShutdownError"
    assert ailment(DBAPIError("SELECT", None, asyncpg.exceptions.UniqueViolationError("13800001111"))) is None
    assert ailment(error_of(sqlite3.connect(":memory:"), "SELEC")) is None


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ConnectionRefusedError(111, "Connect call failed"), "nothing listens"),
        (socket.gaierror(-2, "Name or service not known"), "no such host"),
        (TimeoutError(), "does not answer"),
        (asyncpg.exceptions.InvalidCatalogNameError('database "x" does not exist'), "createdb"),
        (asyncpg.exceptions.InvalidPasswordError("password authentication failed"), "password is wrong"),
        (asyncpg.exceptions.InvalidAuthorizationSpecificationError('role "x" does not exist'), "no such user"),
    ],
)
def test_a_door_that_stays_closed_is_told_in_a_sentence(error: Exception, why: str) -> None:
    assert why in (closed_door(error) or "")
    assert why in (closed_door(DBAPIError("", None, error)) or "")


def test_what_is_no_door_is_told_by_others() -> None:
    assert closed_door(asyncpg.exceptions.UniqueViolationError("13800001111")) is None
    assert closed_door(ValueError("13800001111")) is None
