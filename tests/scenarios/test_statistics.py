"""统计 in chat: counts, times, shares, by field and county, for the span that was asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.staff.statistics import read_period
from tests.scenarios.harness import number_in, story

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("今天", "2026-11-20T16:00", "2026-11-21T16:00"),
        ("本周", "2026-11-15T16:00", "2026-11-22T16:00"),
        ("上周", "2026-11-08T16:00", "2026-11-15T16:00"),
        ("这个月", "2026-10-31T16:00", "2026-11-30T16:00"),
        ("上月", "2026-09-30T16:00", "2026-10-31T16:00"),
        ("本季度", "2026-09-30T16:00", "2026-12-31T16:00"),
        ("今年", "2025-12-31T16:00", "2026-12-31T16:00"),
        ("去年", "2024-12-31T16:00", "2025-12-31T16:00"),
        ("昨天", "2026-11-19T16:00", "2026-11-20T16:00"),
        ("上季度", "2026-06-30T16:00", "2026-09-30T16:00"),
        ("十月份", "2026-09-30T16:00", "2026-10-31T16:00"),
        ("12月", "2025-11-30T16:00", "2025-12-31T16:00"),
        ("近7天", "2026-11-14T16:00", "2026-11-21T16:00"),
    ],
)
def test_spans_are_whole_days_in_shanghai(words: str, since: str, until: str) -> None:
    period = read_period(words, NOW)
    assert period is not None
    assert (period.since, period.until) == tuple(datetime.fromisoformat(f"{at}:00+00:00") for at in (since, until))


def test_the_night_counts_by_the_clock_of_shanghai() -> None:
    period = read_period("今天", datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    assert period is not None
    assert "11月21日" in period.name


async def test_figures_of_the_month(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        assert "没有新需求" in await tale.say("boss", "统计")
        await tale.expert("li", "李明华", fields=("果树",), skills=("脆李栽培", "裂果防控"), place_code="500236")
        no = number_in(await tale.say("wang", "奉节白帝镇脆李裂果，我是果农，想请专家看看"))
        other = number_in(await tale.say("plant", "我们是涪陵的榨菜厂，亚硝酸盐超标，想请专家指导"))
        await tale.say("plant", f"撤回 {other}")
        await tale.advance(hours=3)
        await tale.say("li", f"揭榜 {no}")
        await tale.advance(hours=21)
        await tale.say("li", f"完成 {no} 教了排水和疏果")
        await tale.say("wang", f"评价 {no} 5 解决了")
        said = await tale.say("boss", "统计 本月")
        assert "新需求 2 件：办结 1，在办 0，撤回 1" in said
        assert "到专家接单 3 小时" in said
        assert "到办结 24 小时" in said
        assert "1/1（100%）" in said
        assert "农业 1" in said
        assert "奉节县 1" in said
        assert "没有新需求" in await tale.say("boss", "统计 上月")
        assert "看不出是哪段时间" in await tale.say("boss", "统计 那阵子")
        assert "身份才能用" in await tale.say("wang", "统计")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("统计 奉节", 2),
        ("统计 本月 巫山", 1),
        ("统计 今年的农业", 3),
        ("统计 果树 奉节 本月", 2),
        ("统计 上月 奉节", 0),
    ],
)
async def test_figures_of_one_county_or_field(tmp_path: Path, words: str, count: int) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        await tale.say("a", "奉节白帝镇，脆李裂果，想请专家看看")
        await tale.say("b", "奉节永乐镇，脐橙落果，想请专家看看")
        await tale.say("c", "巫山骡坪镇，茶树叶子发黄，想请专家看看")
        told = await tale.say("boss", words)
        assert (f"新需求 {count} 件" if count else "没有新需求") in told


async def test_what_names_neither_time_nor_place_nor_field_is_refused(tmp_path: Path) -> None:
    async with story(tmp_path) as tale:
        await tale.staff("boss")
        assert "“天上”" in await tale.say("boss", "统计 天上")
