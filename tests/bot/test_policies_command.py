"""`jiebang policies …`: every file is reported, a bad one is named and the others go in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.policies import import_files, list_papers, repeal
from bot.trouble import Trouble
from storage.migrations.upgrading import migrate
from tests.scenarios.harness import configuration

PAPERS = Path(__file__).parents[1] / "nlu" / "data" / "policies"


async def test_a_bad_file_is_named_and_the_others_go_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = configuration(tmp_path)
    await migrate(chosen.database.url)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing of the kind")
    await import_files(chosen, [broken, PAPERS])
    said = capsys.readouterr()
    assert "broken.pdf: refused" in said.out
    assert "added 8, changed 0, unchanged 0, refused 1" in said.out
    assert "9/9" in said.err
    await import_files(chosen, [PAPERS])
    assert "added 0, changed 0, unchanged 8, refused 0" in capsys.readouterr().out
    await repeal(chosen, [1])
    capsys.readouterr()
    await list_papers(chosen)
    assert [line.split("\t")[1] for line in capsys.readouterr().out.splitlines()] == ["repealed"] + ["valid"] * 7


async def test_nothing_imported_is_trouble(tmp_path: Path) -> None:
    chosen = configuration(tmp_path)
    await migrate(chosen.database.url)
    with pytest.raises(Trouble, match="no file was imported"):
        await import_files(chosen, [tmp_path / "nowhere.md"])
    with pytest.raises(Trouble, match="no such paper"):
        await repeal(chosen, [7])
