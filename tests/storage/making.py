"""Things of the trade with only what a test cares for spelled out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.demands import Demand, Party, PartyRole
from domain.experts import Expert
from domain.message import Incoming, Sender
from domain.orders import Order, OrderStatus
from domain.people import Person
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def sender(openid: str = "farmer") -> Sender:
    return Sender("wechat", "gh_1", openid)


def incoming(key: str = "1001", openid: str = "farmer", text: str = "脆李裂果", at: datetime = NOW) -> Incoming:
    return Incoming(sender(openid), key, "text", at, text)


def demand(reporter: Person, **changes: Any) -> Demand:
    values: dict[str, Any] = {
        "base": "重庆",
        "reporter_id": reporter.id,
        "summary": "脆李裂果",
        "text": "我家脆李裂果",
        "created_at": NOW,
        "updated_at": NOW,
        "field_code": "agriculture",
        "second": "果树",
        "place_code": "500236",
        "place_name": "重庆市奉节县",
        "tags": ("脆李", "裂果"),
        "parties": [Party(PartyRole.REPORTER, reporter.id), Party(PartyRole.BENEFICIARY, None, "父亲")],
    }
    return Demand(**{**values, **changes})


def expert(name: str = "李桂兰", **changes: Any) -> Expert:
    values: dict[str, Any] = {
        "base": "重庆",
        "name": name,
        "unit": "市农科院",
        "fields": ("果树",),
        "skills": ("裂果", "修剪"),
        "phone": "13800000000",
    }
    return Expert(**{**values, **changes})


def order(no: int, **changes: Any) -> Order:
    values: dict[str, Any] = {
        "demand_no": no,
        "base": "重庆",
        "status": OrderStatus.LISTED,
        "field_code": "agriculture",
        "second": "果树",
        "title": "脆李裂果",
        "county": "奉节",
        "created_at": NOW,
        "listed_at": NOW,
    }
    return Order(**{**values, **changes})


async def meet(database: Database, openid: str = "farmer", now: datetime = NOW) -> Person:
    """A person who is known to the service."""
    return await database.run(lambda uow: uow.people.recognise(sender(openid), now), person_key=openid)


async def register(uow: StoredUnitOfWork, reporter: Person, **changes: Any) -> Demand:
    """A demand on record."""
    one = demand(reporter, **changes)
    one.no = await uow.demands.add(one)
    return one
