"""How experts stand: asked of late, rated, quick to answer, known to this asker; two statements for all candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, case, func, literal_column, or_, select, union_all

from domain.demands import DemandStatus
from domain.matching import FEWEST_RATINGS, NOTHING_RECORDED, Standing, response_share
from domain.orders import PushStatus
from domain.ratings import RatingSide
from storage.engine.prepared import Prepared, one_of
from storage.engine.session import Session
from storage.tables.demands import claim, demand, push
from storage.tables.serving import rating

SERVED = (DemandStatus.SERVED.value, DemandStatus.CLOSED.value)
CONTENT_FROM = 3  # whoever gave less does not want the same expert again
_OTHER = rating.alias("other")
_LATER = rating.alias("later")
SINCE = bindparam("since", type_=push.c.at.type)
UNSEEN = bindparam("unseen", type_=rating.c.at.type)


async def read_standings(
    session: Session, expert_ids: Sequence[int], asker_id: int | None, since: datetime, unseen_since: datetime
) -> dict[int, Standing]:
    """The standing of each of these experts; whoever is not recorded yet stands at the defaults."""
    if not expert_ids:
        return {}
    ids = list(expert_ids)
    told = _told(await session.found(PUSHES, since=since, ids=ids))
    served = {row[0]: row for row in await session.found(SERVED_BY, asker=asker_id, unseen=unseen_since, ids=ids)}
    standings = {}
    for expert_id in expert_ids:
        if expert_id not in told and expert_id not in served:
            standings[expert_id] = NOTHING_RECORDED
            continue
        _, score, count, known = served.get(expert_id, (expert_id, None, 0, 0))
        standings[expert_id] = Standing(
            recent_pushes=sum(status is not PushStatus.CALL for status, _ in told[expert_id]),
            rating=float(score) if count >= FEWEST_RATINGS else None,
            response=response_share(told[expert_id]),
            is_acquainted=bool(known),
        )
    return standings


def _pushes(dialect: str) -> Any:
    """(expert, status, pushed at, claimed at, how many): the pushes of each status counted, and each claimed one."""
    chosen = (one_of(dialect, push.c.expert_id, "ids"), push.c.at >= SINCE)
    nobody = literal_column("NULL", type_=push.c.at.type)
    of_status = (push.c.expert_id, push.c.status)
    counted = select(*of_status, nobody, nobody, func.count()).where(*chosen).group_by(*of_status)
    same = and_(claim.c.order_id == push.c.order_id, claim.c.expert_id == push.c.expert_id, claim.c.at >= push.c.at)
    claimed = (
        select(*of_status, push.c.at, func.min(claim.c.at, type_=claim.c.at.type), literal_column("1"))
        .join_from(claim, push, same)
        .where(one_of(dialect, claim.c.expert_id, "ids"), push.c.at >= SINCE)
        .group_by(push.c.id)
    )
    return union_all(counted, claimed)


PUSHES = Prepared(_pushes)


def _told(rows: Sequence[Sequence[Any]]) -> dict[int, list[tuple[PushStatus, float | None]]]:
    """What became of each push, and after how many hours it was claimed."""
    told: dict[int, list[tuple[PushStatus, float | None]]] = defaultdict(list)
    left: Counter[tuple[int, str]] = Counter()
    for expert_id, status, at, claimed, count in rows:
        if claimed is None:
            left[expert_id, status] += count
        else:
            left[expert_id, status] -= 1
            told[expert_id].append((PushStatus(status), (claimed - at).total_seconds() / 3600))
    for (expert_id, status), count in left.items():
        told[expert_id] += [(PushStatus(status), None)] * count
    return told


def _served(dialect: str) -> Any:
    """(expert, mean score, how many scores, known to the asker): only what both sides may see already.

    A rating is open to all once the other side has spoken; an older one is past the rating window.
    """
    both = select(_OTHER.c.id).where(
        _OTHER.c.demand_no == rating.c.demand_no,
        _OTHER.c.round == rating.c.round,
        _OTHER.c.side == RatingSide.EXPERT.value,
    )
    revealed = and_(rating.c.score.is_not(None), or_(rating.c.at < UNSEEN, both.correlate(rating).exists()))
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
    return (
        select(*columns)
        .outerjoin_from(demand, rating, _last_word())
        .where(one_of(dialect, demand.c.expert_id, "ids"), or_(*(demand.c.status == status for status in SERVED)))
        .group_by(demand.c.expert_id)
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


SERVED_BY = Prepared(_served)
