"""Orders, claims and pushes; the database itself refuses a second winning claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, exists, select, text

from domain.errors import DomainError
from domain.orders import Claim, ClaimStatus, Order, OrderStatus, Push, PushStatus
from storage.engine.prepared import Prepared, among, numbered, one_of, reading, words
from storage.engine.rows import RowMap
from storage.engine.session import Session
from storage.engine.statements import insert
from storage.tables.demands import claim, demand_order, push

ORDER = RowMap(Order, demand_order)
CLAIM = RowMap(Claim, claim)
PUSH = RowMap(Push, push)
OF_DEMAND = reading(ORDER.columns, demand_order.c.demand_no == bindparam("no"))
WINNING = reading(CLAIM.columns, claim.c.order_id == bindparam("order_id"), claim.c.status == ClaimStatus.WON.value)
_OF_ORDER = push.c.order_id == bindparam("order_id")
PUSHES = reading(PUSH.columns, _OF_ORDER, order_by=[push.c.score.desc(), push.c.id])
OF_DEMANDS = Prepared(lambda dialect: select(*ORDER.columns).where(one_of(dialect, demand_order.c.demand_no, "nos")))
PUSH_OF = reading(PUSH.columns, _OF_ORDER, push.c.expert_id == bindparam("expert_id"))


def _pushed(dialect: str) -> Any:
    """The demands whose order has a push."""
    has_push = exists().where(push.c.order_id == demand_order.c.id)
    return select(demand_order.c.demand_no).where(one_of(dialect, demand_order.c.demand_no, "nos"), has_push)


def _adding(dialect: str) -> Any:
    names = [column.name for column in push.c if column.name != "id"]
    values = {name: bindparam(name, type_=push.c[name].type) for name in names}
    return insert(dialect, push).values(values).on_conflict_do_nothing(index_elements=["order_id", "expert_id"])


ADD_PUSH = Prepared(_adding)
PUSHED = Prepared(_pushed)


@cache
def _listing(bases: int, has_field: bool) -> Prepared:
    asked = [demand_order.c.status == words(OrderStatus.LISTED.value)[0], among(demand_order.c.base, "base", bases)]
    if has_field:
        asked.append(demand_order.c.field_code == bindparam("field"))
    newest = (demand_order.c.listed_at.desc(), demand_order.c.id.desc())
    limit, offset = bindparam("limit", type_=Integer), bindparam("offset", type_=Integer)
    return Prepared(lambda _: select(*ORDER.columns).where(*asked).order_by(*newest).limit(limit).offset(offset))


class StoredOrders:
    """Fulfils `domain.ports.Orders`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pushes: dict[int, Sequence[Sequence[Any]]] = {}  # as this unit read them

    async def add(self, order: Order) -> int:
        order_id = await self._session.new_id(demand_order, ORDER.values(order))
        self._session.without_order.discard(order.demand_no)
        self._pushes[order_id] = ()
        return order_id

    async def of_demand(self, no: int) -> Order | None:
        if no in self._session.without_order:
            return None
        rows = await self._session.found(OF_DEMAND, no=no)
        return ORDER.build(rows[0]) if rows else None

    async def of_demands(self, nos: Sequence[int]) -> dict[int, Order]:
        rows = await self._session.found(OF_DEMANDS, nos=list(nos)) if nos else ()
        return {one.demand_no: one for one in map(ORDER.build, rows)}

    async def save(self, order: Order) -> None:
        await self._session.change(demand_order, order.id, ORDER.values(order))

    async def listed(self, bases: Sequence[str], field_code: str | None, limit: int, offset: int = 0) -> list[Order]:
        parameters = {**numbered("base", bases), "field": field_code, "limit": limit, "offset": offset}
        rows = await self._session.found(_listing(len(bases), field_code is not None), **parameters)
        return [ORDER.build(row) for row in rows]

    async def claim(self, one: Claim) -> int:
        claim_id = await self._session.value(
            self._session.insert(claim)
            .on_conflict_do_nothing(index_elements=["order_id"], index_where=text("status = 'won'"))
            .returning(claim.c.id),
            CLAIM.values(one),
        )
        if claim_id is None:
            raise DomainError("already_claimed", **await self._number(one.order_id))
        return int(claim_id)

    async def _number(self, order_id: int) -> dict[str, Any]:
        no = await self._session.value(select(demand_order.c.demand_no).where(demand_order.c.id == order_id))
        return {"no": no}

    async def winning(self, order_id: int) -> Claim | None:
        rows = await self._session.found(WINNING, order_id=order_id)
        return CLAIM.build(rows[0]) if rows else None

    async def save_claim(self, one: Claim) -> None:
        await self._session.change(claim, one.id, CLAIM.values(one))

    async def add_pushes(self, pushes: Iterable[Push]) -> None:
        if rows := [PUSH.values(one) for one in pushes]:
            await self._session.statements.write_many(ADD_PUSH, rows)
            self._pushes.clear()

    async def pushes(self, order_id: int) -> list[Push]:
        if order_id not in self._pushes:
            self._pushes[order_id] = await self._session.found(PUSHES, order_id=order_id)
        return [PUSH.build(row) for row in self._pushes[order_id]]

    async def pushed(self, nos: Sequence[int]) -> set[int]:
        return {row[0] for row in await self._session.found(PUSHED, nos=list(nos))} if nos else set()

    async def push_of(self, order_id: int, expert_id: int) -> Push | None:
        rows = await self._session.found(PUSH_OF, order_id=order_id, expert_id=expert_id)
        return PUSH.build(rows[0]) if rows else None

    async def set_push(self, push_id: int, status: PushStatus) -> None:
        await self._session.change(push, push_id, {"status": status.value})
        self._pushes.clear()
