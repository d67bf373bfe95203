"""Papers go in whole, are changed instead of doubled, and come out for an index in memory."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import delete, func, select

from domain.policies import Passage, Policy, Stored
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.policies import policy, policy_passage

POLICY = RowMap(Policy, policy)
PASSAGE = RowMap(Passage, policy_passage)


class StoredPolicies:
    """The library; `stamp` tells a process that it has to read anew."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def stamp(self) -> int:
        """Grows with every change, whichever process made it."""
        return int(await self._session.value(select(func.coalesce(func.sum(policy.c.version), 0))))

    async def put(self, one: Policy, now: datetime) -> Stored:
        """The key is (title, issuer). The same words again change nothing, unless the paper was repealed meanwhile."""
        one.updated_at = now
        known = await self._known(one)
        if known is None:
            one.id = await self._session.new_id(policy, POLICY.values(one))
            await self._put_passages(one)
            return Stored.ADDED
        one.id = known.id
        if known.digest == one.digest and not known.is_repealed:
            return Stored.UNCHANGED
        one.version = known.version + 1
        await self._session.change(policy, one.id, POLICY.values(one))
        await self._session.run(delete(policy_passage).where(policy_passage.c.policy_id == one.id))
        await self._put_passages(one)
        return Stored.CHANGED

    async def _known(self, one: Policy) -> Policy | None:
        same = (policy.c.title == one.title, policy.c.issuer == one.issuer)
        row = await self._session.first(select(*POLICY.columns).where(*same).with_for_update())
        return POLICY.build(row) if row else None

    async def _put_passages(self, one: Policy) -> None:
        for position, passage in enumerate(one.passages):
            passage.policy_id, passage.position = one.id, position
        if one.passages:
            await self._session.run(policy_passage.insert(), [PASSAGE.values(passage) for passage in one.passages])

    async def papers(self) -> list[Policy]:
        """All papers without their passages, the oldest entry first."""
        return [POLICY.build(row) for row in await self._session.all(select(*POLICY.columns).order_by(policy.c.id))]

    async def library(self) -> list[Policy]:
        """What holds, with its passages in order."""
        passages: dict[int, list[Passage]] = defaultdict(list)
        statement = select(*PASSAGE.columns).order_by(policy_passage.c.policy_id, policy_passage.c.position)
        for row in await self._session.all(statement):
            passage = PASSAGE.build(row)
            passages[passage.policy_id].append(passage)
        found = [one for one in await self.papers() if not one.is_repealed]
        for one in found:
            one.passages = passages[one.id]
        return found

    async def repeal(self, policy_id: int, now: datetime) -> Policy | None:
        """Quoted no more; None where there is no such paper."""
        row = await self._session.first(select(*POLICY.columns).where(policy.c.id == policy_id).with_for_update())
        if row is None:
            return None
        one = POLICY.build(row)
        if not one.is_repealed:
            one.is_repealed, one.version, one.updated_at = True, one.version + 1, now
            await self._session.change(policy, one.id, POLICY.values(one))
        return one
