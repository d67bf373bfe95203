"""The policy library in memory: read whole at start and whenever any process changed it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from domain.policies import Policy
from nlu.search.passages import PassageIndex
from nlu.search.quoting import Entry, PassageHit, Source
from storage.engine.database import Database


class Library:
    """Searched by handlers without I/O; `refresh` swaps the index when the stamp has moved."""

    def __init__(self) -> None:
        self._index = PassageIndex()
        self._stamp = 0

    @classmethod
    async def load(cls, database: Database) -> Library:
        """All that holds."""
        library = cls()
        await library.refresh(database)
        return library

    def __len__(self) -> int:
        return len(self._index.entries)

    def search(self, text: str, place_code: str | None = None, limit: int = 5, about: str = "") -> Sequence[PassageHit]:
        """What answers, best first; empty where nothing is sure enough."""
        return self._index.search(text, place_code, limit, about)

    def within(self, policy_id: int, text: str) -> PassageHit | None:
        """What a paper that was quoted before says on a question that goes on from it."""
        return self._index.within(policy_id, text)

    async def refresh(self, database: Database) -> bool:
        """Whether the library had changed. The stamp is taken first, so that nothing is missed."""
        stamp = await database.read(lambda uow: uow.policies.stamp())
        if stamp == self._stamp:
            return False
        papers = await database.read(lambda uow: uow.policies.library())
        self._index = await asyncio.to_thread(PassageIndex.build, list(_entries(papers)))
        self._stamp = stamp
        return True


def _entries(papers: Sequence[Policy]) -> Iterator[Entry]:
    for one in papers:
        source = Source(one.id, one.title, one.issuer, one.number, one.issued_on, one.place_code)
        for passage in one.passages:
            yield Entry(source, passage.heading, passage.text)
