"""Keeps a shelf on disk: arrays that the next start maps instead of reading every profile again."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np

from nlu.search.postings import Postings
from nlu.search.shelf import Shelf

FORMAT = 1
ARRAYS = "ids bases segment_starts owners sorts token_starts tokens text_starts blob".split()
POSTINGS = "starts documents weights".split()


class SnapshotError(ValueError):
    """The folder holds no snapshot of this format."""


def save(shelf: Shelf, folder: Path) -> None:
    """Write beside and rename, so that a reader never sees half of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    for name in ARRAYS:
        np.save(fresh / f"{name}.npy", getattr(shelf, name))
    for name in POSTINGS:
        np.save(fresh / f"postings_{name}.npy", getattr(shelf.postings, name))
    words = {"names": shelf.names, "bases": shelf.base_names, "vocabulary": list(shelf.vocabulary), "format": FORMAT}
    (fresh / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    _replace(fresh, folder)


def _replace(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def load(folder: Path) -> Shelf:
    """Map a snapshot; SnapshotError where there is none or it cannot be read."""
    try:
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        if words["format"] != FORMAT:
            raise SnapshotError(f"{folder}: another format")
        arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
        postings = [np.load(folder / f"postings_{name}.npy", mmap_mode="r") for name in POSTINGS]
    except (OSError, ValueError, KeyError) as error:
        raise SnapshotError(f"{folder}: {error}") from error
    vocabulary = {feature: number for number, feature in enumerate(words["vocabulary"])}
    shelf = Shelf(base_names=tuple(words["bases"]), names=tuple(words["names"]), vocabulary=vocabulary, **arrays)
    shelf.__dict__["postings"] = Postings(postings[0], postings[1], postings[2], len(shelf.ids))
    return shelf
