"""The words of demands and exchanges stand in a table of their own, so that they can be purged and nothing else."""

from __future__ import annotations

from datetime import datetime

from storage.session import Session
from storage.tables.conversing import message_text


async def keep_text(
    session: Session, owner: str, owner_id: int, text: str, at: datetime, author_id: int | None = None
) -> None:
    """Write or replace it; the moment of a text that did not change stays. A forgotten author leaves none."""
    if author_id in session.forgotten or not text:
        return
    statement = session.insert(message_text)
    await session.run(
        statement.on_conflict_do_update(
            index_elements=["owner", "owner_id"],
            set_={"text": statement.excluded.text, "at": statement.excluded.at},
            where=message_text.c.text != statement.excluded.text,
        ),
        {"owner": owner, "owner_id": owner_id, "text": text, "at": at},
    )
