"""What holds for the reading of times whatever people write."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.labels.corpus import read_examples
from nlu.times import read_times
from nlu.times.atoms import find_atoms, normalise
from nlu.times.patterns import LEADS, NUMERIC, PATTERNS
from nlu.times.words import words

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
PIECES = (
    "下周 周三 周末 星期天 上午 下午 晚上 凌晨 九点 十点半 一刻 差五分 到 至 - 11月 25号 月底 前 之前 后 内 三天 "
    "两个 工作日 半小时 国庆 春节 除夕 腊月 廿三 初一 闰 农历 第一天 那天 原来那个时间 推迟 提前 今天 明 大后天 "
    "2月30日 99 0 24:00 12:60 2026年 9999年 0000年 年前 ， 。 的 我 打药 了 ① 😀 \u200b \n 12/31 1.5 期间 每 天 月 年 "
    "点 时 号 日"
).split(" ")
MOMENTS = st.integers(631152000, 3786912000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def check(text: str, now: datetime, previous: datetime | None) -> None:
    for time in read_times(text, now, previous=previous):
        assert time.text in text
        assert time.start is not None or time.end is not None
        for moment in (time.start, time.end):
            assert moment is None or moment.utcoffset() is not None
        if time.start is not None and time.end is not None:
            assert time.start <= time.end
        assert time.grain in ("minute", "hour", "day", "week", "month")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12), MOMENTS, st.none() | MOMENTS)
def test_pieces_in_any_order_are_read_or_left(pieces: list[str], now: datetime, previous: datetime | None) -> None:
    check("".join(pieces), now, previous)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_left(text: str) -> None:
    check(text, NOW, None)


def test_only_the_first_times_of_a_flood_are_read() -> None:
    assert len(read_times("周三上午9点，" * 10, NOW)) == 10
    assert len(read_times("周三上午9点，" * 300, NOW)) == 20


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 300))
def test_full_date_and_time_are_read_exactly(hour: int, minute: int, ahead: int) -> None:
    day = NOW.date() + timedelta(days=ahead)
    (time,) = read_times(f"{day.year}年{day.month}月{day.day}日{hour:02}:{minute:02}", NOW)
    assert time.start is not None
    assert (time.start.date(), time.start.hour, time.start.minute) == (day, hour, minute)


@cache
def all_kinds() -> re.Pattern[str]:
    begins = {word[0] for kind in ("day", "part", "festival", "loose_term") for word in words(kind)}
    body = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in PATTERNS.items())
    return re.compile(f"(?=[{''.join(sorted(LEADS | begins))}])(?:{body})")


def check_pieces(text: str) -> None:
    """Each kind is searched for on its own, where it could stand: none may be lost or take another's place."""
    position = 0
    for atom in [*find_atoms(text), None]:
        for start in range(position, atom.start if atom else len(text)):
            skipped = all_kinds().match(text, start)
            assert not skipped or not skipped.group() or skipped.lastgroup in NUMERIC, text
        if atom is not None:
            match = all_kinds().match(text, atom.start)
            assert match is not None
            assert (match.lastgroup, match.groupdict()) == (
                atom.kind,
                match.groupdict() | atom.match.groupdict(),
            )
            position = atom.end


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_pieces_are_those_of_one_pattern_with_all_kinds(text: str) -> None:
    check_pieces(normalise(text))


def test_pieces_of_the_corpus_are_those_of_one_pattern_with_all_kinds() -> None:
    for example in read_examples():
        check_pieces(normalise(example.text))
