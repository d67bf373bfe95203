"""Where each person stands in the conversation."""

from __future__ import annotations

from sqlalchemy import select

from domain.records import Conversation
from storage.engine.prepared import Prepared
from storage.engine.session import Session
from storage.engine.statements import upsert
from storage.tables.conversing import conversation

SAVE = Prepared(lambda dialect: upsert(dialect, conversation, ("person_id",), ("state", "updated_at")))


class StoredConversations:
    """Fulfils `domain.ports.Conversations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, person_id: int) -> Conversation:
        known = self._session.known
        if known is not None and known.person_id == person_id:
            return known.conversation
        row = await self._session.first(
            select(conversation.c.state, conversation.c.updated_at).where(conversation.c.person_id == person_id)
        )
        return Conversation(person_id, row[0] or {}, row[1]) if row else Conversation(person_id)

    async def save(self, one: Conversation) -> None:
        if one.person_id in self._session.forgotten:
            return
        state = {"person_id": one.person_id, "state": one.state, "updated_at": one.updated_at}
        await self._session.write(SAVE, **state)
