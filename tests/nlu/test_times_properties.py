"""What holds for the reading of times whatever people write, and how long it takes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.times import TimeReader, read_times

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
CASES = (Path(__file__).parent / "data" / "times.jsonl").read_text(encoding="utf-8").splitlines()
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


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 300))
def test_full_date_and_time_are_read_exactly(hour: int, minute: int, ahead: int) -> None:
    day = NOW.date() + timedelta(days=ahead)
    (time,) = read_times(f"{day.year}年{day.month}月{day.day}日{hour:02}:{minute:02}", NOW)
    assert time.start is not None
    assert (time.start.date(), time.start.hour, time.start.minute) == (day, hour, minute)


def median_seconds(texts: list[str]) -> float:
    reader = TimeReader()
    costs = []
    for _ in range(15):
        begin = perf_counter()
        for text in texts:
            reader.read(text, NOW)
        costs.append((perf_counter() - begin) / len(texts))
    return sorted(costs)[len(costs) // 2]


@pytest.mark.parametrize(("kind", "limit"), [("without times", 60e-6), ("with times", 300e-6)], ids=["without", "with"])
def test_reading_is_quick(kind: str, limit: float) -> None:
    rows = [json.loads(line) for line in CASES]
    with_times = [row["text"] for row in rows if row["times"]]
    without = ["我家柑橘叶子发黄掉果严重，想请专家来园子里看看", "医院重症科想请专家指导俯卧位通气和营养支持方案"]
    texts = with_times if kind == "with times" else without
    assert median_seconds(texts) < limit
