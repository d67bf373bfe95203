"""The times in a message that matter for arranging or meeting, read against the clock and the time agreed before."""

from __future__ import annotations

from datetime import datetime
from itertools import islice, pairwise

from nlu.times import context
from nlu.times.atoms import find_atoms, normalise
from nlu.times.bounds import join, shape
from nlu.times.days import Setting
from nlu.times.draft import SHANGHAI, Draft, end_of, moment
from nlu.times.drafts import read_phrase
from nlu.times.phrases import Phrase, group
from nlu.understanding import TimeExpression

FIRST_HOUR, LAST_HOUR = 6, 22
MOST_PIECES = 60  # what follows is a flood, and each piece costs a look at its neighbourhood


class TimeReader:
    """Reads times in Asia/Shanghai; keeps nothing between messages."""

    def read(self, text: str, now: datetime, *, previous: datetime | None = None) -> tuple[TimeExpression, ...]:
        """The times of a message in their order; `previous` is the time on the table in this conversation."""
        plain = normalise(text)
        phrases = group(plain, islice(find_atoms(plain), MOST_PIECES))
        if not phrases:
            return ()
        local, agreed = in_shanghai(now), in_shanghai(previous) if previous else None
        try:
            drafts = self._read_all(plain, phrases, local, agreed)
        except (OverflowError, ValueError):  # a date beyond the calendar
            return ()
        return tuple(express(text, draft, local) for draft in _keep_wanted(plain, drafts))

    def _read_all(self, text: str, phrases: list[Phrase], now: datetime, agreed: datetime | None) -> list[Draft]:
        drafts: list[Draft] = []
        latest: Draft | None = None
        for phrase in phrases:
            setting = Setting(
                now.date(),
                agreed.date() if agreed else None,
                latest.days if latest else None,
                latest.kind if latest else "",
            )
            draft = read_phrase(phrase, setting, now, agreed, latest)
            if draft is None:
                continue
            latest = draft
            if drafts and context.JOINER.fullmatch(text, drafts[-1].finish, draft.begin):
                joined = join(drafts[-1], draft)
                if joined is not None:
                    drafts[-1] = joined
                    continue
            drafts.append(draft)
        shaped = (shape(text, draft, now) for draft in drafts)
        return [draft for draft in shaped if is_wanted(text, draft, now)]


def in_shanghai(value: datetime) -> datetime:
    """The same moment on Shanghai's clock; a moment without a zone is taken to be there already."""
    local = value.replace(tzinfo=SHANGHAI) if value.tzinfo is None else value.astimezone(SHANGHAI)
    return local.replace(microsecond=0)


def is_wanted(text: str, draft: Draft, now: datetime) -> bool:
    """Whether the phrase is a time to arrange something, no habit, story, number or quantity."""
    begin, finish = draft.begin, draft.finish
    if draft.kind == "that_day" and not draft.has_clock and not draft.part:
        return False
    if draft.kind in ("part", "festival") and context.is_greeting(text, finish):
        return False
    if context.stands_alone(text, begin, finish) and not (draft.kind == "month_day" and _is_bare_day(draft)):
        return True
    if _is_no_time(text, draft):
        return False
    if _is_past(draft, now):
        around = context.clause_before(text, begin) + context.clause_after(text, finish)
        return context.PROPOSING.search(around) is not None and not context.is_told_of(text, begin, finish)
    return _is_about_future(text, draft, now)


def _is_no_time(text: str, draft: Draft) -> bool:
    """What only looks like a time: a habit, a number, a quantity, a school year, a stretch of time."""
    begin, finish = draft.begin, draft.finish
    if context.is_habit(text, begin) or context.is_ruled_out(text, begin):
        return True
    if draft.kind == "month_day" and _is_bare_day(draft):
        return not context.is_day_of_month(text, begin, finish)
    if draft.kind in ("clock", "part") and context.is_stretch(text, begin, draft.kind):
        return True
    if draft.kind == "lunar_day":
        return context.is_grade(text, begin, finish)
    return draft.kind == "clock" and not draft.part and _is_quantity(text, draft)


def _is_bare_day(draft: Draft) -> bool:
    return not draft.has_clock and not draft.part and draft.end is None and "after" not in draft.notes


def _is_quantity(text: str, draft: Draft) -> bool:
    if context.is_ratio(text, draft.begin):
        return True
    if draft.grain != "hour" or draft.end is not None or "钟" in text[draft.begin : draft.finish]:
        return False
    if text[draft.begin] == "零":
        return True
    if text[draft.begin] in "一1" and text[draft.begin + 1] == "点":
        return context.is_a_little(text, draft.begin, draft.finish)
    return context.is_count_of_points(text, draft.begin, draft.finish)


def _is_about_future(text: str, draft: Draft, now: datetime) -> bool:
    begin, finish = draft.begin, draft.finish
    if draft.kind == "relative" and context.STAGE_BEFORE.search(text[:begin]):
        return False
    surely = draft.days is not None and draft.days.is_fixed and draft.days.first > now.date()
    if surely and draft.kind not in ("relative", "part"):
        return True
    if context.is_told_of(text, begin, finish):
        return False
    is_weak = (
        not draft.has_clock
        and "after" not in draft.notes
        and (draft.kind == "part" or (draft.days is not None and draft.days.first <= now.date()))
    )
    return not is_weak or draft.start is None or context.is_arranging(text, begin, finish)


def _is_past(draft: Draft, now: datetime) -> bool:
    if draft.is_past_word:
        return True
    if "after" in draft.notes and draft.start is not None and not draft.has_clock:
        return draft.start < moment(now.date())
    if draft.has_clock or draft.days is None:
        last = draft.end or draft.start
        return last is not None and last < now and draft.has_day
    return (draft.end or end_of(draft.days.last)) < now


def _keep_wanted(text: str, drafts: list[Draft]) -> list[Draft]:
    """周三没空，周四可以: only Thursday, where there is something beside what is ruled out."""
    offered = [draft for draft in drafts if not context.is_rejected(text, draft.begin, draft.finish)] or drafts
    kept = [draft for draft, later in pairwise(offered) if not _is_completed_by(text, draft, later)]
    return kept + offered[-1:]


def _is_completed_by(text: str, draft: Draft, later: Draft) -> bool:
    """周三来嘛，上午十点: one time, whose hour is said in another clause; 国庆10月3号: the day inside the holiday.

    下个月 12月5号到8号, 下周三 25号: said once more, and closer. 5号 不对是6号: put right.
    """
    between = text[draft.finish : later.begin]
    if context.PUTS_RIGHT.fullmatch(between):
        return True
    if context.SAID_CLOSER.fullmatch(between) and _is_within(later, draft):
        return True
    if draft.has_clock or draft.part or draft.start is None or later.start is None:
        return False
    if draft.kind == "festival":
        return later.kind in ("month_day", "date") and later.begin == draft.finish
    is_hour_alone = later.kind == "clock" and later.has_clock and not later.has_day
    return is_hour_alone and draft.end is None and draft.start.date() == later.start.date()


def _is_within(closer: Draft, wide: Draft) -> bool:
    """Whether the days of the one lie within those of the other."""
    if closer.start is None or wide.start is None or wide.has_clock or wide.part:
        return False
    last, widest = closer.end or closer.start, wide.end or end_of(wide.start.date())
    return wide.start <= closer.start and last <= widest


def express(text: str, draft: Draft, now: datetime) -> TimeExpression:
    """The draft in the shape that the other floors read."""
    notes = list(dict.fromkeys(draft.notes))
    if _is_past(draft, now) or (draft.start is None and draft.end is not None and draft.end < now):
        notes.append("past")
    elif "ambiguous_day" in notes and draft.kind == "weekday" and _is_over_today(draft, now):
        notes.remove("ambiguous_day")
    at = draft.start or draft.end
    if draft.has_clock and at is not None and not FIRST_HOUR <= at.hour < LAST_HOUR:
        notes.append("night")
    return TimeExpression(text[draft.begin : draft.finish], draft.start, draft.end, draft.grain, tuple(notes))


def _is_over_today(draft: Draft, now: datetime) -> bool:
    """周三上午 on a Wednesday afternoon can only mean the next one."""
    return draft.has_clock and draft.start is not None and draft.start.timetz() <= now.timetz()


_READER = TimeReader()


def read_times(text: str, now: datetime, *, previous: datetime | None = None) -> tuple[TimeExpression, ...]:
    """The times of a message, read by the shared reader."""
    return _READER.read(text, now, previous=previous)
