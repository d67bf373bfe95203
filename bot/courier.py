"""Delivery: takes up what waits, decides by the ledger, sends, records; everything it holds survives its death."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from bot import crash_points
from bot.channels.errcodes import Verdict, is_known
from bot.channels.outcomes import SendOutcome, SendStatus
from bot.channels.wechat_api import WeChatApi
from bot.channels.wechat_media import MediaFailed
from bot.clock import Now
from bot.config import Configuration
from bot.metrics import Metrics
from bot.packing import Departure, pack
from domain.bases import Rules
from domain.notices import Notice, Outgoing, Rung
from domain.records import MediaStatus
from domain.work import Task, TaskKind
from handlers.relevance import still_makes_sense
from handlers.wording import notices, staff
from storage.database import Database
from storage.outbox import Parcel
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
BATCH = 200
AT_ONCE = 16
PAUSE = 0.5
LEASE = timedelta(seconds=60)
REPLY_LOST_AFTER = timedelta(seconds=20)
BACK_OFF = (1, 5, 30, 120, 600)
UNKNOWN_TRIES = 4
PAUSES = {Verdict.SLOW_DOWN: timedelta(seconds=10), Verdict.ALERT: timedelta(minutes=10)}


class Courier:
    """One delivery worker; `wake` after a commit makes it look at once."""

    def __init__(
        self,
        database: Database,
        api: WeChatApi,
        configuration: Configuration,
        rules: Rules,
        now: Now,
        metrics: Metrics,
        worker: str,
        media_directory: Path,
    ) -> None:
        self._database = database
        self._api = api
        self._sections = {str(name): section for name, section in configuration.wechat.notices.items()}
        self._rules = rules
        self._now = now
        self._metrics = metrics
        self._worker = worker
        self._directory = media_directory
        self._woken = asyncio.Event()
        self._stopped = False
        self._delivered: list[int] = []
        self._paused: dict[Rung, datetime] = {}
        self._swept_at: datetime | None = None
        self._slots = asyncio.Semaphore(AT_ONCE)

    def wake(self) -> None:
        """Something was committed that may have to leave."""
        self._woken.set()

    def note_delivered(self, inbox_id: int) -> None:
        """A reply was written to an open connection; kept with the next step."""
        self._delivered.append(inbox_id)
        self._woken.set()

    async def release(self, inbox_id: int) -> None:
        """A reply came too late for its connection: another rung carries it."""

        async def work(uow: StoredUnitOfWork) -> None:
            stale = await uow.inbox.release(inbox_id, self._now())
            if stale is not None and stale.reply:
                await uow.notices.add(Notice("text", stale.person_id, {"text": stale.reply}, urgent=False), self._now())

        await self._database.run(work, person_key=None)
        self.wake()

    async def run(self) -> None:
        """Until `stop`; a failing step is logged and tried again."""
        while not self._stopped:
            self._woken.clear()
            try:
                done = await self.step()
            except Exception:
                log.exception("delivery_step_failed")
                done = 0
                await asyncio.sleep(PAUSE)
            if not done and not self._stopped:
                try:
                    await asyncio.wait_for(self._woken.wait(), PAUSE)
                except TimeoutError:
                    continue
        await self._database.run(lambda uow: uow.outbox.release(self._worker), person_key=None)

    async def stop(self) -> None:
        """After the calls in hand; what was claimed and not begun goes back."""
        self._stopped = True
        self._woken.set()

    async def drain(self) -> int:
        """Steps until nothing is due; the answer is how many rows were handled."""
        total = 0
        while done := await self.step():
            total += done
        return total

    async def step(self) -> int:
        """One round: sweep now and then, unroll fan-outs, take up a batch and deliver it."""
        now = self._now()
        await self._keep_delivered(now)
        await self._sweep(now)
        unrolled = await self._database.run(lambda uow: uow.outbox.unroll(now), person_key=None)
        parcels = await self._database.run(lambda uow: uow.outbox.claim(self._worker, now, BATCH), person_key=None)
        if parcels:
            crash_points.reach("claim")
        await asyncio.gather(*(self._deliver(parcel) for parcel in parcels))
        return unrolled + sum(len(parcel.rows) for parcel in parcels)

    async def _keep_delivered(self, now: datetime) -> None:
        if self._delivered:
            ids, self._delivered = self._delivered, []
            await self._database.run(lambda uow: uow.inbox.mark_delivered(ids, now), person_key=None)

    async def _sweep(self, now: datetime) -> None:
        """Rows of dead workers are taken up, stale sendings become unknown, lost replies get another rung."""
        if self._swept_at is not None and now - self._swept_at < timedelta(seconds=5):
            return
        self._swept_at = now
        await self._database.run(lambda uow: uow.outbox.take_up_stale(now, LEASE), person_key=None)
        lost = await self._database.read(lambda uow: uow.inbox.stale_offered(now - REPLY_LOST_AFTER))
        for stale in lost:
            await self.release(stale.inbox_id)

    async def _deliver(self, parcel: Parcel) -> None:
        async with self._slots:
            departures = await self._database.run(lambda uow: self._decide(uow, parcel), person_key=None)
            for departure in departures:
                crash_points.reach("send")
                outcome = await self._send(parcel.openid, departure)
                crash_points.reach("record")
                record = partial(self._record, parcel=parcel, departure=departure, outcome=outcome)
                await self._database.run(record, person_key=None)
                crash_points.reach("recorded")

    async def _decide(self, uow: StoredUnitOfWork, parcel: Parcel) -> list[Departure]:
        now = self._now()
        allowance = await uow.outbox.lock_mailbox(parcel.identity_id)
        rows: list[Outgoing] = []
        dropped: list[Outgoing] = []
        for row in parcel.rows:
            expired = row.notice.expires_at is not None and row.notice.expires_at <= now
            (dropped if expired or not await still_makes_sense(row.notice, uow) else rows).append(row)
        await uow.outbox.drop(dropped, now)
        blocked = {rung for rung, until in self._paused.items() if until > now}
        plan = pack(rows, allowance, self._sections, now, blocked)
        await uow.outbox.hold(plan.held, now)
        for row in plan.held:
            if row.notice.urgent:
                await self._owe_a_call(uow, parcel, row.notice, now)
        for departure in plan.departures:
            await uow.outbox.begin_sending(departure.rows, departure.rung, now)
        await uow.outbox.save_mailbox(allowance)
        return plan.departures

    async def _owe_a_call(self, uow: StoredUnitOfWork, parcel: Parcel, notice: Notice, now: datetime) -> None:
        """Urgent and not to be sent legally: a butler rings."""
        demand = await uow.demands.get(notice.demand_no) if notice.demand_no else None
        base = demand.base if demand else parcel.base or next(iter(self._rules.bases))
        note = staff.call_note(notices.text_of(notice))
        key = f"call-person:{parcel.person_id}:{notice.kind}:{notice.demand_no}:{notice.subject}"
        task = Task(
            base,
            TaskKind.CALL_PERSON,
            now,
            notice.demand_no,
            person_id=parcel.person_id,
            detail={"note": note},
            key=key,
        )
        await uow.work.add_task(task)

    async def _send(self, openid: str, departure: Departure) -> SendOutcome:
        if departure.media_id is not None:
            return await self._send_media(openid, departure.media_id)
        if departure.rung is Rung.CUSTOM:
            return await self._api.send_text(openid, departure.text)
        assert departure.fields is not None
        if departure.rung is Rung.SUBSCRIBE:
            return await self._api.send_subscribe(openid, departure.template_id, departure.fields)
        return await self._api.send_template(openid, departure.template_id, departure.fields)

    async def _send_media(self, openid: str, media_row: int) -> SendOutcome:
        """Our copy is uploaded anew: the platform forgets its own after three days."""
        item = await self._database.read(lambda uow: uow.records.get_media(media_row))
        if item is None or item.status is MediaStatus.FAILED:
            return SendOutcome.rejected(40007, "media_gone")
        if item.status is MediaStatus.WAITING or item.file is None:
            return SendOutcome.not_accepted("media_not_fetched_yet")
        content = await asyncio.to_thread((self._directory / item.file).read_bytes)
        try:
            media_id = await self._api.upload_media(item.kind, content, Path(item.file).name)
        except MediaFailed as failure:
            return SendOutcome(SendStatus.NOT_ACCEPTED, failure.errcode, failure.verdict, detail=str(failure))
        return await self._api.send_media(openid, item.kind, media_id)

    async def _record(self, uow: StoredUnitOfWork, parcel: Parcel, departure: Departure, outcome: SendOutcome) -> None:
        now = self._now()
        errcode = str(outcome.errcode if outcome.errcode is not None else "")
        self._metrics.sent.labels(departure.rung.value, outcome.status.value, errcode).inc()
        if outcome.status is SendStatus.SENT:
            await uow.outbox.sent(departure.rows, now)
        elif outcome.status is SendStatus.UNKNOWN:
            await uow.outbox.unknown(departure.rows, now)
        else:
            await self._refused(uow, parcel, departure, outcome, now)

    async def _refused(
        self, uow: StoredUnitOfWork, parcel: Parcel, departure: Departure, outcome: SendOutcome, now: datetime
    ) -> None:
        """Every errcode has its behaviour."""
        verdict, code = outcome.verdict or Verdict.RETRY, outcome.errcode
        attempts = max(row.attempts for row in departure.rows)
        if verdict in {Verdict.UNFOLLOWED, Verdict.BLOCKED, Verdict.UNDELIVERABLE}:
            await uow.outbox.unreachable(departure.rows, parcel.identity_id, verdict.value, code, now)
        elif verdict in {Verdict.NEXT_RUNG, Verdict.HOLD}:
            await uow.outbox.next_rung(
                departure.rows, parcel.identity_id, departure.rung, departure.template_id, code, now
            )
        elif verdict is Verdict.OUR_FAULT:
            log.error("notice_refused", errcode=code, kinds=[row.notice.kind for row in departure.rows])
            await uow.outbox.failed(departure.rows, code, now)
        elif verdict in {Verdict.PAUSE_CHANNEL, Verdict.DISABLE_CHANNEL, Verdict.ALERT, Verdict.SLOW_DOWN}:
            self._pause(departure.rung, verdict, code, now)
            await uow.outbox.retry(departure.rows, self._paused[departure.rung], code, now)
        elif code is not None and not is_known(code) and attempts >= UNKNOWN_TRIES:
            log.error("notice_parked", errcode=code)
            await uow.outbox.failed(departure.rows, code, now)
        else:
            wait = BACK_OFF[min(attempts, len(BACK_OFF) - 1)]
            await uow.outbox.retry(departure.rows, now + timedelta(seconds=wait), code, now)

    def _pause(self, rung: Rung, verdict: Verdict, code: int | None, now: datetime) -> None:
        until = now + PAUSES.get(verdict, timedelta(hours=1))
        self._paused[rung] = max(until, self._paused.get(rung, until))
        log.error("rung_paused", rung=rung.value, verdict=verdict.value, errcode=code, until=until.isoformat())
