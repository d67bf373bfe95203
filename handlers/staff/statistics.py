"""统计: what came in and what became of it, by time, county and field, in the bases a person steers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from handlers.activities.holding import audience as activity_audience
from handlers.turn import Arguments, Turn
from handlers.wording import common
from handlers.wording import statistics as wording
from nlu.text.patterns import lazy_regex
from nlu.times.numerals import read_number

SHOWN, LONGEST, LONGEST_BESIDE = 6, 14, 4
SHOWN_LAST: Final = "figures"
AGAIN_WITHIN = timedelta(minutes=15)
_AGAIN = lazy_regex(
    r"^(?:那|还有|再看?|换成?|看一?下|看哈|就|只看)*(?P<rest>.{1,12}?)(?:那边|这边|方面)?的?(?:呢|哪|嘛|有好多|有多少|是好多|怎么样|咋样)*[?？。]*$"
)
_MONTH = lazy_regex(r"(?:(?P<year>20\d\d)年|(?P<last>去年|上年)|今年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月")
_RECENT = lazy_regex(
    r"(?:最近|近|过去)的?(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?P<unit>天|日|周|星期|月)"
)

_WHOLE_YEAR = lazy_regex(r"(?P<year>20\d\d)年(?:度|全年)?")
_SPAN = lazy_regex(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?(?:到|至|-|－|—|~)(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})[日号]?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A named span of whole days in Shanghai, `until` excluded."""

    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What figures are wanted: when, and of which county or field, where one is named."""

    period: Period
    place: str | None = None  # the beginning of the place's code
    field: str | None = None
    about: str = ""  # the place and the field as people read them


async def show(turn: Turn, args: Arguments) -> None:
    """统计 [本周|本月|今年|11月] [奉节] [果树]."""
    asked = _read(turn, args.rest)
    turn.talk.note(SHOWN_LAST, rest=args.rest)
    bases = turn.person.staff_bases
    period, figures = asked.period, turn.uow.figures
    demands = await figures.demand_figures(
        bases, period.since, period.until, place_prefix=asked.place, field=asked.field
    )
    is_all = asked.place is None and asked.field is None
    until = min(period.until, turn.now)
    activities = await figures.activity_figures(bases, period.since, until) if is_all else NO_ACTIVITIES
    turn.say(
        wording.figures(
            " ".join(part for part in (common.joined(bases), asked.about) if part),
            period.name,
            demands,
            activities,
            [(turn.services.field_names.get(code, "未分类"), count) for code, count in _top(demands["by_field"])],
            [(_county(name), count) for name, count in _top(demands["by_place"])],
        )
    )


def asked_again(turn: Turn, words: str) -> str | None:
    """上个月呢, 云阳那边呢, after figures were shown: what they are wanted of now; None where it is nothing of that."""
    kept = turn.talk.recent(SHOWN_LAST, AGAIN_WITHIN)
    found = _AGAIN.match(words) if kept is not None and len(words) <= LONGEST else None
    if kept is None or found is None:
        return None
    try:
        asked = _read(turn, found["rest"])
    except DomainError:
        return None
    told = turn.services.understand(found["rest"], turn.now).place if asked.place is not None else None
    if told is not None and len(found["rest"]) > len(told.text) + LONGEST_BESIDE:
        return None  # 李铁牛调到巫山去了
    before = str(kept["rest"])
    is_period_told = read_period(found["rest"], turn.now) is not None
    period = next((part for part in _APART.split(before) if read_period(part, turn.now)), "")
    return found["rest"] if is_period_told or not asked.about else f"{period} {found['rest']}".strip()


NO_ACTIVITIES = {"activities": 0, "signed_up": 0, "checked_in": 0}
_APART = lazy_regex(r"[\s，,、的/]+")


def _read(turn: Turn, words: str) -> Asked:
    """A period, a county, a field in any order; one that is none of them is refused by name."""
    period, place, field = None, None, None
    about: list[str] = []
    for part in [words.strip(), *(_APART.split(words.strip()))] if words.strip() else []:
        if period is None and (found := read_period(part, turn.now)):
            period = found
            if part == words.strip():
                break
            continue
        if not part or (part == words.strip() and _APART.search(part)):
            continue  # first as a whole, then piece by piece
        if guess := turn.services.read_field(part):
            field = guess.second or guess.code
            about.append(guess.second or guess.name)
        elif (told := turn.services.understand(part, turn.now).place) and told.code:
            place = activity_audience.prefix(told.code)
            about.append(common.short_place(told.name))
        else:
            raise DomainError("period_unknown", name=common.cut(part, 12))
        if part == words.strip():
            break
    period = period or read_period("本月", turn.now)
    assert period is not None
    return Asked(period, place, field, "·".join(dict.fromkeys(about)))


def _top(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]


def _county(name: str) -> str:
    return common.short_place(name) or "地点未说"


def read_period(words: str, now: datetime) -> Period | None:
    """The span that the words name; None where they name none."""
    today = now.astimezone(SHANGHAI).date()
    days = _SPANS.get(words.strip(" ，,。的"))
    if days is None:
        bare = words.strip(" ，,。的")
        return _read_month(bare.strip("份"), today) or _read_recent(bare, today) or _read_span(bare, today)
    name, first, last = days[0], *days[1](today)
    return Period(wording.period(name, first, last - timedelta(days=1)), _start(first), _start(last))


def _read_month(words: str, today: date) -> Period | None:
    """11月, 去年12月, 2026年3月; a month that lies ahead is last year's."""
    found = _MONTH.fullmatch(words)
    month = read_number(found["month"]) if found else None
    if found is None or month is None or not 1 <= month <= 12:
        return None
    year = int(found["year"]) if found["year"] else today.year - bool(found["last"])
    if not found["year"] and not found["last"] and month > today.month:
        year -= 1
    first, last = _month(date(year, month, 1))
    name = f"{month}月" if year == today.year else f"{year}年{month}月"
    return Period(wording.period(name, first, last - timedelta(days=1)), _start(first), _start(last))


def _read_span(words: str, today: date) -> Period | None:
    """11月1日到20日, 2025年: what is named by its days, or a whole year."""
    if found := _WHOLE_YEAR.fullmatch(words):
        year = date(int(found["year"]), 1, 1)
        first, last = _year(year)
        return Period(wording.period(words, first, last - timedelta(days=1)), _start(first), _start(last))
    found = _SPAN.fullmatch(words)
    if found is None:
        return None
    try:
        first = date(today.year, int(found["month"]), int(found["day"]))
        last = date(today.year, int(found["month2"] or found["month"]), int(found["day2"]))
    except ValueError:
        return None
    if first > today:
        first, last = first.replace(year=today.year - 1), last.replace(year=today.year - 1)
    if last < first:
        return None
    after = last + timedelta(days=1)
    return Period(wording.period(words, first, last), _start(first), _start(after))


def _read_recent(words: str, today: date) -> Period | None:
    """近7天, 最近一个月: whole days with today as the last."""
    found = _RECENT.fullmatch(words)
    count = read_number(found["count"]) if found else None
    if found is None or not count:
        return None
    days = count * {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}[found["unit"]]
    first, last = today - timedelta(days=days - 1), today + timedelta(days=1)
    return Period(wording.period(words, first, today), _start(first), _start(last))


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


def _yesterday(today: date) -> tuple[date, date]:
    return today - timedelta(days=1), today


def _last_quarter(today: date) -> tuple[date, date]:
    return _quarter(_quarter(today)[0] - timedelta(days=1))


def _last_year(today: date) -> tuple[date, date]:
    return _year(date(today.year - 1, 1, 1))


_NAMES = {
    ("今天", "今日", "当天"): _day,
    ("本周", "这周", "这个星期", "这星期", "本星期", "周"): _week,
    ("上周", "上个星期", "上星期"): _last_week,
    ("本月", "这个月", "当月", "月"): _month,
    ("上月", "上个月"): _last_month,
    ("昨天", "昨日"): _yesterday,
    ("上季度", "上个季度"): _last_quarter,
    ("本季度", "这个季度", "季度"): _quarter,
    ("今年", "本年", "全年", "年", "本年度"): _year,
    ("去年", "上年"): _last_year,
}
_SPANS = {word: (words[0], span) for words, span in _NAMES.items() for word in words}
