"""The first reply fits on one screen and still says all that an asker needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.bases import Base
from domain.demands import Demand
from handlers.wording import asker

SATURDAY = datetime(2026, 11, 21, 2, tzinfo=UTC)
BASE = Base(
    name="重庆",
    operator="重庆市专家服务中心",
    hotline="023-8686 0000",
    hours="工作日 9:00-17:30",
    fee_note="专家服务不收费，差旅由派出单位承担",
)
NAMES = {"agriculture": "农业", "manufacturing": "智能制造"}
WHEAT = Demand(
    base="重庆",
    text="麦子倒了一片",
    summary="麦子倒了一片",
    field_code="agriculture",
    second="粮油作物",
    place_code="500152",
    place_name="重庆市潼南区",
    town="塘坝镇",
    kind="technical",
    reporter_id=1,
    created_at=SATURDAY,
    updated_at=SATURDAY,
    no=7,
)
LATHE = replace(
    WHEAT,
    summary="数控车床主轴一转就响，尺寸跑偏，客户退了三批货",
    field_code="manufacturing",
    second="机械加工",
    town=None,
)


def reply(demand: Demand, *, is_first: bool, pushed: int = 2, ahead: timedelta = timedelta(days=3)) -> str:
    return asker.registered(
        demand, NAMES, pushed, SATURDAY + ahead, assumed_place=False, pictures=0, base=BASE, is_first=is_first
    )


@pytest.mark.parametrize("demand", [WHEAT, LATHE])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("pushed", [0, 2])
def test_one_screen(demand: Demand, is_first: bool, pushed: int) -> None:
    said = reply(demand, is_first=is_first, pushed=pushed)
    assert len(said) <= asker.ONE_SCREEN, said
    for part in ("已登记 #7", demand.summary[:6], "潼南区", "周二10:00", "直接说"):
        assert part in said
    worries = (BASE.operator, BASE.fee_note, BASE.hotline)
    assert all(one in said for one in worries) == is_first


def test_a_weekday_is_said_only_where_it_means_one_day() -> None:
    assert "今天11:00" in reply(WHEAT, is_first=False, ahead=timedelta(hours=1))
    assert "周五10:00" in reply(WHEAT, is_first=False, ahead=timedelta(days=6))
    assert "11月28日（周六）10:00" in reply(WHEAT, is_first=False, ahead=timedelta(days=7))
