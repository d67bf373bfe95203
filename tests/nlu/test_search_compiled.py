"""The kept tables are the compiled ones, and whatever is wrong with the file, the tables are right."""

from pathlib import Path

import numpy as np
import pytest

from nlu.labels.terms import Row
from nlu.search.compiled import fingerprint, tables_of
from nlu.search.tables import Tables, compile_rows

ROWS = [
    Row("agriculture", "果树", ("李子",), ("果子裂口子",), ("裂果防控", "李属裂果"), "李子落雨就炸"),
    Row("health", "肾病", ("透析",), ("血压低",), ("血液透析",), "透析的时候血压掉"),
]
SPOKEN = ["请老师来看一下", "请专家来看一下", "想请老师来看一下"]


def assert_alike(one: Tables, other: Tables) -> None:
    assert one.features == other.features
    assert one.chatter == other.chatter
    for name in ("rarity", "row_starts", "token_starts", "tokens", "norms"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    text = "我屋李子裂口子了，血压也低"
    assert np.array_equal(one.score(one.known(text)), other.score(other.known(text)))


def kept_file(folder: Path) -> Path:
    return folder / f"knowledge-{fingerprint()}.npz"


def test_the_second_time_they_come_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "knowledge-older.npz").write_bytes(b"")
    first = tables_of(ROWS, SPOKEN, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [kept_file(tmp_path).name]
    again = tables_of([], [], tmp_path)  # nothing to compile from
    assert again.features == first.features
    assert_alike(tables_of(ROWS, SPOKEN, tmp_path), compile_rows(ROWS, SPOKEN))


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_a_damaged_file_is_written_anew(tmp_path: Path, content: bytes | None) -> None:
    tables_of(ROWS, SPOKEN, tmp_path)
    path = kept_file(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert_alike(tables_of(ROWS, SPOKEN, tmp_path), compile_rows(ROWS, SPOKEN))
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert_alike(tables_of(ROWS, SPOKEN, tmp_path / "file"), compile_rows(ROWS, SPOKEN))
