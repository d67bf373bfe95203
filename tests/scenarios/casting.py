"""The people of the conversation tests: a few experts with clear specialties, and staff."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from domain.demands import Demand, DemandStatus
from domain.people import Role
from tests.scenarios.harness import Story, story

ORCHARD: dict[str, Any] = {"fields": ("果树",), "place_code": "500236", "place_name": "重庆市奉节县"}


async def cast(tale: Story) -> None:
    """Two for fruit trees, one for intensive care, one for food; a butler and an administrator."""
    await tale.staff("boss")
    await tale.staff("butler", Role.BUTLER)
    await tale.expert("li", "李明华", skills=("脆李栽培", "李属裂果防控", "柑橘黄龙病"), **ORCHARD)
    await tale.expert("tan", "谭树林", skills=("脆李栽培", "柑橘栽培", "病虫害防治"), **ORCHARD)
    await tale.expert("icu", "周启明", unit="重医附一院", fields=("重症医学",), skills=("俯卧位通气", "ECMO管理"))
    await tale.expert("food", "陈建", unit="西南大学", fields=("食品加工",), skills=("香肠保鲜", "肉制品防霉"))


@asynccontextmanager
async def cast_story(directory: Path) -> AsyncIterator[Story]:
    """A story with everybody in place."""
    async with story(directory) as tale:
        await cast(tale)
        yield tale


@asynccontextmanager
async def offered_story(directory: Path) -> AsyncIterator[Story]:
    """One need, offered to two experts; what staff and they were told of it is read."""
    async with cast_story(directory) as tale:
        await tale.say("farmer", "奉节白帝镇脆李裂果，想请专家到现场看看")
        for who in ("butler", "li", "tan"):
            tale.heard(who)
        yield tale


async def demand(tale: Story, no: int = 1) -> Demand | None:
    """As it is stored; None where nothing was registered."""
    found: Demand | None = await tale.run(lambda uow: uow.demands.get(no))
    return found


async def status(tale: Story, no: int = 1) -> DemandStatus:
    """Of a demand that is there."""
    found = await demand(tale, no)
    assert found is not None
    return found.status
