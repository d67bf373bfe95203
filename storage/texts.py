"""The words of demands and exchanges stand in a table of their own, so that they can be purged and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from storage.engine.prepared import Prepared
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.tables.conversing import message_text


def _keeping(dialect: str) -> Any:
    statement = insert(dialect, message_text).values(
        {name: bindparam(name, type_=message_text.c[name].type) for name in ("owner", "owner_id", "text", "at")}
    )
    return statement.on_conflict_do_update(
        index_elements=["owner", "owner_id"],
        set_={"text": statement.excluded.text, "at": statement.excluded.at},
        where=message_text.c.text != statement.excluded.text,
    )


KEEP = Prepared(_keeping)


async def keep_text(
    session: Session, owner: str, owner_id: int, text: str, at: datetime, author_id: int | None = None
) -> None:
    """Write or replace it; the moment of a text that did not change stays. A forgotten author leaves none."""
    if author_id in session.forgotten or not text:
        return
    await session.write(KEEP, owner=owner, owner_id=owner_id, text=text, at=at)
