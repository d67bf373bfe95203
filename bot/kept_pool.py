"""The index on disk between two starts: whether it may be used, and who must be read again because they changed since.

The folder is worth nothing by itself: a stale, foreign or damaged one is put aside and written anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nlu.search.compiled import fingerprint
from nlu.search.index import ExpertIndex
from nlu.search.snapshot import Snapshot, SnapshotError, load
from storage.engine.database import Database

FOLDER = "experts"
WORTH = 0.5  # of the pool; where more than this changed, everything is read anew


@dataclass(frozen=True, slots=True)
class State:
    """Where the feed stood, its newest line, who was in service then and when each was changed last (microseconds)."""

    cursor: int
    newest: int
    moments: Mapping[int, int]  # by id

    @classmethod
    async def read(cls, database: Database) -> State:
        """As the database is now; the cursor is taken first, so that nothing is missed."""
        cursor = await database.read(lambda uow: uow.expert_feed.cursor())
        _, newest = await database.read(lambda uow: uow.expert_feed.reach())
        active = await database.read(lambda uow: uow.expert_feed.active())
        return cls(cursor, newest, {one: _moment(at) for one, at in active})


def _moment(at: datetime | None) -> int:
    return round(at.timestamp() * 1e6) if at is not None else 0


def write(index: ExpertIndex, state: State, folder: Path) -> None:
    """Keep an index that is at least as new as `state`; OSError where the folder cannot be written."""
    note = {"fingerprint": fingerprint(), "cursor": state.cursor, "newest": state.newest}
    marks = {"ids": list(state.moments), "moments": list(state.moments.values())}
    index.save(folder / FOLDER, marks, note)


def discard(folder: Path) -> None:
    """Nothing stays of an earlier, larger pool."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def read(folder: Path) -> Snapshot | None:
    """What was kept by this very code and knowledge, or None."""
    try:
        kept = load(folder / FOLDER)
    except SnapshotError:
        return None
    return kept if kept.note.get("fingerprint") == fingerprint() else None


async def changed_since(kept: Snapshot, state: State, database: Database) -> Sequence[int] | None:
    """Who must be read again or forgotten; None where that cannot be told or is not worth it."""
    oldest, _ = await database.read(lambda uow: uow.expert_feed.reach())
    if oldest > int(kept.note["newest"]) + 1:
        return None  # lines that were never seen may be gone already
    _, told = await database.read(lambda uow: uow.expert_feed.changes_since(int(kept.note["cursor"])))
    then = dict(zip(kept.marks["ids"].tolist(), kept.marks["moments"].tolist(), strict=True))
    unlike = {one for one in then.keys() | state.moments.keys() if then.get(one) != state.moments.get(one)}
    found = sorted(unlike | set(told))
    return found if len(found) <= WORTH * max(1, len(state.moments)) else None
