"""Keeps the compiled knowledge tables in a folder, so that only the first start after a change compiles them."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nlu.labels.fields import DATA
from nlu.labels.terms import Row
from nlu.search.postings import Postings
from nlu.search.tables import Tables, compile_rows

CODE = Path(__file__).parent
SOURCES = (
    "knowledge/*.tsv",
    "corpus/demands_*.jsonl",
    "regions/regions.tsv",
    "fields.toml",
    "pinyin.tsv",
    "disciplines.tsv",
    "families.tsv",
    "vocabulary.tsv",
)
ARRAYS = "rarity row_starts token_starts tokens norms".split()
POSTINGS = "starts documents weights".split()
APART = "\n"


@cache
def fingerprint() -> str:
    """Changes with every byte of the data and the code that an index or the tables are made by."""
    paths = [*CODE.parent.rglob("*.py"), *(path for one in SOURCES for path in DATA.glob(one))]
    digest = hashlib.sha256(np.__version__.encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def tables_of(rows: Sequence[Row], background: Sequence[str], folder: Path | None) -> Tables:
    """From the folder where they are kept; else compiled, and kept there if that is possible."""
    if folder is None:
        return compile_rows(rows, background)
    path = folder / f"knowledge-{fingerprint()}.npz"
    found = _read(path, len(rows))
    if found is None:
        found = compile_rows(rows, background)
        _keep(found, path)
    return found


def _read(path: Path, row_count: int) -> Tables | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            texts = {name: bytes(kept[name]).decode("utf-8").split(APART) for name in ("features", "chatter")}
            starts, documents, weights = (kept[f"rows_{name}"] for name in POSTINGS)
            arrays = {name: kept[name] for name in ARRAYS}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    postings = Postings(starts, documents, weights, row_count)
    return Tables(tuple(texts["features"]), postings, chatter=frozenset(texts["chatter"]), **arrays)


def _keep(tables: Tables, path: Path) -> None:
    """Whole or not at all; older ones go. A folder that cannot be written only costs the next start its second."""
    texts = {"features": APART.join(tables.features), "chatter": APART.join(sorted(tables.chatter))}
    arrays: dict[str, Any] = {name: np.frombuffer(text.encode("utf-8"), np.uint8) for name, text in texts.items()}
    arrays |= {name: getattr(tables, name) for name in ARRAYS}
    arrays |= {f"rows_{name}": getattr(tables.rows, name) for name in POSTINGS}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False) as file:
            np.savez(file, **arrays)
        os.replace(file.name, path)
        for old in path.parent.glob("knowledge-*.npz"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
