"""Standard input that holds JSON lines is read as such, also where --jsonl was left out; plain text stays one text."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.commands.lines import are_lines


@pytest.mark.parametrize(
    ("data", "is_lines"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', True),
        (b'\xef\xbb\xbf {"text": "a"}\n', True),
        (b'{"words": "a"}\n', False),
        ("{脆李}裂果".encode(), False),
        ("脆李裂果\n".encode(), False),
        (b"", False),
    ],
)
def test_lines_are_known_by_their_shape(data: bytes, is_lines: bool) -> None:
    assert are_lines(data) is is_lines


def test_parse_answers_line_by_line_without_the_option() -> None:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in ("脆李裂果", "谢谢"))
    with_option = CliRunner().invoke(main, ["parse", "--jsonl"], input=lines)
    without = CliRunner().invoke(main, ["parse"], input=lines)
    assert without.stdout == with_option.stdout
    assert [json.loads(line)["text"] for line in without.stdout.splitlines()] == ["脆李裂果", "谢谢"]
    plain = CliRunner().invoke(main, ["parse"], input="脆李裂果\n")
    assert json.loads(plain.stdout)["text"] == "脆李裂果"
