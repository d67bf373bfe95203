"""Decides, from a person's ledger and what waits for them, what leaves now and how: never try and see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.notices import NoticeFields
from bot.channels.wechat_replies import fit_text
from bot.config import NoticeSection
from domain.allowance import Allowance
from domain.notices import Outgoing, Rung
from handlers.wording import notices

MOST_BYTES = 1900


@dataclass(frozen=True, slots=True)
class Departure:
    """One call of the platform: the rows it carries, the rung, and what is said."""

    rows: tuple[Outgoing, ...]
    rung: Rung
    text: str = ""
    template_id: str = ""
    fields: NoticeFields | None = None
    media_id: int | None = None


@dataclass(slots=True)
class Plan:
    """What leaves, what has to wait for the person to write."""

    departures: list[Departure] = field(default_factory=list)
    held: list[Outgoing] = field(default_factory=list)


def pack(
    rows: list[Outgoing], allowance: Allowance, sections: dict[str, NoticeSection], now: datetime, blocked: set[Rung]
) -> Plan:
    """Waiting texts are joined into one message; pictures go one by one while the window lasts."""
    plan = Plan()
    texts = [row for row in rows if row.notice.media_id is None]
    pictures = [row for row in rows if row.notice.media_id is not None]
    for group in _joined(texts):
        if Rung.CUSTOM not in blocked and allowance.open_trigger(now) is not None:
            allowance.spend(Rung.CUSTOM, now)
            text = fit_text("\n\n".join(notices.text_of(row.notice) for row in group))
            plan.departures.append(Departure(tuple(group), Rung.CUSTOM, text))
        else:
            for row in group:
                _notice(plan, row, allowance, sections, now, blocked)
    for row in pictures:
        if Rung.CUSTOM not in blocked and allowance.open_trigger(now) is not None:
            allowance.spend(Rung.CUSTOM, now)
            plan.departures.append(Departure((row,), Rung.CUSTOM, media_id=row.notice.media_id))
        else:
            plan.held.append(row)
    return plan


def _joined(rows: list[Outgoing]) -> list[list[Outgoing]]:
    """Groups that fit into one message each, in their order."""
    groups: list[list[Outgoing]] = []
    size = MOST_BYTES + 1
    for row in rows:
        length = len(notices.text_of(row.notice).encode()) + 2
        if size + length > MOST_BYTES:
            groups.append([])
            size = 0
        groups[-1].append(row)
        size += length
    return groups


def _notice(
    plan: Plan,
    row: Outgoing,
    allowance: Allowance,
    sections: dict[str, NoticeSection],
    now: datetime,
    blocked: set[Rung],
) -> None:
    section = sections.get(notices.template_of(row.notice))
    if section is None or not allowance.is_following or allowance.is_blocked:
        plan.held.append(row)
        return
    rung = Rung.SUBSCRIBE if section.via == "subscribe" else Rung.TEMPLATE
    if rung in blocked or (rung is Rung.SUBSCRIBE and allowance.credits.get(section.template_id, 0) < 1):
        plan.held.append(row)
        return
    allowance.spend(rung, now, section.template_id)
    fields = NoticeFields.shortened(notices.brief_of(row.notice)).renamed(section.fields)
    plan.departures.append(Departure((row,), rung, template_id=section.template_id, fields=fields))
