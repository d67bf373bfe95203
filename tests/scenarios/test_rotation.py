"""Among experts who fit equally well, not always the same ones are asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.config import Matching
from domain.demands import DemandStatus
from domain.orders import PushStatus
from domain.ratings import Rating, RatingSide
from storage.unit_of_work import StoredUnitOfWork
from tests.scenarios.casting import ORCHARD
from tests.scenarios.harness import Story, story

TELLINGS = ("脆李裂果了", "李子裂口得凶", "脆李裂果严重", "脆李又在裂果", "李子裂果裂得凶", "脆李树上裂果多")


async def equals(tale: Story, count: int) -> dict[str, int]:
    """As many experts with one profile, by the phone of each."""
    found = {}
    for number in range(count):
        one = await tale.expert(
            f"e{number}", f"王{'甲乙丙丁戊己庚辛'[number]}", skills=("脆李栽培", "李属裂果防控"), **ORCHARD
        )
        found[f"e{number}"] = one.id
    return found


async def test_pushes_rotate_among_equals(tmp_path: Path) -> None:
    plain = Matching(notify=2, weights={"rotation": 0.0})
    async with story(tmp_path, matching=plain) as tale:
        phones = await equals(tale, 6)
        told: Counter[str] = Counter()
        for number, trouble in enumerate(TELLINGS):
            await tale.say(f"farmer{number}", f"{trouble}，奉节白帝镇，请专家")
            told.update(who for who in phones if tale.heard(who))
        assert sum(told.values()) == 2 * len(TELLINGS)
        assert max(told.values()) - min(told[who] for who in phones) <= 1, told


async def test_whoever_served_this_asker_well_is_asked_again(tmp_path: Path) -> None:
    async with story(tmp_path, matching=Matching(notify=1, weights={"rotation": 0.0})) as tale:
        phones = await equals(tale, 3)
        await tale.say("farmer", "脆李裂果了，奉节白帝镇，请专家")
        first = next(who for who in phones if tale.heard(who))
        last = max(who for who in phones if who != first)

        async def serve(uow: StoredUnitOfWork) -> None:
            demand = await uow.demands.get(1)
            order = await uow.orders.of_demand(1)
            assert demand is not None
            assert order is not None
            for push in await uow.orders.pushes(order.id):
                await uow.orders.set_push(push.id, PushStatus.CLOSED)
            demand.expert_id, demand.status = phones[last], DemandStatus.SERVED
            await uow.demands.save(demand)
            for side in RatingSide:
                await uow.ratings.add(Rating(1, side, demand.reporter_id, tale.clock(), 5))

        await tale.run(serve)
        await tale.say("farmer", "另外，柑橘和脆李都发生流胶病，想请专家看看，奉节白帝镇")
        assert tale.heard(last), "an acquaintance comes before the unknown"
