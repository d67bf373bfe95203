"""Delivery: takes up what waits, decides by the ledger, sends, records; everything it holds survives its death."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot import crash_points
from bot.channels.outcomes import SendOutcome, SendStatus
from bot.channels.wechat_api import WeChatApi
from bot.channels.wechat_media import MediaFailed
from bot.clock import Now
from bot.config import Configuration
from bot.delivery.delivered import DeliveredReplies
from bot.delivery.packing import Departure, Ways, pack
from bot.delivery.pauses import Pauses
from bot.delivery.recording import Recorder
from bot.delivery.template_quota import Share, TemplateQuota
from bot.metrics import Metrics
from bot.rounds import Rounds
from domain.bases import Rules
from domain.notices import Notice, Outgoing, Rung
from domain.records import MediaStatus
from handlers.relevance import still_makes_sense
from handlers.wording.notices import can_be_worded
from storage.delivery.outbox import Parcel, ParcelLostError
from storage.engine.database import Database
from storage.engine.outages import is_outage
from storage.unit_of_work import StoredUnitOfWork

log = structlog.get_logger()
BATCH = 200
AT_ONCE = 16
LEASE = timedelta(seconds=60)
REPLY_LOST_AFTER = timedelta(seconds=20)
LONG_WAIT = timedelta(minutes=10)
PUT_BACK_FOR = timedelta(seconds=5)
RECORD_AGAIN = (0.2, 0.5, 1, 2, 4, 8, 8, 8)


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
        self._now = now
        self._worker = worker
        self._directory = media_directory
        self._rounds = Rounds(self.step, "delivery_step_failed")
        self._delivered = DeliveredReplies(database, now)
        self._pauses = Pauses()
        self._recorder = Recorder(rules, self._pauses, metrics)
        self._quota = TemplateQuota(database)
        self._swept_at: datetime | None = None
        self._slots = asyncio.Semaphore(AT_ONCE)

    def wake(self) -> None:
        """Something was committed that may have to leave."""
        self._rounds.wake()

    def note_delivered(self, inbox_id: int) -> None:
        """A reply was written to an open connection; kept a moment later, many at once under load."""
        self._delivered.note(inbox_id)

    async def release(self, inbox_id: int) -> None:
        """A reply came too late for its connection: another rung carries it."""

        async def work(uow: StoredUnitOfWork) -> None:
            stale = await uow.inbox.release(inbox_id, self._now())
            if stale is not None and stale.reply:
                await uow.notices.add(Notice("text", stale.person_id, {"text": stale.reply}, urgent=False), self._now())

        await self._database.run(work, person_key=None)
        self.wake()

    async def run(self) -> None:
        """Until `stop`; what is still claimed then goes back."""
        await self._rounds.run()
        await self._database.run(lambda uow: uow.outbox.release(self._worker), person_key=None)

    async def stop(self) -> None:
        """After the calls in hand."""
        self._rounds.stop()
        await self._delivered.close()

    async def drain(self) -> int:
        """Steps until nothing is due; the answer is how many rows were handled."""
        total = 0
        while done := await self.step():
            total += done
        return total

    async def step(self) -> int:
        """One round: sweep now and then, unroll fan-outs, take up a batch and deliver it."""
        now = self._now()
        await self._delivered.keep()
        await self._sweep(now)
        unrolled = await self._database.run(lambda uow: uow.outbox.unroll(now), person_key=None)
        parcels = await self._database.run(lambda uow: uow.outbox.claim(self._worker, now, BATCH), person_key=None)
        if parcels:
            crash_points.reach("claim")
        await asyncio.gather(*(self._deliver(parcel) for parcel in parcels))
        return unrolled + sum(len(parcel.rows) for parcel in parcels)

    async def _sweep(self, now: datetime) -> None:
        """Rows of dead workers are taken up, stale sendings become unknown, lost replies get another rung."""
        if self._swept_at is not None and now - self._swept_at < timedelta(seconds=5):
            return
        self._swept_at = now
        await self._database.run(
            lambda uow: uow.outbox.take_up_stale(now, LEASE, self._recorder.first_base), person_key=None
        )
        lost = await self._database.read(lambda uow: uow.inbox.stale_offered(now - REPLY_LOST_AFTER))
        for stale in lost:
            await self.release(stale.inbox_id)

    async def _deliver(self, parcel: Parcel) -> None:
        """Decide, send and record; a parcel that fails takes no other with it."""
        async with self._slots:
            try:
                departures = await self._decided(parcel)
            except ParcelLostError:
                log.warning("parcel_lost", rows=len(parcel.rows))
                return
            except Exception:
                log.exception("parcel_failed", kinds=[row.notice.kind for row in parcel.rows])
                await self._put_back(parcel)
                return
            for departure in departures:
                crash_points.reach("send")
                outcome = await self._try_to_send(parcel.openid, departure)
                crash_points.reach("record")
                self._recorder.count(departure, outcome)
                await self._keep_record(parcel, departure, outcome)
                crash_points.reach("recorded")

    async def _put_back(self, parcel: Parcel) -> None:
        """Nothing has left; again in a while, so that one parcel's trouble is no other's."""
        try:
            now = self._now()
            await self._database.run(
                lambda uow: uow.outbox.retry(parcel.rows, now + PUT_BACK_FOR, None, now), person_key=None
            )
        except Exception:
            log.exception("parcel_left")  # the lease brings it back

    async def _keep_record(self, parcel: Parcel, departure: Departure, outcome: SendOutcome) -> None:
        """What is known is kept even where the database is away for a while."""
        for wait in RECORD_AGAIN:
            try:
                await self._database.run(
                    lambda uow: self._recorder.record(uow, parcel, departure, outcome, self._now()), person_key=None
                )
                return
            except Exception as error:
                if not is_outage(error):
                    log.exception("record_failed", rung=departure.rung.value)  # becomes unknown, and is shown
                    return
                log.warning("record_delayed", error=type(error).__name__)
            await asyncio.sleep(wait)

    async def _decided(self, parcel: Parcel) -> list[Departure]:
        """In one unit; of the templates that were reserved for it, those that are not needed go back."""
        share = await self._quota.reserve(parcel.rows, self._now())
        try:
            return await self._database.run(lambda uow: self._decide(uow, parcel, share), person_key=None)
        except BaseException:
            share.begin()
            raise
        finally:
            self._quota.give_back(share)

    async def _decide(self, uow: StoredUnitOfWork, parcel: Parcel, share: Share) -> list[Departure]:
        now = self._now()
        share.begin()
        allowance = await uow.outbox.lock_mailbox(parcel.identity_id)
        rows = await self._meaningful(uow, parcel, now)
        ways = Ways(allowance, self._sections, now, self._pauses.closed(now), share.spend)
        plan = pack(rows, ways)
        await uow.outbox.hold(plan.held, now)
        for row, until in plan.deferred:
            await uow.outbox.defer(row, until, now)
        late = [row for row, until in plan.deferred if until - now >= LONG_WAIT]
        for row in (*plan.held, *late):
            if row.notice.urgent:
                await self._recorder.owe_a_call(uow, parcel, row.notice, now)
        for departure in plan.departures:
            await uow.outbox.begin_sending(departure.rows, departure.rung, now)
        await uow.outbox.save_mailbox(allowance)
        return plan.departures

    async def _meaningful(self, uow: StoredUnitOfWork, parcel: Parcel, now: datetime) -> list[Outgoing]:
        """Without what came too late, makes no sense any more, or cannot be worded (our mistake, shown to staff)."""
        rows: list[Outgoing] = []
        dropped: list[Outgoing] = []
        for row in parcel.rows:
            expired = row.notice.expires_at is not None and row.notice.expires_at <= now
            if expired or not await still_makes_sense(row.notice, uow):
                dropped.append(row)
            elif can_be_worded(row.notice):
                rows.append(row)
            else:
                await self._recorder.give_up(uow, parcel, (row,), None, now)
        await uow.outbox.drop(dropped, now)
        return rows

    async def _try_to_send(self, openid: str, departure: Departure) -> SendOutcome:
        """A fault of ours leaves open whether it went out; the departures behind it leave all the same."""
        try:
            return await self._send(openid, departure)
        except Exception as error:
            log.exception("send_failed", rung=departure.rung.value)
            return SendOutcome.unknown(type(error).__name__)

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
        try:
            item = await self._database.read(lambda uow: uow.records.get_media(media_row))
        except Exception as error:
            return SendOutcome.not_accepted(type(error).__name__)
        if item is None or item.status is MediaStatus.FAILED:
            return SendOutcome.rejected(40007, "media_gone")
        if item.status is MediaStatus.WAITING or item.file is None:
            return SendOutcome.not_accepted("media_not_fetched_yet")
        try:
            content = await asyncio.to_thread((self._directory / item.file).read_bytes)
        except OSError:
            return SendOutcome.rejected(40007, "file_gone")
        try:
            media_id = await self._api.upload_media(item.kind, content, Path(item.file).name)
        except MediaFailed as failure:
            return SendOutcome(SendStatus.NOT_ACCEPTED, failure.errcode, failure.verdict, detail=str(failure))
        return await self._api.send_media(openid, item.kind, media_id)
