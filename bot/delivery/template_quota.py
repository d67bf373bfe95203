"""The day's template messages: counted for all processes, and the last ones kept for what is urgent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from domain.calendar import SHANGHAI
from domain.notices import Outgoing, Priority
from storage.engine.database import Database
from storage.unit_of_work import StoredUnitOfWork

A_DAY = 100_000
KEPT_FOR_THE_IMPORTANT = 5_000
AT_ONCE = 50
NAME = "template"


@dataclass(slots=True)
class Share:
    """What one parcel may use of the day: reserved for it alone, and counted anew by each try to decide."""

    day: date
    reserved: Counter[bool]
    used: Counter[bool] = field(default_factory=Counter)

    def begin(self) -> None:
        """Nothing is used yet, whatever an earlier try did."""
        self.used.clear()

    def spend(self, row: Outgoing) -> bool:
        """One of them; False where there is none left for a row like this."""
        kind = _is_important(row)
        if self.used[kind] >= self.reserved[kind]:
            return False
        self.used[kind] += 1
        return True


class TemplateQuota:
    """A process takes from the day in small portions; what it has taken and not used is lost, never overdrawn."""

    def __init__(self, database: Database, a_day: int = A_DAY) -> None:
        self._database = database
        self.a_day = a_day
        self._day: date | None = None
        self._stock: Counter[bool] = Counter()

    async def reserve(self, rows: tuple[Outgoing, ...], now: datetime) -> Share:
        """Enough for these rows, as far as the day allows; parcels that are decided upon at once never share it."""
        day = now.astimezone(SHANGHAI).date()
        if day != self._day:
            self._day, self._stock = day, Counter()
        share = Share(day, Counter())
        for kind, count in Counter(_is_important(row) for row in rows).items():
            while self._stock[kind] < count and await self._fetch(day, kind):
                continue
            share.reserved[kind] = min(count, self._stock[kind])
            self._stock[kind] -= share.reserved[kind]
        return share

    def give_back(self, share: Share) -> None:
        """What the parcel did not need."""
        if share.day == self._day:
            self._stock += share.reserved - share.used

    async def _fetch(self, day: date, is_important: bool) -> bool:
        kept = min(KEPT_FOR_THE_IMPORTANT, self.a_day // 20)
        limit = self.a_day if is_important else self.a_day - kept
        for count in (AT_ONCE, 1):
            take = partial(_take, day=day, limit=limit, count=count)
            if await self._database.run(take, person_key=None):
                self._stock[is_important] += count
                return True
        return False


async def _take(uow: StoredUnitOfWork, day: date, limit: int, count: int) -> bool:
    return await uow.outbox.use_quota(NAME, day, limit, count)


def _is_important(row: Outgoing) -> bool:
    return row.notice.urgent or row.notice.priority <= Priority.REMINDER
