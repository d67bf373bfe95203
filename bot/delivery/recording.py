"""What becomes of a call to the platform: every outcome and every errcode has its behaviour, on record."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from bot.channels.errcodes import Verdict, is_known
from bot.channels.outcomes import SendOutcome, SendStatus
from bot.delivery.packing import Departure
from bot.delivery.pauses import Pauses
from bot.metrics import Metrics
from domain.bases import Rules
from domain.notices import Notice, Outgoing
from domain.work import Task, TaskKind
from handlers.wording import notices, staff
from storage.delivery.outbox import Parcel
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
BACK_OFF = (1, 5, 30, 120, 600)
UNKNOWN_TRIES = 4
GONE = frozenset({Verdict.UNFOLLOWED, Verdict.BLOCKED, Verdict.UNDELIVERABLE})
ELSEWHERE = frozenset({Verdict.NEXT_RUNG, Verdict.HOLD})
CLOSED = frozenset({Verdict.PAUSE_CHANNEL, Verdict.DISABLE_CHANNEL, Verdict.ALERT, Verdict.SLOW_DOWN})


class Recorder:
    """Writes the end of a departure; may run more than once for the same one."""

    def __init__(self, rules: Rules, pauses: Pauses, metrics: Metrics) -> None:
        self._rules = rules
        self._pauses = pauses
        self._metrics = metrics

    @property
    def first_base(self) -> str:
        """Whose staff looks after what belongs to no base."""
        return next(iter(self._rules.bases))

    def count(self, departure: Departure, outcome: SendOutcome) -> None:
        """For the operators' figures; once for each departure."""
        errcode = str(outcome.errcode if outcome.errcode is not None else "")
        self._metrics.sent.labels(departure.rung.value, outcome.status.value, errcode).inc()

    async def record(
        self, uow: StoredUnitOfWork, parcel: Parcel, departure: Departure, outcome: SendOutcome, now: datetime
    ) -> None:
        """The end of one departure."""
        if outcome.status is SendStatus.SENT:
            await uow.outbox.sent(departure.rows, now)
        elif outcome.status is SendStatus.UNKNOWN:
            await uow.outbox.unknown(departure.rows, now, parcel.base or self.first_base)
        else:
            await self._refused(uow, parcel, departure, outcome, now)

    async def _refused(
        self, uow: StoredUnitOfWork, parcel: Parcel, departure: Departure, outcome: SendOutcome, now: datetime
    ) -> None:
        verdict, code, rows = outcome.verdict or Verdict.RETRY, outcome.errcode, departure.rows
        attempts = max(row.attempts for row in rows)
        is_strange = code is not None and (not is_known(code) or verdict is Verdict.REFRESH_TOKEN)
        if verdict in GONE:
            await uow.outbox.unreachable(rows, parcel.identity_id, verdict.value, code, now)
        elif verdict in ELSEWHERE:
            await uow.outbox.next_rung(rows, parcel.identity_id, departure.rung, departure.template_id, code, now)
        elif verdict in CLOSED:
            await self._close(uow, departure, verdict, code, now)
        elif verdict is Verdict.OUR_FAULT or (is_strange and attempts >= UNKNOWN_TRIES):
            await self.give_up(uow, parcel, rows, code, now)
        else:
            wait = BACK_OFF[min(attempts, len(BACK_OFF) - 1)]
            await uow.outbox.retry(rows, now + timedelta(seconds=wait), code, now)

    async def _close(
        self, uow: StoredUnitOfWork, departure: Departure, verdict: Verdict, code: int | None, now: datetime
    ) -> None:
        """The rung is closed for a while; the rows are decided upon anew at once, perhaps another rung is open."""
        is_news = departure.rung not in self._pauses.closed(now)  # several calls were under way, one line tells it
        until = self._pauses.pause(departure.rung, verdict, now)
        await uow.outbox.retry(departure.rows, now, code, now)
        if is_news:
            tell = log.warning if verdict is Verdict.SLOW_DOWN else log.error
            tell("rung_closed", rung=departure.rung.value, verdict=verdict.value, errcode=code, until=str(until))
        if verdict is Verdict.SLOW_DOWN:
            return
        for base in self._rules.bases:
            detail = {"note": staff.platform_note(code, until)}
            key = f"platform:{departure.rung.value}:{code}:{base}"
            await uow.work.add_task(Task(base, TaskKind.FOLLOW_UP, now, detail=detail, key=key))

    async def give_up(
        self, uow: StoredUnitOfWork, parcel: Parcel, rows: tuple[Outgoing, ...], code: int | None, now: datetime
    ) -> None:
        """Parked for good and shown to staff, who tell the person otherwise."""
        log.error("notice_given_up", errcode=code, kinds=[row.notice.kind for row in rows])
        await uow.outbox.failed(rows, code, now)
        for row in rows:
            note = staff.unsent_note(_words(row.notice), code)
            key = f"unsent:{row.id}"
            await self._owe(uow, parcel, row.notice, TaskKind.CALL_PERSON, note, key, now)

    async def owe_a_call(self, uow: StoredUnitOfWork, parcel: Parcel, notice: Notice, now: datetime) -> None:
        """Urgent and not to be sent legally in time: a butler rings."""
        key = f"call-person:{parcel.person_id}:{notice.kind}:{notice.demand_no}:{notice.subject}"
        await self._owe(uow, parcel, notice, TaskKind.CALL_PERSON, staff.call_note(_words(notice)), key, now)

    async def _owe(
        self,
        uow: StoredUnitOfWork,
        parcel: Parcel,
        notice: Notice,
        kind: TaskKind,
        note: str,
        key: str,
        now: datetime,
    ) -> None:
        demand = await uow.demands.get(notice.demand_no) if notice.demand_no else None
        base = demand.base if demand else parcel.base or self.first_base
        detail = {"note": note}
        await uow.work.add_task(
            Task(base, kind, now, notice.demand_no, person_id=parcel.person_id, detail=detail, key=key)
        )


def _words(notice: Notice) -> str:
    """What it would have said; its kind where it cannot be worded."""
    try:
        return notices.text_of(notice)
    except (KeyError, ValueError, TypeError):
        return notice.kind
