"""Reminders come in time, once, and never at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import SHANGHAI, Calendar, QuietHours
from domain.durations import Duration
from domain.reminders import follow_up_time, hold, reminder_times

NIGHT = QuietHours.parse("22:00-07:30")
NONE = QuietHours()
DAY_AND_HOURS = (Duration.parse("1d"), Duration.parse("2h"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def shown(moments: tuple[datetime, ...]) -> list[str]:
    return [f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}" for moment in moments]


def times(
    starts_at: str, now: str, quiet: QuietHours = NIGHT, before: tuple[Duration, ...] = DAY_AND_HOURS
) -> list[str]:
    return shown(reminder_times(at(starts_at), at(now), before, Calendar(), quiet))


def test_a_day_and_two_hours_before() -> None:
    assert times("2026-11-25T09:30", "2026-11-20T10:00") == ["11-24 09:30", "11-25 07:30"]


def test_what_lies_behind_is_left_out() -> None:
    assert times("2026-11-25T15:00", "2026-11-25T09:00") == ["11-25 13:00"]
    assert times("2026-11-25T15:00", "2026-11-25T14:00") == []


def test_at_night_it_waits_for_the_morning() -> None:
    assert times("2026-11-25T09:00", "2026-11-20T10:00") == ["11-24 09:00", "11-25 07:30"]


def test_the_evening_before_where_the_morning_is_too_late() -> None:
    assert times("2026-11-25T07:30", "2026-11-20T10:00") == ["11-24 07:30", "11-24 22:00"]


def test_two_that_fall_together_are_one() -> None:
    before = (Duration.parse("2h"), Duration.parse("3h"))
    assert times("2026-11-25T07:00", "2026-11-20T10:00", before=before) == ["11-24 22:00"]


def test_working_days_before_skip_the_weekend() -> None:
    assert times("2026-11-23T10:00", "2026-11-16T10:00", before=(Duration.parse("1wd"),)) == ["11-20 10:00"]


def test_it_is_asked_the_morning_after() -> None:
    assert shown((follow_up_time(at("2026-11-25T20:00"), NIGHT),)) == ["11-26 09:30"]
    late = QuietHours.parse("21:00-10:00")
    assert shown((follow_up_time(at("2026-11-25T20:00"), late),)) == ["11-26 10:00"]


def test_without_quiet_hours_nothing_is_held() -> None:
    assert hold(at("2026-11-25T03:00"), at("2026-11-25T05:00"), NONE) == at("2026-11-25T03:00")


MINUTES = st.integers(min_value=0, max_value=60 * 24 * 20)
CLOCKS = st.times(min_value=time(0, 0), max_value=time(23, 59)).map(
    lambda clock: clock.replace(second=0, microsecond=0)
)


@given(
    ahead=MINUTES,
    before=st.lists(st.integers(min_value=1, max_value=60 * 72), min_size=1, max_size=4),
    start=CLOCKS,
    end=CLOCKS,
)
def test_each_comes_after_now_before_the_visit_and_never_in_quiet_hours(
    ahead: int, before: list[int], start: time, end: time
) -> None:
    now = at("2026-11-21T09:00")
    starts_at = now + timedelta(minutes=ahead)
    quiet = QuietHours(start, end)
    found = reminder_times(starts_at, now, [Duration.parse(f"{one}m") for one in before], Calendar(), quiet)
    assert len(found) <= len(before)
    assert list(found) == sorted(set(found))
    for moment in found:
        assert now < moment < starts_at
        is_edge = moment.astimezone(SHANGHAI).time() == start
        assert is_edge or quiet.release(moment) == moment
