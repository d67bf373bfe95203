"""Rosters: good rows go in, bad ones are named; GBK and formulas are survived."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bot.roster import HEADER, read_roster
from bot.trouble import Trouble


def _place(text: str) -> tuple[str, str] | None:
    return ("500236", "重庆市奉节县") if "奉节" in text else None


def _write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(",".join(row) for row in rows), encoding=encoding)
    return path


GOOD = [
    "王建国",
    "高级农艺师",
    "奉节县农业农村委",
    "奉节",
    "果树",
    "脆李栽培、裂果防控",
    "",
    "在岗专家",
    "13800001111",
    "2",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_good_row_becomes_an_expert(tmp_path: Path, encoding: str) -> None:
    roster = read_roster(_write(tmp_path / "e.csv", [list(HEADER), GOOD], encoding), "重庆", _place)
    one = roster.experts[0]
    assert (one.name, one.skills, one.place_code, one.max_open) == ("王建国", ("脆李栽培", "裂果防控"), "500236", 2)
    assert roster.refused == []


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("姓名", "", "姓名是空的"),
        ("单位", "", "单位是空的"),
        ("层次", "大专家", "层次"),
        ("手机", "12345", "手机号不对"),
        ("最大在办", "很多", "最大在办"),
        ("姓名", '=cmd("x")', "姓名不像人名"),
    ],
)
def test_a_bad_row_is_refused_by_number_and_reason(tmp_path: Path, column: str, value: str, reason: str) -> None:
    bad = list(GOOD)
    bad[HEADER.index(column)] = f'"{value.replace(chr(34), chr(34) * 2)}"'
    roster = read_roster(_write(tmp_path / "e.csv", [list(HEADER), bad, GOOD]), "重庆", _place)
    assert [number for number, _ in roster.refused] == [2]
    assert reason in roster.refused[0][1]
    assert len(roster.experts) == 1


def test_the_same_expert_twice_in_a_file_is_named(tmp_path: Path) -> None:
    roster = read_roster(_write(tmp_path / "e.csv", [list(HEADER), GOOD, GOOD]), "重庆", _place)
    assert roster.refused == [(3, "与第 2 行重复（姓名、单位相同）")]


@pytest.mark.parametrize(
    "header", [["姓名", "单位"], ["姓名", "单位", "擅长", "星座"], ["单位", "擅长"], ["姓名", "姓名", "单位", "擅长"]]
)
def test_a_wrong_header_is_trouble(tmp_path: Path, header: list[str]) -> None:
    with pytest.raises(Trouble, match="Known"):
        read_roster(_write(tmp_path / "e.csv", [header]), "重庆", _place)


def test_xlsx_with_numbers_and_empty_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADER))
    book.active.append([])
    book.active.append([*GOOD[:8], 13800001111, 2])
    book.save(tmp_path / "e.xlsx")
    roster = read_roster(tmp_path / "e.xlsx", "重庆", _place)
    assert roster.experts[0].phone == "13800001111"


@pytest.mark.parametrize("name", ["missing.csv", "e.txt"])
def test_a_file_that_cannot_be_read_is_trouble(tmp_path: Path, name: str) -> None:
    (tmp_path / "e.txt").write_text("x")
    (tmp_path / "broken.xlsx").write_bytes(b"PK nonsense")
    with pytest.raises(Trouble):
        read_roster(tmp_path / name, "重庆", _place)
    with pytest.raises(Trouble):
        read_roster(tmp_path / "broken.xlsx", "重庆", _place)
