"""Decides, from a person's ledger and what waits for them, what leaves now and how: never try and see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.channels.notices import NoticeFields
from bot.channels.wechat_replies import fit_text
from bot.config import NoticeSection
from bot.delivery.pauses import SHORT, next_midnight
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
    """What leaves, what waits for the person to write, and what waits for a way to open again, and when."""

    departures: list[Departure] = field(default_factory=list)
    held: list[Outgoing] = field(default_factory=list)
    deferred: list[tuple[Outgoing, datetime]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ways:
    """What may be used now: the person's ledger, the configured templates, rungs that are closed, today's quota."""

    allowance: Allowance
    sections: Mapping[str, NoticeSection]
    now: datetime
    closed: Mapping[Rung, datetime] = field(default_factory=dict)
    spend_template: Callable[[Outgoing], bool] = lambda _: True

    @property
    def is_reachable(self) -> bool:
        """Whether anything at all may be sent to this person."""
        return self.allowance.is_following and not self.allowance.is_blocked

    @property
    def has_window(self) -> bool:
        """Whether a customer-service message is legal, were the rung open."""
        return self.is_reachable and self.allowance.open_trigger(self.now) is not None

    def is_worth_waiting(self, rung: Rung) -> bool:
        """Whether the rung opens again so soon that no dearer one is spent."""
        return rung in self.closed and self.closed[rung] - self.now <= SHORT


def pack(rows: list[Outgoing], ways: Ways) -> Plan:
    """Waiting texts are joined into one message; pictures go one by one while the window lasts."""
    plan = Plan()
    for group in _joined([row for row in rows if row.notice.media_id is None]):
        if ways.has_window and Rung.CUSTOM not in ways.closed:
            ways.allowance.spend(Rung.CUSTOM, ways.now)
            text = fit_text("\n\n".join(notices.text_of(row.notice) for row in group))
            plan.departures.append(Departure(tuple(group), Rung.CUSTOM, text))
        else:
            for row in group:
                _notice(plan, row, ways)
    for row in rows:
        if row.notice.media_id is not None:
            _picture(plan, row, ways)
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


def _picture(plan: Plan, row: Outgoing, ways: Ways) -> None:
    if not ways.has_window:
        plan.held.append(row)
    elif Rung.CUSTOM in ways.closed:
        plan.deferred.append((row, ways.closed[Rung.CUSTOM]))
    else:
        ways.allowance.spend(Rung.CUSTOM, ways.now)
        plan.departures.append(Departure((row,), Rung.CUSTOM, media_id=row.notice.media_id))


def _notice(plan: Plan, row: Outgoing, ways: Ways) -> None:
    """No customer-service message now: a notice where one is configured and legal, else wait."""
    section = ways.sections.get(notices.template_of(row.notice)) if ways.is_reachable else None
    is_short = ways.has_window and ways.is_worth_waiting(Rung.CUSTOM)
    if section is None or is_short:
        _wait(plan, row, ways, None)
        return
    rung = Rung.SUBSCRIBE if section.via == "subscribe" else Rung.TEMPLATE
    if rung is Rung.SUBSCRIBE and ways.allowance.credits.get(section.template_id, 0) < 1:
        _wait(plan, row, ways, None)
    elif rung in ways.closed:
        _wait(plan, row, ways, ways.closed[rung])
    elif rung is Rung.TEMPLATE and not ways.spend_template(row):
        _wait(plan, row, ways, next_midnight(ways.now))
    else:
        ways.allowance.spend(rung, ways.now, section.template_id)
        fields = NoticeFields.shortened(notices.brief_of(row.notice)).renamed(section.fields)
        plan.departures.append(Departure((row,), rung, template_id=section.template_id, fields=fields))


def _wait(plan: Plan, row: Outgoing, ways: Ways, notice_opens: datetime | None) -> None:
    """Until the first closed way opens again; held where only the person can open one."""
    moments = [notice_opens] if notice_opens is not None else []
    if ways.has_window and Rung.CUSTOM in ways.closed:
        moments.append(ways.closed[Rung.CUSTOM])
    if moments:
        plan.deferred.append((row, min(moments)))
    else:
        plan.held.append(row)
