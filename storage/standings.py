"""How experts stand: asked of late, rated, quick to answer, known to this asker; two statements for all candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, and_, bindparam, case, func, or_, select

from domain.demands import DemandStatus
from domain.matching import FEWEST_RATINGS, Standing, response_share
from domain.orders import PushStatus
from domain.ratings import RatingSide
from storage.prepared import Prepared, among, padded, reading
from storage.session import Session
from storage.tables.demands import claim, demand, push
from storage.tables.serving import rating

SERVED = (DemandStatus.SERVED.value, DemandStatus.CLOSED.value)
CONTENT_FROM = 3  # whoever gave less does not want the same expert again
_OTHER = rating.alias("other")
_LATER = rating.alias("later")
SINCE = bindparam("since", type_=push.c.at.type)


async def read_standings(
    session: Session, expert_ids: Sequence[int], asker_id: int | None, since: datetime
) -> dict[int, Standing]:
    """The standing of each of these experts; whoever is not recorded yet stands at the defaults."""
    if not expert_ids:
        return {}
    size, ids = padded("id", expert_ids)
    told = _told(await session.found(_pushes(size), since=since, **ids))
    served = {row[0]: row for row in await session.found(_served(size), asker=asker_id, since=since, **ids)}
    standings = {}
    for expert_id in expert_ids:
        _, score, count, known = served.get(expert_id, (expert_id, None, 0, 0))
        standings[expert_id] = Standing(
            recent_pushes=sum(status is not PushStatus.CALL for status, _ in told[expert_id]),
            rating=float(score) if count >= FEWEST_RATINGS else None,
            response=response_share(told[expert_id]),
            is_acquainted=bool(known),
        )
    return standings


@cache
def _pushes(size: int) -> Prepared:
    """(expert, status, pushed at, claimed at) of each push since then."""
    claimed_at = (
        select(func.min(claim.c.at, type_=claim.c.at.type))
        .where(claim.c.order_id == push.c.order_id, claim.c.expert_id == push.c.expert_id, claim.c.at >= push.c.at)
        .correlate(push)
        .scalar_subquery()
    )
    columns = (push.c.expert_id, push.c.status, push.c.at, claimed_at)
    return reading(columns, among(push.c.expert_id, "id", size), push.c.at >= SINCE)


def _told(rows: Sequence[Sequence[Any]]) -> dict[int, list[tuple[PushStatus, float | None]]]:
    """What became of each push, and after how many hours it was claimed."""
    told: dict[int, list[tuple[PushStatus, float | None]]] = defaultdict(list)
    for expert_id, status, at, claimed in rows:
        hours = (claimed - at).total_seconds() / 3600 if claimed else None
        told[expert_id].append((PushStatus(status), hours))
    return told


@cache
def _served(size: int) -> Prepared:
    """(expert, mean score, how many scores, known to the asker): only what both sides may see already.

    A rating is open to all once the other side has spoken; one that is older than `since` is past every window.
    """
    both = select(_OTHER.c.id).where(
        _OTHER.c.demand_no == rating.c.demand_no,
        _OTHER.c.round == rating.c.round,
        _OTHER.c.side == RatingSide.EXPERT.value,
    )
    revealed = and_(rating.c.score.is_not(None), or_(rating.c.at < SINCE, both.correlate(rating).exists()))
    own = and_(
        demand.c.reporter_id == bindparam("asker", type_=Integer),
        func.coalesce(rating.c.score, CONTENT_FROM) >= CONTENT_FROM,
    )
    columns = (
        demand.c.expert_id,
        func.avg(case((revealed, rating.c.score))),
        func.count(case((revealed, rating.c.score))),
        func.max(case((own, 1), else_=0)),
    )
    return Prepared(
        lambda _: (
            select(*columns)
            .outerjoin_from(demand, rating, _last_word())
            .where(among(demand.c.expert_id, "id", size), or_(*(demand.c.status == status for status in SERVED)))
            .group_by(demand.c.expert_id)
        )
    )


def _last_word() -> Any:
    """The asker's rating of the last round: an earlier one may be of another expert."""
    last = (
        select(func.max(_LATER.c.round))
        .where(_LATER.c.demand_no == demand.c.no, _LATER.c.side == RatingSide.ASKER.value)
        .correlate(demand)
        .scalar_subquery()
    )
    return and_(rating.c.demand_no == demand.c.no, rating.c.side == RatingSide.ASKER.value, rating.c.round == last)
