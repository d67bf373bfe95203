"""Keeps an index on disk: arrays that the next start maps instead of reading every profile again."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.search.postings import Postings
from nlu.search.shelf import Shelf
from nlu.search.specialties import Specialties

FORMAT = 2
WORDS = "words.json"
SHELF = "ids bases segment_starts owners sorts token_starts tokens text_starts blob".split()
POSTINGS = "starts documents weights".split()
CHUNK = 1 << 20


class SnapshotError(ValueError):
    """The folder holds no snapshot of this format, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A shelf, the specialties read from it, and what the keeper wants to remember: `marks` and a `note`."""

    shelf: Shelf
    specialties: Specialties
    marks: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    note: Mapping[str, Any] = field(default_factory=dict)


def save(kept: Snapshot, folder: Path) -> None:
    """Write beside and rename, so that a reader never sees half of it; readable by this user alone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        sums = {name: _write(fresh / f"{name}.npy", array) for name, array in _arrays(kept)}
        words = {
            "format": FORMAT,
            "names": kept.shelf.names,
            "bases": kept.shelf.base_names,
            "vocabulary": kept.shelf.features,
            "sums": sums,
            "note": dict(kept.note),
        }
        (fresh / WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        _replace(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _arrays(kept: Snapshot) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in SHELF:
        yield name, getattr(kept.shelf, name)
    for prefix, postings in (("words", kept.shelf.postings), ("seconds", kept.specialties.postings)):
        for name in POSTINGS:
            yield f"{prefix}_{name}", getattr(postings, name)
    yield "seconds_numbers", kept.specialties.numbers
    yield "seconds_shares", kept.specialties.shares
    for name, array in kept.marks.items():
        yield f"mark_{name}", array


def _write(path: Path, array: NDArray[Any]) -> int:
    np.save(path, np.ascontiguousarray(array))
    return _sum(path)


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            total = zlib.crc32(part, total)
    return total


def _replace(fresh: Path, folder: Path) -> None:
    old = fresh.with_name(f"{fresh.name}.old")
    if folder.exists():
        os.replace(folder, old)
    os.replace(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)


def load(folder: Path) -> Snapshot:
    """Map a snapshot; SnapshotError where there is none or a byte of it is not as it was written."""
    try:
        words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        if words["format"] != FORMAT:
            raise SnapshotError(f"{folder}: another format")
        arrays = {name: _map(folder / f"{name}.npy", checked) for name, checked in words["sums"].items()}
        return _put_together(words, arrays)
    except SnapshotError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SnapshotError(f"{folder}: {error}") from error


def _map(path: Path, checked: int) -> NDArray[Any]:
    if _sum(path) != checked:
        raise SnapshotError(f"{path}: damaged")
    mapped = np.load(path, mmap_mode="r")
    return np.asarray(mapped)


def _put_together(words: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Snapshot:
    flat: dict[str, Any] = {name: arrays[name] for name in SHELF}
    shelf = Shelf(
        base_names=tuple(words["bases"]),
        names=tuple(words["names"]),
        vocabulary={feature: number for number, feature in enumerate(words["vocabulary"])},
        **flat,
    )
    postings = {}
    for prefix in ("words", "seconds"):
        starts, documents, weights = (arrays[f"{prefix}_{name}"] for name in POSTINGS)
        postings[prefix] = Postings(starts, documents, weights, len(shelf.ids))
    shelf.__dict__["postings"] = postings["words"]
    specialties = Specialties(arrays["seconds_numbers"], arrays["seconds_shares"], postings["seconds"])
    marks = {name.removeprefix("mark_"): array for name, array in arrays.items() if name.startswith("mark_")}
    return Snapshot(shelf, specialties, marks, words["note"])
