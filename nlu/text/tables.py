"""Reads the tab-separated tables of `nlu/data`: a header line, comment lines with #, no quoting."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table as dictionaries by the names of its header."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
