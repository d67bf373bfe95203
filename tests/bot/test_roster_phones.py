"""Mobile numbers in rosters are read however they are parted, and kept as digits."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files.roster import read_roster


@pytest.mark.parametrize("cell", ["13800001111", "138 0000 1111", "138-0000-1111", "+86 138 0000 1111"])
def test_a_parted_mobile_is_one_number(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "experts.csv"
    file.write_text(f"姓名,单位,擅长,手机\n王建国,奉节县农业农村委,脆李栽培,{cell}\n", encoding="utf-8")
    roster = read_roster(file, "重庆", lambda _: None)
    assert not roster.refused
    assert [one.phone.removeprefix("+86") for one in roster.experts if one.phone] == ["13800001111"]


@pytest.mark.parametrize("cell", ["138 0000 111", "23800001111", "abc"])
def test_what_is_no_number_is_refused_with_its_row(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "experts.csv"
    file.write_text(f"姓名,单位,擅长,手机\n王建国,奉节县农业农村委,脆李栽培,{cell}\n", encoding="utf-8")
    assert "手机号不对" in str(read_roster(file, "重庆", lambda _: None).refused)
