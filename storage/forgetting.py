"""Erasing a person: what says who they are goes, the demands stay as anonymous records."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from domain.experts import Reach
from domain.notices import OutgoingStatus
from storage.engine.session import Session
from storage.tables.conversing import conversation, exchange, inbox, media_item, message_text
from storage.tables.delivery import outgoing
from storage.tables.demands import demand, demand_party
from storage.tables.experts import expert
from storage.tables.people import identity, person, person_role
from storage.tables.working import prompt, task

_OPEN = (OutgoingStatus.WAITING.value, OutgoingStatus.HELD.value, OutgoingStatus.FAILED.value)


async def forget(session: Session, person_id: int, now: datetime) -> None:
    """Name, organization, place, texts, media references, identity and roles."""
    session.forgotten.add(person_id)
    run = session.run
    demands = select(demand.c.no).where(demand.c.reporter_id == person_id)
    exchanges = select(exchange.c.id).where(exchange.c.from_person == person_id)
    await run(
        delete(message_text).where(
            or_(
                (message_text.c.owner == "demand") & message_text.c.owner_id.in_(demands),
                (message_text.c.owner == "exchange") & message_text.c.owner_id.in_(exchanges),
            )
        )
    )
    await run(update(demand_party).where(demand_party.c.demand_no.in_(demands)), {"label": None})
    await run(
        update(demand).where(demand.c.reporter_id == person_id),
        {"summary": "（已删除）", "town": None, "organization": None, "tags": []},
    )
    await run(update(inbox).where(inbox.c.person_id == person_id), {"text": "", "reply": "", "payload": None})
    await run(
        update(media_item).where(media_item.c.person_id == person_id),
        {"media_id": "", "url": "", "transcript": None, "latitude": None, "longitude": None, "label": None},
    )
    await run(delete(conversation).where(conversation.c.person_id == person_id))
    await run(update(prompt).where(prompt.c.person_id == person_id), {"is_open": False})
    await run(update(task).where(task.c.person_id == person_id), {"detail": {}})
    await run(
        update(outgoing).where(outgoing.c.person_id == person_id, outgoing.c.status.in_(_OPEN)),
        {"status": OutgoingStatus.DROPPED.value, "status_at": now, "fields": {}},
    )
    await run(delete(person_role).where(person_role.c.person_id == person_id))
    await run(update(expert).where(expert.c.person_id == person_id), {"person_id": None, "reach": Reach.UNBOUND.value})
    await run(update(identity).where(identity.c.person_id == person_id), {"openid": f"forgotten:{person_id}"})
    await run(
        update(person).where(person.c.id == person_id),
        {
            "name": None,
            "organization": None,
            "place_code": None,
            "place_name": None,
            "is_following": False,
            "forgotten_at": now,
        },
    )
