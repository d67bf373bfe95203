"""The command line as a person meets it: a wrong line, file or key gets a sentence, and the others their answer."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def jiebang(*words: str | Path, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JIEBANG_")}
    command = [sys.executable, "-m", "bot", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=plain | variables, input=given, capture_output=True, check=False)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("command_line") / "own.db"
    variables = {"JIEBANG_DATABASE__URL": f"sqlite+aiosqlite:///{file}", "JIEBANG_PRIVACY__DATA_KEY": "a key of tests"}
    assert jiebang("migrate", **variables).returncode == 0
    return variables


def said(outcome: subprocess.CompletedProcess[bytes]) -> str:
    """What went to standard error, which is never a trace."""
    text = outcome.stderr.decode("utf-8")
    assert "Traceback" not in text
    assert "unexpected" not in text
    assert "Exception in thread" not in text
    return text


BAD = {
    2: b"no json",
    3: b'{"text": 5}',
    4: b"[1]",
    5: b'{"text": "\xff"}',
    6: b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
    7: b"[" * 100_000,
    9: b"{}",
}


def lines(last: bytes) -> bytes:
    good = {1: b'\xef\xbb\xbf{"text": "\xe4\xbd\xa0\xe5\xa5\xbd"}', 8: b"", 11: last}
    return b"\n".join(({**BAD, **good} | {10: b'{"text": "\\ud800"}'})[number] for number in range(1, 12))


def test_parse_names_bad_lines_and_answers_the_others() -> None:
    outcome = jiebang("parse", "--jsonl", given=lines(b'{"text": "x", "now": "soon"}'))
    answers = [json.loads(line) for line in outcome.stdout.decode("utf-8").splitlines()]
    assert answers[0]["intent"] == "greet"
    assert len(answers) == 2
    told = said(outcome)
    assert all(f"line {number}: " in told for number in (*BAD, 11))
    assert "8 lines were not answered" in told
    assert outcome.returncode == 2


def test_match_names_bad_lines_and_answers_the_others(database: dict[str, str]) -> None:
    outcome = jiebang("match", "--jsonl", given=lines('{"text": "x", "base": ["火星"]}'.encode()), **database)
    assert [json.loads(line)["none"] for line in outcome.stdout.decode("utf-8").splitlines()] == [True, True]
    told = said(outcome)
    assert "line 11: --base" in told
    assert outcome.returncode == 2


def test_match_tells_that_there_is_no_expert_yet(database: dict[str, str]) -> None:
    outcome = jiebang("match", "猪不吃食，合川", **database)
    assert json.loads(outcome.stdout) == {"experts": [], "none": True}
    assert "jiebang experts import" in said(outcome)


def test_a_demo_on_a_taken_port_leaves_what_runs_there_alone(tmp_path: Path) -> None:
    kept = tmp_path / "demo.sqlite3"
    kept.write_text("another demo's")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        outcome = jiebang("demo", "--port", port, "--directory", str(tmp_path))
    assert said(outcome).startswith(f"port {port} is taken")
    assert len(said(outcome).splitlines()) == 1
    assert outcome.returncode == 2
    assert kept.read_text() == "another demo's"


def test_the_demo_deletes_no_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    outcome = jiebang("demo", "--port", "0", "--directory", str(tmp_path))
    assert str(tmp_path) in said(outcome)
    assert outcome.returncode == 2
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("words", [(), ("experts",), ("policies",)])
def test_what_a_command_does_is_told_whole_in_the_list(words: tuple[str, ...]) -> None:
    _, _, commands = jiebang(*words, "--help").stdout.decode("utf-8").partition("Commands:")
    assert [line for line in commands.splitlines() if line.endswith("...")] == []
    assert len(commands.splitlines()) > 2


def test_what_is_no_text_is_shown_by_its_number() -> None:
    outcome = jiebang("parse", b"a\xffb".decode("utf-8", "surrogateescape"), LC_ALL="C", PYTHONUTF8="0")
    assert said(outcome) == ""
    assert json.loads(outcome.stdout)["intent"] == "other"


@pytest.mark.parametrize(
    "words",
    [
        ("export", "experts", "--format", "csv", "--out", "{directory}/nowhere/x.csv"),
        ("export", "experts", "--format", "xlsx", "--out", "{directory}/nowhere/x.xlsx"),
        ("export", "experts", "--format", "jsonl", "--out", "{directory}"),
        ("invite", "expert", "--base", "重庆", "--all", "--out", "{directory}/nowhere/x.csv"),
        ("experts", "import", "{directory}", "--base", "重庆"),
        ("--config", "{directory}", "check-config"),
    ],
)
def test_a_file_that_cannot_be_had_is_named(words: tuple[str, ...], database: dict[str, str], tmp_path: Path) -> None:
    outcome = jiebang(*(word.format(directory=tmp_path) for word in words), **database)
    assert str(tmp_path) in said(outcome)
    assert outcome.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
@pytest.mark.parametrize("form", ["jsonl", "xlsx"])
def test_a_full_disk_is_said(form: str, database: dict[str, str]) -> None:
    outcome = jiebang("export", "experts", "--format", form, "--out", "/dev/full", **database)
    if form == "xlsx":
        assert "No space left" in said(outcome)
        assert outcome.returncode == 2
    assert outcome.stdout == b""


def test_numbers_beyond_reason_name_nobody(database: dict[str, str]) -> None:
    for words in ("9" * 30, "²"):
        outcome = jiebang("invite", "expert", "--base", "重庆", "--expert", words, **database)
        assert "nobody of that name or id" in said(outcome)


def test_a_port_that_is_taken_is_named_and_nothing_else_is_said(database: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        names = {"APP_ID": "wx", "APP_SECRET": "s", "TOKEN": "t", "ENCODING_AES_KEY": "a" * 43}
        wechat = {f"JIEBANG_WECHAT__{name}": value for name, value in names.items()}
        outcome = jiebang("serve", **database, **wechat, JIEBANG_SERVER__PORT=port, JIEBANG_SERVER__ADMIN_PORT="0")
    assert outcome.returncode == 1
    (line,) = said(outcome).splitlines()
    assert line.startswith(f"127.0.0.1:{port} cannot be listened on")


@pytest.mark.parametrize("command", ["parse", "parse --jsonl", "match", "export experts --format csv"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_from_the_start_is_empty(command: str, closed: str, database: dict[str, str]) -> None:
    line = f"exec {sys.executable} -m bot {command} {closed}"
    outcome = subprocess.run(["sh", "-c", line], cwd=ROOT, env=os.environ | database, capture_output=True, check=False)
    assert (said(outcome), outcome.returncode) == ("", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_help_that_finds_no_room_is_no_trace() -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "bot", "--help"]
        outcome = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert "No space left" in outcome.stderr.decode()
    assert b"Traceback" not in outcome.stderr


@pytest.mark.parametrize("year", ["0001", "1969", "9999"])
def test_a_clock_that_no_calendar_reaches_is_named(year: str) -> None:
    moment = f"{year}-12-31T23:30:00+00:00"
    outcome = jiebang("parse", "下周三下午三点", "--now", moment)
    assert f"--now {moment}: a year between" in said(outcome)
    assert outcome.returncode == 2
    lines = jiebang("parse", "--jsonl", given=json.dumps({"text": "下周三", "now": moment}).encode())
    assert 'line 1: "now"' in said(lines)


@pytest.mark.parametrize("words", [("chat", "--as"), ("invite", "admin", "--base", "重庆", "--name")])
def test_names_that_are_no_text_or_no_name(words: tuple[str, ...], database: dict[str, str]) -> None:
    half = jiebang(*words, b"a\xffb".decode("utf-8", "surrogateescape"), **database)
    assert (said(half), half.returncode) == ("", 0)
    long = jiebang(*words, "x" * 5000, **database)
    assert "longer than" in said(long)
    assert long.returncode == 2


DAMAGE: dict[str, bytes | None] = {"text.db": b"no database at all" * 500, "half.db": None, "there.db": None}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("words", [("migrate",), ("match", "x"), ("export", "audit", "--format", "csv")])
def test_a_file_that_is_no_database_is_said(
    name: str, words: tuple[str, ...], database: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / name
    if name == "there.db":
        file.mkdir()
    else:
        whole = Path(database["JIEBANG_DATABASE__URL"].partition("///")[2]).read_bytes()
        file.write_bytes(DAMAGE[name] or whole[: len(whole) // 2])
    outcome = jiebang(*words, **database | {"JIEBANG_DATABASE__URL": f"sqlite+aiosqlite:///{file}"})
    assert "database.url: cannot be opened (" in said(outcome)
    assert outcome.returncode == 2


def test_a_held_file_is_said_and_not_half_written(database: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "held.db"
    with sqlite3.connect(file, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        outcome = jiebang("migrate", **database | {"JIEBANG_DATABASE__URL": f"sqlite+aiosqlite:///{file}"})
    holder.close()
    assert "database is locked" in said(outcome)
    assert outcome.returncode == 2


def test_tables_of_somebody_else_are_left_alone(database: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE demand (no INTEGER)")
    other.close()
    outcome = jiebang("migrate", **database | {"JIEBANG_DATABASE__URL": f"sqlite+aiosqlite:///{file}"})
    assert "tables of these names: demand" in said(outcome)
    assert outcome.returncode == 1


def test_an_export_is_whole_or_not_at_all(tmp_path: Path) -> None:
    """The disk takes nothing more in the midst of it: what an earlier export wrote is still there."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'own.db'}"
    own = {"JIEBANG_DATABASE__URL": url, "JIEBANG_PRIVACY__DATA_KEY": "a key of tests"}
    assert jiebang("migrate", **own).returncode == 0
    roster = tmp_path / "roster.csv"
    rows = (f"专家{number},单位{number},花椒栽培与病虫害防控" for number in range(4_000))
    roster.write_text("\n".join(["姓名,单位,擅长", *rows]), encoding="utf-8")
    assert jiebang("experts", "import", roster, "--base", "重庆", **own).returncode == 0
    for form in ("csv", "xlsx"):
        out = tmp_path / f"experts.{form}"
        out.write_bytes(b"an earlier one")
        command = f"ulimit -f 64; exec {sys.executable} -m bot export experts --format {form} --out {out}"  # kilobytes
        outcome = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=os.environ | own, capture_output=True, check=False
        )
        told = said(outcome)
        assert "File too large" in told or "is there room on the disk?" in told
        assert (outcome.returncode, out.read_bytes()) == (2, b"an earlier one")
        assert jiebang("export", "experts", "--format", form, "--out", out, **own).returncode == 0
        assert len(out.read_bytes()) > 64 * 1024
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".half")] == []
