"""What is kept beside a demand: what the sides said, files, the audit trail, corrected examples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select, update

from domain.records import AuditEntry, Exchange, ExchangeKind, MediaItem
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.tables.conversing import exchange, media_item, message_text
from storage.tables.experts import correction
from storage.tables.working import audit
from storage.texts import keep_text

EXCHANGE = RowMap(Exchange, exchange)
MEDIA = RowMap(MediaItem, media_item)
AUDIT = RowMap(AuditEntry, audit)
_TEXT = and_(message_text.c.owner == "exchange", message_text.c.owner_id == exchange.c.id)


class StoredRecords:
    """Fulfils `domain.ports.Records`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add_exchange(self, one: Exchange) -> int:
        exchange_id = await self._session.new_id(exchange, EXCHANGE.values(one))
        await keep_text(self._session, "exchange", exchange_id, one.text, one.at, one.from_person)
        return exchange_id

    async def get_exchange(self, exchange_id: int) -> Exchange | None:
        found = await self._exchanges(_exchanges().where(exchange.c.id == exchange_id))
        return found[0] if found else None

    async def save_exchange(self, one: Exchange) -> None:
        await self._session.change(exchange, one.id, EXCHANGE.values(one))
        await keep_text(self._session, "exchange", one.id, one.text, one.at, one.from_person)

    async def exchanges(self, demand_no: int, kinds: Sequence[ExchangeKind] = ()) -> list[Exchange]:
        statement = _exchanges().where(exchange.c.demand_no == demand_no).order_by(exchange.c.id)
        if kinds:
            statement = statement.where(exchange.c.kind.in_([kind.value for kind in kinds]))
        return await self._exchanges(statement)

    async def _exchanges(self, statement: Select[Any]) -> list[Exchange]:
        return [EXCHANGE.build(row, text=row[-1] or "") for row in await self._session.all(statement)]

    async def add_media(self, item: MediaItem) -> int:
        return await self._session.new_id(media_item, MEDIA.values(item))

    async def get_media(self, media_id: int) -> MediaItem | None:
        row = await self._session.first(select(*MEDIA.columns).where(media_item.c.id == media_id))
        return MEDIA.build(row) if row else None

    async def save_media(self, item: MediaItem) -> None:
        await self._session.change(media_item, item.id, MEDIA.values(item))

    async def media_of(self, demand_no: int) -> list[MediaItem]:
        rows = await self._session.all(
            select(*MEDIA.columns).where(media_item.c.demand_no == demand_no).order_by(media_item.c.id)
        )
        return [MEDIA.build(row) for row in rows]

    async def attach_media(self, media_ids: Sequence[int], demand_no: int) -> None:
        if media_ids:
            await self._session.run(update(media_item).where(media_item.c.id.in_(media_ids)), {"demand_no": demand_no})

    async def audit(self, entry: AuditEntry) -> None:
        entry.id = await self._session.new_id(audit, AUDIT.values(entry))

    async def learn(self, text: str, field_code: str, second: str | None, now: datetime) -> None:
        await self._session.run(
            correction.insert(), {"text": text, "field_code": field_code, "second": second, "at": now}
        )

    async def learned(self, since_id: int = 0) -> list[tuple[int, str, str, str | None]]:
        """Corrected examples after that number: (number, text, field code, second)."""
        columns = (correction.c.id, correction.c.text, correction.c.field_code, correction.c.second)
        rows = await self._session.all(select(*columns).where(correction.c.id > since_id).order_by(correction.c.id))
        return [(row[0], row[1], row[2], row[3]) for row in rows]


def _exchanges() -> Select[Any]:
    return select(*EXCHANGE.columns, message_text.c.text).outerjoin_from(exchange, message_text, _TEXT)
