"""Rosters: good rows go in, bad ones are named; GBK and formulas are survived."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.files import spreadsheets
from bot.files.roster import HEADER, read_roster
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
        ("姓名", "20231101", "姓名不像人名"),
    ],
)
def test_a_bad_row_is_refused_by_number_and_reason(tmp_path: Path, column: str, value: str, reason: str) -> None:
    bad = list(GOOD)
    bad[HEADER.index(column)] = f'"{value.replace(chr(34), chr(34) * 2)}"'
    roster = read_roster(_write(tmp_path / "e.csv", [list(HEADER), bad, GOOD]), "重庆", _place)
    assert [number for number, _ in roster.refused] == [2]
    assert reason in roster.refused[0][1]
    assert len(roster.experts) == 1


@pytest.mark.parametrize(("cell", "tier"), [("在岗", "在岗专家"), ("关键专家", "关键专家"), ("", "入库专家")])
def test_a_tier_is_known_by_its_short_name_too(tmp_path: Path, cell: str, tier: str) -> None:
    good = list(GOOD)
    good[HEADER.index("层次")], good[HEADER.index("姓名")] = cell, "王建国2"
    roster = read_roster(_write(tmp_path / "e.csv", [list(HEADER), good]), "重庆", _place)
    assert [(one.name, one.tier) for one in roster.experts] == [("王建国2", tier)]


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_tabs_and_semicolons_part_columns_too(tmp_path: Path, encoding: str) -> None:
    for separator in ("\t", ";"):
        text = "\r\n".join(separator.join(row) for row in (list(HEADER), GOOD))
        (tmp_path / "e.csv").write_text(text, encoding=encoding)
        assert [one.name for one in read_roster(tmp_path / "e.csv", "重庆", _place).experts] == ["王建国"]


def test_what_nobody_sees_is_left_out(tmp_path: Path) -> None:
    odd = [f"\u202e{value}\u2069\x07" if value else value for value in GOOD]
    plain, hidden = (_write(tmp_path / f"{len(row[0])}.csv", [list(HEADER), row]) for row in (GOOD, odd))
    assert read_roster(hidden, "重庆", _place).experts == read_roster(plain, "重庆", _place).experts


@pytest.mark.parametrize("count", ["²", "9" * 5000, "0", "51"])
def test_a_count_that_is_none_is_refused(tmp_path: Path, count: str) -> None:
    row = [*GOOD[:-1], count]
    ((number, reason),) = read_roster(_write(tmp_path / "e.csv", [list(HEADER), row]), "重庆", _place).refused
    assert (number, "最大在办" in reason, len(reason) < 100) == (2, True, True)


def _book(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (list(HEADER), GOOD):
        book.active.append(row)
    book.save(path)
    return path


def _with_sheet(path: Path, sheet: bytes) -> Path:
    """The book with another first sheet."""
    with zipfile.ZipFile(_book(path.with_name("whole.xlsx"))) as whole, zipfile.ZipFile(path, "w", 8) as out:
        for name in whole.namelist():
            out.writestr(name, sheet if name.endswith("sheet1.xml") else whole.read(name))
    return path


def test_a_book_that_is_broken_within_is_named(tmp_path: Path) -> None:
    cut = _with_sheet(tmp_path / "cut.xlsx", b"<worksheet><sheetData><row>")
    garbled = bytearray(_book(tmp_path / "garbled.xlsx").read_bytes())
    start = garbled.find(b"sheet1.xml") + 30
    garbled[start : start + 40] = bytes(40)
    (tmp_path / "garbled.xlsx").write_bytes(garbled)
    for path in (cut, tmp_path / "garbled.xlsx"):
        with pytest.raises(Trouble, match=f"{path.name}: cannot be read"):
            read_roster(path, "重庆", _place)


def test_a_book_without_cells_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("picture")
    del book["Sheet"]
    book.save(tmp_path / "chart.xlsx")
    with pytest.raises(Trouble, match=r"chart.xlsx: "):
        read_roster(tmp_path / "chart.xlsx", "重庆", _place)


def test_a_book_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_UNPACKED", 1_000_000)
    swollen = _with_sheet(tmp_path / "swollen.xlsx", b"<worksheet>" + b" " * 1_000_000 + b"</worksheet>")
    assert swollen.stat().st_size < 100_000
    with pytest.raises(Trouble, match="unpacked"):
        read_roster(swollen, "重庆", _place)


def test_a_cell_forgotten_far_away_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (list(HEADER), GOOD):
        book.active.append(row)
    book.active.cell(20_000, 1, " ")
    book.active.cell(3, 16_384, "forgotten")
    book.save(tmp_path / "far.xlsx")
    rows = list(spreadsheets.read_table(tmp_path / "far.xlsx"))
    assert max(len(values) for number, values in rows if number > 1) == len(HEADER)
    assert [one.name for one in read_roster(tmp_path / "far.xlsx", "重庆", _place).experts] == ["王建国"]


@pytest.mark.parametrize("claimed", [b'<dimension ref="A1"/>', b'<dimension ref="A1:C1"/>', b""])
def test_a_sheet_that_calls_itself_smaller_is_read_whole(tmp_path: Path, claimed: bytes) -> None:
    with zipfile.ZipFile(_book(tmp_path / "book.xlsx")) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    start, end = sheet.index(b"<dimension"), sheet.index(b"/>", sheet.index(b"<dimension")) + 2
    path = _with_sheet(tmp_path / "small.xlsx", sheet[:start] + claimed + sheet[end:])
    assert [one.phone for one in read_roster(path, "重庆", _place).experts] == ["13800001111"]


def test_a_quote_that_is_never_closed_swallows_nobody(tmp_path: Path) -> None:
    file = tmp_path / "open.csv"
    rows = [f"段{number},站{number},花椒栽培" for number in range(9)]
    file.write_text("\n".join(["姓名,单位,擅长", *rows[:3], '"易四,站四,蚕桑', *rows[3:]]), encoding="utf-8")
    with pytest.raises(Trouble, match=r"line 5: a quote .* never closed"):
        read_roster(file, "重庆", _place)


def test_rows_keep_their_numbers_behind_a_row_on_several_lines(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text('姓名,单位,擅长\n段一,站,"花椒\n栽培"\n\n,站,"蚕""桑"\n', encoding="utf-8")
    roster = read_roster(file, "重庆", _place)
    assert [expert.name for expert in roster.experts] == ["段一"]
    assert [number for number, _ in roster.refused] == [4]
