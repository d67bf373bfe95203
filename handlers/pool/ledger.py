"""我的记录: what an expert has done this year; a mean of ratings only where it tells nobody's single answer."""

from __future__ import annotations

from datetime import UTC, datetime

from domain.calendar import SHANGHAI
from domain.demands import Demand, DemandStatus
from domain.ports import DemandFilter
from domain.visits import ONLINE, VisitStatus
from handlers import access
from handlers.turn import Arguments, Turn
from handlers.wording import ledger as wording

DONE = (DemandStatus.SERVED, DemandStatus.CLOSED)
MOST = 500


async def show(turn: Turn, args: Arguments) -> None:
    """Orders done, visits by mode, the mean rating from five ratings up."""
    since = datetime(turn.now.astimezone(SHANGHAI).year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
    ids = turn.person.expert_ids
    wanted = DemandFilter(expert_ids=ids, statuses=DONE, limit=MOST)
    done = [one for one in await turn.uow.demands.find(wanted) if _ended_at(one) >= since]
    visits = [visit for one in done for visit in await turn.uow.visits.of_demand(one.no, (VisitStatus.DONE,))]
    online = sum(visit.mode == ONLINE for visit in visits)
    unseen = turn.base.calendar.before(turn.now, turn.rules.rating_window)
    standings = await turn.uow.experts.standings(list(ids), None, since, unseen)
    means = [standing.rating for standing in standings.values() if standing.rating is not None]
    in_hand = len([one for one in await access.demands_in_hand(turn) if one.status is not DemandStatus.SERVED])
    turn.say(wording.record(len(done), len(visits) - online, online, in_hand, means[0] if means else None))


def _ended_at(demand: Demand) -> datetime:
    return demand.closed_at or demand.updated_at
