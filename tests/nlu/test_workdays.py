"""Working days, by the published arrangement, by the table beyond it, and by weekends alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nlu.times.workdays import add_workdays, holiday_span, is_workday


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 10), True),  # a Saturday worked for the National Day
        (date(2026, 10, 5), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2027, 1, 1), False),
        (date(2027, 2, 8), False),
        (date(2027, 2, 20), False),
        (date(2031, 3, 5), True),
        (date(2031, 3, 8), False),
    ],
)
def test_day_is_worked_or_off(day: date, expected: bool) -> None:
    assert is_workday(day) is expected


def test_working_days_are_counted_over_a_holiday() -> None:
    assert add_workdays(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert add_workdays(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert add_workdays(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_counting_forth_and_back_ends_on_the_same_working_day() -> None:
    for step in range(40):
        day = date(2026, 9, 1) + timedelta(days=step)
        if is_workday(day):
            assert add_workdays(add_workdays(day, 7), -7) == day


def test_holiday_spans() -> None:
    assert holiday_span(date(2026, 10, 1), "国庆节") == (date(2026, 10, 1), date(2026, 10, 7))
    assert holiday_span(date(2026, 2, 17), "春节") == (date(2026, 2, 15), date(2026, 2, 23))
    assert holiday_span(date(2027, 10, 1), "国庆节") == (date(2027, 10, 1), date(2027, 10, 7))
