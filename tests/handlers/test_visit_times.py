"""What a message's words make of the time of a visit: taken, assumed and said, asked, or refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from handlers.visits.heard.times import Slots, puts_off, read_slots
from handlers.wording.errors import sentence

NOW = datetime(2026, 11, 20, 14, 20, tzinfo=SHANGHAI).astimezone(UTC)  # a Friday
TABLE = datetime(2026, 11, 25, 9, 30, tzinfo=SHANGHAI).astimezone(UTC)  # the Wednesday after


def read(text: str, previous: datetime | None = None, now: datetime = NOW) -> Slots:
    return read_slots(text, now, previous, 12)


def times(slots: Slots) -> list[str]:
    return [f"{slot.starts_at.astimezone(SHANGHAI):%m-%d %H:%M}" for slot in slots.choices]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周六上午9点 现场", "11-21 09:00"),
        ("下周三下午两点半", "11-25 14:30"),
        ("明天上午十点到果园", "11-21 10:00"),
        ("11月26号上午八点半", "11-26 08:30"),
    ],
)
def test_a_plain_time_is_taken_without_a_remark(text: str, expected: str) -> None:
    slots = read(text)
    assert times(slots) == [expected]
    assert slots.question == ""
    assert slots.choices[0].remark == ""


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [
        ("周一下午", "11-23 14:30", "14:30"),
        ("周一上午来", "11-23 09:00", "9:00"),
        ("下周二", "11-24 09:00", "9:00"),
        ("明天9点", "11-21 09:00", "上午"),
        ("明天12点", "11-21 12:00", "中午"),
        ("冬月初三上午十点", "12-11 10:00", "农历"),
    ],
)
def test_what_is_assumed_is_said(text: str, expected: str, said: str) -> None:
    slots = read(text)
    assert times(slots) == [expected]
    assert slots.question == ""
    assert said in slots.choices[0].remark


def test_the_day_on_the_table_is_kept() -> None:
    assert times(read("那天赶场，下午嘛", TABLE)) == ["11-25 14:30"]
    assert times(read("三点要得不", TABLE)) == ["11-25 15:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周三要得，下午嘛", "11-25 14:30"),
        ("能不能晚一个小时", "11-25 10:30"),
        ("往后推半小时", "11-25 10:00"),
        ("早半个钟头嘛", "11-25 09:00"),
        ("改到周四", "11-26 09:30"),
        ("星期三可以", "11-25 09:30"),
    ],
)
def test_what_is_said_beside_the_time_on_the_table(text: str, expected: str) -> None:
    slots = read(text, TABLE)
    assert (times(slots), slots.question) == ([expected], "")


@pytest.mark.parametrize("text", ["改天吧", "明天下雨，换个时间嘛", "延期"])
def test_another_day_without_saying_which(text: str) -> None:
    assert puts_off(text, NOW)


@pytest.mark.parametrize("text", ["改天吧，下周三上午", "明天上午九点", "行"])
def test_a_day_that_is_named_is_not_put_off(text: str) -> None:
    assert not puts_off(text, NOW)


def test_the_old_time_named_with_the_new_is_no_second_choice() -> None:
    assert times(read("把下周三上午改到下周四上午十点", TABLE)) == ["11-26 10:00"]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("周六上午9点或者周日上午10点", "two", ["11-21 09:00", "11-22 10:00"]),
        ("周末来嘛", "two", ["11-21 09:00", "11-22 09:00"]),
        ("明天6点", "half", ["11-21 06:00", "11-21 18:00"]),
        ("今晚十一点", "night", ["11-20 23:00"]),
    ],
)
def test_what_cannot_be_assumed_is_asked(text: str, question: str, expected: list[str]) -> None:
    slots = read(text)
    assert slots.question == question
    assert times(slots) == expected


def test_a_weekday_on_that_weekday_is_asked() -> None:
    morning = datetime(2026, 11, 20, 8, 0, tzinfo=SHANGHAI).astimezone(UTC)
    slots = read("周五上午十点", now=morning)
    assert slots.question == "day"
    assert times(slots) == ["11-20 10:00", "11-27 10:00"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("昨天上午九点", "time_past"),
        ("随便哪天", "time_needed"),
        ("下周", "time_vague"),
        ("月底前", "time_needed"),
        ("2028年3月1日上午9点", "time_too_far"),
        ("今天上午", "time_past"),
    ],
)
def test_what_cannot_be_is_refused_with_a_next_step(text: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        read(text)
    assert refusal.value.code in {code, "clock_needed"}
    assert "约 12" in sentence(refusal.value) or code == "time_too_far"
