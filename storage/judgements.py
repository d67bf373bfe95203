"""What people did with the experts they were offered, read for tuning: pushes, claims, declines, ratings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from domain.orders import ClaimStatus, PushStatus
from domain.ratings import RatingSide
from domain.tuning import Told
from storage.engine.session import Session
from storage.tables.demands import claim, demand_history, demand_order, push
from storage.tables.experts import expert
from storage.tables.serving import rating

Key = tuple[int, int]


async def read_judgements(session: Session, since: datetime) -> list[Told]:
    """One for each demand and expert, by demand; the last claim and the last rating count."""
    told: dict[Key, Told] = {}
    pushes = select(push.c.demand_no, push.c.expert_id, push.c.status).where(push.c.at >= since)
    for no, expert_id, status in await session.all(pushes.order_by(push.c.id)):
        told[no, expert_id] = Told(no, expert_id, PushStatus(status))
    reasons = await _reasons(session, since)
    told = {key: replace(one, reason=reasons.get(key, "")) for key, one in told.items()}
    await _add_claims(session, since, told)
    return sorted(told.values(), key=lambda one: (one.demand_no, one.expert_id))


async def _reasons(session: Session, since: datetime) -> dict[Key, str]:
    """Why somebody declined; the history names the expert."""
    history = (
        select(demand_history.c.demand_no, expert.c.id, expert.c.name, demand_history.c.detail)
        .join(push, push.c.demand_no == demand_history.c.demand_no)
        .join(expert, expert.c.id == push.c.expert_id)
        .where(demand_history.c.action == "declined", demand_history.c.at >= since)
    )
    return {
        (no, expert_id): str(detail.get("reason") or "")
        for no, expert_id, name, detail in await session.all(history)
        if detail.get("expert") == name
    }


async def _add_claims(session: Session, since: datetime, told: dict[Key, Told]) -> None:
    ratings = {}
    rated = select(rating.c.demand_no, rating.c.score, rating.c.solved).where(rating.c.side == RatingSide.ASKER.value)
    for no, score, solved in await session.all(rated.where(rating.c.at >= since).order_by(rating.c.round)):
        ratings[no] = (score, solved)
    columns = (demand_order.c.demand_no, claim.c.expert_id, claim.c.status, claim.c.is_assigned, claim.c.reason)
    claims = select(*columns).join_from(claim, demand_order, demand_order.c.id == claim.c.order_id)
    for no, expert_id, status, is_assigned, reason in await session.all(
        claims.where(claim.c.at >= since).order_by(claim.c.id)
    ):
        held = ClaimStatus(status)
        score, solved = ratings.get(no, (None, None)) if held in {ClaimStatus.WON, ClaimStatus.ENDED} else (None, None)
        before = told.get((no, expert_id), Told(no, expert_id))
        told[no, expert_id] = replace(
            before, claim=held, is_assigned=is_assigned, reason=reason or before.reason, score=score, is_solved=solved
        )
