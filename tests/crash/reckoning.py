"""Compares what was acknowledged with what is on record and what reached the platform."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from bot.channels.notices import shorten
from bot.stand_in.sent import SentMessage
from domain.notices import Notice, OutgoingStatus, Rung
from domain.work import TaskKind
from handlers.wording import notices
from storage.delivery.notices import NOTICE
from storage.tables.conversing import inbox
from storage.tables.delivery import outgoing
from storage.tables.demands import claim, demand, demand_order
from storage.tables.people import identity
from storage.tables.working import task
from storage.unit_of_work import StoredUnitOfWork
from tests.crash.load import NUMBER, WON, Load

ENDS = {"sent", "unknown", "held", "dropped", "failed"}
# Not 45047: while we are down a person writes again, which opens a new count on the platform before we hear of it;
# what we send meanwhile is counted there and not here. The refusal is believed, and nothing is lost by it.
ILLEGAL = {45015, 43101, 43004, 40003}


@dataclass(frozen=True, slots=True)
class Row:
    """One notice on record."""

    id: int
    openid: str
    status: str
    rung: str | None
    errcode: int | None
    notice: Notice


@dataclass(slots=True)
class Books:
    """All that is on record."""

    demands: list[tuple[int, str]]
    winners: dict[int, list[str]]
    messages: Counter[str]
    rows: list[Row]
    shown: set[int]

    @classmethod
    async def read(cls, uow: StoredUnitOfWork) -> Books:
        session = uow.session
        openids = {row[0]: row[1] for row in await session.all(select(identity.c.person_id, identity.c.openid))}
        by_expert = (
            select(claim.c.expert_id, demand_order.c.demand_no).join(demand_order).where(claim.c.status == "won")
        )
        winners: dict[int, list[str]] = {}
        experts = {one.id: openids.get(one.person_id or 0, "") for one in await uow.expert_feed.all_experts()}
        for expert_id, no in await session.all(by_expert):
            winners.setdefault(no, []).append(experts[expert_id])
        tasks = await session.all(select(task.c.detail).where(task.c.kind == TaskKind.UNDELIVERED.value))
        columns = (outgoing.c.id, outgoing.c.person_id, outgoing.c.status, outgoing.c.rung, outgoing.c.errcode)
        found = await session.all(select(*columns, *NOTICE.columns))
        return cls(
            [(row[0], openids[row[1]]) for row in await session.all(select(demand.c.no, demand.c.reporter_id))],
            winners,
            Counter(row[0] for row in await session.all(select(inbox.c.key))),
            [Row(row[0], openids[row[1]], row[2], row[3], row[4], NOTICE.build(row[5:])) for row in found],
            {int(row[0]["outgoing_id"]) for row in tasks if "outgoing_id" in row[0]},
        )


def check_demands(books: Books, load: Load) -> None:
    """Each acknowledged need is on record once, under the number that was told."""
    on_record = Counter(openid for _, openid in books.demands)
    for who, reply in load.answered.items():
        assert on_record[who] == 1, (who, on_record[who], reply)
        if found := NUMBER.search(reply.text):
            assert (int(found[1]), who) in books.demands
    assert set(on_record) == set(load.answered)
    assert max(books.messages.values()) == 1


def check_claims(books: Books, load: Load) -> None:
    """One winner for each order, and whoever was told so is the one."""
    assert all(len(winners) == 1 for winners in books.winners.values())
    told = {no: who for (who, no), reply in load.claims.items() if WON.search(reply.text)}
    assert told
    for no, who in told.items():
        assert books.winners[no] == [who]
    positive = Counter(no for (_, no), reply in load.claims.items() if WON.search(reply.text))
    assert max(positive.values()) == 1


def check_notices(books: Books, sent: list[SentMessage]) -> Counter[str]:
    """Each notice reached its phone as often as the record says; `unknown` ones at most once, and staff see them."""
    by_phone: dict[str, list[SentMessage]] = {}
    for message in sent:
        by_phone.setdefault(message.openid, []).append(message)
    for row in books.rows:
        times = sum(_carries(message, row.notice) for message in by_phone.get(row.openid, ()))
        assert row.status in ENDS, row
        assert row.errcode not in ILLEGAL, row
        if row.status == OutgoingStatus.SENT and row.rung != Rung.REPLY:
            assert times == 1, (times, row)
        elif row.status == OutgoingStatus.UNKNOWN:
            assert times <= 1, (times, row)
            assert row.id in books.shown, row
        else:
            assert times == 0, (times, row)
    same = Counter((row.notice.kind, row.openid, row.notice.demand_no) for row in books.rows if row.notice.demand_no)
    assert max(same.values()) == 1, same.most_common(1)
    return Counter(row.status for row in books.rows)


def _carries(message: SentMessage, notice: Notice) -> bool:
    if message.channel == "custom":
        return notices.text_of(notice) in message.text
    brief = notices.brief_of(notice)
    return [value for _, value in message.fields] == [shorten(value) or "—" for value in brief.values()]
