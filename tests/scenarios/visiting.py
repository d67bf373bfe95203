"""The steps up to a visit and beyond it, for tests of what people say at each of them."""

from __future__ import annotations

from datetime import timedelta

from domain.demands import Demand
from domain.ratings import Rating
from domain.visits import Visit, VisitStatus
from tests.scenarios.casting import demand
from tests.scenarios.harness import Story, number_in

NEED = "奉节永乐镇，我屋脐橙叶子发黄，想请专家看看"
THURSDAY = "周四上午9点"  # 26 November, five days after the stories begin


async def claimed(tale: Story) -> int:
    """In the hands of 谭老师; what was pushed so far is read."""
    no = number_in(await tale.say("f", NEED))
    await tale.say("tan", f"揭榜 {no}")
    return _read(tale, no)


async def proposed(tale: Story) -> int:
    """A time of the expert's waits for the asker's word."""
    no = await claimed(tale)
    await say(tale, "tan", f"约 {no} {THURSDAY} 现场")
    return _read(tale, no)


async def agreed(tale: Story) -> int:
    """The visit is fixed."""
    no = await proposed(tale)
    await say(tale, "f", f"同意 {no}")
    return _read(tale, no)


async def begun(tale: Story) -> int:
    """Two hours after the agreed one nobody has said anything."""
    no = await agreed(tale)
    await tale.advance(days=5, hours=2)
    return _read(tale, no)


async def served(tale: Story) -> int:
    """The expert has reported."""
    no = await begun(tale)
    await say(tale, "tan", f"完成 {no} 追了肥")
    return _read(tale, no)


async def closed(tale: Story) -> int:
    """Solved by the asker's word, three days ago."""
    no = await served(tale)
    await say(tale, "f", "解决了 5分")
    await tale.advance(days=3)
    return _read(tale, no)


async def say(tale: Story, who: str, text: str) -> str:
    """A minute later than what was said before."""
    tale.clock.advance(minutes=1)
    return await tale.say(who, text)


async def visits(tale: Story, no: int) -> list[Visit]:
    """All visits of the demand in the order in which they were proposed."""
    found: list[Visit] = await tale.run(lambda uow: uow.visits.of_demand(no, tuple(VisitStatus)))
    return sorted(found, key=lambda visit: visit.id)


async def demand_of(tale: Story, no: int) -> Demand:
    """The demand as it stands."""
    found = await demand(tale, no)
    assert found is not None
    return found


async def states(tale: Story, no: int) -> list[VisitStatus]:
    """How its visits stand."""
    return [visit.status for visit in await visits(tale, no)]


def hour(visit: Visit) -> tuple[int, int]:
    """Day of the month and hour there."""
    local = visit.starts_at + timedelta(hours=8)
    return local.day, local.hour


async def ratings(tale: Story, no: int, this_round: int = 1) -> list[Rating]:
    """What was rated in that round."""
    found: list[Rating] = await tale.run(lambda uow: uow.ratings.of_demand(no, this_round))
    return found


def _read(tale: Story, no: int) -> int:
    for who in ("f", "tan", "li", "butler", "boss"):
        tale.heard(who)
    return no
