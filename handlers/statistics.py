"""统计: what came in and what became of it, for a week, a month or a year, in the bases a person steers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from handlers.turn import Arguments, Turn
from handlers.wording import common
from handlers.wording import statistics as wording

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A named span of whole days in Shanghai, `until` excluded."""

    name: str
    since: datetime
    until: datetime


async def show(turn: Turn, args: Arguments) -> None:
    """统计 [本周|本月|今年]."""
    period = read_period(args.rest or "本月", turn.now)
    if period is None:
        raise DomainError("period_unknown", name=common.cut(args.rest, 12))
    bases = turn.person.staff_bases
    demands = await turn.uow.figures.demand_figures(bases, period.since, period.until)
    activities = await turn.uow.figures.activity_figures(bases, period.since, min(period.until, turn.now))
    turn.say(
        wording.figures(
            common.joined(bases),
            period.name,
            demands,
            activities,
            [(turn.services.field_names.get(code, "未分类"), count) for code, count in _top(demands["by_field"])],
            [(_county(name), count) for name, count in _top(demands["by_place"])],
        )
    )


def _top(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]


def _county(name: str) -> str:
    return common.short_place(name) or "地点未说"


def read_period(words: str, now: datetime) -> Period | None:
    """The span that the words name; None where they name none."""
    today = now.astimezone(SHANGHAI).date()
    days = _SPANS.get(words.strip(" ，,。的"))
    if days is None:
        return None
    name, first, last = days[0], *days[1](today)
    return Period(wording.period(name, first, last - timedelta(days=1)), _start(first), _start(last))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def _day(today: date) -> tuple[date, date]:
    return today, today + timedelta(days=1)


def _week(today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=7)


def _month(today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _quarter(today: date) -> tuple[date, date]:
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return first, (first + timedelta(days=95)).replace(day=1)


def _year(today: date) -> tuple[date, date]:
    return date(today.year, 1, 1), date(today.year + 1, 1, 1)


def _last_week(today: date) -> tuple[date, date]:
    return _week(today - timedelta(days=7))


def _last_month(today: date) -> tuple[date, date]:
    return _month(today.replace(day=1) - timedelta(days=1))


def _last_year(today: date) -> tuple[date, date]:
    return _year(date(today.year - 1, 1, 1))


_NAMES = {
    ("今天", "今日", "当天"): _day,
    ("本周", "这周", "这个星期", "这星期", "本星期", "周"): _week,
    ("上周", "上个星期", "上星期"): _last_week,
    ("本月", "这个月", "当月", "月"): _month,
    ("上月", "上个月"): _last_month,
    ("本季度", "这个季度", "季度"): _quarter,
    ("今年", "本年", "全年", "年", "本年度"): _year,
    ("去年", "上年"): _last_year,
}
_SPANS = {word: (words[0], span) for words, span in _NAMES.items() for word in words}
