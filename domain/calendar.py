"""A base's working calendar: promises, due dates and quiet hours are computed from it, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.durations import Duration

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_END = time(17, 30)


def is_weekday(day: date) -> bool:
    """Monday to Friday: the calendar where no better one is known."""
    return day.weekday() < 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """`is_workday` knows holidays and the worked weekends; `day_end` is when an office closes (Asia/Shanghai)."""

    is_workday: Callable[[date], bool] = is_weekday
    day_start: time = time(9, 0)
    day_end: time = DAY_END

    def add(self, moment: datetime, duration: Duration) -> datetime:
        """The moment after that duration; working days end at closing time of the last of them."""
        if not duration.working_days:
            return moment + duration.span
        local = moment.astimezone(SHANGHAI)
        day = local.date()
        if not self.is_workday(day) or local.time() >= self.day_end:
            day = self._next_workday(day)
            left = duration.working_days - 1
        else:
            left = duration.working_days
        for _ in range(left):
            day = self._next_workday(day)
        return datetime.combine(day, self.day_end, SHANGHAI).astimezone(UTC)

    def before(self, moment: datetime, duration: Duration) -> datetime:
        """The moment that long before; for working days at the same clock time, so many working days earlier."""
        if not duration.working_days:
            return moment - duration.span
        local = moment.astimezone(SHANGHAI)
        day = local.date()
        for _ in range(duration.working_days):
            day = self._previous_workday(day)
        return datetime.combine(day, local.time(), SHANGHAI).astimezone(UTC)

    def _next_workday(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def _previous_workday(self, day: date) -> date:
        day -= timedelta(days=1)
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A span of the night in which nobody is disturbed; it may cross midnight. Equal ends mean none."""

    start: time = time(0, 0)
    end: time = time(0, 0)

    @classmethod
    def parse(cls, text: str) -> QuietHours:
        """Read 22:00-07:30; empty means none."""
        if not text.strip():
            return cls()
        try:
            start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
        except ValueError as error:
            raise ValueError(f"{text!r} is no span of hours: write it like 22:00-07:30, or leave it empty") from error
        return cls(start, end)

    def release(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        local = moment.astimezone(SHANGHAI)
        clock = local.time()
        if self.start == self.end or not self._holds(clock):
            return moment
        day = local.date() + timedelta(days=1) if clock >= self.end else local.date()
        return datetime.combine(day, self.end, SHANGHAI).astimezone(UTC)

    def _holds(self, clock: time) -> bool:
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end
