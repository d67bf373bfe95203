"""When people are reminded of what was agreed: the configured times before, never in quiet hours, never too late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from domain.calendar import SHANGHAI, Calendar, QuietHours
from domain.durations import Duration

FOLLOW_UP_AT = time(9, 30)


def reminder_times(
    starts_at: datetime, now: datetime, before: Iterable[Duration], calendar: Calendar, quiet: QuietHours
) -> tuple[datetime, ...]:
    """The moments after `now` and before the start, each once, in order."""
    wished = (hold(calendar.before(starts_at, duration), starts_at, quiet) for duration in before)
    return tuple(sorted({moment for moment in wished if now < moment < starts_at}))


def hold(moment: datetime, latest: datetime, quiet: QuietHours) -> datetime:
    """The moment itself or the end of the quiet hours it falls into; their beginning where the end is too late."""
    released = quiet.release(moment)
    if released < latest:
        return released
    return moment if released == moment else quiet_start(moment, quiet)


def quiet_start(moment: datetime, quiet: QuietHours) -> datetime:
    """When the quiet hours that hold `moment` began."""
    local = moment.astimezone(SHANGHAI)
    day = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    return datetime.combine(day, quiet.start, SHANGHAI).astimezone(UTC)


def follow_up_time(starts_at: datetime, quiet: QuietHours) -> datetime:
    """The morning after, when it is asked whether it happened."""
    day = starts_at.astimezone(SHANGHAI).date() + timedelta(days=1)
    return quiet.release(datetime.combine(day, FOLLOW_UP_AT, SHANGHAI).astimezone(UTC))
