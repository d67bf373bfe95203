"""From the words of a message to the moment of a visit: what may be assumed is assumed and said, the rest is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from domain.calendar import SHANGHAI
from domain.errors import DomainError
from handlers.visits.heard import refusals
from handlers.wording import common
from handlers.wording import visits as wording
from nlu.text.patterns import lazy_regex
from nlu.times import read_times
from nlu.understanding import TimeExpression

_AMOUNT = r"(?=(?:[一二两三四五六七八九十半]|\d{1,2})+\s?个?半?个?(?:小时|钟头|刻钟|分钟|天(?!气)|周|星期|礼拜))"
LATER = lazy_regex(rf"(?:往后|向后|朝后)?(?:再)?(?:推后|推|顺延|延后|延|挪|拖|晚|迟)(?:到|来|个|上)?{_AMOUNT}")
EARLIER = lazy_regex(rf"(?:往前|向前|朝前)?(?:再)?(?:提早|提前|早|赶|挪)(?:到|来|个|上)?{_AMOUNT}")
PUT_OFF = lazy_regex(
    r"改天|改日|改期|延期|另约|换一?个?(?:时间|日子|天(?!气))|换一天|(?:另外|重新)(?:约|选|定|找|说)(?:一?个)?(?:时间|天)?|(?:下次|以后|过几天|二天)再(?:说|约|来)"
)
_BUT_THEN = lazy_regex(  # 周四要得，不过下午: the part of the day that is wanted instead
    r"(?:可以|要得|得行|行|没(?:得)?问题|好|有空|得空|方便|合适|嘛|吧|的|倒|也|都|是|[，,\s])*"
    r"(?:但是?|不过|只是|就是|最好|只有|只能)+(?:要|得|等|在|到|改|是|[，,\s])*(?=上午|下午|早上|早晨|晚上|中午|傍晚|晌午)"
)
_NOTICE = lazy_regex(  # 来之前提前一天说一声, which moves nothing
    r"(?:提前|提早|早)[^，。]{0,8}?(?:说一?[声下]|讲一?声|通知|告诉|联系|打.{0,2}电话|吱|打.{0,2}招呼|准备)"
)
_SOMEWHAT = lazy_regex(r"[早晚迟]一?点(?:儿|点)?(?![半整钟过多\d一二三四五])")  # 晚一点嘛 is no one o'clock
_AND_THEN = lazy_regex(  # 周四要得 下午: the part of the day that goes with it
    r"(?<=[一二三四五六日天末号])(?:可以|要得|得行|行|没(?:得)?问题|好|方便)(?:的|嘛|吧|噻)?[，,\s]+(?:就|那|要|等)?(?=(?:上午|下午|早上|早晨|晚上|中午|傍晚|晌午)(?:[嘛吧哈来\s，,。\d一二两三四五六七八九十]|$))"
)
_COMES = lazy_regex(r"(?:[号日一二三四五六天点午早晚])(?:就|再|能|可以)?(?:到|来|过来|过去|去|下来|动身|出发)")
_LEAVES = lazy_regex(  # 28号到，住一晚29号走
    r"(?<![，,\s])[，,\s]*+(?:住|歇|待|耍)?(?:一|两|[12])?(?:晚上?|夜)?[，,\s]*+(?:第二天|次日|\d{1,2}[号日]|(?:下?周|星期|礼拜)[一二三四五六日天]|[明后]天|大后天)(?:早上|上午|下午|中午|一早)?(?:再|就|才)?(?:走(?![^，。]{0,3}[看访])|返程|返回|回去|回来|离开|回)(?![^，。]{0,3}[来到])"
)
_CALLED = lazy_regex(r"(?<=[嘛吧哈啊哦呢])(?:老师|专家|医生|教授|主任|师傅)(?=$|[，,。！!\s])")  # 26号嘛老师
_SAME_CLOCK = lazy_regex(r"(?:钟点|时间)|(?:同一|同样|一样的?|老|原来的?)(?:个)?(?:时间|钟?点)|照旧")
_A_LITTLE_LATER = lazy_regex(r"(?:稍微?|再|要|得)?晚一?点(?:儿|哈)?(?=[呢吧嘛吗行可要得，,。；;\s]|$)")
_BARE_DAY_OF_MONTH = lazy_regex(r"^\d{1,2}[号日]|^[一二三四五六七八九十]{1,3}[号日]")
_BARE_WEEKDAY = lazy_regex(r"(?:周|星期|礼拜)[一二三四五六日天]")
_OTHER_WEEK = lazy_regex(r"[下上这本]{1,3}个?(?:周|星期|礼拜)")
_SHIFT_CLAUSE = lazy_regex(rf"[^，,。；;！!？?\s]*(?:推迟|提前){_AMOUNT}[^，,。；;！!？?\s]*")
FARTHEST = timedelta(days=183)
LONGEST_SPAN = 3
PART_TIMES = {
    "early": time(8, 0),
    "morning": time(9, 0),
    "daytime": time(9, 0),
    "midday": time(12, 30),
    "afternoon": time(14, 30),
    "evening": time(19, 0),
}
PART_HOURS = {
    "early": range(5, 9),
    "morning": range(6, 12),
    "daytime": range(8, 18),
    "midday": range(11, 14),
    "afternoon": range(12, 19),
    "evening": range(18, 24),
}
WHOLE_DAY = time(9, 0)
OPEN_HALVES = range(5, 8)  # five, six and seven o'clock are both


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment for a visit; `remark` says what was assumed."""

    starts_at: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Slots:
    """One slot without a question is the time; else the question and what may be chosen."""

    choices: tuple[Slot, ...]
    question: str = ""  # two | day | half | night


def has_time(text: str, now: datetime, previous: datetime | None) -> bool:
    """Whether the words name a time at all."""
    return any(one.start is not None for one in read_times(_with_days(_plain(text), previous), now, previous=previous))


def puts_forward(text: str, now: datetime) -> bool:
    """换后天同一时间: a time still ahead that is named and does not fall out."""
    ahead = [one for one in read_times(_plain(text), now) if one.start is not None and one.start > now]
    return bool(ahead) and not names_refused(text, now)


def is_shift(text: str) -> bool:
    """晚一个小时, 往后推半小时, 提前一天: a time only beside the one that stands."""
    text = _NOTICE.sub("", text)
    return _plain_shift(text) != text or bool(re.search(rf"(?:推迟|提前){_AMOUNT}", text))


def puts_off(text: str, now: datetime) -> bool:
    """明天要下雨，改天吧: another day, without saying which."""
    found = PUT_OFF.search(text)
    return found is not None and not has_time(text[found.end() :], now, None)


def refuses(text: str, now: datetime, standing: datetime) -> bool | None:
    """周三要开会: True where the standing day will not do, False where another; None where a time is offered."""
    plain = _with_days(_plain(text), standing)
    found = [one for one in _read_refused(plain, now, standing) if one.start is not None]
    if not refusals.refuses_all(plain, found):
        return None
    day = standing.astimezone(SHANGHAI).date()
    return any(one.start.date() <= day <= (one.end or one.start).date() for one in found if one.start)


def beside_standing(text: str, now: datetime, standing: datetime) -> str | None:
    """What is said beside the time on the table where the words name just that one; None where they name another."""
    try:
        slots = read_slots(text, now, standing, 0)
    except DomainError:
        return None
    if len(slots.choices) != 1 or slots.choices[0].starts_at != standing:
        return None
    rest = _plain(text)
    for one in read_times(rest, now, previous=standing):
        rest = rest.replace(one.text, "，")
    return rest


def without_times(text: str, now: datetime, standing: datetime) -> str | None:
    """The words beside the times that they name; None where they name none."""
    rest = _plain(text)
    found = [one for one in read_times(rest, now, previous=standing) if one.start is not None]
    for one in found:
        rest = rest.replace(one.text, "")
    return rest if found else None


def is_of_day(text: str, now: datetime, standing: datetime) -> bool:
    """周三不来了: the day of the visit is named."""
    day = standing.astimezone(SHANGHAI).date()
    found = _read_refused(_plain(text), now, standing)
    return any(one.start.date() <= day <= (one.end or one.start).date() for one in found if one.start)


def names_refused(text: str, now: datetime) -> bool:
    """25号我不在家: a day, and why it will not do."""
    return refusals.WILL_NOT_DO.search(text) is not None and refusals.refuses_all(text, _read_refused(text, now, None))


def _read_refused(text: str, now: datetime, standing: datetime | None) -> list[TimeExpression]:
    """The times of the words; a bare 25号, which elsewhere may be anything, is a day where a visit is spoken of."""
    found = _near_standing(text, read_times(text, now, previous=standing), now, standing)
    if not found and (day := refusals.BARE_DAY.search(text)):
        return [replace(one, text=day[0]) for one in read_times(f"约{day[0]}上门", now)]
    return found


def _plain(text: str) -> str:
    """晚一个小时 as a shift; 周四要得，不过下午 as Thursday afternoon."""
    return _A_LITTLE_LATER.sub("", _AND_THEN.sub("", _BUT_THEN.sub("", _plain_shift(_NOTICE.sub("", _arrival(text))))))


def _with_days(text: str, standing: datetime | None) -> str:
    """25号厂里消毒，26号嘛: where the day on the table is named so, the others beside it are days as well."""
    if standing is None:
        return text
    days = [int(found[0][:-1]) for found in refusals.BARE_DAY.finditer(text)]
    is_spoken_of = len(days) > 1 and standing.astimezone(SHANGHAI).day in days
    return refusals.BARE_DAY.sub(r"约\g<0>", _CALLED.sub("", text)) if is_spoken_of else text


def _arrival(text: str) -> str:
    """The words without the day on which one leaves again, where they tell when one comes."""
    found = _LEAVES.search(text)
    return _LEAVES.sub("", text) if found and _COMES.search(text[: found.start()]) else text


def _plain_shift(text: str) -> str:
    if "推迟" in text or "提前" in text:
        return text
    return EARLIER.sub("提前", LATER.sub("推迟", _SOMEWHAT.sub(lambda found: found[0][0], text)))


def read_slots(text: str, now: datetime, previous: datetime | None, no: int) -> Slots:
    """The time that is meant or the question to ask; DomainError where no visit can come of it."""
    plain = _with_days(_plain(text), previous)
    times = _near_standing(plain, read_times(plain, now, previous=previous), now, previous)
    found = refusals.without_refused(plain, [one for one in times if one.start is not None])
    if previous is not None and is_shift(plain) and refusals.refuses_all(_SHIFT_CLAUSE.sub("", plain), found):
        found = [one for one in read_times(_shift_of(plain), now, previous=previous) if one.start is not None]
    if not found:
        raise DomainError("time_needed", no=no)
    found = _without_vague(_without_old(_without_same_clock(found), previous))
    readings = [_read(one, now, previous, no) for one in found]
    choices = _ahead({slot.starts_at: slot for reading in readings for slot in reading.choices}.values(), now, no)
    if len(choices) == 1:
        asked = {reading.question for reading in readings} & {"night"}
        return Slots(choices, "night" if asked else "")
    return Slots(choices, readings[0].question if len(readings) == 1 else "two")


def _shift_of(plain: str) -> str:
    """能不能推迟两天 of 周四要出差，能不能推迟两天."""
    found = _SHIFT_CLAUSE.search(plain)
    return found[0] if found else plain


def _near_standing(
    text: str, found: Iterable[TimeExpression], now: datetime, standing: datetime | None
) -> list[TimeExpression]:
    """周四不行，周五可以: a weekday without a week is one of the week that is spoken of, as long as that lies ahead."""
    times = list(found)
    if standing is None:
        return times
    times = [_in_month(one, standing, now) if _BARE_DAY_OF_MONTH.match(one.text) else one for one in times]
    if _OTHER_WEEK.search(text):
        return times
    week = standing.astimezone(SHANGHAI).date()
    week -= timedelta(days=week.weekday())
    return [_in_week(one, week, now) if _BARE_WEEKDAY.match(one.text) else one for one in times]


def _in_month(one: TimeExpression, standing: datetime, now: datetime) -> TimeExpression:
    """9号要开会，8号呢: a day without a month is one of the month that is spoken of, as long as that lies ahead."""
    month = standing.astimezone(SHANGHAI)
    if one.start is None:
        return one
    try:
        start = one.start.replace(year=month.year, month=month.month)
        end = one.end.replace(year=month.year, month=month.month) if one.end else None
    except ValueError:
        return one  # there is no 31st
    return replace(one, start=start, end=end) if start > now else one


def _in_week(one: TimeExpression, week: date, now: datetime) -> TimeExpression:
    if one.start is None:
        return one
    by = week - (one.start.date() - timedelta(days=one.start.weekday()))
    start, end = one.start + by, one.end + by if one.end else None
    latest = end or (start + timedelta(days=1) if _is_day(one) else start)
    if latest <= now:
        return one
    return replace(one, start=start, end=end, notes=tuple(note for note in one.notes if note != "ambiguous_day"))


def _without_old(found: list[TimeExpression], previous: datetime | None) -> list[TimeExpression]:
    """把周三上午九点改到周四: the time that stands is named only to say what is moved."""
    if previous is None or len(found) < 2:
        return found
    old = previous.astimezone(SHANGHAI)
    first = found[0].start
    is_old = first is not None and first.date() == old.date() and (_is_day(found[0]) or first == old)
    return found[1:] if is_old else found


def _without_same_clock(found: list[TimeExpression]) -> list[TimeExpression]:
    """改周五，时间不变: the clock stays, and is no second time."""
    named = [one for one in found if _SAME_CLOCK.match(one.text) is None]
    return named if any(_is_day(one) for one in named) else found


def _without_vague(found: list[TimeExpression]) -> list[TimeExpression]:
    """周三要得，下午嘛: the bare day is told more exactly by what follows."""
    exact = {one.start.date() for one in found if one.start and not _is_bare_day(one)}
    found = [one for one in found if not (_is_bare_day(one) and one.start and one.start.date() in exact)]
    return [one for one in found if not any(_tells_hour_of(other, one) for other in found)]


def _tells_hour_of(other: TimeExpression, one: TimeExpression) -> bool:
    """后天早上去，大概十点: the hour falls into the part of the day that was named before."""
    part = next((note for note in one.notes if note in PART_HOURS), "")
    if not part or not _is_day(one) or _is_day(other) or one.start is None or other.start is None:
        return False
    return other.start.date() == one.start.date() and other.start.hour in PART_HOURS[part]


def _is_bare_day(one: TimeExpression) -> bool:
    return _is_day(one) and one.end is None and not any(note in PART_TIMES for note in one.notes)


def _ahead(slots: Iterable[Slot], now: datetime, no: int) -> tuple[Slot, ...]:
    every = tuple(slots)
    ahead = tuple(slot for slot in every if slot.starts_at > now)
    if not ahead:
        raise DomainError("time_past", moment=common.moment(every[-1].starts_at), no=no)
    near = tuple(slot for slot in ahead if slot.starts_at <= now + FARTHEST)
    if not near:
        raise DomainError("time_too_far", moment=common.moment(ahead[0].starts_at))
    return near


def _is_day(one: TimeExpression) -> bool:
    return one.grain == "day"


def _read(one: TimeExpression, now: datetime, previous: datetime | None, no: int) -> Slots:
    if one.grain in {"week", "month"} or "after" in one.notes:
        raise DomainError("time_vague", text=one.text, no=no)
    if _is_day(one):
        return _read_days(one, now, previous, no)
    start = one.start
    assert start is not None
    if "ambiguous_half" in one.notes and start.hour % 12 in OPEN_HALVES:
        return Slots(
            (_slot(start.replace(hour=start.hour % 12)), _slot(start.replace(hour=start.hour % 12 + 12))), "half"
        )
    if "ambiguous_day" in one.notes:
        remark = _remark(one, start)
        days = [datetime.combine(day, start.timetz()) for day in _today_or_next(start, now)]
        return Slots(tuple(_slot(day, remark) for day in days), "day")
    return Slots((_slot(start, _remark(one, start)),), "night" if "night" in one.notes else "")


def _today_or_next(start: datetime, now: datetime) -> list[date]:
    """周三 said on a Wednesday: today, or in a week."""
    today = now.astimezone(SHANGHAI).date()
    return [today, max(start.date(), today + timedelta(days=7))]


def _slot(local: datetime, remark: str = "") -> Slot:
    return Slot(local.astimezone(UTC), remark)


def _read_days(one: TimeExpression, now: datetime, previous: datetime | None, no: int) -> Slots:
    """A day without a clock, or a few days."""
    assert one.start is not None
    first, last = one.start.date(), (one.end or one.start).date()
    if (last - first).days >= LONGEST_SPAN:
        raise DomainError("time_vague", text=one.text, no=no)
    part = next((note for note in one.notes if note in PART_TIMES), "")
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    if "ambiguous_day" in one.notes:
        days = _today_or_next(one.start, now)
    kept = _kept_clock(part, previous)
    clock = kept or PART_TIMES.get(part, WHOLE_DAY)
    remark = _lunar(one) + (wording.kept_clock(clock) if kept else wording.assumed_clock(clock))
    slots = tuple(_slot(datetime.combine(day, clock, SHANGHAI), remark) for day in days)
    if all(slot.starts_at <= now for slot in slots) and last >= now.astimezone(SHANGHAI).date():
        raise DomainError("clock_needed", text=one.text, no=no)
    return Slots(slots, "day" if "ambiguous_day" in one.notes else "two" if len(slots) > 1 else "")


def _kept_clock(part: str, previous: datetime | None) -> time | None:
    """星期三要得, 改到周四: only the day is spoken of, the clock time on the table stays."""
    if previous is None:
        return None
    clock = previous.astimezone(SHANGHAI).time()
    return clock if not part or clock.hour in PART_HOURS[part] else None


def _remark(one: TimeExpression, start: datetime) -> str:
    if "ambiguous_half" in one.notes:
        return _lunar(one) + wording.assumed_half(is_morning=start.hour < 12)
    if "noon" in one.notes:
        return _lunar(one) + wording.assumed_noon()
    return _lunar(one)


def _lunar(one: TimeExpression) -> str:
    return wording.lunar(one.text, common.day(one.start)) if "lunar" in one.notes and one.start else ""
